// Baselines and stored results are somebody's file: whatever stands in one, reading it ends with a baseline that can be
// applied and written, or with a diagnostic.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "result/baseline.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto baseline = hegui::result::read_baseline(text, "fuzz.json");
  if (!baseline) return 0;
  const std::string written = hegui::result::to_json(*baseline);
  const auto again = hegui::result::read_baseline(written, "again.json");
  if (!again || hegui::result::to_json(*again) != written) std::abort();
  return 0;
}
