// Facts of components, with the platform's rules for what is exported when the manifest does not say.
#include "read/format/android_manifest_components.h"

#include <fmt/format.h>

#include <array>

namespace hegui::read::android {
namespace {

using facts::fact;
using facts::FactId;
using facts::Item;

struct Ids {
  FactId list = fact("android.components");
  FactId name = fact("android.components[].name");
  FactId kind = fact("android.components[].kind");
  FactId exported = fact("android.components[].exported");
  FactId exported_explicit = fact("android.components[].exported_explicit");
  FactId enabled = fact("android.components[].enabled");
  FactId permission = fact("android.components[].permission");
  FactId read_permission = fact("android.components[].read_permission");
  FactId write_permission = fact("android.components[].write_permission");
  FactId grants_uri = fact("android.components[].grants_uri");
  FactId launcher = fact("android.components[].launcher");
  FactId intent_filters = fact("android.components[].intent_filters");
  FactId actions = fact("android.components[].actions");
  FactId schemes = fact("android.components[].schemes");
  FactId hosts = fact("android.components[].hosts");
  FactId auto_verify = fact("android.components[].auto_verify");
  FactId task_affinity = fact("android.components[].task_affinity");
  FactId priority = fact("android.components[].priority");
  FactId granted_paths = fact("android.components[].granted_paths");
  FactId launch_mode = fact("android.components[].launch_mode");

  static const Ids& get() {
    static const Ids instance;
    return instance;
  }
};

constexpr std::string_view kView = "android.intent.action.VIEW";
constexpr std::string_view kMain = "android.intent.action.MAIN";
constexpr std::string_view kLauncher = "android.intent.category.LAUNCHER";
constexpr std::string_view kLeanbackLauncher = "android.intent.category.LEANBACK_LAUNCHER";
constexpr std::array<std::string_view, 5> kLaunchModes = {"standard", "singleTop", "singleTask", "singleInstance",
                                                          "singleInstancePerTask"};

class ComponentReader {
 public:
  ComponentReader(ValueReader& reader, const xml::Element& element, ComponentContext& context, Item* item)
      : reader_(reader),
        element_(element),
        context_(context),
        item_(item),
        activity_(element.name.starts_with("activity")) {}

  void state() {
    facts::FactBuilder& facts = reader_.facts();
    Stated<std::string_view> name = reader_.text(element_, attr::kName);
    if (name.readable()) name.value = facts.keep(full_class_name(context_.package, name.value));
    reader_.state(ids_.name, name, item_);
    facts.set(ids_.kind, facts.keep(element_.name), reader_.at(element_), item_);
    reader_.state_flag(ids_.enabled, element_, attr::kEnabled, true, item_);
    const Stated<std::string_view> own = reader_.text(element_, attr::kPermission);
    const Stated<std::string_view>& effective = own.missing() ? context_.permission : own;
    reader_.state(ids_.permission, effective, item_);
    state_filters();
    state_exported(context_.levels);
    if (element_.name == "provider") {
      state_provider(effective);
    } else {
      facts.set(ids_.grants_uri, false, reader_.at(element_), item_);
    }
    if (activity_) {
      reader_.state(ids_.task_affinity, reader_.text(element_, attr::kTaskAffinity), item_);
      reader_.state(ids_.launch_mode, reader_.choice(element_, attr::kLaunchMode, kLaunchModes), item_);
    }
    facts.set(ids_.launcher, activity_ && launcher_, reader_.at(element_), item_);
  }

 private:
  void state_exported(const Levels& levels) {
    facts::FactBuilder& facts = reader_.facts();
    const Stated<bool> stated = reader_.flag(element_, attr::kExported);
    if (stated.missing())
      reader_.state_default(ids_.exported_explicit, false, element_, attr::kExported, item_);
    else
      facts.set(ids_.exported_explicit, true, stated.span, item_);
    if (!stated.missing()) {
      reader_.state(ids_.exported, stated, item_);
    } else if (element_.name != "provider") {
      reader_.state_default(ids_.exported, filters_ != 0, element_, attr::kExported, item_);
    } else if (const std::optional<std::int64_t> target = levels.target ? levels.target : levels.min;
               target && (levels.target || *target >= 17)) {
      reader_.state_default(ids_.exported, *target < 17, element_, attr::kExported, item_);
    } else {
      facts.unknown(ids_.exported, reader_.at(element_), item_);
    }
  }

  void state_provider(const Stated<std::string_view>& permission) {
    const Stated<std::string_view> read = reader_.text(element_, attr::kReadPermission),
                                   write = reader_.text(element_, attr::kWritePermission);
    reader_.state(ids_.read_permission, read.missing() ? permission : read, item_);
    reader_.state(ids_.write_permission, write.missing() ? permission : write, item_);
    bool partly = false;
    for (const xml::Element* child = element_.first; child != nullptr; child = child->next)
      partly = partly || child->name == "grant-uri-permission";
    if (partly)
      reader_.facts().set(ids_.grants_uri, true, reader_.at(element_), item_);
    else
      reader_.state_flag(ids_.grants_uri, element_, attr::kGrantUriPermissions, false, item_);
    state_granted_paths();
  }

  // What a path-permission names is not opened but guarded by a permission.
  void state_granted_paths() {
    Members paths{kMaxRecordMembers};
    for (const xml::Element* child = element_.first; child != nullptr; child = child->next) {
      if (child->name != "grant-uri-permission" || reader_.removed(*child)) continue;
      for (const Attr& attribute : {attr::kPath, attr::kPathPrefix, attr::kPathPattern}) {
        Stated<std::string_view> path = reader_.text(*child, attribute);
        if (path.readable())
          path.value = reader_.facts().keep(std::string(attribute.name).append("=").append(path.value));
        if (!path.missing()) paths.add(path);
      }
    }
    paths.state(reader_.facts(), ids_.granted_paths, reader_.at(element_), item_);
  }

  // The highest of all filters; one that cannot be read may be higher.
  void add_priority(const xml::Element& filter) {
    const Stated<std::int64_t> one = reader_.number(filter, attr::kPriority);
    if (one.missing() || priority_.state == State::Unreadable) return;
    if (!one.readable() || priority_.missing() || one.value > priority_.value) priority_ = one;
  }

  void state_filters() {
    facts::FactBuilder& facts = reader_.facts();
    Stated<bool> verified;
    for (const xml::Element* child = element_.first; child != nullptr; child = child->next) {
      if (child->name != "intent-filter" || reader_.removed(*child)) continue;
      ++filters_;
      const Stated<bool> verify = reader_.flag(*child, attr::kAutoVerify);
      if (!verify.missing() && !(verified.readable() && verified.value)) verified = verify;
      state_filter(*child);
      add_priority(*child);
    }
    reader_.state(ids_.priority, priority_, item_);
    facts.set(ids_.intent_filters, std::int64_t{filters_}, reader_.at(element_), item_);
    const Span place = reader_.at(element_);
    actions_.state(facts, ids_.actions, place, item_);
    schemes_.state(facts, ids_.schemes, place, item_);
    hosts_.state(facts, ids_.hosts, place, item_);
    if (verified.missing())
      reader_.state_default(ids_.auto_verify, false, element_, attr::kAutoVerify, item_);
    else
      reader_.state(ids_.auto_verify, verified, item_);
  }

  void state_filter(const xml::Element& filter) {
    bool main = false, view = false, launcher = false;
    for (const xml::Element* child = filter.first; child != nullptr; child = child->next) {
      if (child->name == "action") {
        const Stated<std::string_view> action = reader_.text(*child, attr::kName);
        main = main || action.value == kMain;
        view = view || action.value == kView;
        actions_.add(action);
      } else if (child->name == "category") {
        const Stated<std::string_view> category = reader_.text(*child, attr::kName);
        launcher = launcher || category.value == kLauncher || category.value == kLeanbackLauncher;
      }
    }
    launcher_ = launcher_ || (main && launcher);
    for (const xml::Element* child = filter.first; child != nullptr; child = child->next) {
      if (child->name != "data") continue;
      const Stated<std::string_view> scheme = reader_.text(*child, attr::kScheme);
      schemes_.add(scheme);
      hosts_.add(reader_.text(*child, attr::kHost));
      if (view && activity_) context_.url_schemes.add(scheme);
    }
  }

  const Ids& ids_ = Ids::get();
  ValueReader& reader_;
  const xml::Element& element_;
  ComponentContext& context_;
  Item* item_;
  bool activity_;
  bool launcher_ = false;
  std::uint32_t filters_ = 0;
  Stated<std::int64_t> priority_;
  Members actions_{kMaxRecordMembers}, schemes_{kMaxRecordMembers}, hosts_{kMaxRecordMembers};
};

}  // namespace

bool take_record(ValueReader& reader, facts::FactId list, std::uint32_t& count, const xml::Element& element) {
  if (count++ < kMaxRecords) return true;
  if (count == kMaxRecords + 1) {
    reader.facts().open(list);
    reader.warn(
        1132, reader.at(element),
        fmt::format("more than {} `{}` elements; those from here on are not judged", kMaxRecords, element.name));
  }
  return false;
}

bool is_component(std::string_view element) {
  return element == "activity" || element == "activity-alias" || element == "service" || element == "receiver" ||
         element == "provider";
}

std::string full_class_name(std::string_view package, std::string_view name) {
  if (package.empty() || name.empty()) return std::string(name);
  if (name.front() == '.') return std::string(package).append(name);
  if (name.find('.') == name.npos) return std::string(package).append(".").append(name);
  return std::string(name);
}

void state_component(ValueReader& reader, const xml::Element& element, ComponentContext& context) {
  Item* item = reader.facts().add(Ids::get().list, reader.at(element));
  ComponentReader(reader, element, context, item).state();
}

}  // namespace hegui::read::android
