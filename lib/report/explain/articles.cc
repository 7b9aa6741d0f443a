#include "report/explain/articles.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "base/utf8.h"

namespace hegui::report::explain {
namespace {

using policy::Policy;

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

// The title without the name of the state, which nobody says.
std::string_view spoken(std::string_view title) {
  constexpr std::string_view kState = "中华人民共和国";
  return title.starts_with(kState) ? title.substr(kState.size()) : title;
}

// 个保法: the short form of a title, from its first character to its last.
bool short_for(std::string_view word, std::string_view title) {
  constexpr std::size_t kShortest = 3;
  const std::size_t size = utf8::length(title);
  return utf8::length(word) >= kShortest && size >= kShortest && abbreviates(word, title) &&
         title.starts_with(utf8::slice(word, 0, 1)) && title.ends_with(utf8::slice(word, utf8::length(word) - 1, 1));
}

}  // namespace

Match called(const Policy& policy, const policy::InstrumentRow& row, std::string_view word) {
  constexpr std::size_t kShortestPart = 6;  // two Chinese characters, or a word of Latin letters
  const std::string name = plain(word);
  const std::string zh = plain(policy.text(row.title.zh)), en = plain(policy.text(row.title.en));
  if (name.empty()) return Match::No;
  if (plain(policy.text(row.slug)) == name || zh == name || spoken(zh) == name || en == name) return Match::Exact;
  const std::string number = plain(policy.text(row.number));
  if (number == name) return Match::Exact;
  if (name.size() < kShortestPart) return Match::No;
  if (number.contains(name)) return Match::Part;
  return zh.contains(name) || en.contains(name) || short_for(name, spoken(zh)) ? Match::Part : Match::No;
}

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
  // A title that is named whole leaves those out that only hold the name.
  Match wanted = asked->instrument.empty() ? Match::No : Match::Part;
  const auto is_called = [&](const policy::InstrumentRow& row) { return called(policy, row, asked->instrument); };
  if (wanted == Match::Part &&
      std::ranges::any_of(policy.instruments(), [&](const auto& row) { return is_called(row) == Match::Exact; }))
    wanted = Match::Exact;
  for (const policy::InstrumentRow& row : policy.instruments()) {
    if (wanted != Match::No && is_called(row) < wanted) continue;
    const std::string id = fmt::format("{}:{}", policy.text(row.slug), asked->article);
    if (const auto clause = policy.find_clause(id)) out.push_back(*clause);
    was(id);
  }
  return out;
}

}  // namespace hegui::report::explain
