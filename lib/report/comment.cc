#include "report/comment.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/words.h"

namespace hegui::report {
namespace {

constexpr std::size_t kNotice = 400;  // room for saying what was left out

// Of well-formed UTF-8.
std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

}  // namespace

void Comment::finish() {
  if (utf16_units(std::string_view(out_).substr(start_)) <= kMostOfComment) return;
  const auto too_long = [&](std::size_t end) {
    return utf16_units(std::string_view(out_).substr(start_, end - start_)) > kMostOfComment - kNotice;
  };
  // Lengths only grow, so that the first cut too far along can be searched for.
  const auto first = std::ranges::partition_point(parts_, [&](std::size_t end) { return !too_long(end); });
  if (first == parts_.begin()) return;
  const std::size_t left_out = static_cast<std::size_t>(parts_.end() - first) + 1;
  out_.resize(*(first - 1));
  out_ +=
      language_ == Language::Zh
          ? fmt::format("\n> **已截断**：评论至多 {} 个字符，其余 {} 段未列出；完整内容见 html、json 或 csv 格式。\n",
                        kMostOfComment, left_out)
          : fmt::format(
                "\n> **Cut short**: a comment may have {} characters, {} more parts are left out; the html, json and "
                "csv formats "
                "have everything.\n",
                kMostOfComment, left_out);
}

}  // namespace hegui::report
