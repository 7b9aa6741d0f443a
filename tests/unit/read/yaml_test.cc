#include <gtest/gtest.h>

#include "tree_text.h"

namespace hegui::read::tree {
namespace {

std::string yaml(std::string text, const Limits& limits = {}) {
  return show(parse_yaml(source_of("a.yaml", std::move(text)), limits));
}

TEST(Yaml, ReadsTheCoreSchema) {
  EXPECT_EQ(
      yaml("a: ~\nb: [true, False, yes]\nc: x y\nd: -1\ne: 1.5\nf: {}\ng: 0x1F\nh: 0o17\ni: '1'\nj: !!str 1\nk: "
           "2024-02-29\nl: 1.2.3\nm:\n"),
      "{a=null,b=[true,false,'yes'],c='x y',d=-1,e=1.5d,f={},g=31,h=15,i='1',j='1',k=2024-02-29,l='1.2.3',m=null}");
  EXPECT_EQ(yaml("- 1\n- - 2\n"), "[1,[2]]");
  EXPECT_EQ(yaml(""), "null");
  EXPECT_EQ(yaml("- +\n- .\n- 1e\n- --1\n- +-1\n"), "['+','.','1e','--1','+-1']");
}

TEST(Yaml, ResolvesAliasesAndMerges) {
  EXPECT_EQ(yaml("a: &x {p: 1, q: 2}\nb: *x\nc: {<<: *x, q: 3}\n"), "{a={p=1,q=2},b={p=1,q=2},c={q=3,p=1}}");
}

TEST(Yaml, GivesThePlaceOfEveryKeyAndValue) {
  const auto parsed = parse_yaml(source_of("a.yaml", "# 注\n主: \"值\"\nlist:\n  - one two # c\n  - 'it''s'\n"));
  ASSERT_TRUE(parsed) << show(parsed);
  const Document& document = *parsed.value;
  const Member& main = document.root().members[0];
  EXPECT_EQ(covered(document, document.key_span(main)), "主");
  EXPECT_EQ(covered(document, document.span(main.value)), "\"值\"");
  const Node& list = document.root().members[1].value;
  EXPECT_EQ(covered(document, document.span(list.items[0])), "one two");
  EXPECT_EQ(covered(document, document.span(list.items[1])), "'it''s'");
}

TEST(Yaml, SaysWhatIsWrong) {
  EXPECT_EQ(yaml("a: 1\na: 2\n"),
            "a.yaml:2:1: error[HG1203]: `a` stands twice\n  2 | a: 2\n    | ^\n  a.yaml:1:1: first here\n  help: keep "
            "one of the two\n");
  EXPECT_EQ(yaml("a: [1\nb: 2\n"),
            "a.yaml:2:2: error[HG1230]: not YAML: end of sequence flow not found\n  2 | b: 2\n    |  ^\n");
  EXPECT_EQ(yaml("[a]: 1\n"), "a.yaml:1:1: error[HG1232]: a key must be a plain value\n  1 | [a]: 1\n    | ^\n");
  EXPECT_EQ(yaml("a: 1\n---\nb: 1\n"),
            "a.yaml:2:1: error[HG1233]: a second document begins here; only one can be read\n  2 | ---\n    | ^\n");
  EXPECT_EQ(yaml("a: *x\n"),
            "a.yaml:1:4: error[HG1230]: not YAML: the referenced anchor is not defined\n  1 | a: *x\n    |    ^\n");
}

TEST(Yaml, BoundsAliasBombs) {
  std::string bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 30; ++i) {
    bomb += fmt::format("a{}: &a{} [", i, i);
    for (int j = 0; j < 10; ++j) bomb += fmt::format("{}*a{}", j == 0 ? "" : ",", i - 1);
    bomb += "]\n";
  }
  EXPECT_NE(yaml(bomb).find("HG1207"), std::string::npos);
  EXPECT_NE(yaml(std::string(5'000, '[')).find("HG1206"), std::string::npos);
}

TEST(Yaml, BoundsTextThatAliasesRepeatAndCollectionsInBrackets) {
  const auto repeated = [](std::size_t times) {
    std::string text = "a: &a " + std::string(25'600, 'x') + "\nb:\n";
    for (std::size_t i = 0; i < times; ++i) text += " - *a\n";
    return text;
  };
  EXPECT_EQ(yaml(repeated(8), {.max_nodes = 1000}).substr(0, 3), "{a=");
  EXPECT_NE(yaml(repeated(9), {.max_nodes = 1000}).find("HG1207"), std::string::npos);
  std::string flat = "a: [", block = "a:\n";
  for (int i = 0; i < 500'000; ++i) {
    flat += "0,";
    block += " - 0\n";
  }
  EXPECT_NE(yaml(flat + "0]\n").find("HG1207"), std::string::npos);
  EXPECT_EQ(yaml(block).substr(0, 3), "{a=");
  EXPECT_NE(yaml(std::string(1000, 'x'), {.max_bytes = 999}).find("HG1200"), std::string::npos);
}

}  // namespace
}  // namespace hegui::read::tree
