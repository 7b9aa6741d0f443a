// An OpenAPI 3.x or Swagger 2.0 document as a tree whose local references can be followed. What lies in another file is
// left alone.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "read/syntax/tree.h"

namespace hegui::read::openapi {

// Where a reference leads.
struct Target {
  const tree::Node* node = nullptr;  // null: another file, nothing there, or a circle
  std::string_view name;             // last part of the reference followed, empty when there was none
};

class Description {
 public:
  Description(const tree::Document& document, bool swagger) : document_(document), swagger_(swagger) {}

  const tree::Document& document() const { return document_; }
  const tree::Node& root() const { return document_.root(); }
  bool swagger() const { return swagger_; }

  // `node` itself, or what its `$ref` leads to after at most 32 steps.
  Target follow(const tree::Node& node);

 private:
  const tree::Node* find(std::string_view reference);
  // The part of `at` that a pointer's step names.
  const tree::Node* step(const tree::Node& at, std::string_view part);
  const tree::Node* member(const tree::Node& object, const std::string& key);

  const tree::Document& document_;
  bool swagger_;
  using Members = std::unordered_map<std::string_view, const tree::Node*>;
  Members found_;                                         // by reference
  std::unordered_map<const tree::Node*, Members> large_;  // members of objects that have many, by key
};

// The string under `key`, or empty.
std::string_view text_of(const tree::Node& object, std::string_view key);
// Whether the flag under `key` is set.
bool flag_of(const tree::Node& object, std::string_view key);

}  // namespace hegui::read::openapi
