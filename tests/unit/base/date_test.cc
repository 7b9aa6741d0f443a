#include "base/date.h"

#include <gtest/gtest.h>

namespace hegui {
namespace {

TEST(Date, ReadsAndWritesTheSameDay) {
  for (const char* text : {"1970-01-01", "2017-01-15", "2024-02-29", "1999-12-31", "9999-12-31"}) {
    const auto date = parse_date(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(date->to_string(), text);
  }
  EXPECT_EQ(parse_date("1970-01-01")->days, 0);
  EXPECT_EQ(parse_date("2000-03-01")->days, 11017);
}

TEST(Date, RefusesDaysThatDoNotExistAndOtherForms) {
  for (const char* text : {"", "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-1-1", "2024/01/01",
                           "2024-01-01T00:00", " 2024-01-01", "0000-01-01"})
    EXPECT_FALSE(parse_date(text)) << text;
}

}  // namespace
}  // namespace hegui
