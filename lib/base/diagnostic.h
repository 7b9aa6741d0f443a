// What went wrong, as data: a stable code, a place, what was expected and found, and the next step. Rendering is
// lib/report's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace hegui {

enum class Level : std::uint8_t { Note, Warning, Error };

// `note`, `warning`, `error`: stable words.
std::string_view name(Level level);

// A stable number: 1xxx read, 2xxx cel, 3xxx policy, 4xxx check, 5xxx result and report, 9xxx internal. Printed as
// HG1203; a number never changes its meaning.
struct Code {
  std::uint16_t number = 0;
  bool operator==(const Code&) const = default;
  std::string to_string() const;
};

struct Label {
  Place place;
  std::string text;
};

struct Diagnostic {
  Code code;
  Level level = Level::Error;
  std::string message;
  Place place;  // empty file: the remark concerns no place
  std::vector<Label> related = {};
  std::string help = {};  // what to do next, where that is known
};

Diagnostic error(Code code, const Span& span, std::string message, std::string help = {});
Diagnostic warning(Code code, const Span& span, std::string message, std::string help = {});

// One line: `file:line:column: error[HG1203]: message`, then the source line, a caret and the help, each on its own
// line.
std::string render(const Diagnostic& diagnostic);

}  // namespace hegui
