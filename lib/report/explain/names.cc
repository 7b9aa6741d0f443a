#include "report/explain/names.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/utf8.h"

namespace hegui::report::explain {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string small(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Whether `part` stands in `text`, both in small letters, with no letter of a Latin word before or behind it.
bool has_part(std::string_view text, std::string_view part) {
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) {
    const std::size_t end = at + part.size();
    const bool begins = !is_letter(part.front()) || at == 0 || !is_letter(text[at - 1]);
    const bool ends = !is_letter(part.back()) || end == text.size() || !is_letter(text[end]);
    if (begins && ends) return true;
  }
  return false;
}

bool long_enough(std::string_view word) {
  constexpr std::size_t kLetters = 3, kCharacters = 2;
  return utf8::length(word) >= (static_cast<unsigned char>(word.front()) < 0x80 ? kLetters : kCharacters);
}

std::vector<char32_t> points(std::string_view text) {
  std::vector<char32_t> out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded decoded = utf8::decode(text, at);
    out.push_back(decoded.value);
    at += decoded.size;
  }
  return out;
}

bool is_han(char32_t point) { return point >= 0x4E00 && point <= 0x9FFF; }

}  // namespace

std::string plain(std::string_view words) {
  std::string out;
  while (!words.empty()) {
    const bool bracket = words.starts_with("《") || words.starts_with("》");
    if (!bracket && words.front() != ' ' && words.front() != '.') out += lower(words.front());
    words.remove_prefix(bracket ? std::string_view("《").size() : 1);
  }
  return out;
}

Match match(std::string_view word, std::initializer_list<std::string_view> names) {
  const std::string asked = plain(word);
  if (asked.empty()) return Match::No;
  const auto same = [&](std::string_view name) { return !name.empty() && plain(name) == asked; };
  if (std::ranges::any_of(names, same)) return Match::Exact;
  return std::ranges::any_of(names, [&](std::string_view name) { return speaks_of(name, word); }) ? Match::Part
                                                                                                  : Match::No;
}

bool speaks_of(std::string_view text, std::string_view word) {
  return !word.empty() && !text.empty() && long_enough(word) && has_part(small(text), small(word));
}

bool abbreviates(std::string_view word, std::string_view text) {
  const std::vector<char32_t> shorts = points(word), longs = points(text);
  if (shorts.size() < 2 || !std::ranges::all_of(shorts, is_han)) return false;
  // Of two characters each stands for a word of two; longer forms leave out more between them.
  const std::size_t furthest = shorts.size() == 2 ? 2 : 4;
  for (std::size_t start = 0; start < longs.size(); ++start) {
    std::size_t at = start, met = 0;
    for (std::size_t next = start; met < shorts.size() && next < longs.size() && next <= at + (met == 0 ? 0 : furthest);
         ++next) {
      if (longs[next] != shorts[met]) continue;
      at = next;
      ++met;
    }
    if (met == shorts.size()) return true;
  }
  return false;
}

}  // namespace hegui::report::explain
