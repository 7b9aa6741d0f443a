#include "read/format/dependency_list.h"

#include <algorithm>

namespace hegui::read {
namespace {

using facts::fact;

struct Ids {
  facts::FactId list = fact("sdks");
  facts::FactId slug = fact("sdks[].slug");
  facts::FactId name = fact("sdks[].name");
  facts::FactId provider = fact("sdks[].provider");
  facts::FactId version = fact("sdks[].version");
  facts::FactId detected = fact("sdks[].detected");
};

const Ids& ids() {
  static const Ids instance;
  return instance;
}

}  // namespace

std::string_view text_of(const tree::Node& node, std::string_view key) {
  const tree::Node* found = node.find(key);
  return found != nullptr && found->is(tree::NodeKind::String) ? found->text : std::string_view{};
}

std::string_view written(const tree::Document& document, const tree::Node* node) {
  if (node == nullptr) return {};
  if (node->is(tree::NodeKind::String)) return node->text;
  if (!node->is(tree::NodeKind::Int) && !node->is(tree::NodeKind::Double)) return {};
  return document.source().text().substr(node->begin, node->end - node->begin);
}

bool is_version(std::string_view text) {
  if (text.starts_with('v')) text.remove_prefix(1);
  if (text.empty() || text.front() < '0' || text.front() > '9') return false;
  return std::ranges::all_of(text,
                             [](char c) {
                               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'W') ||
                                      c == 'Y' || c == 'Z' || c == '.' || c == '-' || c == '_';
                             }) &&
         !text.ends_with(".x");
}

DependencyList::DependencyList(facts::FactBuilder& facts, const vocab::Vocabulary* vocabulary, const Span& place)
    : facts_(facts), vocabulary_(vocabulary) {
  if (vocabulary_ == nullptr) {
    facts_.unknown(ids().list, place);
    return;
  }
  facts_.state_list(ids().list, {});
  facts_.open(ids().list);
}

const vocab::SdkRow* DependencyList::find(vocab::MarkKind kind, std::string_view name) const {
  return vocabulary_ == nullptr || name.empty() ? nullptr : vocabulary_->find_sdk(kind, name);
}

const vocab::SdkRow* DependencyList::parent_of(const vocab::SdkRow& sdk) const {
  return vocabulary_->find_sdk(vocabulary_->text(sdk.parent));
}

bool DependencyList::add(vocab::MarkKind kind, std::string_view name, std::string_view version, Use use,
                         const Span& span) {
  const vocab::SdkRow* sdk = find(kind, name);
  if (sdk == nullptr) return false;
  facts::Item*& item = items_[sdk];
  if (item == nullptr) {
    item = facts_.add(ids().list, span);
    facts_.set(ids().slug, facts_.keep(vocabulary_->text(sdk->slug)), span, item);
    facts_.set(ids().name, facts_.keep(vocabulary_->text(sdk->title.zh)), span, item);
    facts_.set(ids().provider, facts_.keep(vocabulary_->text(sdk->provider.zh)), span, item);
  }
  if (!facts_.is_known(ids().version, item)) {
    if (is_version(version))
      facts_.set(ids().version, facts_.keep(version), span, item);
    else
      facts_.unknown(ids().version, span, item);
  }
  if (!facts_.is_known(ids().detected, item)) {
    if (use == Use::Shipped)
      facts_.set(ids().detected, true, span, item);
    else
      facts_.unknown(ids().detected, span, item);
  }
  return true;
}

}  // namespace hegui::read
