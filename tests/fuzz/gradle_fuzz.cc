// Build scripts of Gradle: every token is a piece of the text, and no statement is empty.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "read/syntax/gradle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const hegui::read::gradle::Statement& statement : hegui::read::gradle::parse(text, 10'000)) {
    if (statement.tokens.empty()) std::abort();
    for (const hegui::read::gradle::Token& token : statement.tokens)
      if (token.text.data() < text.data() || token.text.data() + token.text.size() > text.data() + text.size())
        std::abort();
  }
  return 0;
}
