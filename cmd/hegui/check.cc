// `hegui check`: read, merge, judge, score, report, gate.
#include <fmt/format.h>

#include <algorithm>

#include "base/file_system.h"
#include "batch/judge.h"
#include "commands.h"
#include "load.h"
#include "report/writers.h"
#include "result/assemble.h"
#include "result/gate.h"
#include "selection.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

// What the command line said, made exact; nothing when it could not be, which has been printed then.
struct Plan {
  Date as_of;
  std::vector<std::uint8_t> chosen;
  result::GateOptions gate;
};

std::optional<Plan> plan(const Check& options, const policy::Policy& policy) {
  Plan out;
  const auto day = day_of(options.as_of);
  auto chosen = chosen_rules(options.profile, options.select, options.ignore, policy);
  if (!day || !chosen) return std::nullopt;
  out.as_of = *day;
  out.chosen = std::move(*chosen);
  out.gate.fail_on = policy::parse_severity(options.fail_on);
  if (options.min_score) out.gate.min_score = static_cast<std::uint32_t>(*options.min_score * 10 + 0.5);
  out.gate.strict = options.strict;
  return out;
}

result::Run judge(gather::Gathered gathered, const LoadedPolicy& loaded, const Plan& plan) {
  result::Run run = result::begin_run(loaded.policy, HEGUI_VERSION, plan.as_of);
  run.issues = std::move(gathered.issues);
  check::Scratch scratch;
  for (gather::Product& product : gathered.products) {
    std::vector<Diagnostic> issues = std::move(product.issues);
    const std::string name = product.name;
    const facts::Subject subject = subject_of(product, loaded.vocabulary);
    run.subjects.push_back(batch::judge({.policy = loaded.policy, .as_of = plan.as_of, .chosen = plan.chosen}, subject, std::move(issues), name, scratch));
  }
  return run;
}

// False when a file could not be written.
bool write_reports(const Check& options, const Common& common, const result::Run& run, const result::Gate& gate) {
  bool all_written = true;
  for (const Output& output : options.outputs) {
    report::WriteOptions how;
    how.language = common.language;
    how.colour = output.file.empty() && use_colour(common);
    if (output.file.empty()) how.width = static_cast<std::uint32_t>(terminal_width());
    how.verbosity = options.verbose ? report::Verbosity::Verbose : options.quiet ? report::Verbosity::Quiet : report::Verbosity::Normal;
    how.gate = &gate;
    std::string text;
    report::find_writer(output.format)->write(run, how, text);
    if (output.file.empty()) {
      print(text);
      continue;
    }
    if (auto written = write_file(output.file, text); !written) {
      print(written.error());
      all_written = false;
    }
  }
  return all_written;
}

}  // namespace

int run_check(const Check& options, const Common& common) {
  const auto loaded = load_policy(common);
  if (!loaded) return 2;
  const auto how = plan(options, loaded->policy);
  if (!how) return 2;
  const read::Context context{.limits = {}, .vocabulary = &loaded->vocabulary};
  const result::Run run = judge(load_inputs(options.paths, context), *loaded, *how);
  // A text report on standard output tells them itself.
  const bool told = std::ranges::any_of(options.outputs, [](const Output& output) { return output.format == "text" && output.file.empty(); });
  if (!told)
    for (const Diagnostic& issue : run.issues) print(issue);
  const result::Gate gate = result::gate(run, how->gate);
  const bool written = write_reports(options, common, run, gate);
  return written ? gate.exit_status : 2;
}

}  // namespace hegui::cli
