#include "derive/permissions.h"

#include <algorithm>

#include "derive/cells.h"

namespace hegui::derive {
namespace {

using facts::FactSet;
using facts::Item;
using value::Value;

// Ways a platform grants a permission that ask the user, or send the user to a settings page.
constexpr std::string_view kAsksUser[] = {"dangerous",  "special",         "health", "usage-description",
                                          "user_grant", "manual_settings", "scope",  "interface"};

// An interface of which only some functions ask: which of them the code calls is the operator's to say.
constexpr std::string_view kAsksPartly = "interface-partly";

// The platform whose makers add interfaces of their own: what the vocabulary does not hold is unknown there.
constexpr std::string_view kQuickApp = "quick-app";

// A permission in this category opens no personal information; it steers the device.
constexpr std::string_view kControl = "control";

struct PermissionFacts {
  facts::FactId list = facts::fact("permissions"), name = facts::fact("permissions[].name"),
                platform = facts::fact("permissions[].platform"), title = facts::fact("permissions[].title"),
                kind = facts::fact("permissions[].kind"), group = facts::fact("permissions[].group"),
                risk = facts::fact("permissions[].risk"), sensitive = facts::fact("permissions[].sensitive"),
                categories = facts::fact("permissions[].categories"), asks = facts::fact("permissions[].asks_user"),
                requested = facts::fact("permissions[].requested"), declared = facts::fact("permissions[].declared");
};

// The kinds of input whose silence about a permission of `platform` says that it is not requested. Manifests of
// frameworks for several platforms never list all, nor do those of mini programs, whose code asks.
facts::SourceMask listed_by(std::string_view platform) {
  if (platform == "android") return facts::kAndroidManifest;
  if (platform == "ios") return facts::kIos;
  if (platform == "harmonyos") return facts::kHarmony;
  constexpr std::string_view kMiniPrograms[] = {"wechat", "alipay", "douyin", "feishu", "baidu"};
  if (std::ranges::find(kMiniPrograms, platform) != std::end(kMiniPrograms)) return 0;
  if (platform == kQuickApp) return facts::kQuickApp;
  return facts::kAndroidManifest | facts::kIos | facts::kHarmony | facts::kQuickApp;
}

void state_asked(Item& item, const PermissionFacts& ids) {
  const facts::Cell& asks = FactSet::cell(item, ids.asks);
  if (known(asks)) state(FactSet::cell(item, ids.sensitive), asks.value, asks.origins);
}

void describe(Item& item, const PermissionFacts& ids, const vocab::Vocabulary& vocabulary, Arena& arena) {
  const std::string_view name = text(FactSet::cell(item, ids.name));
  if (name.empty()) return;
  const std::string_view platform = text(FactSet::cell(item, ids.platform));
  const vocab::PermissionRow* row = vocabulary.find_permission(platform, name);
  const auto put = [&](facts::FactId id, Value value) { state(FactSet::cell(item, id), value, nullptr); };
  if (row == nullptr) {
    if (platform == kQuickApp) return state_asked(item, ids);
    // The vocabulary holds every permission that a platform has the user grant; another name opens nothing by itself.
    put(ids.sensitive, Value::boolean(false));
    put(ids.categories, Value::list(arena.make<value::List>(std::span<Value>{}, false)));
    return;
  }
  const auto put_text = [&](facts::FactId id, image::Text value) {
    if (value.size > 0) put(id, Value::string(arena.copy(vocabulary.text(value))));
  };
  put_text(ids.title, row->title.zh);
  put_text(ids.kind, row->kind);
  put_text(ids.group, row->group);
  put_text(ids.risk, row->risk);
  const std::span<const image::Text> categories = vocabulary.texts(row->categories);
  std::span<Value> members = arena.make_array<Value>(categories.size());
  std::ranges::transform(categories, members.begin(),
                         [&](image::Text slug) { return Value::string(arena.copy(vocabulary.text(slug))); });
  put(ids.categories, Value::list(arena.make<value::List>(members, false)));
  if (vocabulary.text(row->kind) == kAsksPartly) return state_asked(item, ids);
  const bool asks = std::ranges::find(kAsksUser, vocabulary.text(row->kind)) != std::end(kAsksUser);
  const bool opens = std::ranges::any_of(members, [](Value category) { return category.as_text() != kControl; });
  put(ids.sensitive, Value::boolean(asks && opens));
}

}  // namespace

void describe_permissions(FactSet& facts, const vocab::Vocabulary& vocabulary) {
  static const PermissionFacts kIds;
  const bool any_declaration = (facts.states() & facts::kDeclaration) != 0;
  for (Item* item = facts.cell(kIds.list).first; item != nullptr; item = item->next) {
    describe(*item, kIds, vocabulary, facts.arena());
    // Only where an input of that kind was given does its silence say anything. A manifest may say it aloud.
    facts::Cell& requested = FactSet::cell(*item, kIds.requested);
    if (!known(requested))
      for (const facts::Removal& removal : facts.removals())
        if (removal.list == kIds.list && removal.name == text(FactSet::cell(*item, kIds.name)))
          facts.add_origin(requested.origins, removal.span, facts::kAndroidManifest);
    if ((facts.states() & listed_by(text(FactSet::cell(*item, kIds.platform)))) != 0)
      state(requested, Value::boolean(false), nullptr);
    if (any_declaration) state(FactSet::cell(*item, kIds.declared), Value::boolean(false), nullptr);
  }
}

}  // namespace hegui::derive
