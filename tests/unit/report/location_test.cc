// Places as other programs are told them.
#include "report/location.h"

#include <gtest/gtest.h>

namespace hegui::report {
namespace {

Place place(std::string file, std::string element = {}) {
  return {std::move(file), 0, 0, 0, {}, 0, std::move(element)};
}

TEST(Location, LeadsIntoPackages) {
  const Place manifest = place("out/ride.APK!AndroidManifest.xml", "/manifest@package");
  EXPECT_EQ(locate(manifest).file, "out/ride.APK");
  EXPECT_EQ(locate(manifest).inside, "AndroidManifest.xml: /manifest@package");
  const Place nested = place("all.xapk!base.apk!res/x.xml");
  EXPECT_EQ(locate(nested).file, "all.xapk");
  EXPECT_EQ(locate(nested).inside, "base.apk!res/x.xml");
}

TEST(Location, LeavesOtherMarksAlone) {
  const Place odd = place("wow!/hegui.toml");
  EXPECT_EQ(locate(odd).file, "wow!/hegui.toml");
  EXPECT_EQ(locate(odd).inside, "");
  const Place both = place("wow!/a.apk!b.xml");
  EXPECT_EQ(locate(both).file, "wow!/a.apk");
  const Place binary = place("Info.plist", "/CFBundleName");
  EXPECT_EQ(locate(binary).inside, "/CFBundleName");
}

TEST(Location, WritesUris) {
  EXPECT_EQ(uri_of("app/src/Main.xml"), "app/src/Main.xml");
  EXPECT_EQ(uri_of("a b/中#?%.xml"), "a%20b/%E4%B8%AD%23%3F%25.xml");
  EXPECT_EQ(uri_of("/srv/x.xml"), "file:///srv/x.xml");
  EXPECT_EQ(uri_of("C:\\x\\y.xml"), "file:///C%3A/x/y.xml");
  EXPECT_EQ(uri_of("javascript:x"), "javascript%3Ax");
  EXPECT_EQ(uri_of("a\\b"), "a/b");
}

}  // namespace
}  // namespace hegui::report
