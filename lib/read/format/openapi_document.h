// An OpenAPI 3.x or Swagger 2.0 document as a tree whose references can be followed: within it, and to files that lie
// in its folder or below. Nothing is fetched.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "facts/fact_set.h"
#include "read/format.h"
#include "read/syntax/tree.h"

namespace hegui::read::openapi {

// Where a reference leads.
struct Target {
  const tree::Node* node = nullptr;          // null: a file that cannot be had, nothing there, or a circle
  std::string_view name;                     // last part of the reference followed, empty when there was none
  const tree::Document* document = nullptr;  // that holds `node`
};

// JSON or YAML, as its first character says.
Checked<tree::Document> parse_description(const SourcePtr& source, const Limits& limits);

class Description {
 public:
  // `facts` keeps the files that are opened.
  Description(const tree::Document& document, bool swagger, const Context& context, facts::FactBuilder& facts)
      : document_(document), swagger_(swagger), context_(context), facts_(facts) {}

  const tree::Document& document() const { return document_; }
  const tree::Node& root() const { return document_.root(); }
  bool swagger() const { return swagger_; }

  // `node` of `within` itself, or what its `$ref` leads to after at most 32 steps.
  Target follow(const tree::Node& node, const tree::Document& within);

 private:
  struct Found {
    const tree::Node* node = nullptr;
    const tree::Document* document = nullptr;
  };

  Found find(std::string_view reference, const tree::Document& within);
  // The node that a fragment without its `#` points to.
  const tree::Node* point(const tree::Node& root, std::string_view pointer);
  // The part of `at` that a pointer's step names.
  const tree::Node* step(const tree::Node& at, std::string_view part);
  const tree::Node* member(const tree::Node& object, const std::string& key);
  const tree::Document* open(std::string_view path, const tree::Document& within);

  const tree::Document& document_;
  bool swagger_;
  const Context& context_;
  facts::FactBuilder& facts_;
  std::map<std::pair<const tree::Document*, std::string_view>, Found> found_;
  using Members = std::unordered_map<std::string_view, const tree::Node*>;
  std::unordered_map<const tree::Node*, Members> large_;        // members of objects that have many, by key
  std::map<std::string, std::optional<tree::Document>> files_;  // by path; nothing where it cannot be read
  std::uint64_t bytes_ = 0;                                     // of these files
};

// The string under `key`, or empty.
std::string_view text_of(const tree::Node& object, std::string_view key);
// Whether the flag under `key` is set.
bool flag_of(const tree::Node& object, std::string_view key);

}  // namespace hegui::read::openapi
