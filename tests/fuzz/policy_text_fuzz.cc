// The text of a privacy policy as each of its notations: the first byte chooses. Every place must lie in the source.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "base/utf8.h"
#include "read/format/policy_text.h"
#include "read/syntax/prose.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  if (size == 0) return 0;
  static constexpr const char* kNames[] = {"p.html", "p.md", "p.txt", "p"};
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string name = kNames[data[0] % 4];
  if (utf8::find_invalid(text) == std::string_view::npos) {
    const read::Prose prose = read::prose_of(text, read::markup_of(name, text));
    if (utf8::find_invalid(prose.text) != std::string_view::npos || prose.text.size() > text.size() + 1) std::abort();
    for (std::size_t at = 0; at < prose.text.size(); ++at)
      if (prose.source_of(at) >= text.size()) std::abort();
  }
  const vocab::Vocabulary none{image::View()};
  const auto source = std::make_shared<Source>(name, text);
  const auto read = read::read_policy_text(source, none, vocab::PolicyTerms{image::View()});
  if (!read && read.issues.empty()) std::abort();
  return 0;
}
