// Locations and excerpts of a source. Lines end at LF, CR LF or a lone CR.
#include "base/source.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace hegui {

Source::Source(std::string name, std::string text) : name_(std::move(name)), owned_(std::move(text)), text_(owned_) {}

Source::Source(std::string name, std::string_view text, std::shared_ptr<const void> owner)
    : name_(std::move(name)), text_(text), owner_(std::move(owner)) {}

namespace {

// Where the line that holds `offset` begins, and its number from 1.
struct LineStart {
  std::size_t begin = 0;
  std::uint32_t number = 1;
};

LineStart line_start(std::string_view text, std::size_t offset) {
  LineStart line;
  const std::string_view before = text.substr(0, offset);
  if (before.find('\r') == std::string_view::npos) {
    for (std::size_t at = before.find('\n'); at != std::string_view::npos; at = before.find('\n', line.begin)) {
      line.begin = at + 1;
      ++line.number;
    }
    return line;
  }
  for (std::size_t i = 0; i < offset; ++i) {
    const bool lone_return = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    if (text[i] != '\n' && !lone_return) continue;
    line.begin = i + 1;
    ++line.number;
  }
  return line;
}

std::size_t line_end(std::string_view text, std::size_t from) {
  return std::min(text.find_first_of("\r\n", from), text.size());
}

// The location of `at` in the line that begins so.
Location location_in(std::string_view text, const LineStart& line, std::size_t at) {
  std::string_view before = text.substr(line.begin, at - line.begin);
  if (line.begin == 0 && before.starts_with(utf8::kByteOrderMark)) before.remove_prefix(utf8::kByteOrderMark.size());
  return {line.number, static_cast<std::uint32_t>(utf8::length(before)) + 1};
}

}  // namespace

Location Source::locate(std::uint32_t offset) const {
  const std::size_t at = std::min<std::size_t>(offset, text_.size());
  return location_in(text_, line_start(text_, at), at);
}

std::string_view Source::line_at(std::uint32_t offset) const {
  const std::size_t begin = line_start(text_, std::min<std::size_t>(offset, text_.size())).begin;
  return text_.substr(begin, line_end(text_, begin) - begin);
}

std::string Place::to_string() const {
  if (line != 0) return fmt::format("{}:{}:{}", file, line, column);
  if (!element.empty()) return fmt::format("{}: {}", file, element);
  return file;
}

Place resolve(const Span& span) {
  Place place;
  if (!span) return place;
  place.file = span.source->name();
  if (!span.element.empty()) {
    place.element = span.element;
    return place;
  }
  const std::string_view text = span.source->text();
  if (text.empty()) return place;
  const std::size_t begin = std::min<std::size_t>(span.begin, text.size());
  const LineStart start = line_start(text, begin);
  const Location location = location_in(text, start, begin);
  place.line = location.line;
  place.column = location.column;
  std::string_view line = text.substr(start.begin, line_end(text, start.begin) - start.begin);
  if (line.starts_with(utf8::kByteOrderMark)) line.remove_prefix(utf8::kByteOrderMark.size());
  const std::size_t stop = std::clamp<std::size_t>(span.end, begin, line_end(text, begin));
  place.length = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(utf8::length(text.substr(begin, stop - begin))));
  // A very long line is cut so that the place stays in sight.
  const std::uint32_t first = place.column > kExcerptLimit / 2 ? place.column - kExcerptLimit / 2 : 1;
  place.excerpt = utf8::masked(utf8::slice(line, first - 1, kExcerptLimit));
  place.excerpt_column = place.column - first + 1;
  return place;
}

}  // namespace hegui
