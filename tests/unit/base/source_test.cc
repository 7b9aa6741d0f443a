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
}

// What the definition of a place says, byte by byte.
Location slowly(std::string_view text, std::size_t offset) {
  Location at{1, 1};
  for (std::size_t i = 0; i < offset; ++i) {
    const bool lone_return = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    if (text[i] == '\n' || lone_return)
      at = {at.line + 1, 1};
    else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && text[i] != '\xEF')
      ++at.column;
  }
  return at;
}

TEST(Source, LargeOnesAreCountedAsSmallOnes) {
  for (const std::string_view piece : {"aé中\n", "中中é", "x\r\ny\rz", "中\r\n"}) {
    std::string text = "\xEF\xBB\xBF";
    while (text.size() < 70'000) text += piece;
    const Source source("f", text);
    for (std::size_t at = 3; at < text.size(); at += 997) {
      while ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
      if (text[at] == '\n' && text[at - 1] == '\r') --at;
      ASSERT_EQ(source.locate(static_cast<std::uint32_t>(at)), slowly(text, at)) << piece << at;
    }
  }
}

TEST(Place, AnyNumberOnOneLongLineAreFoundAtOnce) {
  std::string text;
  while (text.size() < 20'000'000) text += "{\"键\": 1}, ";
  const Source source("f", text);
  std::size_t length = 0;
  for (std::uint32_t at = 0; at < text.size(); at += 1000) length += resolve(Span{&source, at, at + 8}).excerpt.size();
  EXPECT_GT(length, 20'000u * kExcerptLimit);
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

// A parser may stop within a code point, and what it stops at need not be UTF-8.
TEST(Place, AnyByteOfALongLineHasAPlace) {
  std::string text = "first\n";
  for (int i = 0; i < 120; ++i) text += "字";
  const Source source("a", text);
  const Place whole = resolve(Span{&source, 6 + 110 * 3, 6 + 111 * 3, {}});
  EXPECT_EQ(whole.to_string(), "a:2:111");
  for (const std::uint32_t inside : {1u, 2u}) {
    const Place place = resolve(Span{&source, 6 + 110 * 3 + inside, 6 + 111 * 3, {}});
    EXPECT_EQ(place.to_string(), "a:2:111");
    EXPECT_EQ(place.excerpt, whole.excerpt);
    EXPECT_EQ(place.excerpt_column, whole.excerpt_column);
  }
  for (const char* byte : {"\x80", "\xFF", "\xE5\xAD"}) {
    std::string odd;
    for (int i = 0; i < 300; ++i) odd += byte;
    const Source strange("b", odd);
    for (std::uint32_t at = 0; at <= odd.size(); ++at) EXPECT_EQ(resolve(Span{&strange, at, at + 1, {}}).line, 1u);
  }
}

TEST(Place, NamesElementsOfBinaryInputs) {
  const Source source("a.apk!AndroidManifest.xml", "\x03");
  EXPECT_EQ(resolve(Span{&source, 0, 0, "/manifest/application@debuggable"}).to_string(),
            "a.apk!AndroidManifest.xml: /manifest/application@debuggable");
}

}  // namespace
}  // namespace hegui
