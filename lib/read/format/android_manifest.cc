// The manifest, application and permission elements; components have a file of their own. Rules: the platform's
// ParsingPackageUtils, which looks at the names of elements without their namespace.
#include "read/format/android_manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "read/format/android_manifest_components.h"
#include "read/format/network_security.h"
#include "read/syntax/axml.h"
#include "read/syntax/xml.h"
#include "read/syntax/xml_text.h"

namespace hegui::read::android {
namespace {

using facts::fact;
using facts::FactId;
using facts::Item;

struct Ids {
  FactId name = fact("subject.name");
  FactId version = fact("subject.version");
  FactId kind = fact("subject.kind");
  FactId platforms = fact("subject.platforms");
  FactId package_names = fact("subject.package_names");
  FactId networked = fact("subject.networked");
  FactId permissions = fact("permissions");
  FactId permission_name = fact("permissions[].name");
  FactId permission_platform = fact("permissions[].platform");
  FactId permission_requested = fact("permissions[].requested");
  FactId permission_min = fact("permissions[].min_sdk");
  FactId permission_max = fact("permissions[].max_sdk");
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
  FactId defined_name = fact("android.defined_permissions[].name");
  FactId defined_level = fact("android.defined_permissions[].protection_level");

  static const Ids& get() {
    static const Ids instance;
    return instance;
  }
};

constexpr std::string_view kInternet = "android.permission.INTERNET";

// protectionLevel of a compiled manifest: a base in the low four bits, flags above.
std::string protection_level(std::uint32_t bits) {
  static constexpr std::array<std::string_view, 5> kBases = {"normal", "dangerous", "signature", "signatureOrSystem",
                                                             "internal"};
  static constexpr std::array<std::string_view, 10> kFlags = {"privileged", "development", "appop",        "pre23",
                                                              "installer",  "verifier",    "preinstalled", "setup",
                                                              "instant",    "runtime"};
  const std::uint32_t base = bits & 0xF;
  std::string out = base < kBases.size() ? std::string(kBases[base]) : fmt::format("{}", base);
  for (std::size_t flag = 0; flag < kFlags.size(); ++flag)
    if ((bits >> (4 + flag) & 1) != 0) out.append("|").append(kFlags[flag]);
  return out;
}

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
    if (!networked_ && input_.document.binary()) facts_.set(ids_.networked, false, reader_.at(root_));
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
      state_permission(child, {});
    } else if (child.name == "uses-permission-sdk-23" || child.name == "uses-permission-sdk-m") {
      state_permission(child, 23);
    } else if (child.name == "uses-feature") {
      features_.add(reader_.text(child, attr::kName));
    } else if (child.name == "permission") {
      state_defined_permission(child);
    }
  }

  // A permission asked for twice is one record that covers the levels of both.
  void state_permission(const xml::Element& element, std::optional<std::int64_t> least) {
    const Stated<std::string_view> name = reader_.own_name(element, attr::kName);
    if (name.missing()) {
      reader_.warn(1133, reader_.at(element), fmt::format("`{}` without android:name asks for nothing", element.name));
      return;
    }
    Stated<std::int64_t> min = reader_.number(element, attr::kMinSdkVersion),
                         max = reader_.number(element, attr::kMaxSdkVersion);
    if (least && (min.missing() || (min.readable() && min.value < *least)))
      min = {State::Readable, *least, reader_.at(element)};
    if (name.readable()) {
      if (const auto known = requests_.find(name.value); known != requests_.end())
        return widen(*known->second, min, max);
    }
    Item* item = add(ids_.permissions, permissions_, element);
    if (item == nullptr) return;
    if (name.readable()) requests_.emplace(name.value, item);
    reader_.state(ids_.permission_name, name, item);
    facts_.set(ids_.permission_platform, "android", reader_.at(element), item);
    facts_.set(ids_.permission_requested, true, reader_.at(element), item);
    reader_.state(ids_.permission_min, min, item);
    reader_.state(ids_.permission_max, max, item);
    if (max.missing() && reader_.kept_out(element, attr::kMaxSdkVersion))
      facts_.absent(ids_.permission_max, reader_.at(element), item);
    if (name.value == kInternet) {
      networked_ = true;
      facts_.set(ids_.networked, true, name.span);
    }
  }

  void widen(Item& item, const Stated<std::int64_t>& min, const Stated<std::int64_t>& max) {
    widen_bound(facts::FactSet::cell(item, ids_.permission_min), min,
                [](std::int64_t a, std::int64_t b) { return a < b; });
    widen_bound(facts::FactSet::cell(item, ids_.permission_max), max,
                [](std::int64_t a, std::int64_t b) { return a > b; });
  }

  // No bound is wider than any; of two bounds `wider` chooses.
  template <class Wider>
  static void widen_bound(facts::Cell& cell, const Stated<std::int64_t>& other, Wider wider) {
    if (cell.knowledge != facts::Knowledge::Known) return;
    if (other.missing()) {
      cell.knowledge = facts::Knowledge::Unknown;
      cell.origins = nullptr;
    } else if (other.readable() && wider(other.value, cell.value.as_int())) {
      cell.value = value::Value::integer(other.value);
    }
  }

  void state_defined_permission(const xml::Element& element) {
    Item* item = add(ids_.defined, defined_, element);
    if (item == nullptr) return;
    reader_.state(ids_.defined_name, reader_.own_name(element, attr::kName), item);
    const xml::Attribute* level = reader_.find(element, attr::kProtectionLevel);
    if (level == nullptr) {
      facts_.set(ids_.defined_level, "normal", reader_.at(element), item);
    } else if (level->kind == xml::ValueKind::Integer) {
      facts_.set(ids_.defined_level, facts_.keep(protection_level(level->data)),
                 reader_.at(element, *level, "protectionLevel"), item);
    } else {
      reader_.state(ids_.defined_level, reader_.text(element, attr::kProtectionLevel), item);
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
      if (components_++ >= kMaxRecords) {
        if (components_ == kMaxRecords + 1) overflow(ids_.components, *child);
        break;
      }
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

  Item* add(FactId list, std::uint32_t& count, const xml::Element& element) {
    if (count++ >= kMaxRecords) {
      if (count == kMaxRecords + 1) overflow(list, element);
      return nullptr;
    }
    return facts_.add(list, reader_.at(element));
  }

  void overflow(FactId list, const xml::Element& element) {
    facts_.open(list);
    reader_.warn(
        1132, reader_.at(element),
        fmt::format("more than {} `{}` elements; those from here on are not judged", kMaxRecords, element.name));
  }

  const Ids& ids_ = Ids::get();
  const ManifestInput& input_;
  const xml::Element& root_;
  facts::FactBuilder& facts_;
  ValueReader reader_;
  References files_;
  ComponentContext context_;
  Members features_{facts::kMaxMembers};
  std::unordered_map<std::string_view, Item*> requests_;
  std::unordered_set<std::string> named_;  // classes of components, when there are several manifests
  std::uint32_t permissions_ = 0, defined_ = 0, components_ = 0;
  bool networked_ = false;
};

// Bytes at the beginning in which a manifest shows what it is.
constexpr std::size_t kProbe = std::size_t{256} << 10;

// Whether the file is called what manifests are called.
bool named_manifest(std::string_view name) {
  return name.ends_with(".xml") && name.find("AndroidManifest") != name.npos;
}

// The text without the zero bytes that UTF-16 puts between Latin letters: enough to look for words in either encoding.
std::string without_zeros(std::string_view text) {
  std::string out(text);
  std::erase(out, '\0');
  return out;
}

// `@xml/name` of a manifest in a project, whose resources lie beside it. Variants of a build may replace them, which a
// manifest alone cannot show.
std::optional<xml::Document> file_beside(const Source& manifest, std::string_view path, std::string_view what,
                                         const Context& context, std::vector<Diagnostic>& issues) {
  constexpr std::string_view kPrefix = "@xml/";
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  if (!context.beside || !path.starts_with(kPrefix)) return std::nullopt;
  const std::string_view name = path.substr(kPrefix.size());
  if (name.empty() || !std::ranges::all_of(name, is_plain)) return std::nullopt;
  SourcePtr source = context.beside(manifest, fmt::format("res/xml/{}.xml", name));
  if (!source) source = context.beside(manifest, fmt::format("Resources/xml/{}.xml", name));  // of .NET
  return source ? or_unknown(parse_xml(source, context.limits), what, issues) : std::nullopt;
}

}  // namespace

bool is_manifest(const xml::Document& document) { return document.root().name == "manifest"; }

void state_manifest(const ManifestInput& input, facts::FactBuilder& facts, std::vector<Diagnostic>& issues) {
  ManifestReader(input, facts, issues).state();
}

bool recognises_manifest(const Look& look) {
  if (look.form != Look::Form::Axml && look.form != Look::Form::Xml) return false;
  if (named_manifest(look.name)) return true;
  const std::string text = without_zeros(look.source.text().substr(0, kProbe));
  const auto holds = [&](std::string_view words) { return text.find(words) != text.npos; };
  if (look.form == Look::Form::Axml) return holds("manifest");
  return look.root == "manifest" && (holds(kAndroidNamespace) || holds("<application") || holds("<uses-permission") ||
                                     holds("<uses-sdk") || holds(" package="));
}

Checked<facts::FactSet> read_manifest(const SourcePtr& source, const Context& context) {
  Checked<xml::Document> document =
      axml::is_axml(source->text()) ? axml::parse(source, context.limits) : xml::parse(source, context.limits);
  if (!document) return {{}, std::move(document.issues)};
  if (!is_manifest(*document.value)) {
    const xml::Element& root = document.value->root();
    const Span place = document.value->binary() ? Span{source.get(), 0, 0, "/"}
                                                : Span{document.value->source().get(), root.begin, root.end};
    document.issues.push_back(error({1130}, place, "the root element of an Android manifest is `manifest`"));
    return {{}, std::move(document.issues)};
  }
  facts::FactBuilder facts(source, "android-manifest", facts::kAndroidManifest);
  facts.keep(document.value->source());
  const auto file = [&](std::string_view path, std::string_view what) {
    return file_beside(*source, path, what, context, document.issues);
  };
  std::optional<ModuleBuild> build;
  if (!document.value->binary()) build = read_build(*source, context, facts);
  state_manifest({*document.value, {}, file, {}, build ? &*build : nullptr}, facts, document.issues);
  return {std::move(facts).finish(), std::move(document.issues)};
}

}  // namespace hegui::read::android
