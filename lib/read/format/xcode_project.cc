#include "read/format/xcode_project.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

#include "read/format/ios_info.h"
#include "read/format/xcode_targets.h"
#include "read/syntax/plist.h"

namespace hegui::read::ios {
namespace {

using facts::fact;
using facts::FactId;
using tree::Node;

constexpr std::string_view kKey = "INFOPLIST_KEY_";
constexpr std::size_t kMaxText = 4096;  // bytes of one text that becomes a fact
constexpr std::size_t kMaxPermissions = 2'000;

class ProjectReader {
 public:
  // `counts` tells which settings of an app do.
  template <class Counts>
  ProjectReader(Values& values, OpenConfig open, const Counts& counts) : values_(values), facts_(values.facts()) {
    const At at = [&](const Node& node) { return values_.at(node); };
    Project project = targets_of(values.root(), kApplication, at, std::move(open));
    root_ = project.root;
    too_many_ = project.too_many;
    for (Target& target : project.targets)
      for (Build& build : target.builds)
        if (build.use == Build::For::Release && target.phones != Phones::No && counts(project, build.settings))
          apps_.push_back(std::move(build.settings));
    for (SourcePtr& source : project.files) facts_.keep(std::move(source));
  }

  bool too_many() const { return too_many_; }
  bool has_apps() const { return !apps_.empty(); }

  // Whether an app has no Info.plist but the one that Xcode writes.
  bool is_whole() const { return std::ranges::all_of(apps_, is_generated); }

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
  // Keys of the Info.plist count only where Xcode writes in it ("Build settings reference", GENERATE_INFOPLIST_FILE,
  // which is NO unless said).
  static Setting found(const Settings& app, std::string_view key) {
    return key.starts_with(kKey) && is_written_by_hand(app) ? Setting{} : app.find(key);
  }

  // What every app has; unknown when one has none or another.
  Setting agreed(std::string_view key) const {
    Setting first = found(apps_.front(), key);
    const bool all = std::ranges::all_of(apps_, [&](const Settings& app) {
      const Setting own = found(app, key);
      return own.is == first.is && own.text == first.text;
    });
    if (first.is == Setting::Is::Known && first.text.empty()) return {};
    return all ? first : Setting{.is = Setting::Is::Unknown};
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
      if (is_written_by_hand(app)) continue;
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
  const Node* root_ = nullptr;
  bool too_many_ = false;
  std::vector<Settings> apps_;
};

template <class Counts>
Checked<facts::FactSet> read_apps(const SourcePtr& source, const Context& context, const Counts& counts) {
  Checked<tree::Document> document = plist::parse(source, context.limits);
  if (!document) return {{}, std::move(document.issues)};
  std::vector<Diagnostic> issues = std::move(document.issues);
  bool too_many = false;
  const auto state = [&](facts::SourceMask by) -> std::optional<facts::FactSet> {
    facts::FactBuilder facts(source, "xcode-project", by);
    facts.partly_states(facts::kIos);
    Values values(*document.value, facts, issues);
    ProjectReader reader(values, open_beside(*source, context), counts);
    too_many = reader.too_many();
    if (!reader.has_apps()) return std::nullopt;
    if (by == 0 && reader.is_whole()) return facts::FactSet{};
    reader.state();
    return std::move(facts).finish();
  };
  // Beside an Info.plist that somebody wrote the settings are silent on the rest of it.
  std::optional<facts::FactSet> facts = state(0);
  if (facts && facts->inputs().empty()) facts = state(facts::kIos);
  if (!facts && too_many) {
    issues.push_back(error({1503}, {source.get(), 0, 0}, "this project has more than 2,000 targets; none is read",
                           "name the Info.plist of the app, or check its package"));
    return {{}, std::move(issues)};
  }
  if (!facts) {
    issues.push_back(error({1511}, {source.get(), 0, 0}, "this project builds no app for iOS; only those are read"));
    return {{}, std::move(issues)};
  }
  return {std::move(*facts), std::move(issues)};
}

}  // namespace

bool recognises_project(const Look& look) {
  return look.name == "project.pbxproj" && (look.form == Look::Form::Plist || look.form == Look::Form::Text ||
                                            look.form == Look::Form::Json || look.form == Look::Form::Xml);
}

Checked<facts::FactSet> read_project(const SourcePtr& source, const Context& context) {
  return read_apps(source, context, [](const Project&, const Settings&) { return true; });
}

Checked<facts::FactSet> read_project_of(const SourcePtr& source, const Context& context,
                                        std::span<const std::string> info_plists) {
  using std::filesystem::path;
  const path folder = path(source->name()).parent_path().parent_path();
  std::set<path> meant;
  for (const std::string& each : info_plists) meant.insert(path(each).lexically_normal());
  return read_apps(source, context, [&](const Project& project, const Settings& settings) {
    return meant.contains((folder / info_plist_of(project, settings)).lexically_normal());
  });
}

}  // namespace hegui::read::ios
