// The law of the third truth value: complete tables over true, false, unknown and error for every operator, macro and
// kind of call, open lists, has(), and which facts an unknown names.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "run.h"

namespace hegui::cel::test {
namespace {

using value::TypePool;
using value::Value;

constexpr std::string_view kValues[] = {"true", "false", "x", "(1 / 0 > 0)"};

char letter(const std::string& printed) {
  return printed == "true"                ? 'T'
         : printed == "false"             ? 'F'
         : printed.starts_with("unknown") ? 'U'
         : printed.starts_with("error")   ? 'E'
                                          : '?';
}

// `pattern` with {0} and {1} replaced by every pair of values: one row per left value.
std::string table(std::string_view pattern) {
  World world;
  world.set("x", TypePool::boolean(), world.unknown({1}));
  world.set("y", TypePool::boolean(), world.unknown({2}));
  std::string out;
  for (const std::string_view left : kValues) {
    for (const std::string_view right : kValues) {
      const std::string text = fmt::format(fmt::runtime(pattern), left, right);
      const std::string checked = world.run(text);
      EXPECT_EQ(checked, world.run_unchecked(text)) << text;
      out += letter(checked);
    }
    out += ' ';
  }
  out.pop_back();
  return out;
}

struct Table {
  std::string_view pattern;
  std::string_view rows;  // left true, false, unknown, error; in each right true, false, unknown, error
};

TEST(Unknown, TruthTables) {
  constexpr std::string_view kAnd = "TFUE FFFF UFUU EFUE";
  constexpr std::string_view kOr = "TTTT TFUE TUUU TEUE";
  constexpr std::string_view kSame = "TFUE FTUE UUUE EEEE";
  constexpr std::string_view kDiffer = "FTUE TFUE UUUE EEEE";
  constexpr std::string_view kStrict = "TTUE TTUE UUUE EEEE";
  constexpr Table kTables[] = {
      {"{0} && {1}", kAnd},
      {"{0} || {1}", kOr},
      {"!({0} && {1})", "FTUE TTTT UTUU ETUE"},
      {"{0} == {1}", kSame},
      {"{0} != {1}", kDiffer},
      {"{0} < {1}", "FFUE TFUE UUUE EEEE"},
      {"{0} <= {1}", "TFUE TTUE UUUE EEEE"},
      {"{0} > {1}", "FTUE FFUE UUUE EEEE"},
      {"{0} >= {1}", "TTUE FTUE UUUE EEEE"},
      {"{0} ? {1} : true", "TFUE TTTT UUUU EEEE"},
      {"{0} ? false : {1}", "FFFF TFUE UUUU EEEE"},
      {"{0} in [{1}]", kSame},
      {"[{0}, {1}] == [true, true]", "TFUE FFUE UUUE EEEE"},
      {"size([{0}, {1}]) == 2", kStrict},
      {"size({{'a': {0}, 'b': {1}}}) == 2", kStrict},
      {"string({0}) + string({1}) != ''", kStrict},
      {"dyn({0}) == dyn({1})", kSame},
      {"type({0}) == type({1})", kStrict},
      {"[{0}][0] == {1}", kSame},
      {"{{'k': {0}}}.k == {1}", kSame},
      {"has({{'k': {0}}}.k) == {1}", "TFUE TFUE UUUE EEEE"},
      {"[0, 1].all(i, i == 0 ? {0} : {1})", kAnd},
      {"[0, 1].exists(i, i == 0 ? {0} : {1})", kOr},
      {"[0, 1].exists_one(i, i == 0 ? {0} : {1})", kDiffer},
      {"[0, 1].map(i, i == 0 ? {0} : {1}).size() == 2", kStrict},
      {"[0, 1].map(i, i == 0 ? {0} : {1}, i).size() == 1", kDiffer},
      {"[0, 1].filter(i, i == 0 ? {0} : {1}).size() == 1", kDiffer},
      {"[0, 1].all(i, v, v == 0 ? {0} : {1})", kAnd},
      {"[0, 1].exists(i, v, v == 0 ? {0} : {1})", kOr},
      {"[0, 1].transformList(i, v, v == 0 ? {0} : {1}).size() == 2", kStrict},
      {"[0, 1].transformMap(i, v, v == 0 ? {0} : {1}).size() == 2", kStrict},
      {"cel.bind(a, {0}, cel.bind(b, {1}, a && b))", kAnd},
      {"optional.of({0}).orValue(true) == {1}", kSame},
      {"optional.of({0}).optMap(a, a == {1}).value()", "TFUE FTUE UUUU EEEE"},
      {"sets.contains([{0}], [{1}])", kSame},
      {"sets.intersects([{0}], [{1}])", kSame},
      {"math.greatest({0} ? 1 : 0, {1} ? 1 : 0) == 1", "TTUE TFUE UUUE EEEE"},
  };
  for (const Table& row : kTables) EXPECT_EQ(table(row.pattern), row.rows) << row.pattern;
}

TEST(Unknown, NotAndMinus) {
  World world;
  world.set("x", TypePool::boolean(), world.unknown({1}));
  world.set("n", TypePool::integer(), world.unknown({2}));
  EXPECT_EQ(world.run("!true"), "false");
  EXPECT_EQ(world.run("!false"), "true");
  EXPECT_EQ(world.run("!x"), "unknown[1]");
  EXPECT_EQ(world.run("!(1 / 0 > 0)"), "error: division by zero");
  EXPECT_EQ(world.run("-n"), "unknown[2]");
  EXPECT_EQ(world.run("n / 0"), "unknown[2]");
  EXPECT_EQ(world.run("n + 1 / 0"), "error: division by zero");
}

struct Case {
  std::string_view text, value;
};

class Facts : public World {
 public:
  Facts() {
    item = types.record("items[]", {{"name", TypePool::string(), 21}, {"tags", types.list(TypePool::string()), 22}});
    set("x", TypePool::boolean(), unknown({1}));
    set("y", TypePool::boolean(), unknown({2}));
    set("absent", TypePool::string(), unknown({3}, true));
    set("open", types.list(TypePool::integer()), list({Value::integer(1), Value::integer(2)}, true));
    set("closed", types.list(TypePool::integer()), list({Value::integer(1), Value::integer(2)}));
    set("none", types.list(TypePool::integer()), list({}, true));
    set("lost", types.list(TypePool::integer()), unknown({7}));
    set("items", types.list(item),
        list({record(item, {Value::string("a"), list({Value::string("t")}, true)}),
              record(item, {unknown({21}), unknown({22}, true)})}));
    set("many", types.list(item), list({record(item, {Value::string("a"), list({})})}, true));
  }
  const value::Type* item = nullptr;
};

void expect_all(std::span<const Case> cases) {
  Facts facts;
  for (const Case& c : cases) EXPECT_EQ(facts.run(c.text), c.value) << c.text;
}

TEST(Unknown, NamesTheFactsThatWouldDecide) {
  constexpr Case kCases[] = {
      {"x && y", "unknown[1, 2]"},
      {"y || x || y", "unknown[1, 2]"},
      {"x == y", "unknown[1, 2]"},
      {"x ? y : true", "unknown[1]"},
      {"[x, y] == [true, true]", "unknown[1, 2]"},
      {"true && y", "unknown[2]"},
      {"absent + 'a' == 'ba' && x", "unknown[1, 3]"},
      {"items.all(i, i.name == 'a')", "unknown[21]"},
      {"items.exists(i, i.name == 'b' && x)", "unknown[1, 21]"},
      {"items[1] == items[1]", "unknown[21, 22]"},
      {"lost.all(i, i > 0)", "unknown[7]"},
      {"x && 1 / 0 > 0", "unknown[1]"},
  };
  expect_all(kCases);
}

TEST(Unknown, OpenLists) {
  constexpr Case kCases[] = {
      {"open.exists(i, i == 2)", "true"},
      {"open.exists(i, i == 3)", "unknown[4]"},
      {"open.all(i, i == 1)", "false"},
      {"open.all(i, i < 3)", "unknown[4]"},
      {"none.all(i, i < 3)", "unknown[6]"},
      {"none.exists(i, i < 3)", "unknown[6]"},
      {"open.exists_one(i, i == 1)", "unknown[4]"},
      {"open.exists(p, i, i == 1)", "unknown[4]"},
      {"size(open)", "unknown[4]"},
      {"open.size() > 0", "unknown[4]"},
      {"open[0]", "unknown[4]"},
      {"open == [1, 2]", "unknown[4]"},
      {"1 in open", "true"},
      {"3 in open", "unknown[4]"},
      {"open.filter(i, i > 1).exists(i, i == 2)", "true"},
      {"open.filter(i, i > 1).all(i, i == 2)", "unknown[4]"},
      {"open.filter(i, i > 1)", "[2 …]"},
      {"open.map(i, i == 1).exists(i, i)", "true"},
      {"open.map(i, 1 / i).exists(i, i == 1)", "unknown[4]"},
      {"open + closed", "[1, 2, 1, 2 …]"},
      {"(open + none).all(i, i > 0)", "unknown[4, 6]"},
      {"closed.filter(i, i == 1 || x).exists(i, i == 1)", "true"},
      {"closed.filter(i, i == 1 || x).all(i, i == 1)", "unknown[1]"},
      {"closed.filter(i, i == 1 || x).size()", "unknown[1]"},
      {"sets.contains(open, [1])", "true"},
      {"sets.contains(open, [3])", "unknown[4]"},
      {"sets.contains([1], open)", "false"},
      {"sets.intersects(open, [2])", "true"},
      {"sets.intersects(open, [3])", "unknown[4]"},
      {"sets.equivalent(open, [1])", "false"},
      {"open.sort()", "unknown[4]"},
      {"items[0].tags.exists(t, t == 't')", "true"},
      {"items[0].tags.all(t, t == 't')", "unknown[22]"},
      {"many.map(i, i.name)", "['a' …]"},
      {"many.all(i, size(i.tags) == 0)", "unknown[9]"},
      {"optional.of(open).value().exists(i, i == 1)", "true"},
      {"type(open) == list", "true"},
  };
  expect_all(kCases);
}

TEST(Unknown, Has) {
  constexpr Case kCases[] = {
      {"has(items[0].name)", "true"},
      {"has(items[0].tags)", "true"},
      {"has(items[1].name)", "unknown[21]"},
      {"has(items[1].tags)", "false"},
      {"items[1].tags.size() == 0", "unknown[22]"},
      {"items.all(i, has(i.tags))", "false"},
      {"items.exists(i, has(i.name))", "true"},
      {"items.all(i, !has(i.tags) || i.tags.exists(t, t == 't'))", "true"},
      {"items[1].?tags.hasValue()", "false"},
      {"items[1].?name.hasValue()", "unknown[21]"},
      {"items[1].?tags.orValue(['z'])[0]", "'z'"},
      {"items[0].?name.orValue('z')", "'a'"},
      {"has({'a': x}.a)", "unknown[1]"},
  };
  expect_all(kCases);
}

TEST(Unknown, FactsReadAreListed) {
  Facts facts;
  const Source source("test", "x && items.exists(i, has(i.tags)) && absent == 'a' && closed.all(i, i > 0)");
  Checked<Ast> parsed = parse(source, Span{&source, 0, static_cast<std::uint32_t>(source.text().size())});
  ASSERT_TRUE(parsed);
  Checked<Ast> checked = check(std::move(*parsed.value), facts.environment, nullptr);
  ASSERT_TRUE(checked);
  EXPECT_EQ(facts_read(*checked.value), (std::vector<std::uint32_t>{1, 3, 5, 8, 22}));
}

}  // namespace
}  // namespace hegui::cel::test
