#include "fleet/where.h"

#include <gtest/gtest.h>

namespace hegui::fleet {
namespace {

bool holds(const std::string& condition, const Result& result) {
  auto where = Where::compile(condition);
  EXPECT_TRUE(where) << condition << (where.issues.empty() ? "" : render(where.issues.front()));
  return where && where.value->holds(result);
}

TEST(Where, AsksResults) {
  Result result;
  result.name = "Demo";
  result.grade = "D";
  result.score = 41.5;
  result.failed = {"SEC-060", "UR-013"};
  result.permissions = {"CAMERA"};
  EXPECT_TRUE(holds("score < 60.0 && grade == 'D'", result));
  EXPECT_TRUE(holds("'SEC-060' in failed", result));
  EXPECT_TRUE(holds("failed.exists(rule, rule.startsWith('UR-')) && !unreadable", result));
  EXPECT_FALSE(holds("size(permissions) > 1", result));
  EXPECT_FALSE(holds("'x' in sdks", result));
}

TEST(Where, WhatWasNotJudgedHasNoScore) {
  EXPECT_FALSE(holds("score < 60.0", Result{}));
  EXPECT_FALSE(holds("score >= 60.0", Result{}));
  EXPECT_TRUE(holds("score < 60.0 || name == ''", Result{}));
}

TEST(Where, RefusesWhatItDoesNotKnow) {
  EXPECT_FALSE(Where::compile("scor < 1.0"));
  EXPECT_FALSE(Where::compile("name"));
  EXPECT_FALSE(Where::compile("score <"));
  EXPECT_FALSE(Where::compile("score == 'A'"));
}

}  // namespace
}  // namespace hegui::fleet
