#include "gather/android_merge.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace hegui::gather {
namespace {

using facts::Cell;
using facts::fact;
using facts::FactId;
using facts::FactSet;
using facts::Item;
using facts::Knowledge;
using facts::Removal;
using value::Value;

struct Ids {
  FactId package = fact("android.package"), networked = fact("subject.networked"), permissions = fact("permissions"),
         permission_name = fact("permissions[].name"), permission_max = fact("permissions[].max_sdk"),
         defined = fact("android.defined_permissions"), defined_name = fact("android.defined_permissions[].name"),
         features = fact("android.uses_features"), url_schemes = fact("android.url_schemes"),
         components = fact("android.components"), component_name = fact("android.components[].name"),
         component_kind = fact("android.components[].kind"), exported = fact("android.components[].exported"),
         filters = fact("android.components[].intent_filters"), launcher = fact("android.components[].launcher"),
         priority = fact("android.components[].priority"), component_schemes = fact("android.components[].schemes"),
         config = fact("android.network_security_config"), cleartext = fact("android.cleartext_traffic"),
         cleartext_explicit = fact("android.cleartext_explicit"), backup_rules = fact("android.backup_rules"),
         backup_paths = fact("android.backup_paths"), min_sdk = fact("android.min_sdk");
  // Of the application element, each decided by itself.
  FactId flags[4] = {fact("android.debuggable"), fact("android.test_only"), fact("android.allow_backup"),
                     fact("android.legacy_storage")};
  FactId network[4] = {fact("android.nsc_trusts_user"), fact("android.nsc_cleartext_domains"),
                       fact("android.nsc_overrides_pins"), fact("android.nsc_pin_sets")};
  FactId additions[6] = {permissions, components, defined, networked, features, url_schemes};

  static const Ids& get() {
    static const Ids instance;
    return instance;
  }
};

std::string_view text_of(const Cell& cell) {
  return cell.knowledge == Knowledge::Known && cell.value.is(value::Kind::String) ? cell.value.as_text()
                                                                                  : std::string_view{};
}

std::span<const Value> members(const Cell& cell) {
  return cell.knowledge == Knowledge::Known && cell.value.is(value::Kind::List) ? cell.value.as_list().items
                                                                                : std::span<const Value>{};
}

bool has(std::span<const Value> list, std::string_view text) {
  return std::ranges::any_of(list, [&](const Value& member) { return member.as_text() == text; });
}

// Said by the manifest itself, readable or not.
bool is_stated(const Cell& cell) {
  return (cell.knowledge == Knowledge::Known && !cell.assumed) || cell.unreadable ||
         cell.knowledge == Knowledge::Absent;
}

bool is_true(const Cell& cell) { return cell.knowledge == Knowledge::Known && cell.value.as_bool(); }

void copy_origins(FactSet& facts, Cell& into, const Cell& from) {
  for (const facts::Origin* each = from.origins; each != nullptr; each = each->next)
    facts.add_origin(into.origins, each->span, each->by, each->member);
}

void copy(FactSet& facts, Cell& into, const Cell& from) {
  into = from;
  into.origins = nullptr;
  copy_origins(facts, into, from);
}

template <class IsOut>
void remove_members(FactSet& facts, Cell& cell, const IsOut& is_out) {
  if (members(cell).empty()) return;
  std::vector<Value> kept;
  std::ranges::remove_copy_if(members(cell), std::back_inserter(kept),
                              [&](const Value& member) { return is_out(member.as_text()); });
  const std::span<Value> items = facts.arena().make_array<Value>(kept.size());
  std::ranges::copy(kept, items.begin());
  cell.value = Value::list(facts.arena().make<value::List>(items, cell.open));
  Cell shown;
  for (const facts::Origin* each = cell.origins; each != nullptr; each = each->next)
    if (!each->member.is(value::Kind::String) || !is_out(each->member.as_text()))
      facts.add_origin(shown.origins, each->span, each->by, each->member);
  cell.origins = shown.origins;
}

void take_out_of_records(Cell& list, FactId name, const Removal& removal) {
  FactSet::remove_items(list, [&](const Item& item) {
    return removal.name.empty() || text_of(FactSet::cell(item, name)) == removal.name;
  });
}

// Deep links of components that are gone are gone too.
void take_out_components(FactSet& facts, const Removal& removal) {
  const Ids& ids = Ids::get();
  Cell& list = facts.cell(ids.components);
  std::vector<std::string_view> gone, kept;
  FactSet::remove_items(list, [&](const Item& item) {
    const bool out = (removal.name.empty() || text_of(FactSet::cell(item, ids.component_name)) == removal.name) &&
                     (removal.kind.empty() || text_of(FactSet::cell(item, ids.component_kind)) == removal.kind);
    for (const Value& scheme : members(FactSet::cell(item, ids.component_schemes)))
      (out ? gone : kept).push_back(scheme.as_text());
    return out;
  });
  remove_members(facts, facts.cell(ids.url_schemes), [&](std::string_view scheme) {
    return std::ranges::find(gone, scheme) != gone.end() && std::ranges::find(kept, scheme) == kept.end();
  });
}

void take_out(FactSet& facts, const Removal& removal, std::string_view package) {
  const Ids& ids = Ids::get();
  if (!removal.from.empty() && removal.from != package) return;
  Cell& list = facts.cell(removal.list);
  if (removal.list == ids.components) {
    take_out_components(facts, removal);
  } else if (removal.list == ids.features) {
    remove_members(facts, list, [&](std::string_view each) { return removal.name.empty() || each == removal.name; });
  } else if (removal.list == ids.defined) {
    take_out_of_records(list, ids.defined_name, removal);
  } else if (removal.list == ids.permissions) {
    take_out_of_records(list, ids.permission_name, removal);
    bool networked = false;
    for (const Item* item = list.first; item != nullptr; item = item->next)
      networked = networked || text_of(FactSet::cell(*item, ids.permission_name)) == "android.permission.INTERNET";
    if (!networked) facts.cell(ids.networked) = {};
  }
}

// One component that two manifests speak of: what the higher does not say the lower does, and both answer to the
// intents of either.
class Folding {
 public:
  Folding(FactSet& facts, Item& higher, const Item& lower) : facts_(facts), higher_(higher), lower_(lower) {}

  void run() {
    const Ids& ids = Ids::get();
    Cell &filters = FactSet::cell(higher_, ids.filters), &exported = FactSet::cell(higher_, ids.exported);
    const std::int64_t more = FactSet::cell(lower_, ids.filters).value.as_int();
    const bool opened = exported.assumed && is_true(FactSet::cell(lower_, ids.exported));
    for (const FactId id : facts::Schema::get().fields(ids.components)) fold(id);
    filters.value = Value::integer(filters.value.as_int() + more);
    if (opened) copy(facts_, exported, FactSet::cell(lower_, ids.exported));
  }

 private:
  void fold(FactId id) {
    const Ids& ids = Ids::get();
    Cell& into = FactSet::cell(higher_, id);
    const Cell& from = FactSet::cell(lower_, id);
    if (facts::Schema::get().row(id).type == facts::FactType::Strings) return unite(into, from);
    if (id == ids.filters) return;
    const bool wins = id == ids.launcher   ? is_true(from)
                      : id == ids.priority ? is_higher(from, into)
                                           : !is_stated(into) && is_stated(from);
    if (wins) copy(facts_, into, from);
  }

  static bool is_higher(const Cell& one, const Cell& other) {
    return one.knowledge == Knowledge::Known &&
           (other.knowledge != Knowledge::Known || one.value.as_int() > other.value.as_int());
  }

  void unite(Cell& into, const Cell& from) {
    if (into.knowledge != Knowledge::Known) return copy(facts_, into, from);
    const std::span<const Value> own = members(into);
    std::vector<Value> all(own.begin(), own.end());
    std::ranges::copy_if(members(from), std::back_inserter(all),
                         [&](const Value& member) { return !has(own, member.as_text()); });
    const std::span<Value> items = facts_.arena().make_array<Value>(all.size());
    std::ranges::copy(all, items.begin());
    into.open = into.open || from.open;
    into.value = Value::list(facts_.arena().make<value::List>(items, into.open));
    copy_origins(facts_, into, from);
  }

  FactSet& facts_;
  Item& higher_;
  const Item& lower_;
};

void fold_components(FactSet& app, FactSet& part) {
  const Ids& ids = Ids::get();
  FactSet::remove_items(part.cell(ids.components), [&](const Item& lower) {
    const std::string_view name = text_of(FactSet::cell(lower, ids.component_name));
    if (name.empty()) return false;
    for (Item* item = app.cell(ids.components).first; item != nullptr; item = item->next)
      if (text_of(FactSet::cell(*item, ids.component_name)) == name &&
          text_of(FactSet::cell(*item, ids.component_kind)) == text_of(FactSet::cell(lower, ids.component_kind))) {
        Folding(app, *item, lower).run();
        return true;
      }
    return false;
  });
}

// `tools:remove="android:maxSdkVersion"` on a permission that a library asks for up to some level.
void lift_bounds(const FactSet& app, FactSet& part) {
  const Ids& ids = Ids::get();
  for (const Item* own = app.cell(ids.permissions).first; own != nullptr; own = own->next)
    if (FactSet::cell(*own, ids.permission_max).knowledge == Knowledge::Absent)
      for (Item* item = part.cell(ids.permissions).first; item != nullptr; item = item->next)
        if (text_of(FactSet::cell(*item, ids.permission_name)) == text_of(FactSet::cell(*own, ids.permission_name)))
          FactSet::cell(*item, ids.permission_max) = {};
}

// What the attributes of an application element say, decided for the app and one of its parts.
class Application {
 public:
  Application(FactSet& app, FactSet& part, PartOf is) : app_(app), part_(part), is_(is) {}

  void merge() {
    const Ids& ids = Ids::get();
    for (const FactId id : ids.flags) decide(id, {});
    const FactId paths[] = {ids.backup_paths};
    decide(ids.backup_rules, paths);
    merge_cleartext();
  }

 private:
  void clear_part(FactId id, std::span<const FactId> with) {
    part_.cell(id) = {};
    for (const FactId each : with) part_.cell(each) = {};
  }
  void clear_app(FactId id, std::span<const FactId> with) {
    app_.cell(id) = {};
    for (const FactId each : with) app_.cell(each) = {};
  }

  // Leaves the fact, and `with` it what describes it, with the one that decides it.
  void decide(FactId id, std::span<const FactId> with) {
    Cell &own = app_.cell(id), &theirs = part_.cell(id);
    if (!is_stated(theirs)) return clear_part(id, with);
    if (is_ == PartOf::Variant && differs(own, theirs)) {
      make_unknown(id, theirs);
      return clear_part(id, with);
    }
    const bool goes_before = is_ == PartOf::Release || (is_ == PartOf::Library && !is_stated(own));
    goes_before ? clear_app(id, with) : clear_part(id, with);
  }

  static bool differs(const Cell& own, const Cell& theirs) {
    return own.knowledge != Knowledge::Known || theirs.knowledge != Knowledge::Known ||
           own.value.as_bool() != theirs.value.as_bool();
  }

  void make_unknown(FactId id, const Cell& theirs) {
    Cell& own = app_.cell(id);
    own.knowledge = Knowledge::Unknown;
    own.unreadable = true;
    own.assumed = false;
    copy_origins(app_, own, theirs);
  }

  // A configuration and the attribute decide together: said by two manifests, they were never weighed.
  void merge_cleartext() {
    const Ids& ids = Ids::get();
    std::vector<FactId> with{ids.cleartext_explicit, ids.config};
    std::ranges::copy(ids.network, std::back_inserter(with));
    const auto states_flag = [&](const FactSet& facts) { return is_stated(facts.cell(ids.cleartext_explicit)); };
    const auto states_config = [&](const FactSet& facts) { return is_stated(facts.cell(ids.config)); };
    if (!states_flag(part_) && !states_config(part_)) return clear_part(ids.cleartext, with);
    const bool same_ones = states_flag(app_) == states_flag(part_) && states_config(app_) == states_config(part_);
    const bool all_own = states_flag(app_) && states_config(app_);
    const bool all_theirs = !states_flag(app_) && !states_config(app_);
    if (is_ == PartOf::Library ? all_own || same_ones || config_decides()
                               : is_ == PartOf::Variant && !differs_in_cleartext())
      return clear_part(ids.cleartext, with);
    if (is_ == PartOf::Release ? same_ones || all_theirs : is_ == PartOf::Library && all_theirs)
      return clear_app(ids.cleartext, with);
    make_unknown(ids.cleartext, part_.cell(ids.cleartext));
    part_.cell(ids.cleartext) = {};
    // The app's own configuration, and what is said of it, stays the one that is shown.
    if (states_config(app_)) clear_part(ids.config, ids.network);
    if (states_flag(app_)) part_.cell(ids.cleartext_explicit) = {};
  }

  // From API level 24 the attribute of a library says nothing beside the app's configuration, and never when it
  // forbids.
  bool config_decides() const {
    const Ids& ids = Ids::get();
    const Cell &least = app_.cell(ids.min_sdk), &theirs = part_.cell(ids.cleartext);
    return is_stated(app_.cell(ids.config)) && !is_stated(part_.cell(ids.config)) &&
           ((least.knowledge == Knowledge::Known && least.value.as_int() >= 24) ||
            (theirs.knowledge == Knowledge::Known && !theirs.value.as_bool()));
  }

  bool differs_in_cleartext() const {
    const Ids& ids = Ids::get();
    return is_stated(part_.cell(ids.config)) || differs(app_.cell(ids.cleartext), part_.cell(ids.cleartext));
  }

  FactSet& app_;
  FactSet& part_;
  PartOf is_;
};

// What a part says besides holds for the part alone.
void keep_additions(FactSet& part) {
  const Ids& ids = Ids::get();
  std::vector<FactId> kept{ids.cleartext,
                           ids.cleartext_explicit,
                           ids.config,
                           ids.backup_rules,
                           ids.backup_paths,
                           fact("sdks"),
                           fact("android.file_provider_paths")};
  for (const auto& more : {std::span<const FactId>(ids.flags), std::span<const FactId>(ids.network),
                           std::span<const FactId>(ids.additions)})
    kept.insert(kept.end(), more.begin(), more.end());
  for (const FactId id : facts::Schema::get().roots())
    if (std::ranges::find(kept, id) == kept.end()) part.cell(id) = {};
}

}  // namespace

void merge_manifests(FactSet& app, std::span<const ManifestPart> parts) {
  const Ids& ids = Ids::get();
  for (const PartOf turn : {PartOf::Release, PartOf::Variant, PartOf::Library})
    for (const ManifestPart& part : parts) {
      if (part.is != turn) continue;
      FactSet& facts = *part.facts;
      const std::string_view package = text_of(facts.cell(ids.package));
      if (turn == PartOf::Release) {
        for (const Removal& removal : facts.removals()) {
          take_out(app, removal, text_of(app.cell(ids.package)));
          for (const ManifestPart& other : parts)
            if (other.facts != part.facts) take_out(*other.facts, removal, text_of(other.facts->cell(ids.package)));
        }
      } else if (turn == PartOf::Library) {
        for (const Removal& removal : app.removals()) take_out(facts, removal, package);
        lift_bounds(app, facts);
        fold_components(app, facts);
      }
      Application(app, facts, turn).merge();
      keep_additions(facts);
    }
}

}  // namespace hegui::gather
