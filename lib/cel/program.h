// A planned condition: rows of one section of an image, without pointers, so that it can be stored, embedded and shared
// by threads.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/image.h"
#include "cel/ast.h"

namespace hegui::cel {

// The section of an image that holds programs; 41 to 59 are reserved for this library.
inline constexpr std::uint32_t kCodeSection = 40;

// Names a program of an image; unset by default.
struct ProgramRef {
  std::uint32_t first = 0;  // row of kCodeSection
  std::uint32_t count = 0;
  explicit operator bool() const { return count != 0; }
  bool operator==(const ProgramRef&) const = default;
};

// One row. What the operands mean depends on the code (plan.cc): rows of the same program, slots, numbers, or text of
// the image.
struct Op {
  std::uint8_t code = 0;
  std::uint8_t flags = 0;
  std::uint16_t count = 0;
  std::uint32_t a = 0, b = 0, c = 0;
};
static_assert(sizeof(Op) == 16);

struct ProgramView {
  image::View image;
  std::span<const Op> ops;  // the last row is the root
};

// A look at a planned program. Constant time; valid as long as the image is.
ProgramView view(image::View image, ProgramRef program);

// The facts that the program may read, as the environment and the types of records number them: ascending, without 0.
std::vector<std::uint32_t> facts_read(const ProgramView& program);

// Lays a checked or resolved tree out as a program in `image`.
ProgramRef plan(const Ast& ast, image::Writer& image);

}  // namespace hegui::cel
