// Resource tables (resources.arsc): what a reference such as @string/app_name stands for. Only what is asked for is
// decoded.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/format.h"
#include "read/syntax/axml_strings.h"

namespace hegui::read::arsc {

// A value a reference leads to.
struct Resolved {
  std::uint8_t type = 0;  // axml::DataType
  std::uint32_t data = 0;
  std::string_view text;  // of a string; lives as long as the table
};

class Table {
 public:
  // Errors: HG1120 no resource table, HG1121 a damaged or cut off chunk.
  static Checked<Table> open(SourcePtr source, const Limits& limits);

  // What the resource `id` (package, type and entry: 0xPPTTEEEE) says in the default configuration, or in the first
  // configuration that has it when there is no default. References are followed up to 20 steps. Nothing when there is
  // no such resource, it is a bag of values, the references lead in a circle, or a hostile table has used up the work
  // allowed.
  std::optional<Resolved> resolve(std::uint32_t id);

 private:
  // One type chunk: the entries of one type in one configuration.
  struct TypeChunk {
    std::uint32_t key = 0;  // id >> 16
    bool standard = false;  // the default configuration
    axml::ChunkView chunk;
  };

  bool add_package(const axml::ChunkView& package, const Limits& limits, const Span& place,
                   std::vector<Diagnostic>& issues);
  std::optional<Resolved> entry(const TypeChunk& type, std::uint32_t index) const;
  std::optional<Resolved> lookup(std::uint32_t id);

  SourcePtr source_;
  Arena arena_;
  axml::StringPool strings_;
  std::uint32_t steps_left_ = 20'000'000;
  std::uint64_t text_left_ = std::uint64_t{64} << 20;  // bytes of strings, each as often as it is asked for
  std::vector<TypeChunk> types_;                       // by key, the default configuration first, else in file order
};

}  // namespace hegui::read::arsc
