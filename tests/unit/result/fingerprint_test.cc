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

}  // namespace
}  // namespace hegui::result
