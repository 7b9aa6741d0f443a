#include <gtest/gtest.h>

#include "tree_text.h"

namespace hegui::read::tree {
namespace {

std::string toml(std::string text, const Limits& limits = {}) {
  return show(parse_toml(source_of("a.toml", std::move(text)), limits));
}

TEST(Toml, ReadsEveryKindInTheOrderWritten) {
  EXPECT_EQ(toml("z = true\na = 1\nm = 1.5\ns = '文'\nd = 2024-02-29\nt = 2024-02-29T01:02:03Z\nl = [1, 'x']\n[y.b]\nk "
                 "= 'v'\n[[p]]\nn = 1\n[[p]]\n"),
            "{z=true,a=1,m=1.5d,s='文',d=2024-02-29,t=time 2024-02-29T01:02:03Z,l=[1,'x'],y={b={k='v'}},p=[{n=1},{}]}");
}

TEST(Toml, GivesThePlaceOfEveryKeyAndValue) {
  const auto parsed = parse_toml(
      source_of("a.toml", "\xEF\xBB\xBF# 注\r\n[主.b]\r\nkey = \"值\"  # c\r\n[[p]]\r\n'q r' = [1,\r\n 22]\r\n"));
  // A bare key is ASCII in TOML 1.0.
  ASSERT_FALSE(parsed);
  const auto good = parse_toml(
      source_of("a.toml", "\xEF\xBB\xBF# 注\r\n[\"主\".b]\r\nkey = \"值\"  # c\r\n[[p]]\r\n'q r' = [1,\r\n 22]\r\n"));
  ASSERT_TRUE(good) << show(good);
  const Document& document = *good.value;
  const Member& main = document.root().members[0];
  EXPECT_EQ(covered(document, document.key_span(main)), "\"主\"");
  const Member& key = main.value.members[0].value.members[0];
  EXPECT_EQ(covered(document, document.key_span(key)), "key");
  EXPECT_EQ(covered(document, document.span(key.value)), "\"值\"");
  const Member& list = document.root().members[1];
  EXPECT_EQ(covered(document, document.key_span(list)), "p");
  const Node& record = list.value.items[0];
  EXPECT_EQ(covered(document, document.span(record)), "[[p]]");
  EXPECT_EQ(covered(document, document.key_span(record.members[0])), "'q r'");
  EXPECT_EQ(covered(document, document.span(record.members[0].value)), "[1,\r\n 22]");
}

TEST(Toml, SaysWhereTheSyntaxFails) {
  EXPECT_EQ(toml("[subject]\nname = \n"),
            "a.toml:2:8: error[HG1220]: not TOML: expected value, saw '\\n'\n  2 | name = \n    |        ^\n");
  EXPECT_EQ(toml("a = 1\na = 2\n"),
            "a.toml:2:5: error[HG1220]: not TOML: cannot redefine existing integer 'a'\n  2 | a = 2\n    |     ^\n");
  EXPECT_EQ(toml("a = yes\n"),
            "a.toml:1:5: error[HG1220]: not TOML: could not determine value type\n  1 | a = yes\n    |     ^\n"
            "  help: text stands in quotes; true and false in lower case\n");
  EXPECT_EQ(toml("a = 1\n [[ = ]]\n"),
            "a.toml:2:5: error[HG1220]: not TOML: expected a key, found `=`\n  2 |  [[ = ]]\n    |     ^\n"
            "  help: a key of other characters than A-Z a-z 0-9 _ - stands in quotes\n");
  EXPECT_EQ(toml("a = 主\n"),
            "a.toml:1:5: error[HG1220]: not TOML: `主` stands outside quotes\n  1 | a = 主\n    |     ^^\n"
            "  help: text stands in quotes, and so does a key of other characters than A-Z a-z 0-9 _ -\n");
  EXPECT_EQ(toml("[主]\n").substr(
                0, std::string_view("a.toml:1:2: error[HG1220]: not TOML: expected a key, found `主`\n").size()),
            "a.toml:1:2: error[HG1220]: not TOML: expected a key, found `主`\n");
  EXPECT_EQ(toml("a = \"\"\"x\\\n  「\"\"\"\n"),
            "a.toml:2:3: error[HG1220]: not TOML: `「` cannot follow a backslash\n  2 |   「\"\"\"\n    |   ^^\n  "
            "help: write the text on one line\n");
  EXPECT_EQ(toml("a = \"\"\"x\\\n  y\\\"「\\\\\"\"\"\" # é\n"), "{a='xy\"「\\\"'}");
  EXPECT_NE(toml("[\n").find("HG1220"), std::string::npos);
  EXPECT_NE(toml("[").find("HG1220"), std::string::npos);
  EXPECT_NE(toml("[[").find("HG1220"), std::string::npos);
  EXPECT_NE(toml("a = 1979-02-30\n").find("HG1220"), std::string::npos);
}

// Documents that toml++ itself takes for impossible: refused, never an abort.
TEST(Toml, RefusesWhatItsLibraryTakesForImpossible) {
  for (const char* text :
       {"a = [1,}\n", "a = {b = ]}\n", "[.a]\n", "a = \"\"\"x\"\"\"\"\"\"\"\n", "a = '''x'''''''\n", "a = +\n",
        "a = 0_\n", "a = [,]\n", "a = 5'[<「T", "a = 1'\nb'=「", "a.= 1\n", "a = _\n", "a"})
    EXPECT_NE(toml(text).find("error[HG1"), std::string::npos) << text << toml(text);
}

TEST(Toml, StopsAtItsLimits) {
  const std::string deep = "a" + std::string(100'000, '.') + "b = 1";
  EXPECT_NE(toml(deep).find("HG1206"), std::string::npos);
  std::string dotted = "[";
  for (int i = 0; i < 100'000; ++i) dotted += "a.";
  EXPECT_NE(toml(dotted + "a]").find("HG1206"), std::string::npos);
  EXPECT_NE(toml("a = " + std::string(100'000, '[')).find("HG1206"), std::string::npos);
  EXPECT_EQ(toml("a = '" + std::string(1000, '.') + "'\nb = \"\"\"" + std::string(1000, '[') +
                 "\\\"\"\"\"\"\nc = 1 # " + std::string(200, '{') + "\n")
                .substr(0, 3),
            "{a=");
  std::string line = "a = [";
  for (int i = 0; i < 100'000; ++i) line += "'é',";
  const auto parsed = parse_toml(source_of("a.toml", line + "'last']\nb = 1\n"));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(covered(*parsed.value, parsed.value->span(parsed.value->root().find("a")->items[100'000])), "'last'");
  EXPECT_NE(toml(line + "]\n", {.max_nodes = 100'000}).find("HG1207"), std::string::npos);
  EXPECT_NE(toml("a = [[1]]", {.max_depth = 2, .max_nodes = 10}).find("HG1206"), std::string::npos);
  EXPECT_NE(toml("a = [1,2,3,4]", {.max_depth = 9, .max_nodes = 4}).find("HG1207"), std::string::npos);
}

}  // namespace
}  // namespace hegui::read::tree
