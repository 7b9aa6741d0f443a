#include "base/nearest_name.h"

#include <gtest/gtest.h>

namespace hegui {
namespace {

TEST(NearestName, FindsWhatWasMeant) {
  constexpr std::string_view kNames[] = {"android.target_sdk", "android.min_sdk", "subject.kind"};
  EXPECT_EQ(nearest_name("android.taget_sdk", kNames), "android.target_sdk");
  EXPECT_EQ(nearest_name("subject.knid", kNames), "subject.kind");
  EXPECT_EQ(nearest_name("licences", kNames), "");
}

TEST(EditDistance, CountsInsertionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("", "abc", 5), 3u);
  EXPECT_EQ(edit_distance("abc", "acb", 5), 1u);
  EXPECT_EQ(edit_distance("kitten", "sitting", 5), 3u);
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3u) << "past the limit it says limit + 1";
}

}  // namespace
}  // namespace hegui
