// Bytes through the readers of a family of formats: whatever they are, there are facts or there is a reason.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "read/format.h"

namespace hegui::fuzz {

// Reads `bytes` under `name`; `beside` is what every file beside it holds.
inline void read_manifest(const char* name, std::string bytes, const std::string& beside) {
  read::Context context;
  context.limits.max_entry_bytes = std::uint64_t{1} << 20;
  context.limits.max_memory_bytes = std::uint64_t{4} << 20;
  context.beside = [&](const Source&, std::string_view) { return std::make_shared<const Source>("beside", beside); };
  const auto read = read::read(std::make_shared<const Source>(name, std::move(bytes)), context);
  for (const Diagnostic& issue : read.issues) static_cast<void>(render(issue));
  if (!read && read.issues.empty()) __builtin_trap();  // a refusal has a reason
}

}  // namespace hegui::fuzz
