// Fingerprints must not move between releases: stored baselines and other systems' records hang on them.
#include "result/fingerprint.h"

#include <gtest/gtest.h>

namespace hegui::result {
namespace {

TEST(Fingerprint, IsStable) {
  EXPECT_EQ(fingerprint("UR-017", "com.example.ride", "android.permission.CAMERA"), "2d090d7e069910b26a5866bda99570e8");
  EXPECT_EQ(fingerprint("UR-017", "com.example.ride", "").size(), 32u);
}

TEST(Fingerprint, KeepsThePartsApart) {
  EXPECT_NE(fingerprint("a", "bc", ""), fingerprint("ab", "c", ""));
  EXPECT_NE(fingerprint("a", "b", "c"), fingerprint("a", "bc", ""));
  EXPECT_NE(fingerprint("a", "1:b", ""), fingerprint("a", "", "1:b"));
}

TEST(Fingerprint, TellsItemsOfOneNameApart) {
  Fingerprints prints("com.example");
  const std::string first = prints.next("UR-017", "x"), second = prints.next("UR-017", "x"),
                    third = prints.next("UR-017", "x");
  EXPECT_EQ(first, fingerprint("UR-017", "com.example", "x"));
  EXPECT_NE(first, second);
  EXPECT_NE(second, third);
  EXPECT_EQ(prints.next("UR-018", "x"), fingerprint("UR-018", "com.example", "x"));
}

}  // namespace
}  // namespace hegui::result
