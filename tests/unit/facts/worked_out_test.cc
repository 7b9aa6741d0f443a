// What derived facts wait for can be stated by whoever is asked.
#include "facts/worked_out.h"

#include <gtest/gtest.h>

namespace hegui::facts {
namespace {

TEST(WorkedOut, DerivedFactsWaitForStatedOnesOfTheirOwnRecordOrTheSubject) {
  const Schema& schema = Schema::get();
  std::size_t derived = 0;
  for (FactId id = 1; id <= schema.size(); ++id) {
    for (const FactId source : worked_out_from(id)) {
      ++derived;
      EXPECT_EQ(schema.row(id).stated_by, kAnyInput) << schema.row(id).path << " is not derived";
      EXPECT_NE(schema.row(source).stated_by, kAnyInput) << schema.row(source).path << " is derived itself";
      const FactId list = schema.list_of(source);
      EXPECT_TRUE(list == 0 || list == schema.list_of(id)) << schema.row(source).path;
    }
  }
  EXPECT_GT(derived, 0u);
  EXPECT_TRUE(worked_out_from(fact("operator.name")).empty()) << "stated, not derived";
}

}  // namespace
}  // namespace hegui::facts
