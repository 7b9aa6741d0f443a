// Runs the rows of one program. machine.cc has the single operations, machine_macros.cc the ones that go over lists and
// maps. Not for use outside lib/cel.
#pragma once

#include <cstdint>
#include <span>

#include "cel/code.h"
#include "cel/context.h"
#include "cel/evaluate.h"

namespace hegui::cel {

class Machine {
 public:
  Machine(const ProgramView& program, std::span<const value::Value> slots, Scratch& scratch)
      : context_(scratch),
        image_(program.image),
        ops_(program.ops.data() + 1),
        slots_(slots),
        locals_(scratch.locals().data()) {}

  // The value of row `at`. Recursion is as deep as the tree was.
  value::Value run(std::uint32_t at);

 private:
  using Value = value::Value;

  const std::uint32_t* children(const Op& op) const { return reinterpret_cast<const std::uint32_t*>(ops_ + op.a); }
  Value slot(const Op& op);
  Value slot_test(const Op& op);
  Value with_facts(const Value& value, std::uint32_t fact);
  Value field(const Op& op);
  Value named_field(const Op& op);
  Value field_of(const Op& op, const Value& operand);
  Value named_field_of(const Op& op, const Value& operand);
  Value present(const Value& value);
  Value logic(const Op& op, bool decisive);
  Value conditional(const Op& op);
  Value equality(const Op& op, bool wanted);
  Value order(const Op& op);
  Value in(const Op& op);
  Value in_members(const Op& op);
  Value index(const Op& op);
  Value index_of(const Op& op, const Value& operand, const Value& key);
  Value call(const Op& op);
  Value match(const Op& op);
  Value list(const Op& op);
  Value map(const Op& op);
  // The error or the unknown that stands in the way of a strict operation over `values`, or null when none does.
  const Value* obstacle(std::span<const Value> values);

  // machine_macros.cc
  struct Members;
  Value quantifier(const Op& op, bool decisive);
  Value exists_one(const Op& op);
  Value filter(const Op& op);
  Value map_list(const Op& op);
  Value transform_map(const Op& op);
  Value bind(const Op& op);
  Value optional_map(const Op& op);
  bool add_entry(std::span<value::MapEntry> entries, std::size_t& count, const Value& key, const Value& held,
                 Value& failure);

  Context context_;
  const image::View& image_;
  const Op* ops_;
  std::span<const Value> slots_;
  Value* locals_;
  Value obstacle_;
};

}  // namespace hegui::cel
