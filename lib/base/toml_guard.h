// What toml++ 3.3 must not be given: it takes some characters for unreachable and recurses without a bound of its own.
// Every reader of TOML asks here first.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hegui {

// The first thing in a document that the library would not survive.
struct TomlRefusal {
  enum class Reason { Syntax, Depth } reason = Reason::Syntax;
  std::size_t begin = 0;  // bytes of the document
  std::size_t size = 0;
  std::string message;
  std::string help = {};
};

// Looks for brackets or dotted keys that go too deep, for headers without a key, and for what is not UTF-8 or stands
// outside quotes and comments beyond ASCII. `text` is without its byte order mark. Nothing found means safe, not
// correct.
std::optional<TomlRefusal> refuse_toml(std::string_view text);

}  // namespace hegui
