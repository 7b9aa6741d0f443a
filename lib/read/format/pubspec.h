// The version that Flutter's builds take from a project's pubspec.yaml, for Android and iOS alike.
#pragma once

#include <optional>
#include <string_view>

#include "base/source.h"
#include "read/syntax/tree.h"

namespace hegui::read::flutter {

// `version: 1.2.3+45`. Views live as long as the Pubspec.
class Pubspec {
 public:
  explicit Pubspec(const SourcePtr& source) : document_(tree::parse_yaml(source)) {}

  // `1.2.3`, or empty.
  std::string_view name() const;
  // `45`; empty when it has none: then whoever builds says it.
  std::string_view number() const;
  Span span() const;

 private:
  const tree::Node* version() const;

  Checked<tree::Document> document_;
};

}  // namespace hegui::read::flutter
