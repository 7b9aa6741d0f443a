// What a sentence of a privacy policy speaks of. Finds words, and words that deny; what follows from them is for
// others to say.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vocab/vocabulary.h"

namespace hegui::vocab {

// After the sections of vocabulary.h.
inline constexpr std::uint32_t kPolicyTermSection = 120;

// How a privacy policy says a thing, in normalised text.
struct PolicyTermRow {
  image::Text kind;       // category, item, permission, right, statement or negation
  image::Text slug;       // of the category or item, or the term's own
  LocalText title;        // of rights and statements
  image::Range patterns;  // kTextSection: any match of one says it
  image::Range near;      // kTextSection, in threes: two patterns, and within how many characters they say it together
  image::Range mask;      // kTextSection: false friends, blanked out first
  image::Range categories;    // kTextSection: of a permission, what it opens
  image::Range like, unlike;  // kTextSection: examples
};

// The terms of an image; cheap to make and to copy.
class PolicyTerms {
 public:
  explicit PolicyTerms(image::View view) : view_(view) {}
  std::span<const PolicyTermRow> rows() const { return view_.rows<PolicyTermRow>(kPolicyTermSection); }
  std::string_view text(image::Text text) const { return view_.text(text); }
  std::span<const image::Text> texts(image::Range range) const { return view_.rows<image::Text>(kTextSection, range); }

 private:
  image::View view_;
};

// Bytes [begin, end) of a sentence.
struct Mention {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Patterns are compiled when this is made: make one for a text, not for a sentence. Not for several threads at once.
class PolicyMatcher {
 public:
  // The image must outlive it.
  explicit PolicyMatcher(PolicyTerms terms);
  ~PolicyMatcher();
  PolicyMatcher(const PolicyMatcher&) = delete;
  PolicyMatcher& operator=(const PolicyMatcher&) = delete;

  // Where `sentence`, normalised, speaks of the term with this number in rows(), denied or not.
  std::optional<Mention> find(std::size_t term, std::string_view sentence) const;
  // As above, but nothing where what is said is that it is not collected. `Without your consent we do not collect …`
  // denies nothing.
  std::optional<Mention> find_affirmed(std::size_t term, std::string_view sentence) const;

 private:
  struct Patterns;
  std::vector<Patterns> patterns_;  // by term
};

// Letters and signs of full width as plain ones, blanks of any kind as a blank: one code point for one. 0 for what is
// left out.
char32_t normalised(char32_t point);

}  // namespace hegui::vocab
