// Names of members: Quick App Alliance "Manifest". What a quick app may do is said by the interfaces it declares; the
// user is asked by the platform, without a text of the manifest's.
#include "read/format/quick_app.h"

#include <unordered_set>

#include "read/format/json_facts.h"

namespace hegui::read::cross {
namespace {

using facts::fact;
using facts::FactId;
using tree::Member;
using tree::Node;
using tree::NodeKind;

constexpr std::uint16_t kNoObject = 1440;

class Features {
 public:
  explicit Features(JsonFacts& json) : json_(json) { json.facts().state_list(kId, {}); }

  // `features` of the app, or of a widget.
  void add(const Node& in) {
    const Node* list = json_.array(&in, "features");
    if (list == nullptr) return;
    for (const Node& each : list->items) {
      const Node* name = json_.string(&each, "name");
      if (name == nullptr || seen_.contains(name->text)) continue;
      if (seen_.size() == facts::kMaxMembers) return json_.facts().open(kId);
      seen_.insert(name->text);
      json_.facts().append(kId, json_.facts().keep(name->text), json_.at(*name));
    }
  }

 private:
  inline static const FactId kId = fact("quick_app.features");
  JsonFacts& json_;
  std::unordered_set<std::string_view> seen_;
};

}  // namespace

bool recognises_quick_app(const Look& look) {
  if (look.form != Look::Form::Json || !look.has_key("package")) return false;
  return look.has_key("router") || look.has_key("features") || look.has_key("minPlatformVersion");
}

Checked<facts::FactSet> read_quick_app(const SourcePtr& source, const Context& context) {
  Checked<tree::Document> document = parse_json_manifest(source, context);
  if (!document) return {{}, std::move(document.issues)};
  const Node& root = document.value->root();
  if (!root.is(NodeKind::Object)) {
    document.issues.push_back(
        error({kNoObject}, document.value->span(root), "manifest.json of a quick app is one object"));
    return {{}, std::move(document.issues)};
  }
  facts::FactBuilder facts(source, "quick-app", facts::kMiniProject);
  JsonFacts json(*document.value, facts, document.issues);
  state_identity(facts, "quick-app", "quick-app", json.at(root));
  facts.set(fact("cross_platform.framework"), "quick-app", json.at(root));
  json.state_text(fact("subject.name"), &root, "name");
  json.state_text(fact("subject.version"), &root, "versionName");
  json.state_number(fact("quick_app.min_platform"), &root, "minPlatformVersion");
  if (const Node* name = json.string(&root, "package"); name != nullptr && !is_placeholder(name->text))
    facts.append(fact("subject.package_names"), facts.keep(name->text), json.at(*name));
  Features features(json);
  features.add(root);
  if (const Node* widgets = json.object(json.object(&root, "router"), "widgets"))
    for (const Member& widget : widgets->members)
      if (widget.value.is(NodeKind::Object)) features.add(widget.value);
  return {std::move(facts).finish(), std::move(document.issues)};
}

}  // namespace hegui::read::cross
