// Xcode looks for a setting in the target, in the configuration file of the target, in the project, and in the
// configuration file of the project, in this order.
#include "read/format/xcode_targets.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "read/syntax/plist.h"

namespace hegui::read::ios {
namespace {

using tree::Member;
using tree::Node;
using tree::NodeKind;

constexpr std::string_view kInfoFile = "INFOPLIST_FILE";
constexpr std::size_t kMaxGroups = 40;  // within each other
constexpr std::size_t kMaxConfig = std::size_t{1} << 20;

std::string_view text_of(const Node* node) {
  return node != nullptr && node->is(NodeKind::String) ? node->text : std::string_view{};
}

std::string_view text_of(const Node* node, std::string_view key) {
  return node != nullptr ? text_of(node->find(key)) : std::string_view{};
}

class TargetReader {
 public:
  TargetReader(const Node& document, const At& at, OpenConfig open)
      : at_(at), open_(std::move(open)), objects_(document.find("objects")) {
    out_.root = object(text_of(&document, "rootObject"));
  }

  Project read(std::string_view type) && {
    const Node* targets = out_.root != nullptr ? out_.root->find("targets") : nullptr;
    if (targets == nullptr) return std::move(out_);
    find_groups();
    for (const Node& name : targets->items)
      if (const Node* target = object(text_of(&name)); target != nullptr && is_of(*target, type))
        add(text_of(&name), *target);
    return std::move(out_);
  }

 private:
  static bool is_of(const Node& target, std::string_view type) {
    return type.empty() || text_of(&target, "productType") == type;
  }

  void add(std::string_view id, const Node& target) {
    Settings settings = settings_of(target);
    const Phones phones = phones_of(settings);
    Target& out = out_.targets.emplace_back(Target{id, text_of(&target, "productType"), std::move(settings), phones});
    if (const Node* needs = target.find("dependencies"))
      for (const Node& each : needs->items) out.needs.push_back(text_of(object(text_of(&each)), "target"));
  }

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
      out.push_back({member.key.substr(0, bracket), condition, text_of(&member.value), at_(member.value)});
    }
    return out;
  }

  Settings settings_of(const Node& target) {
    const Node* own = configuration(&target);
    const Node* above = configuration(out_.root);
    Settings out;
    for (const Node* from : {own, above}) {
      out.add(layer_of(from != nullptr ? from->find("buildSettings") : nullptr));
      if (const std::optional<std::string> path = config_of(from)) out.add(read_config(*path, open_, out_.files));
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
  const Node* objects_;
  std::map<std::string_view, std::string_view> groups_;  // of a file or group: the group that holds it
  Project out_;
};

// A path below the project's folder, empty when its place is not certain.
std::string path_in_project(const Setting& setting, std::string_view folder) {
  std::string_view path = setting.text;
  for (const std::string_view top : {"$(SRCROOT)/", "${SRCROOT}/", "$(PROJECT_DIR)/", "${PROJECT_DIR}/"})
    if (path.starts_with(top)) path.remove_prefix(top.size());
  const bool told = setting.is == Setting::Is::Known || setting.is == Setting::Is::Raw;
  if (!told || path.empty() || path.starts_with('/') || path.find('$') != path.npos) return {};
  return folder.empty() ? std::string(path) : std::string(folder) + "/" + std::string(path);
}

// Marks the target called `id` and all that goes into it.
void mark(const Project& project, std::string_view id, std::set<std::string_view>& marked) {
  if (!marked.insert(id).second) return;
  for (const Target& target : project.targets)
    if (target.id == id)
      for (const std::string_view need : target.needs) mark(project, need, marked);
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

std::vector<TargetFile> target_files(const SourcePtr& project, const Context& context) {
  const Checked<tree::Document> document = plist::parse(project, context.limits);
  if (!document || !document.value->root().is(NodeKind::Object)) return {};
  const At nowhere = [](const Node&) { return Span{}; };
  const Project read = targets_of(document.value->root(), {}, nowhere, open_beside(*project, context));
  const auto path = [&](const Target& target, std::string_view key) {
    return path_in_project(target.settings.find(key), text_of(read.root, "projectDirPath"));
  };
  std::map<std::string_view, std::vector<std::string>> apps;  // by the id of what goes into them
  for (const Target& target : read.targets) {
    const std::string info = path(target, kInfoFile);
    if (target.type != kApplication || target.phones == Phones::No || info.empty()) continue;
    std::set<std::string_view> inside;
    mark(read, target.id, inside);
    for (const std::string_view id : inside) apps[id].push_back(info);
  }
  std::vector<TargetFile> out;
  for (const Target& target : read.targets)
    for (const std::string_view key : {kInfoFile, std::string_view("CODE_SIGN_ENTITLEMENTS")})
      if (std::string file = path(target, key); !file.empty())
        out.push_back({std::move(file), target.phones, target.type == kApplication, apps[target.id]});
  return out;
}

}  // namespace hegui::read::ios
