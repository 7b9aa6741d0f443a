// What a text that tells the purpose of a permission is worth: whether it names a function, only says that access is
// needed, or was left as the template had it. Judges words, not truth: a fine text may still be untrue.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vocab/vocabulary.h"

namespace hegui::vocab {

// Patterns are compiled on first use and kept. Safe to use from many threads.
class PurposeText {
 public:
  // The vocabulary's image must outlive it.
  explicit PurposeText(const Vocabulary& vocabulary);
  ~PurposeText();
  PurposeText(const PurposeText&) = delete;
  PurposeText& operator=(const PurposeText&) = delete;

  // By the first class that `text` is of; Plain when it is of none.
  PurposeQuality judge(std::string_view text) const;
  // Whether `text` is of this class, whatever classes stand before it.
  bool is_of(const PurposeRow& row, std::string_view text) const;

 private:
  struct Pattern;
  bool matches(std::uint32_t text_row, std::string_view text) const;

  Vocabulary vocabulary_;
  std::uint32_t first_ = 0;                         // the first row of kTextSection that is a pattern
  std::vector<std::unique_ptr<Pattern>> patterns_;  // from there on; null where the row is none
};

// Why `pattern` is no regular expression, empty when it is one.
std::string pattern_mistake(std::string_view pattern);

}  // namespace hegui::vocab
