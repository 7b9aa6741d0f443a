// The four kinds of quoted text of TOML 1.0: basic and literal, on one line and on several.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace hegui::read::tree {

// Why a text cannot be read, about bytes [begin, end) of the source.
struct TextProblem {
  Code code;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string message;
  std::string help = {};
};

// Reads the text whose quote stands at byte `at` of `source` into `out`, unescaped and with LF at its line ends, and
// moves `at` past it; or says why not (HG1202, HG1204, HG1208).
std::optional<TextProblem> read_toml_text(std::string_view source, std::size_t& at, std::string& out);

// True for a character that stands nowhere in TOML, neither in a text nor in a comment.
bool is_toml_control(char c);
// The problem of one at byte `at` (HG1208).
TextProblem toml_control(std::string_view source, std::size_t at);

}  // namespace hegui::read::tree
