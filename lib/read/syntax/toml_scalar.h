// Numbers, truth values and times of TOML: what a word outside quotes means.
#pragma once

#include <string_view>

#include "read/syntax/tree.h"

namespace hegui::read::tree {

// Sets kind and value of `out` to what `word` means in TOML 1.0, and its text to the word for a Date or DateTime. False
// when it means nothing; `problem` then says why where there is more to say than that.
bool read_toml_scalar(std::string_view word, Node& out, std::string_view& problem);

// True for YYYY-MM-DD by its form, which a time may follow after a space.
bool looks_like_day(std::string_view word);

}  // namespace hegui::read::tree
