// Xcode looks for a setting in the target, in the configuration file of the target, in the project, and in the
// configuration file of the project, in this order.
#include "read/format/xcode_project.h"

#include <algorithm>
#include <map>
#include <optional>

#include "read/format/ios_info.h"
#include "read/format/xcode_settings.h"
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
constexpr std::size_t kMaxText = 4096;  // bytes of one text that becomes a fact
constexpr std::size_t kMaxPermissions = 2'000;
constexpr std::size_t kMaxGroups = 40;  // within each other
constexpr std::size_t kMaxConfig = std::size_t{1} << 20;

std::string_view text_of(const Node* node) {
  return node != nullptr && node->is(NodeKind::String) ? node->text : std::string_view{};
}

std::string_view text_of(const Node* node, std::string_view key) {
  return node != nullptr ? text_of(node->find(key)) : std::string_view{};
}

bool is_true(std::string_view text) { return text == "YES" || text == "yes" || text == "true" || text == "1"; }

class ProjectReader {
 public:
  ProjectReader(Values& values, OpenConfig open)
      : values_(values),
        facts_(values.facts()),
        open_(std::move(open)),
        objects_(values.find("objects")),
        root_(object(text_of(values.find("rootObject")))) {
    const Node* targets = root_ != nullptr ? root_->find("targets") : nullptr;
    if (targets == nullptr) return;
    find_groups();
    for (const Node& name : targets->items) {
      const Node* target = object(text_of(&name));
      if (text_of(target, "productType") != kApplication) continue;
      Settings settings = settings_of(*target);
      if (is_for_phones(settings)) apps_.push_back(std::move(settings));
    }
    for (SourcePtr& source : kept_) facts_.keep(std::move(source));
  }

  bool has_apps() const { return !apps_.empty(); }

  // Whether an app has no Info.plist but the one that Xcode writes.
  bool is_whole() const {
    return std::ranges::all_of(apps_, [](const Settings& app) {
      return is_true(app.find("GENERATE_INFOPLIST_FILE").text) && app.find("INFOPLIST_FILE").text.empty();
    });
  }

  void state() {
    static const FactId kKinds = fact("ios.bundle_kinds"), kSharing = fact("ios.file_sharing");
    facts_.append(kKinds, "application", values_.at(*root_));
    state_agreed(fact("ios.bundle_id"), "PRODUCT_BUNDLE_IDENTIFIER");
    state_agreed(fact("ios.version"), "MARKETING_VERSION");
    state_agreed(fact("ios.build"), "CURRENT_PROJECT_VERSION");
    state_agreed(fact("ios.min_os"), "IPHONEOS_DEPLOYMENT_TARGET");
    if (const Setting name = agreed("INFOPLIST_KEY_CFBundleDisplayName"); name.is != Setting::Is::Missing)
      state_text(fact("ios.name"), name);
    const Setting sharing = agreed("INFOPLIST_KEY_UIFileSharingEnabled");
    if (sharing.is == Setting::Is::Known)
      facts_.set(kSharing, is_true(sharing.text), sharing.span);
    else if (sharing.is != Setting::Is::Missing)
      facts_.unknown(kSharing, place_of(sharing));
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

  Layer layer_of(const Node* dictionary) const {
    Layer out;
    if (dictionary == nullptr) return out;
    for (const Member& member : dictionary->members) {
      const std::size_t bracket = std::min(member.key.find('['), member.key.size());
      std::string_view condition = member.key.substr(std::min(bracket + 1, member.key.size()));
      if (condition.ends_with(']')) condition.remove_suffix(1);
      out.push_back({member.key.substr(0, bracket), condition, text_of(&member.value), values_.at(member.value)});
    }
    return out;
  }

  Settings settings_of(const Node& target) {
    const Node* own = configuration(&target);
    const Node* above = configuration(root_);
    Settings out;
    for (const Node* from : {own, above}) {
      out.add(layer_of(from != nullptr ? from->find("buildSettings") : nullptr));
      if (const std::optional<std::string> path = config_of(from)) out.add(read_config(*path, open_, kept_));
    }
    const std::string_view name = text_of(&target, "name");
    if (!name.empty()) out.add({{"TARGET_NAME", {}, name, {}}, {"PRODUCT_NAME", {}, name, {}}});
    return out;
  }

  // Path of the configuration file of a configuration, relative to the project's folder; empty when it is not to be
  // found there.
  std::optional<std::string> config_of(const Node* configuration) const {
    const std::string_view file = text_of(configuration, "baseConfigurationReference");
    if (!file.empty()) return path_of(file);
    const std::string_view folder = text_of(configuration, "baseConfigurationReferenceAnchor");
    if (folder.empty()) return std::nullopt;
    return path_of(folder) + "/" + std::string(text_of(configuration, "baseConfigurationReferenceRelativePath"));
  }

  // What holds a file or group of the project's list.
  void find_groups() {
    for (const Member& member : objects_->members)
      if (const Node* children = member.value.find("children"))
        for (const Node& child : children->items) groups_.emplace(text_of(&child), member.key);
  }

  // Groups lie within each other as folders do, those without a path take up none.
  std::string path_of(std::string_view id) const {
    std::string out;
    for (std::size_t depth = 0; depth < kMaxGroups; ++depth) {
      const Node* node = object(id);
      const std::string_view path = text_of(node, "path"), tree = text_of(node, "sourceTree");
      if (!path.empty()) out = out.empty() ? std::string(path) : std::string(path) + "/" + out;
      if (!tree.empty() && tree != "<group>") {
        if (tree != "SOURCE_ROOT") out.clear();
        break;
      }
      const auto above = groups_.find(id);
      if (above == groups_.end()) break;
      id = above->second;
    }
    const std::string_view folder = text_of(root_, "projectDirPath");
    return folder.empty() ? out : std::string(folder) + "/" + out;
  }

  // What a configuration file may overrule still tells the platform, which projects do not change there.
  static bool is_for_phones(const Settings& settings) {
    const std::string root = settings.find_stated("SDKROOT").text;
    const std::string platforms = settings.find_stated("SUPPORTED_PLATFORMS").text;
    if (!platforms.empty()) return platforms.find("iphoneos") != platforms.npos;
    if (!root.empty() && root != "auto") return root == "iphoneos";
    return settings.find_stated("IPHONEOS_DEPLOYMENT_TARGET").is != Setting::Is::Missing ||
           settings.find_stated("MACOSX_DEPLOYMENT_TARGET").is == Setting::Is::Missing;
  }

  // What every app has; missing when one has none or another.
  Setting agreed(std::string_view key) const {
    Setting first = apps_.front().find(key);
    const bool all = std::ranges::all_of(apps_, [&](const Settings& app) {
      const Setting own = app.find(key);
      return own.is == first.is && own.text == first.text;
    });
    if (first.is == Setting::Is::Known && first.text.empty()) return {};
    return all ? first : Setting{};
  }

  void state_text(FactId id, const Setting& setting) {
    if (setting.is == Setting::Is::Known && setting.text.size() <= kMaxText)
      facts_.set(id, facts_.keep(setting.text), setting.span);
    else
      facts_.unknown(id, place_of(setting));
  }

  Span place_of(const Setting& setting) { return setting.span ? setting.span : values_.at(*root_); }

  void state_agreed(FactId id, std::string_view key) { state_text(id, agreed(key)); }

  void state_permissions() {
    static const FactId kList = fact("permissions"), kName = fact("permissions[].name"),
                        kPlatform = fact("permissions[].platform"), kRequested = fact("permissions[].requested"),
                        kPurpose = fact("permissions[].purpose");
    facts_.state_list(kList, values_.at(*root_));
    std::vector<std::string_view> seen;
    for (const Settings& app : apps_) {
      bool open = false;
      for (const std::string_view key : app.keys(kKey, open)) {
        const std::string_view name = key.substr(kKey.size());
        if (!is_usage_key(name) || std::ranges::find(seen, name) != seen.end()) continue;
        const Setting setting = app.find(key);
        const Span place = place_of(setting);
        if (seen.size() == kMaxPermissions) return facts_.open(kList);
        seen.push_back(name);
        facts::Item* item = facts_.add(kList, place);
        facts_.set(kName, facts_.keep(name), place, item);
        facts_.set(kPlatform, "ios", place, item);
        facts_.set(kRequested, true, place, item);
        const bool told = setting.is == Setting::Is::Known || setting.is == Setting::Is::Raw;
        if (told && setting.text.size() <= kMaxText && !is_only_variables(setting.text))
          facts_.set(kPurpose, facts_.keep(setting.text), place, item);
        else
          facts_.unknown(kPurpose, place, item);
      }
      if (open) facts_.open(kList);
    }
  }

  Values& values_;
  facts::FactBuilder& facts_;
  OpenConfig open_;
  const Node* objects_;
  const Node* root_;
  std::map<std::string_view, std::string_view> groups_;  // of a file or group: the group that holds it
  std::vector<SourcePtr> kept_;
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
    const auto open = [&](const std::string& path) -> SourcePtr {
      SourcePtr file = context.beside ? context.beside(*source, "../" + path) : nullptr;
      return file != nullptr && file->text().size() <= kMaxConfig ? file : nullptr;
    };
    ProjectReader reader(values, open);
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
