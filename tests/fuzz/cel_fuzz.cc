// Any text as a condition: parsed, checked, planned and evaluated, as rules are and unchecked, over facts some of which
// are unknown. What is refused must be refused with a diagnostic, and what is accepted must end within its budget.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "generate.h"

namespace {

using namespace hegui;

// Conditions of the fuzzer's length need no more; a condition that is slow within it is a finding.
constexpr std::size_t kLongest = 4096;  // bytes

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > kLongest) return 0;
  static auto* const facts = [] {
    auto* made = new cel::test::GeneratedFacts;
    made->fill([count = 0U]() mutable { return count++; });
    return made;
  }();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (facts->run(text).empty() || facts->run_unchecked(text).empty()) std::abort();  // neither a value nor a diagnostic
  facts->diagnose(text, value::TypePool::boolean());
  facts->forget();
  return 0;
}
