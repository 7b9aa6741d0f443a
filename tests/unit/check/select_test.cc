// Selectors: every way of naming rules, and the nearest word for one that names none.
#include "check/select.h"

#include <gtest/gtest.h>

#include "policies.h"

namespace hegui::check {
namespace {

class Select : public testing::Test {
 protected:
  Select() : image_(policy::compile(policy::files_of(policy::kRule))), loaded_(*image_.value) {}

  // 1 or 0 for the one rule there is, or the message of the error.
  std::string chosen(std::vector<std::string> wanted, std::vector<std::string> ignored = {}) {
    const auto out = select(loaded_.policy(), wanted, ignored);
    return out ? std::to_string(out->at(0))
               : out.error().code.to_string() + " " + out.error().message + " " + out.error().help;
  }

  Checked<std::string> image_;
  policy::Loaded loaded_;
};

TEST_F(Select, NamesRulesByIdNameClauseInstrumentPillarAndSeverity) {
  for (const char* selector : {"R-1", "purpose-missing", "law:7", "law", "mine", "high"}) {
    EXPECT_EQ(chosen({selector}), "1") << selector;
    EXPECT_EQ(chosen({}, {selector}), "0") << selector;
  }
  EXPECT_EQ(chosen({}), "1");
  EXPECT_EQ(chosen({"low"}), "0");
  EXPECT_EQ(chosen({"R-1"}, {"high"}), "0") << "ignore takes away from what is selected";
}

TEST_F(Select, AWordThatNamesNothingIsAnErrorWithTheNearest) {
  const std::string out = chosen({"purpose-mising"});
  EXPECT_TRUE(out.starts_with("HG4001")) << out;
  EXPECT_NE(out.find("purpose-missing"), std::string::npos) << out;
}

}  // namespace
}  // namespace hegui::check
