#include "derive/policy_text.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "derive/cells.h"

namespace hegui::derive {
namespace {

using facts::Cell;
using facts::FactSet;
using facts::Item;
using facts::Origin;
using value::Value;

// What a text has to tell of rights, by the ids of the vocabulary.
constexpr std::string_view kRights[] = {"access", "copy", "correct", "delete", "withdraw-consent"};
constexpr std::string_view kClosing = "cancel-account";
// What else a text has to state; one of a pair is enough.
constexpr std::pair<std::string_view, std::string_view> kStatements[] = {
    {"processor-contact", "processor-contact"}, {"retention", "retention"}, {"update-date", "effective-date"}};

struct TextFacts {
  facts::FactId list = facts::fact("policy.mentions"), kind = facts::fact("policy.mentions[].kind"),
                name = facts::fact("policy.mentions[].name"), collected = facts::fact("policy.mentions[].collected"),
                shown = facts::fact("policy.mentions[].declared"), rights = facts::fact("policy.omitted_rights"),
                statements = facts::fact("policy.omitted_statements"),
                has_rules = facts::fact("policy.has_collection_rules"),
                has_contact = facts::fact("policy.names_contact"), has_rights = facts::fact("policy.lists_rights"),
                has_retention = facts::fact("policy.retention_rule");
  facts::FactId collection = facts::fact("collection"), item = facts::fact("collection[].item"),
                category = facts::fact("collection[].category"), list_item = facts::fact("collection[].list_item"),
                item_declared = facts::fact("collection[].declared"), item_told = facts::fact("collection[].in_policy");
  facts::FactId permissions = facts::fact("permissions"), sensitive = facts::fact("permissions[].sensitive"),
                opens = facts::fact("permissions[].categories"),
                permission_told = facts::fact("permissions[].in_policy");
  facts::FactId sdks = facts::fact("sdks"), slug = facts::fact("sdks[].slug"), sdk_name = facts::fact("sdks[].name"),
                gets = facts::fact("sdks[].categories"), sdk_told = facts::fact("sdks[].in_policy"),
                declared_as = facts::fact("sdks[].declared_as");
  facts::FactId registration = facts::fact("account.registration");
};

class Comparer {
 public:
  Comparer(FactSet& facts, const vocab::Vocabulary& vocabulary, vocab::PolicyTerms words)
      : facts_(facts), vocabulary_(vocabulary), words_(words) {}

  void run() {
    const Cell& mentions = facts_.cell(ids_.list);
    for (const Item* item = mentions.first; item != nullptr; item = item->next)
      mentioned_.try_emplace(key(text(FactSet::cell(*item, ids_.kind)), text(FactSet::cell(*item, ids_.name))),
                             item->origins);
    for (const vocab::PolicyTermRow& row : words_.rows())
      terms_.emplace(key(vocabulary_.text(row.kind), vocabulary_.text(row.slug)));
    tell_statements();
    tell_rights();
    for (Item* item = facts_.cell(ids_.collection).first; item != nullptr; item = item->next) collected(*item);
    for (Item* item = facts_.cell(ids_.permissions).first; item != nullptr; item = item->next) permission(*item);
    for (Item* item = facts_.cell(ids_.sdks).first; item != nullptr; item = item->next) sdk(*item);
    for (Item* item = mentions.first; item != nullptr; item = item->next) hold(*item);
  }

 private:
  // What may be looked for in the text to find one thing.
  struct Search {
    bool worded = false;            // some words are known for it
    const Origin* found = nullptr;  // where it is mentioned
  };

  static std::string key(std::string_view kind, std::string_view slug) {
    return std::string(kind) + ' ' + std::string(slug);
  }

  const Origin* where(std::string_view kind, std::string_view slug) const {
    const auto it = mentioned_.find(key(kind, slug));
    return it == mentioned_.end() ? nullptr : it->second;
  }

  void look(Search& search, std::string_view kind, std::string_view slug) const {
    if (slug.empty() || !terms_.contains(key(kind, slug))) return;
    search.worded = true;
    if (search.found == nullptr) search.found = where(kind, slug);
  }

  // A category, or one so near to it that a text may speak of either, or a permission that opens it.
  void look_for_category(Search& search, std::string_view category) const {
    look(search, "category", category);
    for (const vocab::CategoryRow& row : vocabulary_.categories())
      if (const std::string_view slug = vocabulary_.text(row.slug);
          slug != category && family(slug) == family(category))
        look(search, "category", slug);
    if (!search.worded) return;
    for (const vocab::PolicyTermRow& row : words_.rows())
      for (const image::Text opened : vocabulary_.texts(row.categories))
        if (vocabulary_.text(opened) == category) look(search, "permission", vocabulary_.text(row.slug));
    for (const vocab::PolicyTermRow& row : words_.rows()) {
      const vocab::ItemRow* item =
          vocabulary_.text(row.kind) == "item" ? vocabulary_.find_item(vocabulary_.text(row.slug)) : nullptr;
      if (item != nullptr && vocabulary_.text(item->category) == category)
        look(search, "item", vocabulary_.text(row.slug));
    }
  }

  void answer(Cell& cell, const Search& search, const Origin* own) {
    const std::string_view word = !search.worded ? "unclear" : search.found != nullptr ? "named" : "omitted";
    state(cell, Value::string(word), search.found != nullptr ? search.found : own);
  }

  void collected(Item& item) {
    Search search;
    const std::string_view category = text(FactSet::cell(item, ids_.category)),
                           name = text(FactSet::cell(item, ids_.item));
    if (vocabulary_.find_category(category) != nullptr) look_for_category(search, category);
    look(search, "item", text(FactSet::cell(item, ids_.list_item)));
    for (const vocab::ItemRow& row : vocabulary_.items()) {
      const auto words = vocabulary_.texts(row.words);
      if (std::ranges::none_of(words, [&](image::Text word) { return vocabulary_.text(word) == name; })) continue;
      look(search, "item", vocabulary_.text(row.slug));
      look_for_category(search, vocabulary_.text(row.category));
    }
    answer(FactSet::cell(item, ids_.item_told), search, item.origins);
  }

  void permission(Item& item) {
    Search search;
    const Cell& opens = FactSet::cell(item, ids_.opens);
    if (known_true(FactSet::cell(item, ids_.sensitive)) && known(opens))
      for (const Value& category : opens.value.as_list().items) look_for_category(search, category.as_text());
    answer(FactSet::cell(item, ids_.permission_told), search, item.origins);
  }

  // A text that points to a list of SDKs and names but a few may hold that list on another page.
  bool list_stands_elsewhere() const {
    constexpr std::size_t kList = 3;
    std::size_t named = 0;
    for (const Item* item = facts_.cell(ids_.list).first; item != nullptr; item = item->next)
      if (text(FactSet::cell(*item, ids_.kind)) == "sdk" && known_true(FactSet::cell(*item, ids_.collected))) ++named;
    return named < kList && (where("statement", "sdk-list") != nullptr || where("statement", "shared-list") != nullptr);
  }

  const vocab::SdkRow* row_of(const Item& item) const {
    const std::string_view slug = text(FactSet::cell(item, ids_.slug));
    return slug.empty() ? vocabulary_.find_sdk_named(text(FactSet::cell(item, ids_.sdk_name)))
                        : vocabulary_.find_sdk(slug);
  }

  void sdk(Item& item) {
    Search search;
    const vocab::SdkRow* row = row_of(item);
    const bool takes = row != nullptr && row->categories.count > 0;
    if (takes && !list_stands_elsewhere() && text(FactSet::cell(item, ids_.declared_as)).empty()) {
      search.worded = true;
      search.found = where("sdk", vocabulary_.text(row->slug));
      if (search.found == nullptr) search.found = where("sdk", vocabulary_.text(row->parent));
    }
    answer(FactSet::cell(item, ids_.sdk_told), search, item.origins);
  }

  void state_list(facts::FactId fact, const std::vector<std::string_view>& members) {
    std::span<Value> items = facts_.arena().make_array<Value>(members.size());
    std::ranges::transform(members, items.begin(), [](std::string_view member) { return Value::string(member); });
    state(facts_.cell(fact), Value::list(facts_.arena().make<value::List>(items, false)),
          facts_.cell(ids_.list).origins);
  }

  void state_if_found(facts::FactId fact, const Origin* found) {
    if (found != nullptr) state(facts_.cell(fact), Value::boolean(true), found);
  }

  void tell_statements() {
    std::vector<std::string_view> omitted;
    for (const auto& [one, other] : kStatements)
      if (where("statement", one) == nullptr && where("statement", other) == nullptr) omitted.push_back(one);
    state_list(ids_.statements, omitted);
    const Origin* purpose = where("statement", "purpose");
    state_if_found(ids_.has_rules, purpose != nullptr ? purpose : where("statement", "method"));
    state_if_found(ids_.has_contact, where("statement", "processor-contact"));
    state_if_found(ids_.has_retention, where("statement", "retention"));
  }

  void tell_rights() {
    std::vector<std::string_view> omitted;
    for (const std::string_view right : kRights)
      if (where("right", right) == nullptr) omitted.push_back(right);
    if (known_true(facts_.cell(ids_.registration)) && where("right", kClosing) == nullptr) omitted.push_back(kClosing);
    state_list(ids_.rights, omitted);
    if (omitted.empty()) state_if_found(ids_.has_rights, where("right", kRights[0]));
  }

  // Only what is told as collected is held against the rest, and only where the rest is all there.
  void hold(Item& item) {
    const std::string_view kind = text(FactSet::cell(item, ids_.kind)), name = text(FactSet::cell(item, ids_.name));
    bool shown = true;
    if (known_true(FactSet::cell(item, ids_.collected)) && (facts_.states() & facts::kDeclaration) != 0)
      shown = kind == "category" ? shows_category(name) : kind == "sdk" ? shows_sdk(name) : true;
    state(FactSet::cell(item, ids_.shown), Value::boolean(shown), item.origins);
  }

  // A declared item of no known category may be of any.
  bool shows_category(std::string_view category) const {
    const Cell& declared = facts_.cell(ids_.collection);
    bool any = false;
    for (const Item* item = declared.first; item != nullptr; item = item->next) {
      const std::string_view own = text(FactSet::cell(*item, ids_.category));
      any = any || known_true(FactSet::cell(*item, ids_.item_declared));
      if (vocabulary_.find_category(own) == nullptr || family(own) == family(category)) return true;
    }
    const auto has = [&](const Cell& list) {
      return known(list) && std::ranges::any_of(list.value.as_list().items, [&](const Value& each) {
               return family(each.as_text()) == family(category);
             });
    };
    for (const Item* item = facts_.cell(ids_.permissions).first; item != nullptr; item = item->next)
      if (has(FactSet::cell(*item, ids_.opens))) return true;
    for (const Item* item = facts_.cell(ids_.sdks).first; item != nullptr; item = item->next)
      if (has(FactSet::cell(*item, ids_.gets))) return true;
    return !any;
  }

  bool shows_sdk(std::string_view slug) const {
    const Cell& list = facts_.cell(ids_.sdks);
    const vocab::SdkRow* named = vocabulary_.find_sdk(slug);
    if (!known(list) || named == nullptr) return true;
    for (const Item* item = list.first; item != nullptr; item = item->next) {
      const vocab::SdkRow* row = row_of(*item);
      // One of a name that is not known may be any; one of the same company may be meant by either name.
      if (row == nullptr || row == named ||
          vocabulary_.text(row->provider.zh) == vocabulary_.text(named->provider.zh) ||
          vocabulary_.text(row->parent) == slug || vocabulary_.text(named->parent) == vocabulary_.text(row->slug))
        return true;
    }
    return false;
  }

  const TextFacts ids_;
  FactSet& facts_;
  const vocab::Vocabulary& vocabulary_;
  const vocab::PolicyTerms words_;
  std::map<std::string, const Origin*, std::less<>> mentioned_;
  std::set<std::string, std::less<>> terms_;
};

}  // namespace

void compare_policy_text(facts::Subject& subject, const vocab::Vocabulary& vocabulary, vocab::PolicyTerms terms) {
  if (!known(subject.facts.cell(facts::fact("policy.mentions")))) return;
  Comparer(subject.facts, vocabulary, terms).run();
  facts::settle(subject.facts);
}

}  // namespace hegui::derive
