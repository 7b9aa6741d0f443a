// Xcode looks for a setting in the target, in the configuration file of the target, in the project, and in the
// configuration file of the project, in this order.
#include "read/format/xcode_targets.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include "read/syntax/plist.h"

namespace hegui::read::ios {
namespace {

using tree::Member;
using tree::Node;
using tree::NodeKind;

constexpr std::string_view kInfoFile = "INFOPLIST_FILE", kEntitlements = "CODE_SIGN_ENTITLEMENTS";
constexpr std::size_t kMaxGroups = 40;          // within each other
constexpr std::size_t kMaxConfigurations = 20;  // of a target
constexpr std::size_t kMaxTargets = 2'000;      // of a project
constexpr std::size_t kMaxLinks = 100'000;      // between apps and what goes into them
constexpr std::size_t kMaxConfig = std::size_t{1} << 20;

std::string_view text_of(const Node* node) {
  return node != nullptr && node->is(NodeKind::String) ? node->text : std::string_view{};
}

std::string_view text_of(const Node* node, std::string_view key) {
  return node != nullptr ? text_of(node->find(key)) : std::string_view{};
}

class TargetReader {
 public:
  TargetReader(const Node& document, const At& at, OpenConfig open) : at_(at), open_(std::move(open)) {
    if (const Node* objects = document.find("objects"))
      for (const Member& member : objects->members) objects_.emplace(member.key, &member.value);
    out_.root = object(text_of(&document, "rootObject"));
  }

  Project read(std::string_view type) && {
    const Node* targets = out_.root != nullptr ? out_.root->find("targets") : nullptr;
    const bool all = type.empty();
    out_.too_many = targets != nullptr && targets->items.size() > kMaxTargets;
    if (targets == nullptr || out_.too_many) return std::move(out_);
    find_groups();
    for (const Node& name : targets->items)
      if (const Node* target = object(text_of(&name)); target != nullptr && is_of(*target, type)) {
        add(text_of(&name), *target, all);
      }
    return std::move(out_);
  }

 private:
  static bool is_of(const Node& target, std::string_view type) {
    return type.empty() || text_of(&target, "productType") == type;
  }

  // `all` configurations, or only those for release.
  void add(std::string_view id, const Node& target, bool all) {
    Target& out = out_.targets.emplace_back();
    out.id = id;
    out.name = text_of(&target, "name");
    out.type = text_of(&target, "productType");
    if (const Node* needs = target.find("dependencies"))
      for (const Node& each : needs->items) out.needs.push_back(text_of(object(text_of(&each)), "target"));
    const std::vector<const Node*> configurations = configurations_of(target);
    const std::vector<const Node*> releases = releases_of(target, configurations);
    for (const Node* each : configurations) {
      const bool release = std::ranges::find(releases, each) != releases.end();
      if (!release && !all) continue;
      const Build::For use = release                                    ? Build::For::Release
                             : is_for_developers(text_of(each, "name")) ? Build::For::Developers
                                                                        : Build::For::Others;
      out.builds.push_back({use, settings_of(target, each)});
    }
    if (configurations.empty()) out.builds.push_back({Build::For::Release, settings_of(target, nullptr)});
    if (configurations.size() > kMaxConfigurations) {  // of more nothing is known
      const bool told = text_of(releases.front(), "name") == "Release";
      out.builds.emplace_back(told ? Build::For::Others : Build::For::Release).settings.add(Layer{{}});
    }
    out.phones = phones_of(std::ranges::find(out.builds, Build::For::Release, &Build::use)->settings);
  }

  const Node* object(std::string_view name) const {
    const auto at = name.empty() ? objects_.end() : objects_.find(name);
    return at != objects_.end() ? at->second : nullptr;
  }

  // Those of a target or the project; one more than is read of more than that.
  std::vector<const Node*> configurations_of(const Node& of) const {
    std::vector<const Node*> out;
    const Node* list = object(text_of(&of, "buildConfigurationList"));
    const Node* members = list != nullptr ? list->find("buildConfigurations") : nullptr;
    for (std::size_t i = 0; members != nullptr && i < members->items.size() && i <= kMaxConfigurations; ++i)
      if (const Node* found = object(text_of(&members->items[i])); found != nullptr) out.push_back(found);
    return out;
  }

  static bool is_for_developers(std::string_view name) {
    return name.find("Debug") != name.npos || name.find("debug") != name.npos;
  }

  // The one called Release, without it all that are not for developers, or else the default.
  std::vector<const Node*> releases_of(const Node& of, const std::vector<const Node*>& all) const {
    std::vector<const Node*> out;
    for (const Node* each : all) {
      const std::string_view name = text_of(each, "name");
      if (name == "Release") return {each};
      if (!is_for_developers(name)) out.push_back(each);
    }
    if (!out.empty() || all.empty()) return out;
    const std::string_view usual = text_of(object(text_of(&of, "buildConfigurationList")), "defaultConfigurationName");
    const auto at = std::ranges::find_if(all, [&](const Node* each) { return text_of(each, "name") == usual; });
    return {at == all.end() ? all.front() : *at};
  }

  // The project's configuration of the same name, or else its first for release.
  const Node* above(const Node* own) const {
    const std::vector<const Node*> all = configurations_of(*out_.root);
    for (const Node* each : all)
      if (own != nullptr && text_of(each, "name") == text_of(own, "name")) return each;
    return all.empty() ? nullptr : releases_of(*out_.root, all).front();
  }

  // What the dictionary of a configuration sets, read once for all targets that share it.
  std::shared_ptr<const IndexedLayer> own_layer(const Node* configuration) {
    std::shared_ptr<const IndexedLayer>& out = own_layers_[configuration];
    if (out == nullptr) out = std::make_shared<const IndexedLayer>(layer_of(configuration->find("buildSettings")));
    return out;
  }

  std::shared_ptr<const IndexedLayer> file_layer(const std::string& path) {
    std::shared_ptr<const IndexedLayer>& out = file_layers_[path];
    if (out == nullptr) out = std::make_shared<const IndexedLayer>(read_config(path, open_, out_.files));
    return out;
  }

  Layer layer_of(const Node* dictionary) const {
    Layer out;
    if (dictionary == nullptr) return out;
    for (const Member& member : dictionary->members) {
      const std::size_t bracket = std::min(member.key.find('['), member.key.size());
      std::string_view condition = member.key.substr(std::min(bracket + 1, member.key.size()));
      if (condition.ends_with(']')) condition.remove_suffix(1);
      out.push_back({member.key.substr(0, bracket), condition, text_of(&member.value), at_(member.value)});
    }
    return out;
  }

  // With a configuration of the target's own, or null for those of the project alone.
  Settings settings_of(const Node& target, const Node* own) {
    Settings out;
    for (const Node* from : {own, above(own)}) {
      if (from == nullptr) continue;
      out.add(own_layer(from));
      if (const std::optional<std::string> path = config_of(from)) out.add(file_layer(*path));
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
    for (const auto& [id, each] : objects_)
      if (const Node* children = each->find("children"))
        for (const Node& child : children->items) groups_.emplace(text_of(&child), id);
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
    const std::string_view folder = text_of(out_.root, "projectDirPath");
    return folder.empty() ? out : std::string(folder) + "/" + out;
  }

  static std::string known(const Settings& settings, std::string_view key) {
    Setting found = settings.find_stated(key);
    return found.is == Setting::Is::Known ? std::move(found.text) : std::string{};
  }

  // What a configuration file may overrule still tells the platform, which projects do not change there.
  static Phones phones_of(const Settings& settings) {
    const std::string root = known(settings, "SDKROOT"), platforms = known(settings, "SUPPORTED_PLATFORMS");
    const bool one = !root.empty() && root != "auto";
    if (!platforms.empty()) {
      if (platforms.find("iphoneos") == platforms.npos) return Phones::No;
      return one && !root.starts_with("iphoneos") ? Phones::Open : Phones::Yes;  // a list that a project has for all
    }
    if (one) return root.starts_with("iphoneos") ? Phones::Yes : Phones::No;
    const bool phones = settings.find_stated("IPHONEOS_DEPLOYMENT_TARGET").is != Setting::Is::Missing,
               desktops = settings.find_stated("MACOSX_DEPLOYMENT_TARGET").is != Setting::Is::Missing;
    return phones == desktops ? Phones::Open : phones ? Phones::Yes : Phones::No;
  }

  const At& at_;
  OpenConfig open_;
  std::map<std::string_view, const Node*> objects_;      // by id
  std::map<std::string_view, std::string_view> groups_;  // of a file or group: the group that holds it
  std::map<const Node*, std::shared_ptr<const IndexedLayer>> own_layers_;
  std::map<std::string, std::shared_ptr<const IndexedLayer>> file_layers_;
  Project out_;
};

// A path below the project's folder, empty when its place is not certain.
std::string path_in_project(const Setting& setting, std::string_view folder) {
  std::string_view path = setting.text;
  for (const std::string_view top : {"$(SRCROOT)/", "${SRCROOT}/", "$(PROJECT_DIR)/", "${PROJECT_DIR}/"})
    if (path.starts_with(top)) path.remove_prefix(top.size());
  const bool told = setting.is == Setting::Is::Known || setting.is == Setting::Is::Raw;
  if (!told || path.empty() || path.starts_with('/') || path.find('$') != path.npos) return {};
  const std::string below = folder.empty() ? std::string(path) : std::string(folder) + "/" + std::string(path);
  return std::filesystem::path(below).lexically_normal().generic_string();
}

std::string file_of(const Project& project, const Settings& settings, std::string_view key) {
  return path_in_project(settings.find(key), text_of(project.root, "projectDirPath"));
}

// The entitlements that builds for developers are signed with and no other build is. None where any other may be signed
// with what cannot be known.
std::set<std::string> entitlements_of_debug(const Project& project) {
  std::set<std::string> debug, others;
  bool certain = true;
  const auto take = [&](const Settings& settings, std::set<std::string>& into) {
    const Setting setting = settings.find(kEntitlements);
    const bool none = setting.is == Setting::Is::Missing || (setting.is == Setting::Is::Known && setting.text.empty());
    std::string file = none ? std::string{} : file_of(project, settings, kEntitlements);
    certain = certain && (none || !file.empty() || &into == &debug);
    if (!file.empty()) into.insert(std::move(file));
  };
  for (const Target& target : project.targets) {
    for (const Build& build : target.builds) take(build.settings, build.use == Build::For::Developers ? debug : others);
  }
  if (!certain) return {};
  std::erase_if(debug, [&](const std::string& file) { return others.contains(file); });
  return debug;
}

using ById = std::map<std::string_view, const Target*>;

// The ids of `app` and of all that goes into it.
std::set<std::string_view> inside_of(const Target& app, const ById& targets) {
  std::set<std::string_view> out{app.id};
  std::vector<const Target*> rest{&app};
  while (!rest.empty()) {
    const Target& next = *rest.back();
    rest.pop_back();
    for (const std::string_view need : next.needs)
      if (const auto at = targets.find(need); at != targets.end() && out.insert(need).second)
        rest.push_back(at->second);
  }
  return out;
}

}  // namespace

OpenConfig open_beside(const Source& project, const Context& context) {
  return [&](const std::string& path) -> SourcePtr {
    SourcePtr file = context.beside ? context.beside(project, "../" + path) : nullptr;
    return file != nullptr && file->text().size() <= kMaxConfig ? file : nullptr;
  };
}

Project targets_of(const Node& document, std::string_view type, const At& at, OpenConfig open) {
  return TargetReader(document, at, std::move(open)).read(type);
}

bool is_true(std::string_view text) { return text == "YES" || text == "yes" || text == "true" || text == "1"; }

bool is_written_by_hand(const Settings& settings) {
  const Setting generated = settings.find("GENERATE_INFOPLIST_FILE");
  return generated.is == Setting::Is::Missing || (generated.is == Setting::Is::Known && !is_true(generated.text));
}

bool is_generated(const Settings& settings) {
  return is_true(settings.find("GENERATE_INFOPLIST_FILE").text) && settings.find(kInfoFile).text.empty();
}

std::string info_plist_of(const Project& project, const Settings& settings) {
  return file_of(project, settings, kInfoFile);
}

ProjectFiles project_files(const SourcePtr& project, const Context& context) {
  const Checked<tree::Document> document = plist::parse(project, context.limits);
  if (!document || !document.value->root().is(NodeKind::Object)) return {};
  const At nowhere = [](const Node&) { return Span{}; };
  const Project read = targets_of(document.value->root(), {}, nowhere, open_beside(*project, context));
  ProjectFiles out;
  ById targets;
  for (const Target& target : read.targets) targets.emplace(target.id, &target);
  std::map<std::string_view, std::vector<std::string>> apps;  // by the id of what goes into them
  std::size_t links = 0;
  bool builds_apps = false, others_only = true;
  for (const Target& target : read.targets) {
    others_only = others_only && (target.phones == Phones::No || target.type.empty());
    if (target.type != kApplication) continue;
    builds_apps = true;
    if (target.phones == Phones::No) continue;
    const std::set<std::string_view> inside = inside_of(target, targets);
    std::set<std::string> infos;
    bool generated = true;
    for (const Build& build : target.builds) {
      if (build.use != Build::For::Release) continue;
      infos.insert(info_plist_of(read, build.settings));
      generated = generated && is_generated(build.settings);
    }
    if (generated) out.generated.emplace_back(target.name);
    infos.erase("");
    links += inside.size() * infos.size();
    if (links > kMaxLinks) return {};
    for (const std::string_view id : inside) apps[id].insert(apps[id].end(), infos.begin(), infos.end());
  }
  out.other_systems_only = builds_apps && others_only;
  const auto add = [&](const Target& target, std::string file, bool info_plist, bool debug_only) {
    if (!file.empty())
      out.files.push_back(
          {std::move(file), target.phones, target.type == kApplication, apps[target.id], info_plist, debug_only});
  };
  const std::set<std::string> debug_only = entitlements_of_debug(read);
  for (const Target& target : read.targets)
    for (const Build& build : target.builds) {
      std::string entitlements = file_of(read, build.settings, kEntitlements);
      const bool release = build.use == Build::For::Release;
      if (release) add(target, info_plist_of(read, build.settings), true, false);
      if (release || debug_only.contains(entitlements)) add(target, std::move(entitlements), false, !release);
    }
  return out;
}

}  // namespace hegui::read::ios
