// Stating the SDKs that a list of dependencies shows, each once.
#pragma once

#include <string_view>
#include <unordered_map>

#include "read/format.h"
#include "read/syntax/tree.h"

namespace hegui::read {

// Whether what is listed is in the product.
enum class Use : std::uint8_t {
  Shipped,
  Untold,  // the list does not say
};

class DependencyList {
 public:
  DependencyList(facts::FactBuilder& facts, const vocab::Vocabulary* vocabulary, const Span& place);

  // A dependency by the name its package manager knows it by. `version` is a version, or a range, which is none.
  // Returns whether the vocabulary knows it.
  bool add(vocab::MarkKind kind, std::string_view name, std::string_view version, Use use, const Span& span);

  // The SDK of that name, if the vocabulary knows it, and the one it is a part of.
  const vocab::SdkRow* find(vocab::MarkKind kind, std::string_view name) const;
  const vocab::SdkRow* parent_of(const vocab::SdkRow& sdk) const;

 private:
  facts::FactBuilder& facts_;
  const vocab::Vocabulary* vocabulary_;
  std::unordered_map<const vocab::SdkRow*, facts::Item*> items_;
};

// The string under `key`, or an empty one.
std::string_view text_of(const tree::Node& node, std::string_view key);
// A value as written: YAML takes `1.0` for a number. Nothing of what is no text and no number.
std::string_view written(const tree::Document& document, const tree::Node* node);

// Whether `text` is one version and no range of them.
bool is_version(std::string_view text);

}  // namespace hegui::read
