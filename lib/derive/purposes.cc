#include "derive/purposes.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "derive/cells.h"

namespace hegui::derive {
namespace {

using facts::Cell;
using facts::FactSet;
using facts::Item;
using facts::Knowledge;
using value::Value;
using vocab::PurposeQuality;

struct PurposeFacts {
  facts::FactId list = facts::fact("permissions"), platform = facts::fact("permissions[].platform"),
                sensitive = facts::fact("permissions[].sensitive"),
                categories = facts::fact("permissions[].categories"), purpose = facts::fact("permissions[].purpose"),
                quality = facts::fact("permissions[].purpose_quality");
};

// Permissions of one platform with the same text, which by itself names no function and is not empty either.
using Sharers = std::map<std::pair<std::string_view, std::string_view>, std::vector<Item*>>;

// Whether some category is opened by every one of them. Categories that are not known may be the same.
bool have_something_in_common(const std::vector<Item*>& items, facts::FactId categories) {
  const Cell& first = FactSet::cell(*items.front(), categories);
  if (!known(first)) return true;
  const auto opened_by = [&](const Item* item, std::string_view category) {
    const Cell& cell = FactSet::cell(*item, categories);
    return !known(cell) || std::ranges::any_of(cell.value.as_list().items,
                                               [&](Value one) { return family(one.as_text()) == family(category); });
  };
  return std::ranges::any_of(first.value.as_list().items, [&](Value category) {
    return std::ranges::all_of(items, [&](const Item* item) { return opened_by(item, category.as_text()); });
  });
}

// The first place, and those behind it, where an input of these kinds speaks.
const facts::Origin* stated_by(const facts::Origin* at, facts::SourceMask mask) {
  while (at != nullptr && (at->by & mask) == 0) at = at->next;
  return at;
}

// Where a manifest that users are shown the purpose from requests it without one, whatever the declaration says.
const facts::Origin* shown_without(const Item& item, const Cell& purpose) {
  constexpr facts::SourceMask kShows = facts::kIos | facts::kHarmony | facts::kMiniProgram;
  return stated_by(purpose.origins, kShows) == nullptr ? stated_by(item.origins, kShows) : nullptr;
}

}  // namespace

void describe_purposes(FactSet& facts, const vocab::PurposeText& purposes) {
  static const PurposeFacts kIds;
  Sharers sharers;
  for (Item* item = facts.cell(kIds.list).first; item != nullptr; item = item->next) {
    const Cell& purpose = FactSet::cell(*item, kIds.purpose);
    Cell& quality = FactSet::cell(*item, kIds.quality);
    const auto say = [&](std::string_view word) { state(quality, Value::string(word), purpose.origins); };
    if (purpose.knowledge == Knowledge::Absent) say("missing");
    if (const facts::Origin* place = known(purpose) ? shown_without(*item, purpose) : nullptr; place != nullptr) {
      state(quality, Value::string("missing"), place);
      continue;
    }
    if (!known(purpose)) {
      quality.unreadable = quality.unreadable || purpose.unreadable;
      continue;
    }
    switch (purposes.judge(text(purpose))) {
      case PurposeQuality::Missing:
        say("missing");
        break;
      case PurposeQuality::Unresolved:
        quality.unreadable = true;
        break;
      case PurposeQuality::Placeholder:
        say("placeholder");
        break;
      case PurposeQuality::Vague:
        say("vague");
        break;
      case PurposeQuality::Plain:
        if (known_true(FactSet::cell(*item, kIds.sensitive)))
          sharers[{text(FactSet::cell(*item, kIds.platform)), text(purpose)}].push_back(item);
        else
          say("fine");
        break;
      case PurposeQuality::Fine:
        say("fine");
        break;
    }
  }
  for (const auto& [key, items] : sharers) {
    const bool alike = items.size() == 1 || have_something_in_common(items, kIds.categories);
    for (Item* item : items)
      state(FactSet::cell(*item, kIds.quality), Value::string(alike ? "fine" : "identical"),
            FactSet::cell(*item, kIds.purpose).origins);
  }
}

}  // namespace hegui::derive
