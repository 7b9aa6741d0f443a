// Running a planned condition over the values of its slots, by CEL's rules with a third truth value for what is not
// known.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/arena.h"
#include "cel/limits.h"
#include "cel/program.h"
#include "value/value.h"

namespace hegui::cel {

class RegexCache;

// Memory of evaluations, for one thread at a time. What evaluate() returns lives until reset() or destruction.
class Scratch {
 public:
  explicit Scratch(Budget budget = {});
  ~Scratch();
  Scratch(Scratch&&) noexcept;
  Scratch& operator=(Scratch&&) noexcept;

  // Frees all results; keeps the memory and the compiled patterns for reuse.
  void reset() {
    arena_.reset();
    used_ = 0;
  }

  // Counts `bytes` of values made; false once that exceeds the budget.
  bool charge(std::size_t bytes) {
    if (bytes > budget_.memory - used_) return false;
    used_ += bytes;
    return true;
  }

  Arena& arena() { return arena_; }
  const Budget& budget() const { return budget_; }
  std::vector<value::Value>& locals() { return locals_; }
  RegexCache& regexes() { return *regexes_; }

 private:
  Budget budget_;
  std::size_t used_ = 0;
  Arena arena_;
  std::vector<value::Value> locals_;
  std::unique_ptr<RegexCache> regexes_;
};

// The value of `program`; Kind::Error when CEL's rules make it one or the budget is spent, Kind::Unknown naming the
// facts that would decide it. `slots` must reach as far as the environment's variables. Text in the result may point
// into slots and image.
value::Value evaluate(const ProgramView& program, std::span<const value::Value> slots, Scratch& scratch);

}  // namespace hegui::cel
