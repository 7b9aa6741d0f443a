#include "report/explain_articles.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace hegui::report {
namespace {

using policy::Policy;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Small letters, without blanks, full stops and the brackets around titles.
std::string plain(std::string_view words) {
  std::string out;
  while (!words.empty()) {
    const bool bracket = words.starts_with("《") || words.starts_with("》");
    if (!bracket && words.front() != ' ' && words.front() != '.') out += lower(words.front());
    words.remove_prefix(bracket ? std::string_view("《").size() : 1);
  }
  return out;
}

// A number in digits or in Chinese numerals below ten thousand: 十五, 一百零三, 一千零三十二.
std::optional<int> number_of(std::string_view text) {
  int value = 0;
  const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem == std::errc{} && stop == text.data() + text.size()) return value;
  static constexpr std::string_view kDigits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  static constexpr std::pair<std::string_view, int> kUnits[] = {{"十", 10}, {"百", 100}, {"千", 1000}};
  constexpr std::size_t kBytes = 3;  // of one Chinese character
  if (text.empty() || text.size() % kBytes != 0 || text.size() > 8 * kBytes) return std::nullopt;
  value = 0;
  int digit = 0;
  for (; !text.empty(); text.remove_prefix(kBytes)) {
    const std::string_view sign = text.substr(0, kBytes);
    const auto* number = std::ranges::find(kDigits, sign);
    const auto* unit = std::ranges::find(kUnits, sign, &std::pair<std::string_view, int>::first);
    if (number != std::end(kDigits)) {
      digit = static_cast<int>(number - kDigits);
    } else if (unit != std::end(kUnits)) {
      value += (digit == 0 ? 1 : digit) * unit->second;
      digit = 0;
    } else {
      return std::nullopt;
    }
  }
  return value + digit;
}

// What was asked for: the article, and what the instrument is called; empty for any.
struct Asked {
  int article = 0;
  std::string instrument;
};

std::optional<Asked> read(std::string_view words) {
  const std::string text = plain(words);
  const std::string_view all = text, mark = "第", end = "条";
  if (const std::size_t from = all.find(mark), to = all.rfind(end); from != all.npos && to != all.npos && to > from) {
    const auto article = number_of(all.substr(from + mark.size(), to - from - mark.size()));
    return article ? std::optional(Asked{*article, text.substr(0, from)}) : std::nullopt;
  }
  std::size_t digits = all.size();
  while (digits > 0 && all[digits - 1] >= '0' && all[digits - 1] <= '9') --digits;
  const auto article = number_of(all.substr(digits));
  if (!article || digits == 0) return std::nullopt;
  std::string_view before = all.substr(0, digits);
  for (const std::string_view word : {"article", "art"})
    if (before.ends_with(word)) {
      before.remove_suffix(word.size());
      break;
    }
  return Asked{*article, std::string(before)};
}

bool called(const Policy& policy, const policy::InstrumentRow& row, std::string_view name) {
  constexpr std::size_t kShortestPart = 6;  // two Chinese characters, or a word of Latin letters
  const auto has = [&](image::Text title) {
    const std::string whole = plain(policy.text(title));
    return whole == name || (name.size() >= kShortestPart && whole.contains(name));
  };
  return plain(policy.text(row.slug)) == name || has(row.title.zh) || has(row.title.en);
}

}  // namespace

std::vector<policy::ClauseIndex> clauses_called(const Policy& policy, std::string_view words) {
  std::vector<policy::ClauseIndex> out;
  const auto was = [&](std::string_view id) {
    for (policy::ClauseIndex index = 0; index < policy.clauses().size(); ++index)
      if (policy.text(policy.clauses()[index].was) == id && std::ranges::find(out, index) == out.end())
        out.push_back(index);
  };
  if (const auto clause = policy.find_clause(words)) out.push_back(*clause);
  was(words);
  if (!out.empty()) return out;
  const std::optional<Asked> asked = read(words);
  if (!asked) return out;
  for (const policy::InstrumentRow& row : policy.instruments()) {
    if (!asked->instrument.empty() && !called(policy, row, asked->instrument)) continue;
    const std::string id = fmt::format("{}:{}", policy.text(row.slug), asked->article);
    if (const auto clause = policy.find_clause(id)) out.push_back(*clause);
    was(id);
  }
  return out;
}

}  // namespace hegui::report
