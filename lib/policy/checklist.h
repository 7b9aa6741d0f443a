// The checklists of a policy: lists a team works through. A view, as policy.h is of the rest.
#pragma once

#include <cstdint>
#include <span>

#include "policy/policy.h"

namespace hegui::policy {

// Sections of an image beside those of policy.h.
inline constexpr std::uint32_t kChecklistSection = 30, kChecklistLineSection = 31;

// One line of a checklist: what is to be there, and what of the product shows it.
struct ChecklistLineRow {
  LocalText title, note;
  image::Range clauses;  // kClauseListSection
  image::Range facts;    // kFactListSection: what is told of the product
  image::Range rules;    // kTextListSection: ids or names of the rules that judge it
};

// Its own lines, or a line for each clause of one instrument.
struct ChecklistRow {
  image::Text name;
  LocalText title, about;
  image::Text instrument;  // slug, or empty
  image::Text kind;        // of lists with a `kind` only records of this one are told; empty: all
  image::Range lines;      // kChecklistLineSection
};

inline std::span<const ChecklistRow> checklists(const Policy& policy) {
  return policy.view().rows<ChecklistRow>(kChecklistSection);
}
inline std::span<const ChecklistLineRow> lines_of(const Policy& policy, const ChecklistRow& list) {
  return policy.view().rows<ChecklistLineRow>(kChecklistLineSection, list.lines);
}
inline std::span<const ClauseIndex> clauses_of(const Policy& policy, const ChecklistLineRow& line) {
  return policy.view().rows<ClauseIndex>(kClauseListSection, line.clauses);
}
inline std::span<const facts::FactId> facts_of(const Policy& policy, const ChecklistLineRow& line) {
  return policy.view().rows<facts::FactId>(kFactListSection, line.facts);
}

}  // namespace hegui::policy
