// Text that would be markup, and comes out as text.
#include "report/escape.h"

#include <gtest/gtest.h>

namespace hegui::report {
namespace {

TEST(Escape, Xml) {
  EXPECT_EQ(xml("a<b>&\"c\" 'd'"), "a&lt;b&gt;&amp;&quot;c&quot; &#39;d&#39;");
  EXPECT_EQ(xml("\x01\x1b\xff"), "\\u{1}\\u{1b}\\xff");
  EXPECT_EQ(xml("中\uFFFE文"), "中\uFFFD文");
}

TEST(Escape, Markdown) {
  EXPECT_EQ(markdown("a*b_c d|e"), "a\\*b_c d\\|e");
  EXPECT_EQ(markdown("_a_ <b> [x](y) `z`"), "\\_a\\_ \\<b\\> \\[x\\](y) \\`z\\`");
  EXPECT_EQ(markdown("- x"), "\\- x");
  EXPECT_EQ(markdown("a - b"), "a - b");
  EXPECT_EQ(markdown("12. x"), "12\\. x");
  EXPECT_EQ(markdown("a 12. x"), "a 12. x");
  EXPECT_EQ(markdown("# x"), "\\# x");
  EXPECT_EQ(markdown("@team"), "@\u2060team");
  EXPECT_EQ(markdown("a\nb"), "a\\\\u\\{a\\}b");
  EXPECT_EQ(markdown(""), "");
}

TEST(Escape, MarkdownCode) {
  EXPECT_EQ(markdown_code("a.xml:1:2"), "`a.xml:1:2`");
  EXPECT_EQ(markdown_code("a`b"), "``a`b``");
  EXPECT_EQ(markdown_code("`a"), "`` `a ``");
  EXPECT_EQ(markdown_code("a|b"), "`a\\|b`");
  EXPECT_EQ(markdown_code(""), "`  `");
}

}  // namespace
}  // namespace hegui::report
