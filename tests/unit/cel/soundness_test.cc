// The law by brute force: over all small expressions, a verdict that is decided while facts are missing is the same for
// every way of filling them in, and an unknown names only facts that are missing.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>

#include "run.h"

namespace hegui::cel::test {
namespace {

using value::Kind;
using value::TypePool;
using value::Value;

// Conditions over a, b (bool), n (int), l (a list of int that starts with 1), r (a record with a text) and q (an absent
// text).
constexpr std::string_view kAtoms[] = {
    "a",
    "b",
    "true",
    "false",
    "a == b",
    "n > 0",
    "n == 1",
    "1 / n > 0",
    "10 % n == 0",
    "r.p == 'v'",
    "r.p != ''",
    "has(r.p)",
    "r.?p.hasValue()",
    "r.?p.orValue('v') == 'v'",
    "q == 'v'",
    "q.startsWith('v')",
    "l.exists(x, x == n)",
    "l.exists(x, x == 1)",
    "l.all(x, x > 0)",
    "l.all(x, x == 1)",
    "l.exists_one(x, x == 1)",
    "l.exists_one(x, x == 2)",
    "size(l) > 1",
    "1 in l",
    "2 in l",
    "n in l",
    "n in [0, 1]",
    "l == [1]",
    "l[0] == 1",
    "l.filter(x, x > 1).size() > 0",
    "l.filter(x, x > 0).exists(x, x == 1)",
    "l.filter(x, 1 / x > 0).exists(x, x == 1)",
    "l.filter(x, a).exists(x, x == 1)",
    "l.filter(x, a || x == 1).exists(x, x == 1)",
    "l.map(x, 1 / x).exists(x, x == 1)",
    "l.map(x, x == 1).exists(x, x)",
    "l.map(x, b, x).all(x, x == 1)",
    "l.exists(i, x, i == 0 && x == 1)",
    "(l + [n]).exists(x, x == 1)",
    "[a, b].all(x, x)",
    "[a, b].exists(x, x)",
    "[1, 2].filter(x, a || x == 1).all(x, x == 1)",
    "[1, 2].filter(x, b).exists(x, x > 0)",
    "sets.contains(l, [1])",
    "sets.contains([1], l)",
    "sets.intersects(l, [2])",
    "sets.equivalent(l, [1])",
    "sets.intersects(l, [n])",
    "cel.bind(v, a, v || !v)",
    "type(n) == int",
    "dyn(n) == 1.0",
    "{'k': a}.k",
    "has({'k': a}.k)",
    "string(n) == '1'",
    "[r].exists(x, x.p == 'v')",
    "[r] == [r]",
    "l.transformMap(i, x, x).size() == 1",
    "optional.of(a).optMap(x, !x).value()",
    "math.greatest(n, 1) == 1",
    "l.exists(x, r.p == 'v')",
};

class Facts : public World {
 public:
  Facts() {
    record_type = types.record("r", {{"p", TypePool::string(), 5}});
    set("a", TypePool::boolean(), unknown({1}));
    set("b", TypePool::boolean(), unknown({2}));
    set("n", TypePool::integer(), unknown({3}));
    set("l", types.list(TypePool::integer()), list({Value::integer(1)}, true));
    set("r", record_type, record(record_type, {unknown({5})}));
    set("q", TypePool::string(), unknown({6}, true));
    fill();
  }

  // Every way the missing facts may turn out; a text may also turn out absent.
  void fill() {
    const std::vector<Value> lists = {list({Value::integer(1)}), list({Value::integer(1), Value::integer(0)}),
                                      list({Value::integer(2), Value::integer(1)}),
                                      list({Value::integer(1), Value::integer(1), Value::integer(2)})};
    const std::vector<Value> texts = {Value::string(""), Value::string("v"), unknown({5}, true)};
    for (const bool a : {false, true})
      for (const bool b : {false, true})
        for (const std::int64_t n : {0, 1})
          for (const Value& l : lists)
            for (const Value& p : texts)
              for (const std::string_view q : {"", "v"})
                fillings.push_back({Value::boolean(a), Value::boolean(b), Value::integer(n), l,
                                    record(record_type, {p}), Value::string(q)});
  }

  const value::Type* record_type = nullptr;
  std::vector<std::vector<Value>> fillings;
};

// Returns whether the verdict is decided; fails the test when some filling contradicts it.
bool holds(Facts& facts, const std::string& text) {
  const Source source("test", text);
  Checked<Ast> parsed = parse(source, Span{&source, 0, static_cast<std::uint32_t>(text.size())});
  Checked<Ast> checked = check(std::move(*parsed.value), facts.environment, TypePool::boolean());
  if (!checked) {
    ADD_FAILURE() << text << ": " << checked.issues[0].message;
    return false;
  }
  image::Writer writer;
  const ProgramRef program = plan(*checked.value, writer);
  const std::string image = writer.finish();
  const ProgramView view_of = view(image::View(image), program);
  facts.scratch.reset();
  const Value partial = evaluate(view_of, facts.slots, facts.scratch);
  if (partial.is(Kind::Unknown)) {
    for (const std::uint32_t fact : partial.as_unknown().facts) EXPECT_TRUE(fact >= 1 && fact <= 6) << text;
    EXPECT_FALSE(partial.as_unknown().facts.empty()) << text;
    return false;
  }
  for (const auto& filling : facts.fillings) {
    const Value full = evaluate(view_of, filling, facts.scratch);
    if (full.is(Kind::Unknown)) continue;  // a text that turned out absent
    if (full.kind() == partial.kind() && (full.is(Kind::Error) || full.as_bool() == partial.as_bool())) continue;
    ADD_FAILURE() << text << " is " << print(partial) << " while facts are missing, and " << print(full)
                  << " once they are there";
    break;
  }
  return true;
}

TEST(Soundness, Atoms) {
  Facts facts;
  for (const std::string_view atom : kAtoms) holds(facts, std::string(atom));
}

TEST(Soundness, PairsOfAtoms) {
  Facts facts;
  std::size_t decided = 0, all = 0;
  for (const std::string_view left : kAtoms)
    for (const std::string_view right : kAtoms)
      for (const std::string_view pattern : {"({0}) && !({1})", "({0}) || ({1})", "({0}) == ({1})"}) {
        ++all;
        if (holds(facts, fmt::format(fmt::runtime(pattern), left, right))) ++decided;
        if (HasFailure()) return;
      }
  EXPECT_GT(decided, all / 20);
}

TEST(Soundness, ThreeAtoms) {
  Facts facts;
  constexpr std::size_t kStep = 35;  // a sample: all of them would take minutes
  std::size_t at = 0;
  for (const std::string_view first : kAtoms)
    for (const std::string_view second : kAtoms)
      for (const std::string_view third : kAtoms) {
        if (++at % kStep != 0) continue;
        for (const std::string_view pattern : {"({0}) ? ({1}) : ({2})", "({0}) && ({1}) || ({2})"})
          holds(facts, fmt::format(fmt::runtime(pattern), first, second, third));
        if (HasFailure()) return;
      }
}

}  // namespace
}  // namespace hegui::cel::test
