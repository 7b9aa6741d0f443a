#include "derive/agreement.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "derive/cells.h"

namespace hegui::derive {
namespace {

using facts::Cell;
using facts::FactSet;
using facts::Item;
using value::Value;

// Kinds of information that Android and iOS both guard by a permission, so that asking on one of them only says
// something.
constexpr std::string_view kGuardedAlike[] = {"location", "contacts", "audio", "calendar"};

struct AgreementFacts {
  facts::FactId collection = facts::fact("collection"), item = facts::fact("collection[].item"),
                category = facts::fact("collection[].category"), listed = facts::fact("collection[].declared"),
                permissions = facts::fact("permissions"), platform = facts::fact("permissions[].platform"),
                requested = facts::fact("permissions[].requested"), sensitive = facts::fact("permissions[].sensitive"),
                categories = facts::fact("permissions[].categories"),
                collected = facts::fact("permissions[].collected"),
                missing_on = facts::fact("permissions[].missing_on"),
                signatures = facts::fact("android.signature_schemes");

  static const AgreementFacts& get() {
    static const AgreementFacts instance;
    return instance;
  }
};

class Agreement {
 public:
  Agreement(FactSet& facts, const vocab::Vocabulary& vocabulary) : facts_(facts), vocabulary_(vocabulary) {}

  void run() {
    know_declared();
    for (Item* item = facts_.cell(ids_.collection).first; item != nullptr; item = item->next) taken(*item);
    for (Item* item = facts_.cell(ids_.permissions).first; item != nullptr; item = item->next) opened(*item);
    compare_platforms();
  }

 private:
  // The kind of information of a collected item: by its category, else by its name; empty when neither is known.
  std::string_view kind_of(const Item& item) const {
    const std::string_view category = text(FactSet::cell(item, ids_.category)),
                           name = text(FactSet::cell(item, ids_.item));
    if (vocabulary_.find_category(category) != nullptr) return family(category);
    const auto is_called = [&](const vocab::ItemRow& row) {
      const auto words = vocabulary_.texts(row.words);
      return vocabulary_.text(row.slug) == name || vocabulary_.text(row.title.zh) == name ||
             std::ranges::any_of(words, [&](image::Text word) { return vocabulary_.text(word) == name; });
    };
    const auto rows = vocabulary_.items();
    const auto row = std::ranges::find_if(rows, is_called);
    return name.empty() || row == rows.end() ? std::string_view{} : family(vocabulary_.text(row->category));
  }

  void know_declared() {
    for (const Item* item = facts_.cell(ids_.collection).first; item != nullptr; item = item->next) {
      if (!known_true(FactSet::cell(*item, ids_.listed))) continue;
      any_declared_ = true;
      const std::string_view kind = kind_of(*item);
      if (kind.empty())
        all_known_ = false;
      else
        declared_.insert(kind);
    }
    if (facts_.cell(ids_.collection).open) all_known_ = false;
  }

  // States whether one of `kinds` is declared to be collected, where that is known.
  void say_declared(Cell& cell, const std::vector<std::string_view>& kinds, const facts::Origin* origins) const {
    if (!any_declared_ || kinds.empty()) return;
    if (std::ranges::any_of(kinds, [&](std::string_view kind) { return declared_.contains(kind); }))
      state(cell, Value::boolean(true), origins);
    else if (all_known_)
      state(cell, Value::boolean(false), origins);
  }

  void taken(Item& item) {
    const std::string_view kind = kind_of(item);
    if (!kind.empty()) say_declared(FactSet::cell(item, ids_.listed), {kind}, item.origins);
  }

  std::vector<std::string_view> kinds_opened(const Item& item) const {
    std::vector<std::string_view> kinds;
    const Cell& categories = FactSet::cell(item, ids_.categories);
    if (!known_true(FactSet::cell(item, ids_.sensitive)) || !known_true(FactSet::cell(item, ids_.requested)) ||
        !known(categories))
      return kinds;
    for (const Value& category : categories.value.as_list().items) kinds.push_back(family(category.as_text()));
    return kinds;
  }

  void opened(Item& item) { say_declared(FactSet::cell(item, ids_.collected), kinds_opened(item), item.origins); }

  // Platforms whose permissions are all known: an Info.plist names them all, and so does a signed package.
  std::vector<std::string_view> whole_platforms() const {
    std::vector<std::string_view> out;
    if (facts_.cell(ids_.permissions).open) return out;
    const Cell& signatures = facts_.cell(ids_.signatures);
    if (known(signatures) && !signatures.value.as_list().items.empty()) out.push_back("android");
    if ((facts_.states() & facts::kIos) != 0) out.push_back("ios");
    return out;
  }

  void compare_platforms() {
    const std::vector<std::string_view> whole = whole_platforms();
    if (whole.empty()) return;
    std::set<std::pair<std::string_view, std::string_view>> asked;
    for (const Item* item = facts_.cell(ids_.permissions).first; item != nullptr; item = item->next)
      for (const std::string_view kind : kinds_opened(*item))
        asked.insert({text(FactSet::cell(*item, ids_.platform)), kind});
    for (Item* item = facts_.cell(ids_.permissions).first; item != nullptr; item = item->next) {
      const std::string_view own = text(FactSet::cell(*item, ids_.platform));
      std::vector<std::string_view> missing;
      for (const std::string_view platform : whole)
        for (const std::string_view kind : kinds_opened(*item))
          if (platform != own && std::ranges::find(kGuardedAlike, kind) != std::end(kGuardedAlike) &&
              !asked.contains({platform, kind}) && std::ranges::find(missing, platform) == missing.end())
            missing.push_back(platform);
      if (!missing.empty() || !kinds_opened(*item).empty())
        state(FactSet::cell(*item, ids_.missing_on), list(missing), item->origins);
    }
  }

  Value list(const std::vector<std::string_view>& words) {
    std::span<Value> members = facts_.arena().make_array<Value>(words.size());
    std::ranges::transform(words, members.begin(), [](std::string_view word) { return Value::string(word); });
    return Value::list(facts_.arena().make<value::List>(members, false));
  }

  FactSet& facts_;
  const vocab::Vocabulary& vocabulary_;
  const AgreementFacts& ids_ = AgreementFacts::get();
  std::set<std::string_view> declared_;
  bool any_declared_ = false, all_known_ = true;
};

}  // namespace

void compare_inputs(FactSet& facts, const vocab::Vocabulary& vocabulary) { Agreement(facts, vocabulary).run(); }

}  // namespace hegui::derive
