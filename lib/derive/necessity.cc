#include "derive/necessity.h"

#include <algorithm>
#include <vector>

#include "derive/cells.h"

namespace hegui::derive {
namespace {

using facts::Cell;
using facts::FactSet;
using facts::Item;
using value::Value;
using vocab::ItemRow;
using vocab::Vocabulary;

// The only permission that an app type's basic function calls for: to know where the device is while the user looks at
// it.
constexpr std::string_view kForegroundLocation = "location-foreground";
constexpr std::string_view kCoarse = "location-coarse", kPrecise = "location-precise", kTrack = "location-track";

// A name as people write it in a list: blanks do not matter.
std::string_view trimmed(std::string_view name) {
  const std::size_t from = name.find_first_not_of(" \t");
  return from == std::string_view::npos ? std::string_view{}
                                        : name.substr(from, name.find_last_not_of(" \t") - from + 1);
}

// Categories that two names are in use for.
std::string_view plain_category(std::string_view category) {
  if (category == kCoarse) return kPrecise;
  return category == "phone-number" ? "basic-profile" : category;
}

class Necessity {
 public:
  Necessity(FactSet& facts, const Vocabulary& vocabulary, const vocab::AppTypeRow& type)
      : facts_(facts), vocabulary_(vocabulary), type_(type) {}

  void subject(const facts::Origin* origins) {
    static const facts::FactId kItems = facts::fact("subject.necessary_items");
    std::vector<std::string_view> slugs;
    for (const image::Text slug : vocabulary_.texts(type_.necessary)) slugs.push_back(vocabulary_.text(slug));
    for (const vocab::ConditionalItemRow& row : vocabulary_.conditional(type_))
      slugs.push_back(vocabulary_.text(row.item));
    state(facts_.cell(kItems), list(slugs), origins);
  }

  void permission(Item& item) {
    static const facts::FactId kSensitive = facts::fact("permissions[].sensitive"),
                               kCategories = facts::fact("permissions[].categories"),
                               kNecessary = facts::fact("permissions[].necessary"),
                               kNeededFor = facts::fact("permissions[].needed_for");
    const Cell& categories = FactSet::cell(item, kCategories);
    if (!known_true(FactSet::cell(item, kSensitive)) || !known(categories)) return;
    const std::span<const Value> opens = categories.value.as_list().items;
    const auto has = [&](std::string_view category) {
      return std::ranges::any_of(opens,
                                 [&](Value one) { return plain_category(one.as_text()) == plain_category(category); });
    };
    // What a basic function itself works on, as a camera app does on pictures, is not beyond it because no list names
    // it.
    const bool by_nature = std::ranges::any_of(opens, [&](Value one) { return hints(plain_category(one.as_text())); });
    const bool location = has(kPrecise) && !has(kTrack) && hints(kForegroundLocation);
    if (!by_nature && !location)
      state(FactSet::cell(item, kNecessary), Value::boolean(false), item.origins);
    else if (location && names_location())
      state(FactSet::cell(item, kNecessary), Value::boolean(true), item.origins);
    std::vector<std::string_view> items;
    for (const ItemRow& row : vocabulary_.items())
      if (has(vocabulary_.text(row.category))) items.push_back(vocabulary_.text(row.slug));
    if (items.empty()) items.push_back("-");
    state(FactSet::cell(item, kNeededFor), list(items), item.origins);
  }

  void collected(Item& item) {
    static const facts::FactId kItem = facts::fact("collection[].item"),
                               kCategory = facts::fact("collection[].category"),
                               kListItem = facts::fact("collection[].list_item"),
                               kInList = facts::fact("collection[].in_necessary_list"),
                               kWhen = facts::fact("collection[].necessary_when"),
                               kApplies = facts::fact("collection[].case_applies");
    const Cell &name = FactSet::cell(item, kItem), &category = FactSet::cell(item, kCategory);
    Cell& in_list = FactSet::cell(item, kInList);
    const ItemRow* row = find(trimmed(text(name)));
    if (row == nullptr) {
      // An item of another category than every item of the list is beyond it, whatever it is called.
      const std::string_view stated = plain_category(text(category));
      if (!stated.empty() && vocabulary_.find_category(text(category)) != nullptr &&
          !any_item([&](const ItemRow& one) { return plain_category(vocabulary_.text(one.category)) == stated; }))
        state(in_list, Value::boolean(false), category.origins);
      return;
    }
    const std::string_view slug = vocabulary_.text(row->slug);
    state(FactSet::cell(item, kListItem), Value::string(facts_.arena().copy(slug)), name.origins);
    if (in(type_.necessary, slug)) return state(in_list, Value::boolean(true), name.origins);
    for (const vocab::ConditionalItemRow& one : vocabulary_.conditional(type_)) {
      if (vocabulary_.text(one.item) != slug) continue;
      const Cell& applies = FactSet::cell(item, kApplies);
      state(FactSet::cell(item, kWhen), Value::string(facts_.arena().copy(vocabulary_.text(one.when.zh))),
            name.origins);
      if (known(applies)) state(in_list, applies.value, applies.origins);
      return;
    }
    state(in_list, Value::boolean(false), name.origins);
  }

 private:
  bool in(image::Range range, std::string_view slug) const {
    return std::ranges::any_of(vocabulary_.texts(range),
                               [&](image::Text one) { return vocabulary_.text(one) == slug; });
  }
  bool hints(std::string_view kind) const { return in(type_.permission_hints, kind); }
  // Whether the list names the location for every user of the type, not in a case only.
  bool names_location() const {
    return std::ranges::any_of(vocabulary_.texts(type_.necessary), [&](image::Text slug) {
      const ItemRow* row = vocabulary_.find_item(vocabulary_.text(slug));
      return row != nullptr && vocabulary_.text(row->category) == kPrecise;
    });
  }

  // Whether the predicate holds for an item that the type's list names, cases included.
  template <class Predicate>
  bool any_item(Predicate holds) const {
    const auto check = [&](image::Text slug) {
      const ItemRow* row = vocabulary_.find_item(vocabulary_.text(slug));
      return row != nullptr && holds(*row);
    };
    return std::ranges::any_of(vocabulary_.texts(type_.necessary), check) ||
           std::ranges::any_of(vocabulary_.conditional(type_),
                               [&](const vocab::ConditionalItemRow& one) { return check(one.item); });
  }

  bool is_called(const ItemRow& row, std::string_view name) const {
    return vocabulary_.text(row.slug) == name || vocabulary_.text(row.title.zh) == name || in(row.words, name);
  }

  // The item a declaration means by `name`: of the type's list first, then of all lists.
  const ItemRow* find(std::string_view name) const {
    if (name.empty()) return nullptr;
    const ItemRow* found = nullptr;
    if (any_item([&](const ItemRow& row) { return is_called(row, name) && (found = &row); })) return found;
    for (const ItemRow& row : vocabulary_.items())
      if (is_called(row, name)) return &row;
    return nullptr;
  }

  Value list(const std::vector<std::string_view>& texts) {
    std::span<Value> members = facts_.arena().make_array<Value>(texts.size());
    std::ranges::transform(texts, members.begin(),
                           [&](std::string_view one) { return Value::string(facts_.arena().copy(one)); });
    return Value::list(facts_.arena().make<value::List>(members, false));
  }

  FactSet& facts_;
  const Vocabulary& vocabulary_;
  const vocab::AppTypeRow& type_;
};

}  // namespace

void describe_necessity(FactSet& facts, const Vocabulary& vocabulary) {
  static const facts::FactId kType = facts::fact("subject.app_type"), kPermissions = facts::fact("permissions"),
                             kCollection = facts::fact("collection");
  const Cell& stated = facts.cell(kType);
  const vocab::AppTypeRow* type = vocabulary.find_app_type(text(stated));
  if (type == nullptr) return;
  Necessity necessity(facts, vocabulary, *type);
  necessity.subject(stated.origins);
  for (Item* item = facts.cell(kPermissions).first; item != nullptr; item = item->next) necessity.permission(*item);
  for (Item* item = facts.cell(kCollection).first; item != nullptr; item = item->next) necessity.collected(*item);
}

}  // namespace hegui::derive
