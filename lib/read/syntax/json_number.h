// Numbers of JSON and JSON5.
#pragma once

#include <string_view>

#include "read/syntax/tree.h"

namespace hegui::read::tree {

// Sets kind and value of `out` to the number `word` is, sign included: an Int where it is whole and fits 64 bits, else
// a Double. JSON5 adds hexadecimal numbers, `+`, a bare decimal point on either side, Infinity and NaN. False when it
// is no number.
bool read_json_number(std::string_view word, Node& out);

}  // namespace hegui::read::tree
