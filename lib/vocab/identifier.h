// Whether an official number has the form of its kind: what a mistyped filing or licence number is found by. Says
// nothing about whether such a number was ever given out.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vocab/vocabulary.h"

namespace hegui::vocab {

enum class Form : std::uint8_t {
  Unknown,  // no such kind is known
  WellFormed,
  Malformed,
  Doubtful,  // unusual, yet genuine numbers like it exist or the form is known from samples only
};

// Drops blanks and narrows full-width letters, digits, dots, colons and dashes, as people copy numbers from
// certificates.
std::string narrow_number(std::string_view number);

// Patterns are compiled on first use and kept. Safe to use from many threads.
class Identifiers {
 public:
  // The vocabulary's image must outlive it.
  explicit Identifiers(const Vocabulary& vocabulary);
  ~Identifiers();
  Identifiers(const Identifiers&) = delete;
  Identifiers& operator=(const Identifiers&) = delete;

  // `kind` is an identifier's slug or one of its further words.
  Form judge(std::string_view kind, std::string_view number) const;
  const IdentifierRow* find(std::string_view kind) const;

 private:
  struct Pattern;
  bool matches(const IdentifierRow& row, std::string_view number) const;
  Form check(const IdentifierRow& row, std::string_view number) const;
  Form check_division(std::string_view number) const;

  Vocabulary vocabulary_;
  std::vector<std::unique_ptr<Pattern>> patterns_;  // by row
};

}  // namespace hegui::vocab
