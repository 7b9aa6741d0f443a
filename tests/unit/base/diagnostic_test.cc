#include "base/diagnostic.h"

#include <gtest/gtest.h>

namespace hegui {
namespace {

TEST(Diagnostic, RendersPlaceLineCaretAndHelp) {
  const Source source("a.toml", "name = \"示例\"\nkind = \"apq\"\n");
  const Diagnostic diagnostic = error(Code{1203}, Span{&source, 23, 28}, "unknown word `apq`", "did you mean `app`?");
  EXPECT_EQ(render(diagnostic),
            "a.toml:2:8: error[HG1203]: unknown word `apq`\n"
            "  2 | kind = \"apq\"\n"
            "    |        ^^^^^\n"
            "  help: did you mean `app`?\n");
}

TEST(Diagnostic, CaretsFollowWideCharacters) {
  const Source source("a.toml", "示例 = x\n");
  const Diagnostic diagnostic = error(Code{1}, Span{&source, 9, 10}, "m");
  EXPECT_EQ(render(diagnostic),
            "a.toml:1:6: error[HG0001]: m\n"
            "  1 | 示例 = x\n"
            "    |        ^\n");
}

TEST(Diagnostic, HostileTextCannotSteerATerminal) {
  Diagnostic diagnostic = error(Code{1}, {}, "bad \x1b[31m name\n");
  diagnostic.place.file = "a\nb";
  EXPECT_EQ(render(diagnostic), "a\\u{a}b: error[HG0001]: bad \\u{1b}[31m name\\u{a}\n");
}

}  // namespace
}  // namespace hegui
