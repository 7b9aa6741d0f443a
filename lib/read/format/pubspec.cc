#include "read/format/pubspec.h"

namespace hegui::read::flutter {

std::string_view Pubspec::name() const {
  const tree::Node* node = version();
  return node != nullptr ? node->text.substr(0, node->text.find('+')) : std::string_view{};
}

std::string_view Pubspec::number() const {
  const tree::Node* node = version();
  const std::size_t plus = node != nullptr ? node->text.find('+') : std::string_view::npos;
  return plus != std::string_view::npos ? node->text.substr(plus + 1) : std::string_view{};
}

Span Pubspec::span() const {
  const tree::Node* node = version();
  return node != nullptr ? document_.value->span(*node) : Span{};
}

const tree::Node* Pubspec::version() const {
  const tree::Node* node = document_ ? document_.value->root().find("version") : nullptr;
  return node != nullptr && node->is(tree::NodeKind::String) ? node : nullptr;
}

}  // namespace hegui::read::flutter
