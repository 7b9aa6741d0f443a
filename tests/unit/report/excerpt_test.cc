// Where carets stand: under wide characters, after tabs, beside what must not be printed, and on lines too long to
// show.
#include "report/excerpt.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/utf8.h"

namespace hegui::report {
namespace {

std::string excerpt(std::string_view text, std::string_view part, std::size_t width = 80) {
  const Source source("f", std::string(text));
  const auto begin = static_cast<std::uint32_t>(text.find(part));
  std::string out;
  append_excerpt(out, resolve({&source, begin, begin + static_cast<std::uint32_t>(part.size())}), 2, width,
                 Painter(false));
  return out;
}

TEST(Excerpt, PutsCaretsUnderThePart) {
  EXPECT_EQ(excerpt("a = bcd;", "bcd"), "  1 | a = bcd;\n    |     ^^^\n");
  EXPECT_EQ(excerpt("\n用途 = \"拍照\"", "\"拍照\""), "  2 | 用途 = \"拍照\"\n    |        ^^^^^^\n");
  EXPECT_EQ(excerpt("\ta", "a"), "  1 |     a\n    |     ^\n");
  EXPECT_EQ(excerpt("e\u0301x", "x"), "  1 | e\u0301x\n    |  ^\n");
}

TEST(Excerpt, MasksWhatMustNotBePrinted) {
  EXPECT_EQ(excerpt("\x1b[31mred", "red"), "  1 | �[31mred\n    |      ^^^\n");
  EXPECT_EQ(excerpt("\xff x", "x"), "  1 | � x\n    |   ^\n");
}

TEST(Excerpt, CutsLongLinesAroundThePart) {
  const std::string filler(300, '.');
  const std::string out = excerpt(filler + "HERE" + filler, "HERE", 40);
  const std::size_t line_end = out.find('\n');
  const std::string first = out.substr(0, line_end), second = out.substr(line_end + 1, out.size() - line_end - 2);
  EXPECT_LE(utf8::width(first), 40u);
  EXPECT_LE(utf8::width(second), 40u);
  EXPECT_EQ(utf8::width(first.substr(0, first.find("HERE"))), second.find('^'));
  EXPECT_TRUE(second.ends_with("^^^^"));
}

TEST(Excerpt, StaysInsideForAnyPlace) {
  for (const std::uint32_t column : {0u, 1u, 5u, 400u, 4294967295u})
    for (const std::uint32_t length : {0u, 1u, 400u, 4294967295u})
      for (const std::size_t width : {0u, 10u, 30u, 200u}) {
        std::string out;
        append_excerpt(out, {"f", 1, column, length, "用 \x1b short", column, {}}, 4, width, Painter(false));
        EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 2);
      }
}

TEST(Excerpt, IsNothingWithoutALine) {
  std::string out;
  append_excerpt(out, {"f", 0, 0, 0, "", 0, "/manifest"}, 4, 80, Painter(false));
  EXPECT_EQ(out, "");
}

TEST(Diagnostic, IsWrittenWhole) {
  std::string out;
  append_diagnostic(out,
                    {{2101},
                     Level::Error,
                     "unknown fact",
                     {"r.toml", 3, 5, 3, "a = foo", 5, {}},
                     {{{"b.toml", 0, 0, 0, "", 0, ""}, "named here"}},
                     "did you mean `fo`?"},
                    80, Painter(false), Language::En);
  EXPECT_EQ(out,
            "r.toml:3:5: error[HG2101]: unknown fact\n  3 | a = foo\n    |     ^^^\n  b.toml: named here\n  help: did "
            "you mean `fo`?\n");
}

TEST(Diagnostic, IsToldInChinese) {
  const Diagnostic diagnostic{{2101}, Level::Warning,      "unknown fact", {"r.toml", 3, 5, 3, "a = foo", 5, {}},
                              {},     "did you mean `fo`?"};
  std::string out;
  append_diagnostic(out, diagnostic, 60, Painter(false), Language::Zh);
  EXPECT_EQ(out,
            "r.toml:3:5: 警告[HG2101]: 条件中有不认识的名称：unknown fact\n  3 | a = foo\n    |     ^^^\n"
            "  处理：改正名称；`hegui facts` 和 `hegui explain` 列出事实\n        （did you mean `fo`?）\n");
}

TEST(Diagnostic, IsPlainTextInEitherLanguage) {
  const Diagnostic diagnostic = error(Code{1006}, {}, "cannot run `git`", "install it");
  EXPECT_EQ(render(diagnostic, Language::En), hegui::render(diagnostic));
  EXPECT_EQ(render(diagnostic, Language::Zh),
            "错误[HG1006]: 所需的程序无法运行：cannot run `git`\n  处理：安装该程序（install it）\n");
}

}  // namespace
}  // namespace hegui::report
