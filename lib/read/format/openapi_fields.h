// The fields an operation takes that hold personal data: of its parameters and of the bodies it is sent. Where a read
// is asked whose data it shall give, and is given nothing else, the answer decides whether that is personal data at
// all: the posts of an account are not, its telephone number is.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "read/format.h"
#include "read/format/openapi_document.h"
#include "vocab/field_names.h"

namespace hegui::read::openapi {

// A field that surely holds personal data, and one of the kinds it holds.
struct PersonalField {
  std::string_view name;  // as the document writes it
  Span span;              // of the name
  const vocab::FieldRow* kind = nullptr;
};

// The fields of one operation.
struct Taken {
  std::vector<PersonalField> fields;
  bool open = false;    // part of what it takes is described elsewhere or too deep
  bool sealed = false;  // it takes something that looks like a credential, whatever its security says
};

class FieldReader {
 public:
  FieldReader(Description& description, const vocab::Vocabulary& vocabulary, const Limits& limits)
      : description_(description), vocabulary_(vocabulary), names_(vocabulary), limits_(limits) {}

  // Of the operation, which stands in `path` under the address `address`; `gives`: it changes nothing.
  Taken read(const Target& path, const Target& operation, std::string_view address, bool gives);
  // Whether all the work allowed is used up; what is read from then on is open.
  bool exhausted() const { return steps_ > limits_.max_nodes; }

 private:
  void parameters(const tree::Node* list, std::string_view address);
  void parameter(const tree::Node& parameter, std::string_view address);
  void body(const tree::Node* body);
  void content(const tree::Node* content);
  void whole(const tree::Node& schema);
  void weigh_answer(const tree::Node& operation);
  bool answer(const tree::Node* responses);
  bool is_account(const PersonalField& field) const;
  bool says_more_than_who(const PersonalField& field) const;
  void schema(const tree::Node& schema, std::uint32_t depth, bool composed = false);
  void properties(const tree::Node& schema, std::uint32_t depth);
  void field(std::string_view name, const Span& span, const tree::Node* schema, std::string_view label, bool header);
  // Whether the name alone may stand for personal data: most do not, and are asked about once.
  bool may_be_personal(const vocab::FieldQuery& query);

  Description& description_;
  vocab::Vocabulary vocabulary_;
  vocab::FieldNames names_;
  const Limits& limits_;
  std::unordered_map<std::string, bool> asked_;
  std::uint64_t steps_ = 0;
  // Makes `document` the one that nodes are of, for a scope.
  class Inside;

  // Of the operation being read.
  const tree::Document* document_ = nullptr;
  Taken taken_;
  bool answering_ = false;     // what is read is its answer
  std::string_view resource_;  // the last literal part of its address
  std::vector<vocab::FieldHolder> holders_;
  std::unordered_set<const tree::Node*> visited_;
};

}  // namespace hegui::read::openapi
