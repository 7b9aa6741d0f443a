#include "read/format/json_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_set>

#include "read/syntax/tree_limits.h"

namespace hegui::read {
namespace {

using facts::fact;
using facts::FactId;
using facts::Item;
using tree::Member;
using tree::Node;
using tree::NodeKind;

constexpr std::uint16_t kWrongType = 1401, kTooMany = 1402;
constexpr std::uint32_t kMostTypeWarnings = 8;

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

std::optional<std::int64_t> integer(const Node& node) {
  if (node.is(NodeKind::Int)) return node.integer;
  if (!node.is(NodeKind::String)) return std::nullopt;
  std::int64_t number = 0;
  const char* const end = node.text.data() + node.text.size();
  const auto [rest, fault] = std::from_chars(node.text.data(), end, number);
  return fault == std::errc{} && rest == end ? std::optional<std::int64_t>(number) : std::nullopt;
}

}  // namespace

Checked<tree::Document> parse_json_manifest(const SourcePtr& source, const Context& context) {
  return tree::parse_foreign_json(source, tree::within(context.limits));
}

Diagnostic demoted(Diagnostic why, std::uint16_t code, std::string_view lost) {
  why.level = Level::Warning;
  why.code = {code};
  why.message = fmt::format("{}: {}", lost, why.message);
  return why;
}

bool is_placeholder(std::string_view text) {
  return std::ranges::any_of(std::initializer_list<std::string_view>{"${", "$(", "{{", "<%"},
                             [&](std::string_view mark) { return text.find(mark) != text.npos; });
}

const Node* JsonFacts::member(const Node* in, std::string_view key) const {
  const Node* found = in == nullptr ? nullptr : in->find(key);
  return found == nullptr || found->is(NodeKind::Null) ? nullptr : found;
}

const Node* JsonFacts::typed(const Node* in, std::string_view key, NodeKind kind, std::string_view wanted) {
  const Node* found = member(in, key);
  if (found == nullptr || found->is(kind)) return found;
  const bool part = kind == NodeKind::Object || kind == NodeKind::Array;
  misses_parts_ = misses_parts_ || (part && found->is(NodeKind::String) && is_placeholder(found->text));
  warn_type(*found, key, wanted);
  return nullptr;
}

const Node* JsonFacts::object(const Node* in, std::string_view key) {
  return typed(in, key, NodeKind::Object, "an object");
}

const Node* JsonFacts::array(const Node* in, std::string_view key) {
  return typed(in, key, NodeKind::Array, "an array");
}

const Node* JsonFacts::object(const Node* in, std::string_view key, FactId list) {
  const Node* found = object(in, key);
  if (found == nullptr && member(in, key) != nullptr) facts_.open(list);
  return found;
}

const Node* JsonFacts::array(const Node* in, std::string_view key, FactId list) {
  const Node* found = array(in, key);
  if (found == nullptr && member(in, key) != nullptr) facts_.open(list);
  return found;
}

const Node* JsonFacts::string(const Node* in, std::string_view key) {
  return typed(in, key, NodeKind::String, "a string");
}

std::optional<bool> JsonFacts::flag(const Node* in, std::string_view key) {
  const Node* found = typed(in, key, NodeKind::Bool, "true or false");
  return found == nullptr ? std::nullopt : std::optional<bool>(found->flag);
}

void JsonFacts::state_text(FactId id, const Node* in, std::string_view key, Item* item) {
  const Node* found = member(in, key);
  if (found == nullptr) return;
  if (!found->is(NodeKind::String)) {
    warn_type(*found, key, "a string");
    facts_.unknown(id, at(*found), item);
  } else if (is_placeholder(found->text)) {
    facts_.unknown(id, at(*found), item);
  } else if (!is_blank(found->text)) {
    facts_.set(id, facts_.keep(found->text), at(*found), item);
  }
}

void JsonFacts::state_flag(FactId id, const Node* in, std::string_view key, Item* item) {
  const Node* found = member(in, key);
  if (found == nullptr) return;
  if (found->is(NodeKind::Bool)) return facts_.set(id, found->flag, at(*found), item);
  warn_type(*found, key, "true or false");
  facts_.unknown(id, at(*found), item);
}

void JsonFacts::state_number(FactId id, const Node* in, std::string_view key, Item* item) {
  const Node* found = member(in, key);
  if (found == nullptr) return;
  if (const auto number = integer(*found)) return facts_.set(id, *number, at(*found), item);
  const bool blank = found->is(NodeKind::String) && (is_blank(found->text) || is_placeholder(found->text));
  if (!blank) warn_type(*found, key, "an integer");
  facts_.unknown(id, at(*found), item);
}

void JsonFacts::state_texts(FactId id, const Node* in, std::string_view key, Item* item) {
  const Node* found = member(in, key);
  if (found == nullptr) return;
  if (!found->is(NodeKind::Array)) {
    warn_type(*found, key, "an array of strings");
    return facts_.unknown(id, at(*found), item);
  }
  const std::size_t most = item == nullptr ? facts::kMaxMembers : kMostInnerMembers;
  std::unordered_set<std::string_view> seen;
  facts_.state_list(id, {}, item);
  for (const Node& each : found->items) {
    if (!each.is(NodeKind::String) || is_placeholder(each.text)) {
      if (!each.is(NodeKind::String)) warn_type(each, key, "an array of strings");
      facts_.open(id, item);
    } else if (seen.contains(each.text)) {
      continue;
    } else if (seen.size() == most) {
      return facts_.open(id, item);
    } else {
      seen.insert(each.text);
      facts_.append(id, facts_.keep(each.text), at(each), item);
    }
  }
}

void JsonFacts::state_keys(FactId id, const Node* in, std::string_view key) {
  const Node* found = object(in, key);
  if (found == nullptr) return;
  facts_.state_list(id, {});
  std::size_t count = 0;
  for (const Member& each : found->members) {
    if (count++ == facts::kMaxMembers) return facts_.open(id);
    facts_.append(id, facts_.keep(each.key), at(each));
  }
}

void JsonFacts::warn_type(const Node& node, std::string_view key, std::string_view wanted) {
  if (node.is(NodeKind::String) && is_placeholder(node.text)) return;
  if (type_warnings_++ < kMostTypeWarnings)
    warn(kWrongType, at(node), fmt::format("`{}` should be {}, not {}", key, wanted, tree::kind_name(node.kind)),
         "what it says is taken as unknown");
}

void JsonFacts::warn(std::uint16_t code, const Span& span, std::string message, std::string help) {
  issues_.push_back(warning({code}, span, std::move(message), std::move(help)));
}

NamedRecords::Added NamedRecords::add(std::string_view key, const Span& span) {
  if (const auto known = items_.find(std::string(key)); known != items_.end()) return {known->second, false};
  if (items_.size() == kMostRecords) {
    if (!full_)
      issues_.push_back(warning({kTooMany}, span,
                                fmt::format("more than {} entries under `{}`; those from here on are not judged",
                                            kMostRecords, facts::Schema::get().row(list_).path)));
    full_ = true;
    facts_.open(list_);
    return {};
  }
  Item* item = facts_.add(list_, span);
  items_.emplace(key, item);
  return {item, true};
}

PermissionRecords::PermissionRecords(facts::FactBuilder& facts, std::vector<Diagnostic>& issues)
    : facts_(facts), records_(facts, issues, fact("permissions")) {
  static const FactId kList = fact("permissions");
  facts.state_list(kList, {});
}

NamedRecords::Added PermissionRecords::request(std::string_view platform, std::string_view name, const Span& span) {
  static const FactId kName = fact("permissions[].name"), kPlatform = fact("permissions[].platform"),
                      kRequested = fact("permissions[].requested");
  const NamedRecords::Added added = records_.add(fmt::format("{}\n{}", platform, name), span);
  if (!added.fresh || added.item == nullptr) return added;
  facts_.set(kName, facts_.keep(name), span, added.item);
  facts_.set(kPlatform, platform, span, added.item);
  facts_.set(kRequested, true, span, added.item);
  // No manifest has a place for what an Android permission is for: that is the declaration's to say.
  static const FactId kPurpose = fact("permissions[].purpose");
  if (platform == "android") facts_.unknown(kPurpose, span, added.item);
  return added;
}

void PermissionRecords::request(std::string_view platform, std::string_view name, const Span& span,
                                std::string_view purpose, const Span& purpose_at) {
  static const FactId kPurpose = fact("permissions[].purpose");
  const NamedRecords::Added added = request(platform, name, span);
  if (!added.fresh || added.item == nullptr) return;
  if (is_placeholder(purpose)) return facts_.unknown(kPurpose, purpose_at, added.item);
  facts_.set(kPurpose, facts_.keep(purpose), purpose_at, added.item);
}

SdkRecords::SdkRecords(facts::FactBuilder& facts, std::vector<Diagnostic>& issues, const vocab::Vocabulary* vocabulary)
    : facts_(facts), records_(facts, issues, fact("sdks")), vocabulary_(vocabulary) {}

void SdkRecords::add_marked(vocab::MarkKind kind, std::string_view mark, std::string_view name,
                            std::string_view version, const Span& span) {
  add(vocabulary_ == nullptr ? nullptr : vocabulary_->find_sdk(kind, mark), name, version, span);
}

void SdkRecords::add_known(std::string_view slug, const Span& span) {
  if (vocabulary_ == nullptr) return;
  if (const vocab::SdkRow* row = vocabulary_->find_sdk(slug)) add(row, {}, {}, span);
}

void SdkRecords::add(const vocab::SdkRow* row, std::string_view name, std::string_view version, const Span& span) {
  static const FactId kList = fact("sdks"), kSlug = fact("sdks[].slug"), kName = fact("sdks[].name"),
                      kProvider = fact("sdks[].provider"), kVersion = fact("sdks[].version"),
                      kDetected = fact("sdks[].detected");
  if (!any_) {
    facts_.also_states(facts::kDependencies);
    facts_.open(kList);
    any_ = true;
  }
  const std::string_view slug = row == nullptr ? std::string_view{} : vocabulary_->text(row->slug);
  const NamedRecords::Added added = records_.add(slug.empty() ? name : slug, span);
  if (!added.fresh || added.item == nullptr) return;
  if (row != nullptr) {
    facts_.set(kSlug, facts_.keep(slug), span, added.item);
    facts_.set(kProvider, facts_.keep(vocabulary_->text(row->provider.zh)), span, added.item);
  }
  facts_.set(kName, facts_.keep(row == nullptr ? name : vocabulary_->text(row->title.zh)), span, added.item);
  if (!version.empty()) facts_.set(kVersion, facts_.keep(version), span, added.item);
  facts_.set(kDetected, true, span, added.item);
}

void state_identity(facts::FactBuilder& facts, std::string_view kind, std::string_view platform, const Span& span) {
  static const FactId kKind = fact("subject.kind"), kPlatforms = fact("subject.platforms");
  if (!kind.empty() && !facts.is_known(kKind)) facts.set(kKind, kind, span);
  if (!platform.empty()) facts.append(kPlatforms, platform, span);
}

}  // namespace hegui::read
