#include "vocab/purpose.h"

#include <re2/re2.h>

#include <algorithm>
#include <mutex>

namespace hegui::vocab {
namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

// Without the blanks around it, those of Chinese text included.
std::string_view trim(std::string_view text) {
  static constexpr std::string_view kWide = "\u3000";
  const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  for (;;) {
    if (!text.empty() && blank(text.front()))
      text.remove_prefix(1);
    else if (!text.empty() && blank(text.back()))
      text.remove_suffix(1);
    else if (text.starts_with(kWide))
      text.remove_prefix(kWide.size());
    else if (text.ends_with(kWide))
      text.remove_suffix(kWide.size());
    else
      return text;
  }
}

}  // namespace

struct PurposeText::Pattern {
  std::once_flag once;
  std::unique_ptr<const re2::RE2> regex;
};

PurposeText::PurposeText(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {
  std::uint32_t end = 0;
  first_ = UINT32_MAX;
  for (const PurposeRow& row : vocabulary_.purposes())
    for (const image::Range range : {row.patterns, row.unless})
      if (range.count > 0) first_ = std::min(first_, range.begin), end = std::max(end, range.begin + range.count);
  if (end > 0) patterns_.resize(end - first_);
  for (const PurposeRow& row : vocabulary_.purposes())
    for (const image::Range range : {row.patterns, row.unless})
      for (std::uint32_t i = range.begin; i < range.begin + range.count; ++i)
        patterns_[i - first_] = std::make_unique<Pattern>();
}

PurposeText::~PurposeText() = default;

bool PurposeText::matches(std::uint32_t text_row, std::string_view text) const {
  Pattern& pattern = *patterns_[text_row - first_];
  std::call_once(pattern.once, [&] {
    const image::Text row = vocabulary_.texts({text_row, 1}).front();
    pattern.regex = std::make_unique<const re2::RE2>(piece(vocabulary_.text(row)), re2::RE2::Quiet);
  });
  return re2::RE2::PartialMatch(piece(text), *pattern.regex);
}

bool PurposeText::is_of(const PurposeRow& row, std::string_view text) const {
  const std::string_view trimmed = trim(text);
  const auto any = [&](image::Range range) {
    for (std::uint32_t i = range.begin; i < range.begin + range.count; ++i)
      if (matches(i, trimmed)) return true;
    return false;
  };
  return any(row.patterns) && !any(row.unless);
}

PurposeQuality PurposeText::judge(std::string_view text) const {
  const auto rows = vocabulary_.purposes();
  const auto it = std::ranges::find_if(rows, [&](const PurposeRow& row) { return is_of(row, text); });
  return it == rows.end() ? PurposeQuality::Plain : it->quality;
}

std::string pattern_mistake(std::string_view pattern) {
  const re2::RE2 regex(piece(pattern), re2::RE2::Quiet);
  return regex.ok() ? std::string{} : regex.error();
}

}  // namespace hegui::vocab
