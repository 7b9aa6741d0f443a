#include "base/source.h"

#include <gtest/gtest.h>

namespace hegui {
namespace {

TEST(Source, CountsLinesAndCodePoints) {
  const Source source("f", "ab\n中x\r\ny\rz");
  EXPECT_EQ(source.locate(0), (Location{1, 1}));
  EXPECT_EQ(source.locate(3), (Location{2, 1}));
  EXPECT_EQ(source.locate(6), (Location{2, 2}));
  EXPECT_EQ(source.locate(9), (Location{3, 1}));
  EXPECT_EQ(source.locate(11), (Location{4, 1}));
  EXPECT_EQ(source.locate(999), (Location{4, 2})) << "past the end is the end";
  EXPECT_EQ(source.line_at(6), "中x");
}

TEST(Source, AByteOrderMarkIsNoColumn) {
  const Source source("f", "\xEF\xBB\xBFkey");
  EXPECT_EQ(source.locate(3), (Location{1, 1}));
}

TEST(Place, LongLinesAreCutAroundThePlace) {
  const Source source("f", std::string(1000, 'a') + "X" + std::string(1000, 'b'));
  const Place place = resolve(Span{&source, 1000, 1001});
  EXPECT_EQ(place.column, 1001u);
  EXPECT_EQ(place.excerpt.size(), kExcerptLimit);
  EXPECT_EQ(place.excerpt[place.excerpt_column - 1], 'X');
}

TEST(Place, NamesElementsOfBinaryInputs) {
  const Source source("a.apk!AndroidManifest.xml", "\x03");
  EXPECT_EQ(resolve(Span{&source, 0, 0, "/manifest/application@debuggable"}).to_string(),
            "a.apk!AndroidManifest.xml: /manifest/application@debuggable");
}

}  // namespace
}  // namespace hegui
