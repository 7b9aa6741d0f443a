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

TEST(Toml, ReadsNumbersAndTimes) {
  EXPECT_EQ(toml("a = [+1_000, -0, 0xFf, 0o17, 0b11, 9223372036854775807, -9223372036854775808, 0xa_b]\n"),
            "{a=[1000,0,255,15,3,9223372036854775807,-9223372036854775808,171]}");
  EXPECT_EQ(toml("a = [1.5, -0.25e2, 1E+3, inf, -inf, +nan, 1e999, 1e-999]\n"),
            "{a=[1.5d,-25d,1000d,infd,-infd,nand,infd,0d]}");
  EXPECT_EQ(toml("a = [2024-02-29, 2024-02-29 01:02:03, 2024-02-29t01:02:03.5+08:00, 01:02:03]\n"),
            "{a=[2024-02-29,time 2024-02-29 01:02:03,time 2024-02-29t01:02:03.5+08:00,time 01:02:03]}");
  for (const char* word : {"0x_F", "_1", "1_", "1__0", "1e_0", "1.", ".5", "5.e1", "+0xF", "00.1", "1e", "24:00:00",
                           "07:32", "07:32:00.", "2024-02-29T01:02:03+25:00", "2024-02-29T", "True", "infinity"})
    EXPECT_NE(toml(fmt::format("a = {}\n", word)).find("HG1220"), std::string::npos) << word;
}

TEST(Toml, ReadsTexts) {
  EXPECT_EQ(toml("a = \"\\t\\u4e2d\\U0001F600\\\"\"\nb = 'c\\d'\nc = ''\nd = \"\"\n"),
            "{a='\t中😀\"',b='c\\d',c='',d=''}");
  EXPECT_EQ(toml("a = \"\"\"\r\nx\r\ny\\\r\n  「\\\"\"\"\"\"\"\nb = '''\n'q''''\n"), "{a='x\ny「\"\"\"',b=''q''}");
}

struct Bad {
  const char* text;
  const char* said;
};

class TomlRefuses : public testing::TestWithParam<Bad> {};

TEST_P(TomlRefuses, AtItsPlace) { EXPECT_EQ(toml(GetParam().text), GetParam().said); }

INSTANTIATE_TEST_SUITE_P(
    Texts, TomlRefuses,
    testing::Values(
        Bad{"[subject]\nname = \n",
            "a.toml:2:8: error[HG1220]: expected a value, found the end of the line\n  2 | name = \n    |        ^\n"},
        Bad{"a = yes\n",
            "a.toml:1:5: error[HG1220]: `yes` is no value\n  1 | a = yes\n    |     ^^^\n"
            "  help: text stands in quotes; true and false in lower case\n"},
        Bad{"a = 主\n",
            "a.toml:1:5: error[HG1220]: expected a value, found `主`\n  1 | a = 主\n    |     ^^\n  help: text stands "
            "in quotes\n"},
        Bad{"[主]\n",
            "a.toml:1:2: error[HG1220]: expected a key, found `主`\n  1 | [主]\n    |  ^^\n"
            "  help: a key of other characters than A-Z a-z 0-9 _ - stands in quotes\n"},
        Bad{"a 1\n", "a.toml:1:3: error[HG1220]: expected `=` after the key `a`, found `1`\n  1 | a 1\n    |   ^\n"},
        Bad{"a = 1 b = 2\n",
            "a.toml:1:7: error[HG1220]: expected the end of the line, found `b`\n  1 | a = 1 b = 2\n    |       ^\n"},
        Bad{"[[a]\n", "a.toml:1:4: error[HG1220]: expected `]]`, found `]`\n  1 | [[a]\n    |    ^\n"},
        Bad{"a = [1 2]\n",
            "a.toml:1:8: error[HG1220]: expected `,` or `]`, found `2`\n  1 | a = [1 2]\n    |        ^\n"},
        Bad{"a = [1,}\n", "a.toml:1:8: error[HG1220]: expected a value, found `}`\n  1 | a = [1,}\n    |        ^\n"},
        Bad{"a = {b = 1,\n c = 2}\n",
            "a.toml:1:12: error[HG1220]: expected a key, found the end of the line\n  1 | a = {b = 1,\n    |           "
            " ^\n"
            "  help: a table in braces stands on one line\n"},
        Bad{"a = {b = 1\n}\n",
            "a.toml:1:11: error[HG1220]: expected `,` or `}`, found the end of the line\n  1 | a = {b = 1\n    |       "
            "    ^\n"
            "  help: a table in braces stands on one line\n"},
        Bad{"a = 012\n",
            "a.toml:1:5: error[HG1220]: `012` is no value\n  1 | a = 012\n    |     ^^^\n  help: a number does not "
            "begin with 0\n"},
        Bad{"a = 9223372036854775808\n",
            "a.toml:1:5: error[HG1220]: `9223372036854775808` is no value\n  1 | a = 9223372036854775808\n    |     "
            "^^^^^^^^^^^^^^^^^^^\n"
            "  help: the number does not fit 64 bits\n"},
        Bad{"a = 1979-02-30\n",
            "a.toml:1:5: error[HG1220]: `1979-02-30` is no value\n  1 | a = 1979-02-30\n    |     ^^^^^^^^^^\n"
            "  help: there is no such day or time\n"},
        Bad{"a = [1,\n",
            "a.toml:1:5: error[HG1202]: this `[` is never closed\n  1 | a = [1,\n    |     ^\n  help: close it with "
            "`]`\n"},
        Bad{"a = 'b\nc'\n",
            "a.toml:1:5: error[HG1202]: this text does not end on its line\n  1 | a = 'b\n    |     ^^\n  help: close "
            "it with `'`\n"},
        Bad{"a = \"\"\"b\n\n",
            "a.toml:1:5: error[HG1202]: this text does not end\n  1 | a = \"\"\"b\n    |     ^^^\n  help: close it "
            "with `\"\"\"`\n"},
        Bad{"a = 1\na = 2\n",
            "a.toml:2:1: error[HG1203]: `a` stands twice\n  2 | a = 2\n    | ^\n  a.toml:1:1: first here\n  help: keep "
            "one of the two\n"},
        Bad{"[a]\n[b]\n[a]\n",
            "a.toml:3:2: error[HG1203]: `a` stands twice\n  3 | [a]\n    |  ^\n  a.toml:1:2: first here\n  help: keep "
            "one of the two\n"},
        Bad{"a = {}\n[a.b]\n",
            "a.toml:2:2: error[HG1203]: `a` is a finished value and cannot grow\n  2 | [a.b]\n    |  ^\n  a.toml:1:1: "
            "given here\n"},
        Bad{"a = \"C:\\Users\"\n",
            "a.toml:1:8: error[HG1204]: this escape needs 8 hexadecimal digits\n  1 | a = \"C:\\Users\"\n    |        "
            "^^\n"},
        Bad{"a = \"\\d\"\n",
            "a.toml:1:6: error[HG1204]: this backslash begins no escape\n  1 | a = \"\\d\"\n    |      ^\n"
            "  help: write `\\\\` for a backslash, or put the text in single quotes\n"},
        Bad{"a = \"\\ud800\"\n",
            "a.toml:1:6: error[HG1204]: `\\ud800` is no character\n  1 | a = \"\\ud800\"\n    |      ^^^^^^\n"},
        Bad{"a = 1 # \x01\n",
            "a.toml:1:9: error[HG1208]: a control character 0x01 stands here\n  1 | a = 1 # \uFFFD\n    |         ^\n"
            "  help: write it as an escape in a text, or leave it out\n"}));

TEST(Toml, ClosesTablesAsTheSpecificationSays) {
  const auto refused = [](const char* text) { return toml(text).find("HG1203") != std::string::npos; };
  EXPECT_TRUE(refused("[a]\nb.c = 1\n[a.b]\n"));
  EXPECT_TRUE(refused("[a.b]\n[a]\nb.c = 1\n"));
  EXPECT_TRUE(refused("a = []\n[[a]]\n"));
  EXPECT_TRUE(refused("[[a]]\n[a]\n"));
  EXPECT_TRUE(refused("[a]\n[[a]]\n"));
  EXPECT_TRUE(refused("a = {b = {c = 1}, b.d = 2}\n"));
  EXPECT_EQ(toml("[a.b]\n[a]\nc = 1\n"), "{a={b={},c=1}}");
  EXPECT_EQ(toml("[a]\nb.c = 1\nb.d = 2\n[a.b.e]\n"), "{a={b={c=1,d=2,e={}}}}");
  EXPECT_EQ(toml("[[a]]\n[a.b]\n[[a]]\n[a.b]\nc = {d.e = 1, d.f = 2}\n"), "{a=[{b={}},{b={c={d={e=1,f=2}}}}]}");
}

TEST(Toml, StopsAtItsLimits) {
  std::string dotted = "a";
  for (int i = 0; i < 100'000; ++i) dotted += ".a";
  EXPECT_NE(toml(dotted + " = 1").find("HG1206"), std::string::npos);
  EXPECT_NE(toml("[" + dotted + "]").find("HG1206"), std::string::npos);
  EXPECT_NE(toml("a = " + std::string(100'000, '[')).find("HG1206"), std::string::npos);
  std::string braces = "a = ";
  for (int i = 0; i < 100'000; ++i) braces += "{a = ";
  EXPECT_NE(toml(braces).find("HG1206"), std::string::npos);
  EXPECT_EQ(toml("a = [[1]]", {.max_depth = 3, .max_nodes = 10}), "{a=[[1]]}");
  EXPECT_NE(toml("a = [[1]]", {.max_depth = 1, .max_nodes = 10}).find("HG1206"), std::string::npos);
  EXPECT_NE(toml("[[a]]\n[[a.b]]\n", {.max_depth = 3, .max_nodes = 10}).find("HG1206"), std::string::npos);
  EXPECT_NE(toml("a = [1,2,3,4]", {.max_depth = 9, .max_nodes = 4}).find("HG1207"), std::string::npos);
  EXPECT_NE(toml("[a]\n[b]\n[c]\n", {.max_depth = 9, .max_nodes = 2}).find("HG1207"), std::string::npos);
}

}  // namespace
}  // namespace hegui::read::tree
