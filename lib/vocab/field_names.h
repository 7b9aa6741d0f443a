// Whether the name of a field in a service's description says that it holds personal data, and which kind. A Chinese
// label that is such a name itself counts as one: `zd1`, labelled 手机号. What a service does with the field, and
// whether the answer matters, is not judged.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "vocab/vocabulary.h"

namespace hegui::vocab {

// What holds a field: the name it goes by there, and that of its schema where it has one of its own.
struct FieldHolder {
  std::string_view name, type = {};
  bool composed = false;  // the same thing as the holder outside it, which is composed of it
};

// A field as a description states it.
struct FieldQuery {
  std::string_view name;
  std::string_view format = {};               // the schema's `format`, or empty
  std::string_view label = {};                // the name its label begins with, or empty
  bool flag = false;                          // of boolean type
  bool header = false;                        // a request header
  std::span<const FieldHolder> holders = {};  // outermost first
};

// Lower-case words of a name: split at every ASCII character that is no letter or digit, where a capital begins a word,
// and where digits begin. Characters beyond ASCII stay together.
std::vector<std::string> words_of_name(std::string_view name);

// The name that a label begins with: what follows in brackets or behind a comma says how to fill the field in.
std::string_view name_in_label(std::string_view label);

// A kind of personal data a name stands for.
struct FieldHit {
  const FieldRow* row = nullptr;
  bool sure = false;  // the name says it alone, or a word about a person stands beside it
};

class FieldNames {
 public:
  // The vocabulary's image must outlive it. Builds tables of all names once; safe to ask from many threads.
  explicit FieldNames(const Vocabulary& vocabulary);

  // The kinds of personal data the field may hold, in the order of the vocabulary; mostly none or one.
  std::vector<FieldHit> judge(const FieldQuery& field) const;

 private:
  using Words = std::unordered_set<std::string_view>;
  using Index = std::unordered_multimap<std::string_view, std::uint32_t>;

  struct Sequence {
    std::vector<std::string_view> words;
    std::uint32_t row = 0;
  };
  struct Look;

  Words words(image::Range range) const;
  Look look_at(const FieldQuery& field) const;
  bool names_other_thing(const FieldQuery& field, const Look& look) const;
  std::vector<std::uint8_t> find(const FieldQuery& field, const Look& look) const;
  bool is_of_system(const Look& look) const;
  bool is_void(const FieldRow& row, const Look& look, bool exact) const;
  bool is_sure(const FieldRow& row, const Look& look) const;

  Vocabulary vocabulary_;
  std::span<const FieldRow> rows_;
  Words flag_prefixes_, tail_words_, tail_exceptions_, header_exclude_, not_person_, system_, person_, machine_,
      wrappers_;
  Index exact_, formats_, zh_;
  std::vector<std::pair<std::string_view, std::uint32_t>> zh_parts_;  // of three characters or more
  std::unordered_multimap<std::string_view, Sequence> sequences_;     // by first word
};

}  // namespace hegui::vocab
