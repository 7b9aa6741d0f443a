// Building and plain rendering of diagnostics. Colour and languages are added above this floor.
#include "base/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace hegui {

std::string Code::to_string() const { return fmt::format("HG{:04}", number); }

Diagnostic error(Code code, const Span& span, std::string message, std::string help) {
  return {code, Level::Error, std::move(message), span ? resolve(span) : Place{}, {}, std::move(help)};
}

Diagnostic warning(Code code, const Span& span, std::string message, std::string help) {
  return {code, Level::Warning, std::move(message), span ? resolve(span) : Place{}, {}, std::move(help)};
}

std::string_view name(Level level) {
  switch (level) {
    case Level::Note:
      return "note";
    case Level::Warning:
      return "warning";
    case Level::Error:
      return "error";
  }
  return "error";
}

namespace {

// The source line with its caret line, indented by two; nothing when the place has no excerpt.
void append_excerpt(std::string& out, const Place& place) {
  if (place.excerpt.empty()) return;
  const std::string number = fmt::format("{}", place.line);
  fmt::format_to(std::back_inserter(out), "  {} | {}\n", number, place.excerpt);
  std::string pad;
  std::size_t at = 0;
  for (std::uint32_t column = 1; column < place.excerpt_column && at < place.excerpt.size(); ++column) {
    const utf8::Decoded point = utf8::decode(place.excerpt, at);
    pad.append(point.value == '\t' ? "\t" : std::string(utf8::width(point.value), ' '));
    at += point.size;
  }
  std::size_t carets = 0;
  for (std::uint32_t n = 0; n < place.length && at < place.excerpt.size(); ++n) {
    const utf8::Decoded point = utf8::decode(place.excerpt, at);
    carets += utf8::width(point.value);
    at += point.size;
  }
  fmt::format_to(std::back_inserter(out), "  {} | {}{}\n", std::string(number.size(), ' '), pad,
                 std::string(std::max<std::size_t>(carets, 1), '^'));
}

}  // namespace

std::string render(const Diagnostic& diagnostic) {
  std::string out;
  if (!diagnostic.place.file.empty()) out = utf8::printable(diagnostic.place.to_string()) + ": ";
  fmt::format_to(std::back_inserter(out), "{}[{}]: {}\n", name(diagnostic.level), diagnostic.code.to_string(),
                 utf8::printable(diagnostic.message));
  append_excerpt(out, diagnostic.place);
  for (const Label& label : diagnostic.related)
    fmt::format_to(std::back_inserter(out), "  {}: {}\n", utf8::printable(label.place.to_string()),
                   utf8::printable(label.text));
  if (!diagnostic.help.empty())
    fmt::format_to(std::back_inserter(out), "  help: {}\n", utf8::printable(diagnostic.help));
  return out;
}

}  // namespace hegui
