#include "read/format/harmony_strings.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "read/format/harmony_index.h"
#include "read/format/json_facts.h"

namespace hegui::read::harmony {
namespace {

constexpr std::uint16_t kUnreadable = 1411;
constexpr std::string_view kLost = "what refers to strings is unknown";
constexpr std::string_view kReference = "$string:", kOfTheSystem = "$ohos:string:";
constexpr int kMostReferences = 8;  // from one string to another

void warn(std::vector<Diagnostic>& issues, const Source& source, std::string_view why) {
  issues.push_back(warning({kUnreadable}, {&source, 0, 0, "/"}, fmt::format("{}: {}", kLost, why)));
}

}  // namespace

void Strings::add_json(const SourcePtr& source, const Context& context, std::vector<Diagnostic>& issues) {
  Checked<tree::Document> document = parse_json_manifest(source, context);
  if (!document) return issues.push_back(demoted(std::move(document.issues.back()), kUnreadable, kLost));
  std::ranges::move(document.issues, std::back_inserter(issues));
  const auto kept = std::make_shared<const tree::Document>(std::move(*document.value));
  const tree::Node* const strings = kept->root().find("string");
  if (strings == nullptr) return;
  for (const tree::Node& each : strings->items) {
    const tree::Node *name = each.find("name"), *value = each.find("value");
    if (name != nullptr && value != nullptr && name->is(tree::NodeKind::String) && value->is(tree::NodeKind::String))
      by_name_.emplace(name->text, value->text);
  }
  documents_.push_back(kept);
}

void Strings::add_index(const SourcePtr& source, std::vector<Diagnostic>& issues) {
  IndexedStrings index = read_index(source->text());
  if (!index.lost.empty()) warn(issues, *source, index.lost);
  sources_.push_back(source);
  for (const IndexedString& each : index.strings) {
    by_id_.emplace(each.id, each.text);
    by_name_.emplace(each.name, each.text);
  }
}

std::optional<std::string_view> Strings::find(std::uint32_t id) const { return follow(at(id)); }

std::optional<std::string_view> Strings::find(std::string_view name) const { return follow(at(name)); }

std::optional<std::string_view> Strings::at(std::uint32_t id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string_view> Strings::at(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string_view> Strings::follow(std::optional<std::string_view> text) const {
  for (int i = 0; i < kMostReferences && text && text->starts_with(kReference); ++i) {
    const std::string_view name = text->substr(kReference.size());
    std::uint32_t id = 0;
    const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), id);
    const bool is_number = problem == std::errc{} && end == name.data() + name.size();
    text = is_number ? at(id) : at(name);
  }
  const bool is_open = text && (text->starts_with(kReference) || text->starts_with(kOfTheSystem));
  return is_open ? std::nullopt : text;
}

}  // namespace hegui::read::harmony
