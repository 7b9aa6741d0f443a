#include "vocab/policy_terms.h"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "base/utf8.h"

namespace hegui::vocab {
namespace {

using Regex = std::unique_ptr<const re2::RE2>;

// Repeated `near` patterns in one sentence beyond this add nothing.
constexpr std::size_t kMostMatches = 50;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

Regex compiled(const std::string& pattern) {
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_case_sensitive(false);
  return std::make_unique<const re2::RE2>(pattern, options);
}

// The first match at or after `from`.
std::optional<Mention> match(const re2::RE2& regex, std::string_view text, std::size_t from) {
  re2::StringPiece found;
  if (from > text.size() || !regex.Match(piece(text), from, text.size(), re2::RE2::UNANCHORED, &found, 1)) return {};
  const auto begin = static_cast<std::size_t>(found.data() - text.data());
  return Mention{begin, begin + found.size()};
}

std::vector<Mention> matches(const re2::RE2& regex, std::string_view text) {
  std::vector<Mention> out;
  for (std::size_t from = 0; out.size() < kMostMatches;) {
    const auto found = match(regex, text, from);
    if (!found) break;
    out.push_back(*found);
    from = std::max(found->end, found->begin + 1);
  }
  return out;
}

struct Near {
  Regex a, b;
  std::size_t within = 0;  // code points
};

std::optional<Mention> find_near(const Near& near, std::string_view sentence) {
  const std::vector<Mention> firsts = matches(*near.a, sentence);
  if (firsts.empty()) return std::nullopt;
  for (const Mention& b : matches(*near.b, sentence)) {
    for (const Mention& a : firsts) {
      const std::size_t begin = std::min(a.end, b.end), end = std::max(a.begin, b.begin);
      if (end <= begin || utf8::length(sentence.substr(begin, end - begin)) <= near.within)
        return Mention{std::min(a.begin, b.begin), std::max(a.end, b.end)};
    }
  }
  return std::nullopt;
}

// Where a new clause of the sentence begins, which a denial does not reach; in a list it does.
bool has_break(std::string_view text) {
  return text.find(',') != std::string_view::npos || text.find("但") != std::string_view::npos ||
         text.find(" but ") != std::string_view::npos;
}

// What makes a denial conditional.
bool is_conditional(std::string_view text) {
  static constexpr std::string_view kWords[] = {"未经",   "除非",  "除了",  "没有您",
                                                "ithout", "nless", "xcept", "ther than"};
  return std::ranges::any_of(kWords, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace

struct PolicyMatcher::Patterns {
  Regex any, mask;  // null without patterns
  std::vector<Near> near;
  bool denies = false;
};

PolicyMatcher::PolicyMatcher(PolicyTerms terms) {
  const auto either = [&](image::Range range) -> Regex {
    std::string all;
    for (const image::Text pattern : terms.texts(range))
      all += (all.empty() ? "(?:" : "|(?:") + std::string(terms.text(pattern)) + ")";
    return all.empty() ? nullptr : compiled(all);
  };
  for (const PolicyTermRow& row : terms.rows()) {
    Patterns& patterns = patterns_.emplace_back();
    patterns.any = either(row.patterns);
    patterns.mask = either(row.mask);
    patterns.denies = terms.text(row.kind) == "negation";
    const auto near = terms.texts(row.near);
    for (std::size_t i = 0; i + 2 < near.size(); i += 3) {
      Near& pair = patterns.near.emplace_back();
      pair.a = compiled(std::string(terms.text(near[i])));
      pair.b = compiled(std::string(terms.text(near[i + 1])));
      const std::string_view within = terms.text(near[i + 2]);
      std::from_chars(within.data(), within.data() + within.size(), pair.within);
    }
  }
}

PolicyMatcher::~PolicyMatcher() = default;

std::optional<Mention> PolicyMatcher::find(std::size_t term, std::string_view sentence) const {
  const Patterns& patterns = patterns_[term];
  std::string masked;
  if (patterns.mask) {
    for (const Mention& friendly : matches(*patterns.mask, sentence)) {
      if (masked.empty()) masked = sentence;
      std::fill(masked.begin() + static_cast<std::ptrdiff_t>(friendly.begin),
                masked.begin() + static_cast<std::ptrdiff_t>(friendly.end), ' ');
    }
    if (!masked.empty()) sentence = masked;
  }
  if (patterns.any)
    if (const auto found = match(*patterns.any, sentence, 0)) return found;
  for (const Near& near : patterns.near)
    if (const auto found = find_near(near, sentence)) return found;
  return std::nullopt;
}

std::optional<Mention> PolicyMatcher::find_affirmed(std::size_t term, std::string_view sentence) const {
  const auto found = find(term, sentence);
  if (!found) return std::nullopt;
  for (std::size_t other = 0; other < patterns_.size(); ++other) {
    if (!patterns_[other].denies) continue;
    const auto denial = find(other, sentence);
    if (!denial || is_conditional(sentence.substr(0, denial->begin))) continue;
    if (denial->begin < found->end && denial->end >= found->begin) return std::nullopt;
    if (denial->end < found->begin && !has_break(sentence.substr(denial->end, found->begin - denial->end)))
      return std::nullopt;
  }
  return found;
}

char32_t normalised(char32_t point) {
  if (point >= 0xFF01 && point <= 0xFF5E) return point - 0xFEE0;
  if (point == 0x3000 || point == 0xA0 || (point >= 0x2000 && point <= 0x200A) || point == '\t') return ' ';
  if ((point >= 0x200B && point <= 0x200F) || point == 0xFEFF || point == 0xAD) return 0;
  return point;
}

}  // namespace hegui::vocab
