// Words out of pages, and the way back to where they stand.
#include "read/syntax/prose.h"

#include <gtest/gtest.h>

namespace hegui::read {
namespace {

std::string html(std::string_view text) { return prose_of(text, Markup::Html).text; }
std::string markdown(std::string_view text) { return prose_of(text, Markup::Markdown).text; }

TEST(Prose, LeavesOutWhatNobodyReads) {
  EXPECT_EQ(html("<p>a<!-- x > y --><script>if (a < b) '</p>'</script>b</p><style>p { }</style>c"), "a\nb\nc");
  EXPECT_EQ(html("<!doctype html><?xml x?><b title=\"a > b\">c</b>"), "c");
  EXPECT_EQ(html("a<script>never ends"), "a\n");
  EXPECT_EQ(html("a<!-- never ends"), "a");
}

TEST(Prose, BreaksLinesBetweenBlocksAndNotWithin) {
  EXPECT_EQ(html("<li>手机<b>号</b></li><li>位置</li>"), "手机号\n位置\n");
  EXPECT_EQ(html("<td>a</td><td>b</td>"), "a\nb\n");
  EXPECT_EQ(html("one\n   two\t three"), "one two three");
}

TEST(Prose, ResolvesEntities) {
  EXPECT_EQ(html("a&amp;b&lt;c&#x6211;&#25105;&nbsp;d"), "a&b<c我我 d");
  EXPECT_EQ(html("a&unknown;b&c & d &#xZZ; &#1;"), "a&unknown;b&c & d &#xZZ; &#1;");
}

TEST(Prose, WhatIsNoTagIsText) { EXPECT_EQ(html("1 < 2, a<3 <b"), "1 < 2, a<3 "); }

TEST(Prose, TakesMarkdownWithoutItsSigns) {
  EXPECT_EQ(markdown("# 隐私政策\n\n我们收集**手机号**，见[清单](https://example.com/a)。\n\n| a | b |\n"),
            "隐私政策\n我们收集手机号,见清单。\na b \n");
  EXPECT_EQ(markdown("a](not a link\nb"), "a](not a link\nb");
}

TEST(Prose, KnowsWhereEachByteStood) {
  for (const std::string_view text : {"<p>我们&amp;<i>收集</i>：手机号</p>", "<div>\n\n a  b</div>c"}) {
    const Prose prose = prose_of(text, Markup::Html);
    const std::size_t at = prose.text.find(text.find("号") != std::string_view::npos ? "手机号" : "b");
    const std::size_t there = text.find(text.find("号") != std::string_view::npos ? "手机号" : "b");
    EXPECT_EQ(prose.source_of(at), there) << text;
  }
}

TEST(Prose, TellsNotationsApart) {
  EXPECT_EQ(markup_of("a.md", "<p>"), Markup::Markdown);
  EXPECT_EQ(markup_of("a.HTM", "\xEF\xBB\xBF \n<!DOCTYPE html>"), Markup::Html);
  EXPECT_EQ(markup_of("policy.txt", "隐私政策 <1>"), Markup::None);
  EXPECT_EQ(markup_of("policy", "< 5 items"), Markup::None);
}

TEST(Prose, IsLinear) {
  std::string hostile;
  for (int i = 0; i < 200000; ++i) hostile += "<div><!--";
  EXPECT_EQ(html(hostile), "");
  EXPECT_EQ(html(std::string(1000000, '<')).size(), 1000000u);
  std::string scripts;
  for (int i = 0; i < 100000; ++i) scripts += "<script></x";
  EXPECT_EQ(html(scripts), "");
}

}  // namespace
}  // namespace hegui::read
