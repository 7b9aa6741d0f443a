// Conditions and values made from a stream of choices: a random generator in the differential test, the fuzzer's bytes
// in the fuzz target.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <utility>

#include "run.h"
#include "tree_walk.h"

namespace hegui::cel::test {

using value::TypePool;
using value::Value;

using Choices = std::function<std::uint32_t()>;

// Well-typed conditions, as the choices fall. Names: b0 b1 bools, n0 n1 ints, s0 s1 strings, l an open and k a closed
// list of ints, rs records.
class Generator {
 public:
  explicit Generator(Choices choices) : random_(std::move(choices)) {}

  std::string boolean(int depth) {
    if (depth <= 0) return pick({"b0", "b1", "true", "false", "n0 < 1", "s0 == 'a'", "has(rs[0].t)", "has(rs[1].t)"});
    const auto half = [&] { return boolean(depth - 1); };
    switch (random_() % 14) {
      case 0:
        return fmt::format("({} && {} && {})", half(), half(), half());
      case 1:
        return fmt::format("({} || {})", half(), half());
      case 2:
        return fmt::format("!({})", half());
      case 3:
        return fmt::format("({} ? {} : {})", half(), half(), half());
      case 4:
        return fmt::format("({} {} {})", integer(depth - 1), pick({"==", "!=", "<", ">="}), integer(depth - 1));
      case 5:
        return fmt::format("({} == {})", text(depth - 1), text(depth - 1));
      case 6:
        return fmt::format("({} in {})", integer(depth - 1), list(depth - 1));
      case 7:
        return fmt::format("({} in [{}, {}])", integer(depth - 1), integer(depth - 1), integer(depth - 1));
      case 8:
        return quantifier(pick({"all", "exists", "exists_one"}), list(depth - 1), depth);
      case 9:
        return records(pick({"all", "exists"}), depth);
      case 10:
        return fmt::format("{}.{}({})", text(depth - 1), pick({"startsWith", "contains", "endsWith"}), text(depth - 1));
      case 11:
        return fmt::format("({} == {})", list(depth - 1), list(depth - 1));
      case 12:
        return fmt::format("(({}) == ({}))", half(), half());
      default:
        return fmt::format("sets.contains({}, {})", list(depth - 1), list(depth - 1));
    }
  }

 private:
  std::string integer(int depth) {
    if (depth <= 0) return pick({"n0", "n1", "0", "1", "2", "9223372036854775807"});
    switch (random_() % 5) {
      case 0:
        return fmt::format("({} {} {})", integer(depth - 1), pick({"+", "-", "*", "/", "%"}), integer(depth - 1));
      case 1:
        return fmt::format("size({})", list(depth - 1));
      case 2:
        return fmt::format("({} ? {} : {})", boolean(depth - 1), integer(depth - 1), integer(depth - 1));
      case 3:
        return fmt::format("size({})", text(depth - 1));
      default:
        return "-" + integer(0);
    }
  }

  std::string text(int depth) {
    if (depth <= 0) return pick({"s0", "s1", "'a'", "''", "rs[0].t", "rs[1].t"});
    return random_() % 2 == 0 ? fmt::format("({} + {})", text(depth - 1), text(depth - 1))
                              : fmt::format("string({})", integer(depth - 1));
  }

  std::string list(int depth) {
    if (depth <= 0) return pick({"l", "k", "[1, 2]", "[n0]", "[n0, 1, n1]"});
    switch (random_() % 3) {
      case 0:
        return fmt::format("({} + {})", list(depth - 1), list(depth - 1));
      case 1:
        return quantifier("filter", list(depth - 1), depth);
      default: {
        const std::string name = variable();
        return fmt::format("{}.map({}, {} {} {})", list(depth - 1), name, name, pick({"+", "/", "*"}),
                           integer(depth - 1));
      }
    }
  }

  std::string quantifier(const std::string& macro, const std::string& range, int depth) {
    const std::string name = variable();
    const std::string body = random_() % 2 == 0
                                 ? fmt::format("{} {} {}", name, pick({"==", "<", ">="}), integer(depth - 1))
                                 : fmt::format("(1 / {} == {} || {})", name, integer(depth - 1), boolean(depth - 1));
    return fmt::format("{}.{}({}, {})", range, macro, name, body);
  }

  std::string records(const std::string& macro, int depth) {
    return fmt::format("rs.{0}({1}, {1}.t == {2} || has({1}.t) == ({3}))", macro, variable(), text(depth - 1),
                       boolean(depth - 1));
  }

  std::string variable() { return fmt::format("v{}", count_++); }

  std::string pick(std::initializer_list<const char*> words) { return *(words.begin() + random_() % words.size()); }

  Choices random_;
  int count_ = 0;
};

// Values for its names, as the choices fall: known ones, unknown ones, ones that are absent.
class GeneratedFacts : public World {
 public:
  void fill(const Choices& random) {
    const auto either = [&](Value known, std::uint32_t fact) {
      return random() % 3 == 0 ? unknown({fact}, random() % 2 == 0) : known;
    };
    set("b0", TypePool::boolean(), either(Value::boolean(random() % 2 == 0), 1));
    set("b1", TypePool::boolean(), either(Value::boolean(random() % 2 == 0), 2));
    set("n0", TypePool::integer(), either(Value::integer(static_cast<std::int64_t>(random() % 3)), 3));
    set("n1", TypePool::integer(), Value::integer(static_cast<std::int64_t>(random() % 3) - 1));
    set("s0", TypePool::string(), either(Value::string("a"), 5));
    set("s1", TypePool::string(), Value::string("ab"));
    set("l", types.list(TypePool::integer()), list({Value::integer(0), Value::integer(2)}, random() % 2 == 0));
    set("k", types.list(TypePool::integer()),
        list({Value::integer(1), Value::integer(static_cast<std::int64_t>(random() % 3))}));
    if (record_type == nullptr) record_type = types.record("rs[]", {{"t", TypePool::string(), 19}});
    set("rs", types.list(record_type),
        list({record(record_type, {either(Value::string("a"), 19)}),
              record(record_type, {either(Value::string("b"), 19)})}));
  }

 private:
  const value::Type* record_type = nullptr;
};

// What the planned program and the plain tree walk make of a condition over `facts`, both printed; two diagnostics when
// it does not check.
struct Agreement {
  std::string planned, walked;
};
Agreement judge_both_ways(const std::string& text, World& facts);

}  // namespace hegui::cel::test
