// Locations and excerpts of a source. Lines end at LF, CR LF or a lone CR.
#include "base/source.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace hegui {

Source::Source(std::string name, std::string text, std::optional<FileStamp> stamp)
    : name_(std::move(name)), owned_(std::move(text)), text_(owned_), stamp_(stamp) {}

Source::Source(std::string name, std::string_view text, std::shared_ptr<const void> owner,
               std::optional<FileStamp> stamp)
    : name_(std::move(name)), text_(text), owner_(std::move(owner)), stamp_(stamp) {}

namespace {

constexpr std::size_t kBlock = 16'384;

bool continues_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

std::size_t line_end(std::string_view text, std::size_t from) {
  return std::min(text.find_first_of("\r\n", from), text.size());
}

}  // namespace

// `from.at` begins a code point; so does every block, for a sequence that two of them shared would count twice.
Source::Stand Source::advance(Stand from, std::size_t to) const {
  Stand out{to, from.line_begin, from.location};
  const std::string_view until = text_.substr(0, to);
  if (until.find('\r', from.at) == std::string_view::npos) {
    for (std::size_t at = until.find('\n', from.at); at != std::string_view::npos; at = until.find('\n', at + 1)) {
      out.line_begin = at + 1;
      ++out.location.line;
    }
  } else {
    for (std::size_t i = from.at; i < to; ++i) {
      const bool lone_return = text_[i] == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n');
      if (text_[i] != '\n' && !lone_return) continue;
      out.line_begin = i + 1;
      ++out.location.line;
    }
  }
  const bool same_line = out.line_begin == from.line_begin;
  std::string_view passed = until.substr(same_line ? from.at : out.line_begin);
  if (same_line && from.at == 0 && passed.starts_with(utf8::kByteOrderMark))
    passed.remove_prefix(utf8::kByteOrderMark.size());
  out.location.column = (same_line ? from.location.column : 1) + static_cast<std::uint32_t>(utf8::length(passed));
  return out;
}

std::vector<Source::Stand> Source::scan() const {
  std::vector<Stand> stands{Stand{}};
  for (std::size_t next = kBlock; next < text_.size(); next += kBlock) {
    std::size_t at = next;
    for (int back = 0; back < 3 && continues_code_point(text_[at]); ++back) --at;
    stands.push_back(advance(stands.back(), at));
  }
  return stands;
}

Source::Stand Source::stand_at(std::size_t offset) const {
  const std::size_t at = std::min(offset, text_.size());
  if (text_.size() <= kBlock) return advance({}, at);
  std::call_once(scanned_, [this] { stands_ = scan(); });
  return advance(stands_[std::min(at / kBlock, stands_.size() - 1)], at);
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
  if (!span.element.empty() && !span.is_withheld()) {
    place.element = span.element;
    return place;
  }
  const std::string_view text = span.source->text();
  if (text.empty()) return place;
  std::size_t begin = std::min<std::size_t>(span.begin, text.size());
  // A place within a code point is that of the code point.
  for (int back = 0; back < 3 && begin > 0 && begin < text.size() && continues_code_point(text[begin]); ++back) --begin;
  const Source::Stand stand = span.source->stand_at(begin);
  place.line = stand.location.line;
  place.column = stand.location.column;
  const std::size_t stop = line_end(text.substr(0, std::clamp<std::size_t>(span.end, begin, text.size())), begin);
  place.length = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(utf8::length(text.substr(begin, stop - begin))));
  if (span.is_withheld()) return place;
  // A very long line is cut so that the place stays in sight, and only as much of it is looked at.
  std::size_t first = stand.line_begin;
  if (first == 0 && text.starts_with(utf8::kByteOrderMark)) first = utf8::kByteOrderMark.size();
  std::uint32_t shown_from = 1;
  if (place.column > kExcerptLimit / 2) {
    shown_from = place.column - kExcerptLimit / 2;
    first = begin;
    for (std::uint32_t back = 0; back < kExcerptLimit / 2 && first > stand.line_begin; ++back) do
        --first;
      while (first > stand.line_begin && continues_code_point(text[first]));
  }
  constexpr std::size_t kMostBytes = 4;  // of a code point
  const std::string_view window = text.substr(first, kExcerptLimit * kMostBytes);
  place.excerpt = utf8::masked(utf8::slice(window.substr(0, line_end(window, 0)), 0, kExcerptLimit));
  place.excerpt_column = place.column - shown_from + 1;
  return place;
}

}  // namespace hegui
