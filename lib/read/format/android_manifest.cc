// The manifest and application elements; permissions and components have files of their own. Rules: the platform's
// ParsingPackageUtils, which looks at the names of elements without their namespace.
#include "read/format/android_manifest.h"

#include <fmt/format.h>

#include <unordered_set>

#include "read/format/android_manifest_components.h"
#include "read/format/android_manifest_permissions.h"
#include "read/format/network_security.h"

namespace hegui::read::android {
namespace {

using facts::fact;
using facts::FactId;

struct Ids {
  FactId name = fact("subject.name");
  FactId version = fact("subject.version");
  FactId kind = fact("subject.kind");
  FactId platforms = fact("subject.platforms");
  FactId package_names = fact("subject.package_names");
  FactId networked = fact("subject.networked");
  FactId permissions = fact("permissions");
  FactId package = fact("android.package");
  FactId version_name = fact("android.version_name");
  FactId version_code = fact("android.version_code");
  FactId label = fact("android.label");
  FactId min_sdk = fact("android.min_sdk");
  FactId target_sdk = fact("android.target_sdk");
  FactId compile_sdk = fact("android.compile_sdk");
  FactId debuggable = fact("android.debuggable");
  FactId test_only = fact("android.test_only");
  FactId allow_backup = fact("android.allow_backup");
  FactId cleartext = fact("android.cleartext_traffic");
  FactId cleartext_explicit = fact("android.cleartext_explicit");
  FactId network_config = fact("android.network_security_config");
  FactId shared_user = fact("android.shared_user_id");
  FactId shared_user_max = fact("android.shared_user_max_sdk");
  FactId legacy_storage = fact("android.legacy_storage");
  FactId has_application = fact("android.has_application");
  FactId features = fact("android.uses_features");
  FactId url_schemes = fact("android.url_schemes");
  FactId components = fact("android.components");
  FactId defined = fact("android.defined_permissions");

  static const Ids& get() {
    static const Ids instance;
    return instance;
  }
};

class ManifestReader {
 public:
  ManifestReader(const ManifestInput& input, facts::FactBuilder& facts, std::vector<Diagnostic>& issues)
      : input_(input),
        root_(input.document.root()),
        facts_(facts),
        reader_(input.document, input.resolve, facts, issues),
        files_{input.resolve, input.file} {}

  void state() {
    const bool library = input_.build != nullptr && input_.build->builds == Builds::Library;
    facts_.set(ids_.kind, library ? "sdk" : "app", reader_.at(root_));
    facts_.append(ids_.platforms, "android", reader_.at(root_));
    for (const FactId list : {ids_.permissions, ids_.components, ids_.defined}) facts_.state_list(list, {});
    state_root();
    state_levels();
    const xml::Element* application = nullptr;
    for (const xml::Element* child = root_.first; child != nullptr; child = child->next) {
      state_marker(*child);
      if (reader_.removed(*child)) continue;
      state_child(*child);
      if (child->name == "application" && application == nullptr) application = child;
    }
    facts_.set(ids_.has_application, application != nullptr, reader_.at(application != nullptr ? *application : root_));
    if (application != nullptr) state_application(*application);
    for (const ManifestPart& part : input_.parts) state_part(part);
    if (!input_.parts.empty()) reader_.enter(input_.document, input_.resolve);
    features_.state(facts_, ids_.features, reader_.at(root_));
    context_.url_schemes.state(facts_, ids_.url_schemes, reader_.at(root_));
    // A build can add the permission to a text manifest, so its silence says nothing there.
    if (!permissions_.networked() && input_.document.binary()) facts_.set(ids_.networked, false, reader_.at(root_));
  }

 private:
  void state_root() {
    Stated<std::string_view> package = reader_.plain_text(root_, "package");
    Stated<std::string_view> version = reader_.text(root_, attr::kVersionName);
    Stated<std::int64_t> code = reader_.number(root_, attr::kVersionCode);
    Stated<std::int64_t> compiled = reader_.number(root_, attr::kCompileSdkVersion);
    context_.package = package.value;
    if (input_.build != nullptr) {
      const ModuleBuild& build = *input_.build;
      if (build.name_space.readable()) context_.package = build.name_space.value;
      if (build.builds != Builds::Library && build.application_id.readable())
        reader_.name_application(build.application_id.value);
      overrule(package, build.builds == Builds::Library ? build.name_space : build.application_id);
      overrule(version, build.version_name);
      overrule(code, build.version_code);
      overrule(compiled, build.compile_sdk);
    }
    reader_.state(ids_.package, package);
    if (package.readable()) facts_.append(ids_.package_names, package.value, package.span);
    reader_.state(ids_.version_name, version);
    reader_.state(ids_.version, version);
    const Stated<std::int64_t> major = reader_.number(root_, attr::kVersionCodeMajor);
    if (code.readable() && major.readable()) code.value = (major.value & 0x7FFFFFFF) << 32 | (code.value & 0xFFFFFFFF);
    reader_.state(ids_.version_code, code);
    reader_.state(ids_.shared_user, reader_.text(root_, attr::kSharedUserId));
    reader_.state(ids_.shared_user_max, reader_.number(root_, attr::kSharedUserMaxSdkVersion));
    reader_.state(ids_.compile_sdk,
                  compiled.missing() ? reader_.plain_number(root_, "platformBuildVersionCode") : compiled);
  }

  // A build writes what its script says over what the manifest has.
  template <class T>
  static void overrule(Stated<T>& stated, const Stated<T>& build) {
    if (!build.missing()) stated = build;
  }

  // API levels come before everything they decide. A built manifest that says nothing means level 1, and the target is
  // the minimum.
  void state_levels() {
    Stated<std::int64_t> min, target;
    for (const xml::Element* child = root_.first; child != nullptr; child = child->next) {
      if (child->name != "uses-sdk" || reader_.removed(*child)) continue;
      min = reader_.number(*child, attr::kMinSdkVersion);
      target = reader_.number(*child, attr::kTargetSdkVersion);
    }
    if (input_.build != nullptr) {
      overrule(min, input_.build->min_sdk);
      overrule(target, input_.build->target_sdk);
    }
    if (input_.document.binary()) {
      if (min.missing()) min = {State::Readable, 1, reader_.at(root_)};
      if (target.missing()) target = min;
    }
    reader_.state(ids_.min_sdk, min);
    reader_.state(ids_.target_sdk, target);
    context_.levels = {min.get(), target.get()};
  }

  // What a marker takes out of the manifests of libraries. One that replaces takes out what it stands for.
  void state_marker(const xml::Element& element) {
    const std::string_view node = reader_.marker(element, "node");
    if (node.empty()) return;
    facts::Removal removal{.list = 0,
                           .name = {},
                           .kind = {},
                           .from = facts_.keep(reader_.marker(element, "selector")),
                           .span = reader_.at(element)};
    if (element.name.starts_with("uses-permission")) removal.list = ids_.permissions;
    if (element.name == "uses-feature") removal.list = ids_.features;
    if (element.name == "permission") removal.list = ids_.defined;
    if (is_component(element.name) || element.name == "application") removal.list = ids_.components;
    if (removal.list == 0) return;
    if (element.name == "application") {
      if (node != "replace" && node != "merge-only-attributes") return;
    } else if (node == "remove" || node == "replace") {
      const Stated<std::string_view> name = reader_.own_name(element, attr::kName);
      if (!name.readable()) return;
      removal.name =
          is_component(element.name) ? facts_.keep(full_class_name(context_.package, name.value)) : name.value;
    } else if (node != "removeAll") {
      return;
    }
    if (is_component(element.name)) removal.kind = facts_.keep(element.name);
    facts_.remove(removal);
  }

  void state_child(const xml::Element& child) {
    if (child.name == "uses-permission") {
      permissions_.state_request(child, {});
    } else if (child.name == "uses-permission-sdk-23" || child.name == "uses-permission-sdk-m") {
      permissions_.state_request(child, 23);
    } else if (child.name == "uses-feature") {
      features_.add(reader_.text(child, attr::kName));
    } else if (child.name == "permission") {
      permissions_.state_definition(child);
    }
  }

  void state_application(const xml::Element& application) {
    const Stated<std::string_view> label = reader_.text(application, attr::kLabel);
    reader_.state(ids_.label, label);
    reader_.state(ids_.name, label);
    reader_.state_flag(ids_.debuggable, application, attr::kDebuggable, false);
    reader_.state_flag(ids_.test_only, application, attr::kTestOnly, false);
    reader_.state_flag(ids_.allow_backup, application, attr::kAllowBackup, true);
    reader_.state_flag(ids_.legacy_storage, application, attr::kRequestLegacyExternalStorage, false);
    state_backup_rules(reader_, application, files_);
    state_matching_flags(reader_, application);
    state_cleartext(application);
    context_.permission = reader_.text(application, attr::kPermission);
    state_components(application);
  }

  void state_components(const xml::Element& application) {
    for (const xml::Element* child = application.first; child != nullptr; child = child->next) {
      if (!is_component(child->name)) continue;
      state_marker(*child);
      if (reader_.removed(*child) || is_repeated(*child)) continue;
      if (!take_record(reader_, ids_.components, components_, *child)) break;
      state_component(reader_, *child, context_);
      // Files of a module are not followed.
      const bool own = &reader_.document() == &input_.document;
      if (child->name == "provider") state_shared_files(reader_, *child, own ? files_ : References{});
    }
  }

  // A build repeats components of modules in the main manifest.
  bool is_repeated(const xml::Element& component) {
    if (input_.parts.empty()) return false;
    const Stated<std::string_view> name = reader_.text(component, attr::kName);
    const bool fresh = !name.readable() || named_.insert(full_class_name(context_.package, name.value)).second;
    return !fresh && &reader_.document() != &input_.document;
  }

  void state_part(const ManifestPart& part) {
    reader_.enter(part.document, part.resolve);
    for (const xml::Element* child = part.document.root().first; child != nullptr; child = child->next) {
      state_child(*child);
      if (child->name == "application") state_components(*child);
    }
  }

  // From API level 24 a network security configuration decides alone; before, and without one, the attribute does;
  // without either, plain HTTP is allowed for products made for API level 27 or lower.
  void state_cleartext(const xml::Element& application) {
    const Stated<bool> stated = reader_.flag(application, attr::kUsesCleartextTraffic);
    if (stated.missing())
      reader_.state_default(ids_.cleartext_explicit, false, application, attr::kUsesCleartextTraffic);
    else
      facts_.set(ids_.cleartext_explicit, true, stated.span);
    const xml::Attribute* config = reader_.find(application, attr::kNetworkSecurityConfig);
    if (config == nullptr && reader_.kept_out(application, attr::kNetworkSecurityConfig))
      facts_.absent(ids_.network_config, reader_.at(application));
    if (config == nullptr) return state_plain_cleartext(application, stated);
    const Span at = reader_.at(application, *config, attr::kNetworkSecurityConfig.name);
    const std::string_view path = files_.path(*config, facts_);
    facts_.set(ids_.network_config, path, at);
    const std::optional<Cleartext> read = read_network(path);
    const bool heeded = stated.readable() && stated.value && context_.levels.min.value_or(1) < 24;
    if (heeded) {
      facts_.set(ids_.cleartext, true, stated.span);
    } else if (!read || (!read->stated && !context_.levels.target)) {
      facts_.unknown(ids_.cleartext, at);
    } else {
      facts_.set(ids_.cleartext, read->stated.value_or(context_.levels.target.value_or(1) <= 27),
                 read->stated ? read->span : at);
    }
  }

  void state_plain_cleartext(const xml::Element& application, const Stated<bool>& stated) {
    if (!stated.missing()) {
      reader_.state(ids_.cleartext, stated);
    } else if (context_.levels.target) {
      facts_.set(ids_.cleartext, *context_.levels.target <= 27, reader_.at(application));
    } else {
      facts_.unknown(ids_.cleartext, reader_.at(application));
    }
  }

  std::optional<Cleartext> read_network(std::string_view path) {
    const std::optional<xml::Document> config = files_.open(path, "the network security configuration");
    if (!config || !is_network_config(*config)) return std::nullopt;
    facts_.keep(config->source());
    facts_.also_states(facts::kNetworkConfig);
    return state_network_config(*config, context_.levels.target, facts_);
  }

  const Ids& ids_ = Ids::get();
  const ManifestInput& input_;
  const xml::Element& root_;
  facts::FactBuilder& facts_;
  ValueReader reader_;
  PermissionReader permissions_{reader_};
  References files_;
  ComponentContext context_;
  Members features_{facts::kMaxMembers};
  std::unordered_set<std::string> named_;  // classes of components, when there are several manifests
  std::uint32_t components_ = 0;
};

}  // namespace

bool is_manifest(const xml::Document& document) { return document.root().name == "manifest"; }

void state_manifest(const ManifestInput& input, facts::FactBuilder& facts, std::vector<Diagnostic>& issues) {
  ManifestReader(input, facts, issues).state();
}

}  // namespace hegui::read::android
