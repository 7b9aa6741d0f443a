// Everything known about one product: the facts of all its inputs united, and how conditions see them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "facts/fact_set.h"

namespace hegui::facts {

// Two inputs that state the same fact of the subject differently. The value kept is the first by precedence.
struct Disagreement {
  FactId fact = 0;
  value::Value kept, other;
  const Origin* kept_origin = nullptr;
  const Origin* other_origin = nullptr;
};

// A merged set of facts. After merging every fact that some input could state and none does is Absent.
struct Subject {
  FactSet facts;
  std::vector<Disagreement> disagreements;

  // A string fact of the subject, or empty when it is not known.
  std::string_view text(FactId id) const;
};

// Unites inputs into one subject. Lists of strings become unions, records are united by the key of their list, and
// where scalars differ the declaration's word stands first, then the order given; every origin is kept.
Subject merge(std::vector<FactSet> inputs);

// Marks what the inputs could have stated and did not as Absent, in the subject and in every record. `merge` does it;
// who adds records to a subject afterwards calls it again.
void settle(FactSet& facts);

// Values by slot, as conditions read them. Records point at their Item through `host`.
std::vector<value::Value> slots(const Subject& subject, Arena& arena);

// The value of one record as a condition sees it in `it`.
value::Value record_value(const Item& item, Arena& arena);

}  // namespace hegui::facts
