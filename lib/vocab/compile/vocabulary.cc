#include "vocab/compile/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "vocab/compile/vocabulary_rows.h"

namespace hegui::vocab {
namespace {

constexpr std::array<std::string_view, 14> kTables = {
    "permission", "category",    "item",    "app_type", "sdk",           "identifier",  "province",
    "field",      "field_rules", "service", "purpose",  "sensitive_api", "policy_term", "secret"};

// Orders the tables by key and drops what repeats, with a complaint.
template <class Key>
void order(Nodes& nodes, std::string_view what, Key key, Issues& issues) {
  std::ranges::stable_sort(nodes, {}, key);
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    if (key(nodes[i]) != key(nodes[i - 1])) continue;
    Diagnostic twice = error(code::kDuplicate, nodes[i]->span, fmt::format("{} is described twice", what));
    twice.related.push_back({resolve(nodes[i - 1]->span), "first here"});
    issues.push_back(std::move(twice));
  }
}

}  // namespace

struct VocabularyCompiler::Tables {
  std::array<Nodes, kTables.size()> nodes;
};

VocabularyCompiler::VocabularyCompiler() : tables_(std::make_unique<Tables>()) {}
VocabularyCompiler::~VocabularyCompiler() = default;
VocabularyCompiler::VocabularyCompiler(VocabularyCompiler&&) noexcept = default;

std::span<const std::string_view> VocabularyCompiler::tables() { return kTables; }

void VocabularyCompiler::add(std::string_view name, const Node& table) {
  const auto it = std::ranges::find(kTables, name);
  if (it != kTables.end()) tables_->nodes[static_cast<std::size_t>(it - kTables.begin())].push_back(&table);
}

void VocabularyCompiler::write(image::Writer& image, Issues& issues) {
  auto& [permissions, categories, items, app_types, sdks, identifiers, provinces, fields, field_rules, services,
         purposes, sensitive_apis, policy_terms, secrets] = tables_->nodes;
  const auto by_slug = [](const Node* node) { return text_of(*node, "slug"); };
  const auto by_both = [](std::string_view first, std::string_view second) {
    return [=](const Node* node) { return std::pair(text_of(*node, first), text_of(*node, second)); };
  };
  Rows rows(image, issues);
  order(permissions, "this permission", by_both("platform", "name"), issues);
  order(categories, "this category", by_slug, issues);
  order(items, "this item", by_slug, issues);
  order(sdks, "this SDK", by_slug, issues);
  order(identifiers, "this identifier", by_slug, issues);
  order(provinces, "this province", [](const Node* node) { return text_of(*node, "division"); }, issues);
  order(services, "this service", by_both("key", "slug"), issues);
  const auto by_number = [](std::string_view key) {
    return [key](const Node* node) {
      const Node* number = node->find(key);
      return number != nullptr ? number->integer : 0;
    };
  };
  order(app_types, "this app type", by_number("number"), issues);
  order(purposes, "a class of purposes with this order", by_number("order"), issues);
  order(fields, "this field", by_slug, issues);
  order(field_rules, "the set of rules of fields", [](const Node*) { return 0; }, issues);
  order(sensitive_apis, "this interface", by_slug, issues);
  order(policy_terms, "this term of policies", by_both("kind", "slug"), issues);
  order(secrets, "this form of secrets", by_slug, issues);
  rows.know_categories(categories);
  rows.know_items(items);
  for (const Node* node : categories) rows.category(*node);
  for (const Node* node : items) rows.item(*node);
  for (const Node* node : permissions) rows.permission(*node);
  for (const Node* node : app_types) rows.app_type(*node);
  for (const Node* node : sdks) rows.sdk(*node);
  rows.write_marks();
  for (const Node* node : identifiers) rows.identifier(*node);
  for (const Node* node : provinces) rows.province(*node);
  for (const Node* node : services) rows.service(*node);
  for (const Node* node : purposes) rows.purpose(*node);
  for (const Node* node : fields) rows.field(*node);
  for (const Node* node : field_rules) rows.field_rules(*node);
  for (const Node* node : sensitive_apis) rows.sensitive_api(*node);
  for (const Node* node : policy_terms) rows.policy_term(*node);
  for (const Node* node : secrets) rows.secret(*node);
}

}  // namespace hegui::vocab
