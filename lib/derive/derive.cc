#include "derive/derive.h"

#include <algorithm>
#include <array>

#include "derive/agreement.h"
#include "derive/cells.h"
#include "derive/necessity.h"
#include "derive/permissions.h"
#include "derive/purposes.h"
#include "derive/sdks.h"
#include "derive/titles.h"

namespace hegui::derive {
namespace {

using facts::Cell;
using facts::FactSet;
using facts::SourceMask;
using value::Value;

constexpr SourceMask kAnyIos = facts::kIos | facts::kIosEntitlements | facts::kIosPrivacy | facts::kIosPackage;

// The same thing under the name a platform gives it and under its common name.
struct Renaming {
  facts::FactId from, to;
};

struct Ids {
  facts::FactId name = facts::fact("subject.name"), version = facts::fact("subject.version"),
                kind = facts::fact("subject.kind"), build = facts::fact("subject.build"),
                networked = facts::fact("subject.networked"), platforms = facts::fact("subject.platforms"),
                package_names = facts::fact("subject.package_names"), label = facts::fact("android.label"),
                version_name = facts::fact("android.version_name"), package = facts::fact("android.package"),
                has_application = facts::fact("android.has_application"),
                signature_schemes = facts::fact("android.signature_schemes"),
                shared_user_id = facts::fact("android.shared_user_id"),
                network_config = facts::fact("android.network_security_config"),
                cleartext_explicit = facts::fact("android.cleartext_explicit"),
                cleartext_domains = facts::fact("android.nsc_cleartext_domains"), api_title = facts::fact("api.title"),
                api_version = facts::fact("api.version"), ios_name = facts::fact("ios.name"),
                ios_version = facts::fact("ios.version"), bundle_id = facts::fact("ios.bundle_id"),
                bundle_kinds = facts::fact("ios.bundle_kinds"), bundle_name = facts::fact("harmony.bundle_name"),
                appid = facts::fact("wechat.appid"), permissions = facts::fact("permissions"),
                permission_name = facts::fact("permissions[].name"), requested = facts::fact("permissions[].requested");

  static const Ids& get() {
    static const Ids instance;
    return instance;
  }
};

// A description of a service names the product only where there is no app.
void name_subject(FactSet& facts) {
  static const std::array kOfApps = {
      Renaming{Ids::get().label, Ids::get().name}, Renaming{Ids::get().version_name, Ids::get().version},
      Renaming{Ids::get().ios_name, Ids::get().name}, Renaming{Ids::get().ios_version, Ids::get().version}};
  static const std::array kOfServices = {Renaming{Ids::get().api_title, Ids::get().name},
                                         Renaming{Ids::get().api_version, Ids::get().version}};
  const auto name = [&](std::span<const Renaming> renamings) {
    for (const Renaming& renaming : renamings) {
      const Cell& from = facts.cell(renaming.from);
      if (known(from)) state(facts.cell(renaming.to), from.value, from.origins);
    }
  };
  name(kOfApps);
  if ((facts.states() & (facts::kAnyManifest | kAnyIos)) == 0) name(kOfServices);
}

bool is_declared(const Cell& list) {
  const facts::Origin* at = list.origins;
  while (at != nullptr && (at->by & facts::kDeclaration) == 0) at = at->next;
  return at != nullptr;
}

// Code and libraries never show that there is nothing further: an operator who lists the SDKs or the information
// collected answers for that list being whole.
void close_declared_lists(FactSet& facts) {
  static const std::array kLists = {facts::fact("sdks"), facts::fact("collection")};
  for (const facts::FactId id : kLists)
    if (is_declared(facts.cell(id))) facts.cell(id).open = false;
}

// The code of a mini program asks for scopes that app.json need not name: only an operator who lists the permissions
// answers for that list being whole.
void open_asked_list(FactSet& facts) {
  Cell& list = facts.cell(Ids::get().permissions);
  if ((facts.states() & facts::kMiniProgram) != 0 && !is_declared(list)) list.open = true;
}

// What only the operator can say is asked of the declaration's own lines, not of what other inputs show to be
// collected.
void mark_own_lines(FactSet& facts) {
  static const facts::FactId kList = facts::fact("collection"), kOwn = facts::fact("collection[].own_line");
  if ((facts.states() & facts::kDeclaration) == 0) return;
  for (facts::Item* item = facts.cell(kList).first; item != nullptr; item = item->next) {
    bool own = false;
    for (const facts::Origin* at = item->origins; at != nullptr; at = at->next)
      own = own || (at->by & facts::kDeclaration) != 0;
    state(FactSet::cell(*item, kOwn), Value::boolean(own), nullptr);
  }
}

// Appends to a list of strings of the subject what the manifests say beyond the declaration.
void append(FactSet& facts, facts::FactId list, std::string_view text, const facts::Origin* origins) {
  Cell& into = facts.cell(list);
  std::span<const Value> before;
  if (known(into)) before = into.value.as_list().items;
  if (std::ranges::any_of(before, [&](const Value& member) { return member.as_text() == text; })) return;
  auto items = facts.arena().make_array<Value>(before.size() + 1);
  std::ranges::copy(before, items.begin());
  items.back() = Value::string(text);
  into.knowledge = facts::Knowledge::Known;
  into.value = Value::list(facts.arena().make<value::List>(items, into.open));
  if (into.origins == nullptr) into.origins = origins;
}

void identify(FactSet& facts) {
  const Ids& ids = Ids::get();
  for (const facts::FactId id : {ids.package, ids.bundle_id, ids.bundle_name, ids.appid}) {
    const Cell& identity = facts.cell(id);
    const std::string_view name = text(identity);
    const bool trial = id == ids.appid && !name.starts_with("wx");  // the tools' own id, which is many programs'
    if (!name.empty() && !trial) append(facts, ids.package_names, name, identity.origins);
  }
  constexpr std::pair<SourceMask, std::string_view> kPlatforms[] = {{facts::kAndroidManifest, "android"},
                                                                    {kAnyIos, "ios"},
                                                                    {facts::kHarmony, "harmonyos"},
                                                                    {facts::kService, "server"}};
  for (const auto& [mask, platform] : kPlatforms)
    if ((facts.states() & mask) != 0) append(facts, ids.platforms, platform, nullptr);
}

bool has_member(const Cell& list, std::string_view text) {
  return known(list) &&
         std::ranges::any_of(list.value.as_list().items, [&](const Value& member) { return member.as_text() == text; });
}

// An iOS bundle that is neither an application nor a framework, or does not say what it is, leaves the kind open.
void tell_kind(FactSet& facts) {
  const Ids& ids = Ids::get();
  const Cell& application = facts.cell(ids.has_application);
  const SourceMask states = facts.states();
  Cell& kind = facts.cell(ids.kind);
  if (known_true(application))
    state(kind, Value::string("app"), application.origins);
  else if (has_member(facts.cell(ids.bundle_kinds), "application"))
    state(kind, Value::string("app"), facts.cell(ids.bundle_kinds).origins);
  else if (has_member(facts.cell(ids.bundle_kinds), "framework"))
    state(kind, Value::string("sdk"), facts.cell(ids.bundle_kinds).origins);
  else if ((states & facts::kMiniProgram) != 0)
    state(kind, Value::string("mini-program"), nullptr);
  else if ((states & facts::kService) != 0)
    state(kind, Value::string("service"), nullptr);
}

// What can be handed in is judged as a release, unless the operator says that it is none.
void tell_build(FactSet& facts) {
  if ((facts.states() & (facts::kAnyManifest | kAnyIos)) != 0)
    state(facts.cell(Ids::get().build), Value::string("release"), nullptr);
}

// A signed package is whole: without the permission to open sockets it has no network. A process shared with another
// app, a further manifest, or permissions that could not all be read leave that open.
bool is_whole_package(FactSet& facts) {
  const Ids& ids = Ids::get();
  const Cell& schemes = facts.cell(ids.signature_schemes);
  const bool is_signed = known(schemes) && !schemes.value.as_list().items.empty();
  const bool other_manifests = (facts.states() & facts::kAnyManifest & ~facts::kAndroidManifest) != 0;
  return is_signed && !other_manifests && !known(facts.cell(ids.shared_user_id)) && !facts.cell(ids.permissions).open;
}

// A manifest of a project may get its permissions from a library, so there only what speaks of a network says
// something.
void tell_networked(FactSet& facts) {
  const Ids& ids = Ids::get();
  Cell& networked = facts.cell(ids.networked);
  for (const facts::Item* item = facts.cell(ids.permissions).first; item != nullptr; item = item->next)
    if (text(FactSet::cell(*item, ids.permission_name)) == "android.permission.INTERNET" &&
        known_true(FactSet::cell(*item, ids.requested)))
      state(networked, Value::boolean(true), item->origins);
  if (is_whole_package(facts)) {
    state(networked, Value::boolean(false), facts.cell(ids.has_application).origins);
  } else if ((facts.states() & facts::kPackage) == 0) {
    const Cell &config = facts.cell(ids.network_config), &said = facts.cell(ids.cleartext_explicit);
    if (known(config)) state(networked, Value::boolean(true), config.origins);
    if (known_true(said)) state(networked, Value::boolean(true), said.origins);
    if ((facts.states() & facts::kNetworkConfig) != 0)
      state(networked, Value::boolean(true), facts.cell(ids.cleartext_domains).origins);
  }
}

}  // namespace

void derive(facts::Subject& subject, const vocab::Vocabulary& vocabulary, const vocab::Identifiers& identifiers,
            const vocab::PurposeText& purposes) {
  FactSet& facts = subject.facts;
  close_declared_lists(facts);
  open_asked_list(facts);
  mark_own_lines(facts);
  name_subject(facts);
  identify(facts);
  tell_kind(facts);
  tell_build(facts);
  tell_networked(facts);
  describe_permissions(facts, vocabulary);
  describe_purposes(facts, purposes);
  describe_necessity(facts, vocabulary);
  describe_titles(facts, identifiers);
  describe_sdks(facts, vocabulary);
  compare_inputs(facts, vocabulary);
}

}  // namespace hegui::derive
