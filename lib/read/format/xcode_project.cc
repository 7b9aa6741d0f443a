// Xcode looks for a setting in the target, in the configuration file of the target, in the project, and in the
// configuration file of the project, in this order.
#include "read/format/xcode_project.h"

#include <algorithm>
#include <optional>

#include "read/format/ios_info.h"
#include "read/syntax/plist.h"

namespace hegui::read::ios {
namespace {

using facts::fact;
using facts::FactId;
using tree::Member;
using tree::Node;
using tree::NodeKind;

constexpr std::string_view kApplication = "com.apple.product-type.application";
constexpr std::string_view kKey = "INFOPLIST_KEY_";

std::string_view text_of(const Node* node) {
  return node != nullptr && node->is(NodeKind::String) ? node->text : std::string_view{};
}

std::string_view text_of(const Node* node, std::string_view key) {
  return node != nullptr ? text_of(node->find(key)) : std::string_view{};
}

bool is_true(std::string_view text) { return text == "YES" || text == "yes" || text == "true" || text == "1"; }

// The settings of one target in one configuration.
struct Settings {
  const Node* target = nullptr;
  const Node* project = nullptr;
  bool file_between = false;  // a configuration file of the target may set what the target does not

  const Node* find(std::string_view key) const {
    if (const Node* own = target != nullptr ? target->find(key) : nullptr) return own;
    return file_between || project == nullptr ? nullptr : project->find(key);
  }
};

class ProjectReader {
 public:
  explicit ProjectReader(Values& values)
      : values_(values),
        facts_(values.facts()),
        objects_(values.find("objects")),
        root_(object(text_of(values.find("rootObject")))) {
    const Node* targets = root_ != nullptr ? root_->find("targets") : nullptr;
    if (targets == nullptr) return;
    for (const Node& name : targets->items) {
      const Node* target = object(text_of(&name));
      if (text_of(target, "productType") != kApplication) continue;
      Settings settings = settings_of(*target);
      if (is_for_phones(settings)) apps_.push_back(settings);
    }
  }

  bool has_apps() const { return !apps_.empty(); }

  // Whether an app has no Info.plist but the one that Xcode writes.
  bool is_whole() const {
    return std::ranges::all_of(apps_, [](const Settings& app) {
      return is_true(text_of(app.find("GENERATE_INFOPLIST_FILE"))) && text_of(app.find("INFOPLIST_FILE")).empty();
    });
  }

  void state() {
    static const FactId kKinds = fact("ios.bundle_kinds"), kSharing = fact("ios.file_sharing");
    facts_.append(kKinds, "application", values_.at(*root_));
    state_agreed(fact("ios.bundle_id"), "PRODUCT_BUNDLE_IDENTIFIER");
    state_agreed(fact("ios.version"), "MARKETING_VERSION");
    state_agreed(fact("ios.build"), "CURRENT_PROJECT_VERSION");
    state_agreed(fact("ios.min_os"), "IPHONEOS_DEPLOYMENT_TARGET");
    if (const Node* name = agreed("INFOPLIST_KEY_CFBundleDisplayName"); name != nullptr)
      values_.state_text(fact("ios.name"), name);
    if (const Node* sharing = agreed("INFOPLIST_KEY_UIFileSharingEnabled"))
      facts_.set(kSharing, is_true(text_of(sharing)), values_.at(*sharing));
    state_permissions();
  }

 private:
  const Node* object(std::string_view name) const {
    return objects_ != nullptr && !name.empty() ? objects_->find(name) : nullptr;
  }

  // The configuration for release of a target or the project: the one of that name, or its default.
  const Node* configuration(const Node* of) const {
    const Node* list = object(text_of(of, "buildConfigurationList"));
    const Node* members = list != nullptr ? list->find("buildConfigurations") : nullptr;
    if (members == nullptr) return nullptr;
    const Node* chosen = nullptr;
    for (const Node& member : members->items) {
      const Node* found = object(text_of(&member));
      const std::string_view name = text_of(found, "name");
      if (name == "Release") return found;
      if (chosen == nullptr || name == text_of(list, "defaultConfigurationName")) chosen = found;
    }
    return chosen;
  }

  Settings settings_of(const Node& target) const {
    const Node* own = configuration(&target);
    const Node* above = configuration(root_);
    Settings out;
    if (own != nullptr) out.target = own->find("buildSettings");
    if (above != nullptr) out.project = above->find("buildSettings");
    // Those that CocoaPods and Flutter write set none of what is read here.
    const Node* file = object(text_of(own, "baseConfigurationReference"));
    std::string_view path = text_of(file, "path");
    if (path.empty()) path = text_of(file, "name");
    out.file_between = file != nullptr && path.find("Pods") == path.npos && path.find("Flutter") == path.npos;
    return out;
  }

  // What a configuration file may overrule still tells the platform, which projects do not change there.
  static bool is_for_phones(Settings settings) {
    settings.file_between = false;
    const std::string_view root = text_of(settings.find("SDKROOT"));
    const std::string_view platforms = text_of(settings.find("SUPPORTED_PLATFORMS"));
    if (!platforms.empty()) return platforms.find("iphoneos") != platforms.npos;
    if (!root.empty() && root != "auto") return root == "iphoneos";
    return settings.find("IPHONEOS_DEPLOYMENT_TARGET") != nullptr ||
           settings.find("MACOSX_DEPLOYMENT_TARGET") == nullptr;
  }

  // The value that every app has; null when one has none or another.
  const Node* agreed(std::string_view key) const {
    const Node* first = apps_.front().find(key);
    const bool all = std::ranges::all_of(apps_, [&](const Settings& app) {
      const Node* own = app.find(key);
      return own != nullptr && !text_of(own).empty() && text_of(own) == text_of(first);
    });
    return all ? first : nullptr;
  }

  void state_agreed(FactId id, std::string_view key) {
    if (const Node* value = agreed(key))
      values_.state_text(id, value);
    else
      facts_.unknown(id, values_.at(*root_));
  }

  void state_permissions() {
    static const FactId kList = fact("permissions"), kName = fact("permissions[].name"),
                        kPlatform = fact("permissions[].platform"), kRequested = fact("permissions[].requested"),
                        kPurpose = fact("permissions[].purpose");
    facts_.state_list(kList, values_.at(*root_));
    std::vector<std::string_view> seen;
    for (const Settings& app : apps_) {
      if (app.target == nullptr) continue;
      for (const Member& setting : app.target->members) {
        if (!setting.key.starts_with(kKey) || !is_usage_key(setting.key.substr(kKey.size()))) continue;
        const std::string_view name = setting.key.substr(kKey.size());
        if (std::ranges::find(seen, name) != seen.end()) continue;
        if (!values_.has_room(kList, setting.value)) return facts_.open(kList);
        seen.push_back(name);
        const Span place = values_.at(setting.value);
        facts::Item* item = facts_.add(kList, place);
        facts_.set(kName, facts_.keep(name), place, item);
        facts_.set(kPlatform, "ios", place, item);
        facts_.set(kRequested, true, place, item);
        const auto text = values_.keep(setting.value);
        if (text && !is_only_variables(*text))
          facts_.set(kPurpose, *text, place, item);
        else
          facts_.unknown(kPurpose, place, item);
      }
    }
  }

  Values& values_;
  facts::FactBuilder& facts_;
  const Node* objects_;
  const Node* root_;
  std::vector<Settings> apps_;
};

}  // namespace

bool recognises_project(const Look& look) {
  return look.name == "project.pbxproj" && (look.form == Look::Form::Plist || look.form == Look::Form::Text ||
                                            look.form == Look::Form::Json || look.form == Look::Form::Xml);
}

Checked<facts::FactSet> read_project(const SourcePtr& source, const Context& context) {
  Checked<tree::Document> document = plist::parse(source, context.limits);
  if (!document) return {{}, std::move(document.issues)};
  std::vector<Diagnostic> issues = std::move(document.issues);
  const auto state = [&](facts::SourceMask by) -> std::optional<facts::FactSet> {
    facts::FactBuilder facts(source, "xcode-project", by);
    facts.partly_states(facts::kIos);
    Values values(*document.value, facts, issues);
    ProjectReader reader(values);
    if (!reader.has_apps()) return std::nullopt;
    if (by == 0 && reader.is_whole()) return facts::FactSet{};
    reader.state();
    return std::move(facts).finish();
  };
  // Beside an Info.plist that somebody wrote the settings are silent on the rest of it.
  std::optional<facts::FactSet> facts = state(0);
  if (facts && facts->inputs().empty()) facts = state(facts::kIos);
  if (!facts) {
    issues.push_back(error({1511}, {source.get(), 0, 0}, "this project builds no app for iOS; only those are read"));
    return {{}, std::move(issues)};
  }
  return {std::move(*facts), std::move(issues)};
}

}  // namespace hegui::read::ios
