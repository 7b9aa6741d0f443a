#include <gtest/gtest.h>

#include "tree_text.h"

namespace hegui::read::tree {
namespace {

std::string json(std::string text, const Limits& limits = {}) {
  return show(parse_json(source_of("a.json", std::move(text)), limits));
}

TEST(Json, ReadsEveryKind) {
  EXPECT_EQ(json(R"({"a":null,"b":[true,false],"c":"x","d":-1,"e":1.5,"f":{}})"),
            "{a=null,b=[true,false],c='x',d=-1,e=1.5d,f={}}");
  EXPECT_EQ(json(" 7 "), "7");
  EXPECT_EQ(json("\xEF\xBB\xBF[]"), "[]");
}

TEST(Json, ReadsWhatJson5Adds) {
  EXPECT_EQ(json("// c\n{/* d */ bare: 'single', $x_1: +1, 名: .5, h: 0xFF, t: 5., n: -Infinity,}"),
            "{bare='single',$x_1=1,名=0.5d,h=255,t=5d,n=-infd}");
  EXPECT_EQ(json("[1,2,]"), "[1,2]");
  EXPECT_EQ(json("'a\\\nb'"), "'ab'");
  EXPECT_EQ(json("'a\\\r\nb\\'\\\"\\x41\\0'"), std::string("'ab'\"A\0'", 8));
  EXPECT_EQ(json("{\xE3\x80\x80\"a\"\xC2\xA0:1}"), "{a=1}");
}

TEST(Json, UnescapesText) { EXPECT_EQ(json(R"("\u4e2d\ud83d\ude00\n\t\\\/")"), "'中😀\n\t\\/'"); }

TEST(Json, NumbersAtTheirEnds) {
  EXPECT_EQ(json("9223372036854775807"), "9223372036854775807");
  EXPECT_EQ(json("-9223372036854775808"), "-9223372036854775808");
  EXPECT_EQ(json("9223372036854775808"), "9.223372036854776e+18d");
  EXPECT_EQ(json("1e3"), "1000d");
  EXPECT_EQ(json("2E-2"), "0.02d");
  EXPECT_EQ(json("1e999"), "infd");
  EXPECT_EQ(json("1e-999"), "0d");
  EXPECT_EQ(json("0xffffffffffffffffff"), "4.722366482869645e+21d");
}

TEST(Json, GivesThePlaceOfEveryKeyAndValue) {
  const auto parsed = parse_json(source_of("a.json", R"({ "k" : [ "v\n", 12 ] })"));
  ASSERT_TRUE(parsed);
  const Document& document = *parsed.value;
  const Member& member = document.root().members[0];
  EXPECT_EQ(covered(document, document.span(document.root())), R"({ "k" : [ "v\n", 12 ] })");
  EXPECT_EQ(covered(document, document.key_span(member)), R"("k")");
  EXPECT_EQ(covered(document, document.span(member.value)), R"([ "v\n", 12 ])");
  EXPECT_EQ(covered(document, document.span(member.value.items[0])), R"("v\n")");
  EXPECT_EQ(covered(document, document.span(member.value.items[1])), "12");
  EXPECT_EQ(document.root().find("k"), &member.value);
  EXPECT_EQ(document.root().find("K"), nullptr);
}

struct Bad {
  const char* text;
  const char* said;
};

class JsonRefuses : public testing::TestWithParam<Bad> {};

TEST_P(JsonRefuses, AtItsPlace) { EXPECT_EQ(json(GetParam().text), GetParam().said); }

INSTANTIATE_TEST_SUITE_P(
    Texts, JsonRefuses,
    testing::Values(
        Bad{"", "a.json: error[HG1201]: expected a value, found the end of the text\n"},
        Bad{"{\"a\" 1}",
            "a.json:1:6: error[HG1201]: expected `:` after the key `a`, found `1`\n  1 | {\"a\" 1}\n    |      ^\n"},
        Bad{"{\"a\": 1 \"b\": 2}",
            "a.json:1:9: error[HG1201]: expected `,` or `}`, found `\"`\n  1 | {\"a\": 1 \"b\": 2}\n    |         ^\n"},
        Bad{"[1,,2]", "a.json:1:4: error[HG1201]: expected a value, found `,`\n  1 | [1,,2]\n    |    ^\n"},
        Bad{"{,}",
            "a.json:1:2: error[HG1201]: expected a key, found `,`\n  1 | {,}\n    |  ^\n  help: a key is a name or "
            "stands in quotes\n"},
        Bad{"[yes]",
            "a.json:1:2: error[HG1201]: expected a value, found `yes`\n  1 | [yes]\n    |  ^^^\n  help: text stands in "
            "quotes\n"},
        Bad{"[1, 2",
            "a.json:1:1: error[HG1202]: this `[` is never closed\n  1 | [1, 2\n    | ^\n  help: close it with `]`\n"},
        Bad{"{\"a\": \"b\n\"}",
            "a.json:1:7: error[HG1202]: this text does not end on its line\n  1 | {\"a\": \"b\n    |       ^^\n  help: "
            "close it with `\"`\n"},
        Bad{"/* x",
            "a.json:1:1: error[HG1202]: this comment does not end\n  1 | /* x\n    | ^^\n  help: close it with `*/`\n"},
        Bad{"{\"a\": 1,\n \"b\": 2, 'a': 3}",
            "a.json:2:10: error[HG1203]: `a` stands twice\n  2 |  \"b\": 2, 'a': 3}\n    |          ^^^\n  a.json:1:2: "
            "first here\n  help: keep one of the two\n"},
        Bad{"\"\\u12g4\"",
            "a.json:1:2: error[HG1204]: `\\u` needs four hexadecimal digits\n  1 | \"\\u12g4\"\n    |  ^^\n"},
        Bad{"\"\\ud800x\"",
            "a.json:1:2: error[HG1204]: `\\ud800` is half of a surrogate pair\n  1 | \"\\ud800x\"\n    |  ^^^^^^\n"},
        Bad{"[01]", "a.json:1:2: error[HG1205]: `01` is not a number\n  1 | [01]\n    |  ^^\n"},
        Bad{"[1.2.3]", "a.json:1:2: error[HG1205]: `1.2.3` is not a number\n  1 | [1.2.3]\n    |  ^^^^^\n"},
        Bad{"[--1]", "a.json:1:2: error[HG1205]: `-` is not a number\n  1 | [--1]\n    |  ^\n"},
        Bad{"\"a\x01\"",
            "a.json:1:3: error[HG1208]: a control character 0x01 stands in a text\n  1 | \"a\uFFFD\"\n    |   ^\n  "
            "help: "
            "write it as an escape\n"},
        Bad{"{} {}",
            "a.json:1:4: error[HG1209]: expected the end of the document, found `{`\n  1 | {} {}\n    |    ^\n"},
        Bad{"[\"\xff\"]",
            "a.json:1:3: error[HG1200]: the text is not UTF-8\n  1 | [\"\uFFFD\"]\n    |   ^\n  help: save the file as "
            "UTF-8\n"}));

TEST(Json, StopsAtItsLimits) {
  EXPECT_EQ(json("[[[1]]]", {.max_depth = 3, .max_nodes = 9}), "[[[1]]]");
  EXPECT_EQ(
      json("[[[1]]]", {.max_depth = 2, .max_nodes = 9}),
      "a.json:1:3: error[HG1206]: arrays and objects stand more than 2 deep in each other\n  1 | [[[1]]]\n    |   ^\n");
  EXPECT_EQ(json("[1,2,3]", {.max_depth = 2, .max_nodes = 3}),
            "a.json:1:6: error[HG1207]: more than 3 values in one document\n  1 | [1,2,3]\n    |      ^\n  help: raise "
            "it with "
            "--max-memory if the document is really meant\n");
  EXPECT_NE(json(std::string(100'000, '[')).find("HG1206"), std::string::npos);
}

TEST(Json, OfOthersTheLastOfRepeatedKeysCounts) {
  const auto parsed =
      parse_foreign_json(source_of("app.json", "{\"a\": 1, \"b\": {\"x\": 1, \"x\": 2},\n \"a\": [3], 'c': 4, a: 5}"));
  EXPECT_EQ(show(parsed.value->root()), "{a=5,b={x=2},c=4}");
  ASSERT_EQ(parsed.issues.size(), 3u);
  EXPECT_EQ(
      render(parsed.issues[1]),
      "app.json:2:2: warning[HG1203]: `a` stands twice; the last one counts\n  2 |  \"a\": [3], 'c': 4, a: 5}\n    |  "
      "^^^\n  app.json:1:2: first here\n  help: keep one of the two\n");
  EXPECT_TRUE(render(parsed.issues[2]).starts_with("app.json:2:20: warning[HG1203]"));
  EXPECT_EQ(parse_foreign_json(source_of("app.json", "{\"a\": 1, \"a\": }")).issues.back().level, Level::Error);
}

TEST(Json, OfRepeatedKeysEightAreTold) {
  std::string text = "[";
  for (int i = 0; i < 100; ++i) text += "{a: 1, a: 2},";
  const auto parsed = parse_foreign_json(source_of("app.json", text + "{}]"));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed.value->root().items[99].find("a")->integer, 2);
  EXPECT_EQ(parsed.issues.size(), 8u);
}

TEST(Json, NamesEveryRepeatedKeyOnce) {
  std::string text = "{";
  for (int i = 0; i < 1000; ++i) text += fmt::format("\"k{}\":{},", i % 500, i);
  const auto parsed = parse_json(source_of("a.json", text + "}"));
  EXPECT_FALSE(parsed);
  EXPECT_EQ(parsed.issues.size(), 8u);
}

}  // namespace
}  // namespace hegui::read::tree
