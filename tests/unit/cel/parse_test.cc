// The grammar's corners, and that hostile text is refused within its limits.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "run.h"

namespace hegui::cel::test {
namespace {

struct Case {
  std::string_view text, value;
};

TEST(Parse, Values) {
  constexpr Case kCases[] = {
      {"1 + 2 * 3 - 4 / 2 % 3", "5"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"--1", "1"},
      {"!!true", "true"},
      {"0xFFu", "255u"},
      {"1e3", "1000"},
      {".5 + 1.", "HG2005 1:8 expected a field or function after `.`, found the end of the condition"},
      {"'a' \"b\"", "HG2005 1:5 expected an operator or the end, found a string"},
      {"'''a\n'b' ''' + r'\\n'", "'a\n'b' \\n'"},
      {"'\\u4e2d\\U0001F431\\x41\\101\\t'", "'中🐱AA\t'"},
      {"b'\\xff\\101' == b'\\377A'", "true"},
      {"[1, 2, 3,]", "[1, 2, 3]"},
      {"{'a': 1, 'b': [2],}", "{'a': 1, 'b': [2]}"},
      {"true ? 1 : false ? 2 : 3", "1"},
      {"1 < 2 && 2 < 3 || false", "true"},
      {"// nothing\n 1 // one", "1"},
      {"{'if': 1}.if", "1"},
      {"{'a-b': 1}.`a-b`", "1"},
      {"true && \n\t 1 in [1]", "true"},
      {"[1, 2].exists(x, [x].all(x, x == 2))", "true"},
  };
  World world;
  for (const Case& c : kCases) EXPECT_EQ(world.run(c.text), c.value) << c.text;
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

TEST(Parse, DepthIsBounded) {
  World world;
  const auto wraps = [](std::string_view open, std::string_view inner, std::string_view close, std::size_t count) {
    return repeated(open, count) + std::string(inner) + repeated(close, count);
  };
  for (const auto& [open, inner, close] :
       {std::array{"(", "1", ")"}, std::array{"[", "1", "]"}, std::array{"!", "true", ""}, std::array{"-", "x", ""},
        std::array{"{1: ", "1", "}"}, std::array{"size(", "''", ")"}, std::array{"true ? true : ", "true", ""},
        std::array{"[1].all(x, ", "true", ")"}, std::array{"", "1", " + 1"}, std::array{"", "x", ".a"},
        std::array{"", "x", "[0]"}}) {
    // As many as the limit of bytes lets in, 10,000 at most.
    const std::size_t count =
        std::min<std::size_t>(10'000, 60'000 / (std::string_view(open).size() + std::string_view(close).size()));
    const std::string text = wraps(open, inner, close, count);
    const std::string said = world.run(text);
    EXPECT_TRUE(said.starts_with("HG2006 ") && said.ends_with("the condition nests deeper than 200"))
        << open << ": " << said;
  }
  EXPECT_EQ(world.run(wraps("(", "1", ")", 150)), "1");
  EXPECT_EQ(world.run(repeated("true && ", 5000) + "true"), "true");
  EXPECT_EQ(world.run(repeated("false || ", 5000) + "true"), "true");
}

TEST(Parse, SizeIsBounded) {
  World world;
  EXPECT_EQ(world.run("'" + std::string(70'000, 'a') + "'"),
            "HG2007 1:1 the condition has 70002 bytes; the limit is 65536");
  EXPECT_EQ(world.run("[" + repeated("1,", 25'000) + "]").substr(0, 7), "HG2007 ");
  EXPECT_EQ(world.run("''.matches('" + std::string(5000, 'a') + "')"),
            "HG2110 1:12 no regular expression: the pattern has 5000 bytes; the limit is 4096");
  EXPECT_EQ(world.run("''.matches('((a{1,1000}){1,1000}){1,1000}')").substr(0, 7), "HG2110 ");
  EXPECT_EQ(world.run("'\xff'"), "HG2008 1:2 the condition is not valid UTF-8");
  EXPECT_EQ(world.run(""), "HG2005 0:0 the condition is empty");
}

TEST(Parse, CostIsBounded) {
  World world;
  world.scratch = Scratch({.steps = 100'000, .memory = 1 << 20});
  const std::string digits = "[0,1,2,3,4,5,6,7,8,9]";
  std::string nested = "true";
  for (int i = 0; i < 8; ++i) nested = fmt::format("{}.all(x{}, {})", digits, i, nested);
  EXPECT_EQ(world.run(nested), "error: the condition takes too many steps");
  EXPECT_EQ(world.run("lists.range(9223372036854775807)"), "error: the condition takes too many steps");
  std::string doubled = "cel.bind(s0, 'aaaaaaaaaaaaaaaa', ";
  for (int i = 1; i < 40; ++i) doubled += fmt::format("cel.bind(s{0}, s{1} + s{1}, ", i, i - 1);
  EXPECT_EQ(world.run(doubled + "s39" + std::string(40, ')')), "error: the condition makes values that are too large");
  // Equality over a value that holds itself many times over.
  std::string shared = "cel.bind(s0, [1], ";
  for (int i = 1; i < 40; ++i) shared += fmt::format("cel.bind(s{0}, [s{1}, s{1}], ", i, i - 1);
  EXPECT_EQ(world.run(shared + "s39 == s39" + std::string(40, ')')), "error: the condition takes too many steps");
}

// Random pieces of CEL in random order, and valid text with bytes changed: no crash and no hang; sanitizers watch.
TEST(Parse, NoTextBreaksIt) {
  static constexpr std::string_view kPieces[] = {"x",
                                                 "1",
                                                 "'a'",
                                                 "(",
                                                 ")",
                                                 "[",
                                                 "]",
                                                 "{",
                                                 "}",
                                                 ".",
                                                 ",",
                                                 ":",
                                                 "?",
                                                 "&&",
                                                 "||",
                                                 "!",
                                                 "-",
                                                 "==",
                                                 "in",
                                                 "all",
                                                 "has",
                                                 "exists",
                                                 "map",
                                                 "filter",
                                                 "size",
                                                 "1.5",
                                                 "2u",
                                                 "b'\\x'",
                                                 "true",
                                                 "null",
                                                 "'",
                                                 "`a`",
                                                 ".?",
                                                 "[?",
                                                 "cel",
                                                 "bind",
                                                 "math.greatest(",
                                                 "timestamp('2020-01-01T00:00:00Z')",
                                                 "\xff",
                                                 "//",
                                                 "\n",
                                                 "0x",
                                                 "optional.of(",
                                                 "r.p",
                                                 "l.map(x,"};
  std::mt19937 random(1);
  World world;
  world.set("x", value::TypePool::integer(), value::Value::integer(1));
  world.set("l", world.types.list(value::TypePool::integer()), world.list({value::Value::integer(1)}, true));
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t i = 0, count = random() % 12; i < count; ++i)
      text += std::string(kPieces[random() % std::size(kPieces)]) + (random() % 2 == 0 ? " " : "");
    world.run(text);
    world.run_unchecked(text);
    if (round % 100 == 0) world.forget();
  }
  const std::string valid =
      "l.filter(i, i > 0 && has({'a': 1}.a)).map(i, {'k': string(i)}['k'].matches('^1')).exists(b, b) ? x in [1, 2] : "
      "duration('1h') < duration('2h')";
  ASSERT_EQ(world.run(valid).substr(0, 7), "unknown");
  for (int round = 0; round < 20'000; ++round) {
    std::string text = valid;
    for (std::size_t i = 0, count = 1 + random() % 3; i < count; ++i)
      text[random() % text.size()] = static_cast<char>(random() % 96 + 32);
    world.run(text);
    if (round % 100 == 0) world.forget();
  }
}

TEST(Parse, EscapedTextPointsIntoTheFile) {
  // As a TOML basic string: "a == \"b\" && c" — the condition has fewer bytes than the file.
  const Source source("rule.toml", R"(require = "kind == \"b\" && y")");
  const std::string text = "kind == \"b\" && y";
  std::vector<std::uint32_t> offsets;
  std::uint32_t at = 11;
  for (const char c : text) {
    offsets.push_back(at);
    at += c == '"' ? 2 : 1;
  }
  offsets.push_back(at);
  World world;
  world.set("kind", value::TypePool::string(), value::Value::string("b"));
  Checked<Ast> parsed = parse(source, Escaped{text, offsets});
  ASSERT_TRUE(parsed);
  const Checked<Ast> checked = check(std::move(*parsed.value), world.environment, nullptr);
  ASSERT_EQ(checked.issues.size(), 1u);
  EXPECT_EQ(render(checked.issues[0]),
            "rule.toml:1:29: error[HG2101]: unknown name `y`\n"
            "  1 | require = \"kind == \\\"b\\\" && y\"\n"
            "    |                             ^\n");
}

}  // namespace
}  // namespace hegui::cel::test
