// The formats a run can be reported in, as one table. A writer turns a run into bytes and does nothing else: no files,
// no terminal, no clock. Adding a format is one file and one row.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "result/gate.h"
#include "result/run.h"

namespace hegui::report {

enum class Language : std::uint8_t { Zh, En };

// Of the text report. Quiet: headline and gate; Verbose: every rule and every place.
enum class Verbosity : std::uint8_t { Quiet, Normal, Verbose };

struct WriteOptions {
  Language language = Language::Zh;
  Verbosity verbosity = Verbosity::Normal;
  bool colour = false;                 // ANSI colours, text only
  std::uint32_t width = 100;           // columns of the terminal, text only
  const result::Gate* gate = nullptr;  // the outcome to state, where there is one
};

struct Writer {
  std::string_view name;  // as --format has it
  std::string_view media_type;
  std::string_view about;  // a few words for --help
  // Appends to `out`. Text from inputs is escaped as the format asks.
  void (*write)(const result::Run& run, const WriteOptions& options, std::string& out);
};

std::span<const Writer> writers();
// Null when there is no such format.
const Writer* find_writer(std::string_view name);

}  // namespace hegui::report
