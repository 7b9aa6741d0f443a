// What a function of the language gets beside its arguments: memory, the budget, and the ways to fail. Not for use
// outside lib/cel.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>

#include "cel/evaluate.h"
#include "value/value.h"

namespace hegui::cel {

class Context {
 public:
  explicit Context(Scratch& scratch) : scratch_(scratch), steps_(scratch.budget().steps) {}

  // Takes `count` steps from the budget; false when it is spent. Then the evaluation is to end with spent().
  bool charge(std::uint64_t count = 1) {
    if (steps_ < count) return steps_ = 0, false;
    // Small values are not counted one by one; now and then the arena is asked.
    if ((steps_ & ~kAskEvery) != ((steps_ - count) & ~kAskEvery) && arena().used() > scratch_.budget().memory * 2)
      return steps_ = 0, false;
    steps_ -= count;
    return true;
  }
  value::Value spent() { return fail("the condition takes too many steps"); }
  std::uint64_t& steps() { return steps_; }

  // Whether `bytes` more may be made; counted against the scratch.
  bool reserve(std::size_t bytes) { return scratch_.charge(bytes); }
  value::Value too_large() { return fail("the condition makes values that are too large"); }

  Arena& arena() { return scratch_.arena(); }
  RegexCache& regexes() { return scratch_.regexes(); }

  value::Value fail(std::string_view message) {
    return value::Value::error(arena().make<value::Failure>(arena().copy(message)));
  }
  // What CEL calls an argument of a kind the function does not take.
  value::Value no_overload() { return fail("no such overload"); }

  // Copies of the text, or an error when that is too much.
  value::Value string(std::string_view text) {
    return reserve(text.size()) ? value::Value::string(arena().copy(text)) : too_large();
  }
  value::Value bytes(std::string_view text) {
    return reserve(text.size()) ? value::Value::bytes(arena().copy(text)) : too_large();
  }
  // A list of exactly these items, which are copied. Open with `missing` when `open`.
  value::Value list(std::span<const value::Value> items, bool open = false, const value::Missing* missing = nullptr);
  value::Value map(std::span<const value::MapEntry> entries);
  value::Value optional(const value::Value& held) { return value::Value::optional(arena().make<value::Value>(held)); }
  value::Value no_value() { return value::Value::optional(nullptr); }

  // The unknown that names the facts of all unknown values and open lists among `values`, at any depth.
  value::Value unknown(std::span<const value::Value> values);
  value::Value unknown(std::initializer_list<value::Value> values) {
    return unknown(std::span(values.begin(), values.size()));
  }
  // The unknown of an open list.
  value::Value unknown_members(const value::List& list);
  // Both unknowns' facts in one.
  const value::Missing* merge(const value::Missing* a, const value::Missing* b);

  // CEL equality as a value: a bool, unknown, or the error of a spent budget.
  value::Value equal(const value::Value& a, const value::Value& b);

 private:
  static constexpr std::uint64_t kAskEvery = 4095;

  Scratch& scratch_;
  std::uint64_t steps_;
};

}  // namespace hegui::cel
