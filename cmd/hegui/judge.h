// What `check` and `diff` share: a plan from the command line, a run from inputs, and reports from a run.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "load.h"
#include "options.h"
#include "report/writers.h"
#include "result/gate.h"
#include "result/run.h"

namespace hegui::cli {

// What the command line said, made exact.
struct Plan {
  Date as_of;
  std::vector<std::uint8_t> chosen;
  result::GateOptions gate;
  bool facts = false;  // the result keeps the facts: a format asked for tells them, or they are to be compared
};

// Nothing when the command line could not be made exact, which has been printed then.
std::optional<Plan> plan(const Check& options, const Common& common, const policy::Policy& policy);

// Merges and judges each product; `files` is where its evidence lies.
result::Run judge(gather::Gathered gathered, const LoadedPolicy& loaded, const Plan& plan, const FileSystem& files);

// Prints what goes to standard output and writes the files, all of them or none; false when they could not be written.
// A failing gate is told last. `write` appends one format, named, to a text.
using WriteFormat = std::function<void(std::string_view format, const report::WriteOptions& how, std::string& out)>;
bool write_reports(const Check& options, const Common& common, const result::Gate& gate, const WriteFormat& write);

// Prints the run's issues to standard error, unless a text report on standard output tells them.
void tell_issues(const Check& options, const Common& common, const result::Run& run);

}  // namespace hegui::cli
