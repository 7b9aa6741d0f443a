// `hegui check`: read, merge, judge, score, compare with a baseline, report, gate.
#include <fmt/format.h>

#include "base/file_system.h"
#include "commands.h"
#include "judge.h"
#include "load.h"
#include "result/baseline.h"
#include "result/gate.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

constexpr std::uint64_t kMostBaselineBytes = std::uint64_t{1} << 30;

Result<result::Baseline> load_baseline(const std::string& file) {
  const auto source = disk().open(file, kMostBaselineBytes);
  if (!source) return std::unexpected(source.error());
  return result::read_baseline((*source)->text(), file);
}

// False when the baseline could not be written. What could not all be read is no state to accept.
bool write_baseline(const Common& common, const std::string& file, const result::Baseline& baseline, int exit_status) {
  if (exit_status == 2) {
    complain(common, "未写出 {}：有输入无法读取", "{} is not written: not all inputs could be read", file);
    return false;
  }
  const Result<void> written = write_file(file, result::to_json(baseline));
  if (!written) print(common, written.error());
  return written.has_value();
}

}  // namespace

int run_check(const Check& options, const Common& common) {
  const auto loaded = load_policy(common);
  if (!loaded) return 2;
  auto how = plan(options, common, loaded->policy);
  if (!how) return 2;
  std::optional<result::Baseline> baseline;
  if (!options.baseline.empty()) {
    auto read = load_baseline(options.baseline);
    if (!read) return print(common, read.error()), 2;
    baseline = std::move(*read);
  }
  const read::Context context{.limits = common.limits, .vocabulary = &loaded->vocabulary};
  result::Run run = judge(load_inputs(options.paths, context), *loaded, *how, disk());
  // A run that writes a baseline is held against the one given, else against what it accepts.
  std::optional<result::Baseline> next;
  if (!options.write_baseline.empty()) next = result::baseline_of(run);
  if (!baseline) baseline = next;
  if (baseline) result::apply(*baseline, run);
  how->gate.baseline = baseline ? &*baseline : nullptr;
  tell_issues(options, common, run);
  const result::Gate gate = result::gate(run, how->gate);
  bool written = write_reports(options, common, gate,
                               [&](std::string_view format, const report::WriteOptions& write, std::string& out) {
                                 report::find_writer(format)->write(run, write, out);
                               });
  if (next) written = write_baseline(common, options.write_baseline, *next, gate.exit_status) && written;
  return written ? gate.exit_status : 2;
}

}  // namespace hegui::cli
