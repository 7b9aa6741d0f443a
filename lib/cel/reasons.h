// Why a condition is true or false: which of the values it read decided it. For pointing at the place that is judged,
// not for judging.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cel/evaluate.h"
#include "cel/program.h"
#include "value/value.h"

namespace hegui::cel {

// One value that was read.
struct Read {
  const void* host = nullptr;  // Record::host of the record it is a field of; null: a variable of the environment
  std::uint32_t fact = 0;      // as the environment or the record's type numbers it
  value::Value member = {};    // of a list of plain values: the member that counts; Null: the value as a whole
};

// What decided a condition that evaluate() finds true or false, the most telling first; nothing for other results. Of
// `a && b` that is false only the false operands count, of `a || b` the last one first, since what is demanded stands
// behind its exceptions. Of an `exists` that found nothing, the members of the name asked for that come nearest count,
// then the list.
std::vector<Read> reasons(const ProgramView& program, std::span<const value::Value> slots, Scratch& scratch);

}  // namespace hegui::cel
