// Text to tree. Conditions stand inside larger files: every diagnostic points into that file.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"
#include "base/source.h"
#include "cel/ast.h"
#include "cel/limits.h"

namespace hegui::cel {

// A condition whose text in the file is not its own bytes, because the file's format escapes them.
struct Escaped {
  std::string_view text;  // unescaped
  std::span<const std::uint32_t>
      offsets;  // text.size() + 1 entries: for each byte and for the end, its byte in the source
};

// Parses bytes [condition.begin, condition.end) of `source`, which must outlive the tree and what is made of it before
// planning. Diagnostics: HG2001 to HG2019.
Checked<Ast> parse(const Source& source, const Span& condition, const Limits& limits = {});
Checked<Ast> parse(const Source& source, const Escaped& condition, const Limits& limits = {});

}  // namespace hegui::cel
