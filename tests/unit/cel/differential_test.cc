// The planned program against the plain tree walk, over generated conditions and values: they must agree to the last
// fact and error.
#include <gtest/gtest.h>

#include <random>

#include "generate.h"

namespace hegui::cel::test {
namespace {

TEST(Differential, PlannedProgramAgreesWithTreeWalk) {
  GeneratedFacts facts;
  for (unsigned seed = 0; seed < 6000; ++seed) {
    std::mt19937 values(seed), words(seed);
    facts.fill([&] { return static_cast<std::uint32_t>(values()); });
    const std::string text =
        Generator([&] { return static_cast<std::uint32_t>(words()); }).boolean(1 + static_cast<int>(seed % 4));
    const Agreement both = judge_both_ways(text, facts);
    ASSERT_EQ(both.planned, both.walked) << text;
  }
}

}  // namespace
}  // namespace hegui::cel::test
