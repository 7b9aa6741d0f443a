// Resource tables of bundles (ResourceTable of Resources.proto): what a reference stands for, as syntax/arsc.h says it
// of built packages.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "read/format.h"
#include "read/syntax/arsc.h"

namespace hegui::read::proto {

class Resources {
 public:
  // Errors: HG1193 a damaged table, HG1194 over a limit.
  static Checked<Resources> open(SourcePtr source, const Limits& limits);

  // What the resource says in the default configuration, or in the first that has it. References are followed up to 20
  // steps. Nothing when there is no such resource, it is a bag of values, the references lead in a circle, or a hostile
  // table has used up the work allowed.
  std::optional<arsc::Resolved> resolve(std::uint32_t id);

 private:
  bool index(const Limits& limits, std::vector<Diagnostic>& issues);

  SourcePtr source_;
  std::unordered_map<std::uint32_t, std::string_view> entries_;  // Entry messages by resource number
  std::uint64_t bytes_left_ = std::uint64_t{64} << 20;           // of entries that resolving may look at
};

}  // namespace hegui::read::proto
