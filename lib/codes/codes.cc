#include "codes/codes.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <utility>

#include "base/nearest_name.h"
#include "codes/rows.h"

namespace hegui::codes {
namespace {

constexpr std::size_t kLetters = 2, kMostDigits = 9;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Of a word that has the form of a code.
std::int64_t number_of(std::string_view word) {
  std::int64_t number = 0;
  std::from_chars(word.data() + kLetters, word.data() + word.size(), number);
  return number;
}

}  // namespace

std::vector<Row> all() {
  std::vector<Row> out;
  for (const std::span<const Row> rows : {package_rows(), text_rows(), policy_rows(), result_rows()})
    out.insert(out.end(), rows.begin(), rows.end());
  return out;
}

const Row* find(Code code) {
  for (const std::span<const Row> rows : {package_rows(), text_rows(), policy_rows(), result_rows()})
    if (const auto row = std::ranges::lower_bound(rows, code.number, {}, &Row::number);
        row != rows.end() && row->number == code.number)
      return &*row;
  return nullptr;
}

bool is_code(std::string_view word) {
  return word.size() > kLetters && word.size() <= kLetters + kMostDigits && (word[0] == 'H' || word[0] == 'h') &&
         (word[1] == 'G' || word[1] == 'g') && std::ranges::all_of(word.substr(kLetters), is_digit);
}

const Row* find(std::string_view word) {
  const std::int64_t number = number_of(word);
  return number <= UINT16_MAX ? find(Code{static_cast<std::uint16_t>(number)}) : nullptr;
}

std::string nearest(std::string_view word) {
  const std::int64_t asked = number_of(word);
  const std::string digits = fmt::format("{:04}", asked);
  // Of codes as few slips away as each other, the one with the nearest number.
  const auto distance = [&](const Row& row) {
    return std::pair(edit_distance(digits, fmt::format("{}", row.number), digits.size()),
                     std::abs(asked - std::int64_t{row.number}));
  };
  const std::vector<Row> rows = all();
  return Code{std::ranges::min_element(rows, {}, distance)->number}.to_string();
}

Diagnostic in_chinese(Diagnostic diagnostic) {
  const Row* row = find(diagnostic.code);
  if (row == nullptr) return diagnostic;
  diagnostic.message = fmt::format("{}：{}", row->title.zh, diagnostic.message);
  diagnostic.help =
      diagnostic.help.empty() ? std::string(row->step.zh) : fmt::format("{}（{}）", row->step.zh, diagnostic.help);
  return diagnostic;
}

}  // namespace hegui::codes
