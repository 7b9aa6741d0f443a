#include "base/utf8.h"

#include <gtest/gtest.h>

namespace hegui::utf8 {
namespace {

TEST(Utf8, EveryScalarValueSurvivesTheRoundTrip) {
  for (char32_t point = 0; point <= 0x10FFFF; point += point < 0x3000 ? 1 : 97) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    std::string text;
    append(text, point);
    const Decoded back = decode(text, 0);
    ASSERT_TRUE(back.ok) << static_cast<std::uint32_t>(point);
    ASSERT_EQ(back.value, point);
    ASSERT_EQ(back.size, text.size());
  }
}

TEST(Utf8, IllFormedBytesAreFound) {
  for (const char* text :
       {"\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xE4\xB8"})
    EXPECT_EQ(find_invalid(text), 0u) << testing::PrintToString(text);
  EXPECT_EQ(find_invalid("合规 ok"), std::string_view::npos);
  EXPECT_EQ(length("\xE4\xB8"), 2u) << "each ill-formed byte counts as one";
}

TEST(Utf8, WidthsAreThoseOfATerminal) {
  EXPECT_EQ(width("abc"), 3u);
  EXPECT_EQ(width("合规"), 4u);
  EXPECT_EQ(width("e\xCC\x81"), 1u) << "a combining accent takes no column";
  EXPECT_EQ(width("（！）"), 6u);
}

TEST(Utf8, SlicesByCodePoint) {
  EXPECT_EQ(slice("a合b规", 1, 2), "合b");
  EXPECT_EQ(slice("合", 5, 2), "");
}

TEST(Utf8, PrintableShowsWhatWouldSteer) {
  EXPECT_EQ(printable("a\tb"), "a\tb");
  EXPECT_EQ(printable("\x1b[0m"), "\\u{1b}[0m");
  EXPECT_EQ(printable("a\xE2\x80\xAE"
                      "b"),
            "a\\u{202e}b");
  EXPECT_EQ(printable("\xff"), "\\xff");
}

TEST(Utf8, MaskedKeepsEveryColumn) {
  EXPECT_EQ(masked("a\x1b"
                   "b\xff"
                   "c\t中"),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD"
            "c\t中");
}

}  // namespace
}  // namespace hegui::utf8
