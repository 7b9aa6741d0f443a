// What every diagnostic code means, in both languages: a title that is true of all messages with the code, and what to
// do next. The messages themselves are English.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace hegui::codes {

struct Words {
  std::string_view zh, en;
};

struct Row {
  std::uint16_t number = 0;
  Words title, step;
};

// Every code, by number.
std::vector<Row> all();

// Null for a number that no message has.
const Row* find(Code code);

// Whether the word has the form of a code: HG and digits, in letters of either case.
bool is_code(std::string_view word);
// Of such a word: its row, null where no message has the code; and the code nearest to it, as `HG1010`.
const Row* find(std::string_view word);
std::string nearest(std::string_view word);

// The diagnostic for a Chinese reader: title and next step in Chinese before the message and the help.
Diagnostic in_chinese(Diagnostic diagnostic);

}  // namespace hegui::codes
