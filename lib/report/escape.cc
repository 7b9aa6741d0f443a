// All of it passes utf8::printable first, so that what follows meets no control characters and no ill-formed bytes.
#include "report/escape.h"

#include <algorithm>

#include "base/utf8.h"

namespace hegui::report {
namespace {

std::size_t longest_run_of_backticks(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Whether the character would make a list item of the text: `-` or `+` in front, `.` or `)` after leading digits.
bool begins_list(std::string_view text, std::size_t at) {
  const std::size_t first = std::min(text.find_first_not_of(' '), text.size());
  if (text[at] == '-' || text[at] == '+') return at == first;
  if (text[at] != '.' && text[at] != ')') return false;
  return at > first && text.substr(first, at - first).find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string xml(std::string_view text) {
  std::string out;
  const std::string safe = utf8::printable(text);
  for (std::size_t at = 0; at < safe.size();) {
    const utf8::Decoded point = utf8::decode(safe, at);
    switch (point.value) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case 0xFFFE:
      case 0xFFFF:
        utf8::append(out, utf8::kReplacement);
        break;
      default:
        out.append(safe, at, point.size);
    }
    at += point.size;
  }
  return out;
}

std::string markdown(std::string_view text) {
  static constexpr std::string_view kSpecial = "\\`*_{}[]<>#|~&$";
  std::string safe = utf8::printable(text);
  std::ranges::replace(safe, '\t', ' ');
  std::string out;
  for (std::size_t at = 0; at < safe.size(); ++at) {
    const char c = safe[at];
    const bool within_word = at > 0 && at + 1 < safe.size() && is_word(safe[at - 1]) && is_word(safe[at + 1]);
    if ((kSpecial.find(c) != std::string_view::npos && !(c == '_' && within_word)) || begins_list(safe, at))
      out += '\\';
    out += c;
    // A word joiner keeps the name from being somebody's.
    if (c == '@') out += "\u2060";
  }
  return out;
}

std::string markdown_code(std::string_view text) {
  std::string safe = utf8::printable(text);
  std::ranges::replace(safe, '\t', ' ');
  const std::string fence(longest_run_of_backticks(safe) + 1, '`');
  std::string out = fence;
  if (safe.empty() || safe.front() == '`' || safe.back() == '`') out += ' ';
  for (const char c : safe) {
    if (c == '|') out += '\\';
    out += c;
  }
  if (safe.empty() || safe.front() == '`' || safe.back() == '`') out += ' ';
  return out += fence;
}

std::string csv(std::string_view text) {
  // The full-width signs count as well where input methods write them.
  static constexpr std::u32string_view kFormula = U"=+-@\t\uFF1D\uFF0B\uFF0D\uFF20";
  std::string safe = utf8::printable(text);
  if (!safe.empty() && kFormula.find(utf8::decode(safe, 0).value) != std::u32string_view::npos) safe.insert(0, 1, '\'');
  if (safe.find_first_of(",\"") == std::string::npos) return safe;
  std::string out = "\"";
  for (const char c : safe) out.append(c == '"' ? 2 : 1, c);
  return out + '"';
}

}  // namespace hegui::report
