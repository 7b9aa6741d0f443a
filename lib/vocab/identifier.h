// Whether an official number has the form of its kind: what a mistyped filing or licence number is found by. Says
// nothing about whether such a number was ever given out.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vocab/vocabulary.h"

namespace re2 {
class RE2;
}

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

// What a well-formed number says by itself, as far as its kind says anything.
struct NumberParts {
  const ProvinceRow* province = nullptr;  // by its abbreviation
  const ProvinceRow* division = nullptr;  // by its division code
  int year = 0;                           // 0: not said
  std::string entity;                     // what names the filer in all of its filings, such as 京ICP备12345678号
};

// Patterns are compiled on first use and kept. Safe to use from many threads.
class Identifiers {
 public:
  // The vocabulary's image must outlive it.
  explicit Identifiers(const Vocabulary& vocabulary);
  ~Identifiers();
  Identifiers(const Identifiers&) = delete;
  Identifiers& operator=(const Identifiers&) = delete;

  // `kind` is an identifier's slug or a further word of one or several, of which the number may then have any form.
  Form judge(std::string_view kind, std::string_view number) const;
  const IdentifierRow* find(std::string_view kind) const;
  const Vocabulary& vocabulary() const { return vocabulary_; }

  // The parts of a number that has the form of `kind`, check digits aside; nothing when it has not.
  std::optional<NumberParts> parts(std::string_view kind, std::string_view number) const;
  // The kinds whose form the number has, most certain first; those whose form fits many other words are left out.
  std::vector<const IdentifierRow*> recognise(std::string_view number) const;

 private:
  struct Pattern;
  const re2::RE2& regex(const IdentifierRow& row) const;
  std::string normalise(const IdentifierRow& row, std::string_view number) const;
  Form judge(const IdentifierRow& row, std::string_view number) const;
  std::optional<NumberParts> parts(const IdentifierRow& row, std::string_view number) const;
  // The row of that slug first, then those that the kind is a further word of.
  std::vector<const IdentifierRow*> rows_of(std::string_view kind) const;
  bool matches(const IdentifierRow& row, std::string_view number) const;
  Form check(const IdentifierRow& row, std::string_view number) const;
  Form check_division(std::string_view number) const;

  Vocabulary vocabulary_;
  std::vector<std::unique_ptr<Pattern>> patterns_;  // by row
};

}  // namespace hegui::vocab
