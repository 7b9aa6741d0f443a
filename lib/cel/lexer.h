// Text of a condition to tokens. Literals are decoded here, so that the parser sees values only. CEL: Lexical analysis.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "value/value.h"

namespace hegui::cel {

enum class TokenKind : std::uint8_t {
  End,
  Identifier,
  Quoted,    // an identifier in back quotes
  Keyword,   // in, true, false, null
  Reserved,  // a word CEL keeps for later
  Int,       // digits only: the parser decides the sign, `text` holds them
  Uint,
  Double,
  String,
  Bytes,
  Operator,  // `text` is the operator or bracket
};

struct Token {
  TokenKind kind = TokenKind::End;
  std::uint32_t begin = 0, end = 0;  // bytes of the condition
  std::string text = {};             // identifier, operator, digits, or the decoded contents of a string
  std::uint64_t number = 0;          // of Int (magnitude) and Uint
  double real = 0;
};

// What is wrong with a text, before it is tied to a file.
struct Mistake {
  Code code;
  std::uint32_t begin = 0, end = 0;
  std::string message;
  std::string help = {};
};

// The tokens of `text`, ending with an End token, or the first mistake.
std::optional<Mistake> tokenize(std::string_view text, std::vector<Token>& out);

}  // namespace hegui::cel
