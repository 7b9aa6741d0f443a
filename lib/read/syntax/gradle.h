// Build scripts of Gradle, Groovy or Kotlin, as the statements they are made of. They are programs: what is computed
// cannot be read, but most of what concerns a product is written down plainly.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace hegui::read::gradle {

enum class TokenKind : std::uint8_t {
  Name,    // identifiers, dots between them included: `libs.versions.sdk.get`
  Text,    // a string without its quotes
  Filled,  // a string with `$` in it, whose value is not written down
  Number,
  Sign,  // one character
};

struct Token {
  TokenKind kind = TokenKind::Sign;
  std::string_view text;
};

struct Statement {
  std::vector<std::string_view> blocks;  // names of the blocks around it, from the top, dots parted
  std::vector<Token> tokens;             // never empty

  bool within(std::string_view block) const { return !blocks.empty() && blocks.back() == block; }
};

// Statements in order. One ends at the end of its line unless a bracket is open or the line plainly goes on; what opens
// a block is a statement too. Comments are passed over. The views point into `text`. At most `max_tokens` are read.
std::vector<Statement> parse(std::string_view text, std::size_t max_tokens);

// The lines of a file of properties, `name=value`, as the statements that assign them as texts. Quotes around a value
// are left out, since builds that write them take them so.
std::vector<Statement> parse_properties(std::string_view text, std::size_t max_lines);

}  // namespace hegui::read::gradle
