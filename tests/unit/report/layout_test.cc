// Columns, not bytes nor code points.
#include "report/layout.h"

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace hegui::report {
namespace {

using Lines = std::vector<std::string>;

TEST(Layout, PadsByColumns) {
  EXPECT_EQ(pad("高", 4), "高  ");
  EXPECT_EQ(pad("high", 4), "high");
  EXPECT_EQ(pad("longer", 4), "longer");
}

TEST(Layout, FitsByColumns) {
  EXPECT_EQ(fit("abcdef", 6), "abcdef");
  EXPECT_EQ(fit("abcdefg", 6), "abcde…");
  EXPECT_EQ(fit("用户权益", 6), "用户…");
  EXPECT_EQ(fit("用户权益", 8), "用户权益");
}

TEST(Layout, WrapsAtSpacesAndBetweenChinese) {
  EXPECT_EQ(wrap("", 20), Lines{""});
  EXPECT_EQ(wrap("one two three", 8), (Lines{"one two", "three"}));
  EXPECT_EQ(wrap("将权限写入声明", 8), (Lines{"将权限写", "入声明"}));
  EXPECT_EQ(wrap("在 hegui.toml 中写", 12), (Lines{"在", "hegui.toml", "中写"}));
  EXPECT_EQ(wrap("将debuggable设为false", 14), (Lines{"将debuggable设", "为false"}));
}

TEST(Layout, KeepsPunctuationWithItsWord) {
  EXPECT_EQ(wrap("写明用途，然后", 8), (Lines{"写明用", "途，然后"}));
  EXPECT_EQ(wrap("见《某某法》", 8), (Lines{"见《某某", "法》"}));
  EXPECT_EQ(wrap("一二三（四）", 8), (Lines{"一二三", "（四）"}));
}

TEST(Layout, CutsWordsLongerThanALine) {
  EXPECT_EQ(wrap("abcdefghijkl", 8), (Lines{"abcdefgh", "ijkl"}));
  EXPECT_EQ(wrap("x abcdefghijkl", 8), (Lines{"x", "abcdefgh", "ijkl"}));
  for (const std::string& line : wrap("https://example.com/很长的路径/而且/没有空格，也没有断点", 10))
    EXPECT_LE(utf8::width(line), 10u) << line;
}

TEST(Layout, DrawsBars) {
  EXPECT_EQ(bar(0, 4), "····");
  EXPECT_EQ(bar(1000, 4), "████");
  EXPECT_EQ(bar(500, 4), "██··");
  EXPECT_EQ(bar(580, 4), "██▎·");
  EXPECT_EQ(bar(999, 4), "███▉");
  for (std::uint32_t value = 0; value <= 1000; ++value) EXPECT_EQ(utf8::length(bar(value, 20)), 20u) << value;
}

TEST(Layout, ColoursOnlyWhenAsked) {
  EXPECT_EQ(Painter(false).paint(Colour::Red, "x"), "x");
  EXPECT_EQ(Painter(true).paint(Colour::Red, "x"), "\x1b[31mx\x1b[0m");
  EXPECT_EQ(Painter(true).paint(Colour::Plain, "x"), "x");
  EXPECT_EQ(Painter(true).paint(Colour::Red, ""), "");
}

}  // namespace
}  // namespace hegui::report
