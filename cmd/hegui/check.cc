// `hegui check`: read, merge, judge, score, report, gate.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/file_system.h"
#include "check/evaluate.h"
#include "check/select.h"
#include "check/waive.h"
#include "commands.h"
#include "load.h"
#include "report/writers.h"
#include "result/assemble.h"
#include "result/gate.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

// What the command line said, made exact; nothing when it could not be, which has been printed then.
struct Plan {
  Date as_of;
  std::vector<std::uint8_t> chosen;
  result::GateOptions gate;
};

// The rules a profile and the selectors choose together; a profile that does not exist is told with those that do.
Result<std::vector<std::uint8_t>> chosen_rules(const Check& options, const policy::Policy& policy) {
  std::vector<std::string> wanted = options.select, left_out = options.ignore;
  if (!options.profile.empty()) {
    const auto profiles = policy.profiles();
    const auto it = std::ranges::find(profiles, options.profile, [&](const policy::ProfileRow& row) { return policy.text(row.name); });
    if (it == profiles.end()) {
      std::string known;
      for (const policy::ProfileRow& row : profiles) known += fmt::format("{}{}", known.empty() ? "" : ", ", policy.text(row.name));
      return std::unexpected(error(Code{4002}, {}, fmt::format("no profile is called `{}`", options.profile), fmt::format("there are: {}", known)));
    }
    for (const image::Text word : policy.texts(it->select)) wanted.emplace_back(policy.text(word));
    for (const image::Text word : policy.texts(it->ignore)) left_out.emplace_back(policy.text(word));
  }
  return check::select(policy, wanted, left_out);
}

std::optional<Plan> plan(const Check& options, const policy::Policy& policy) {
  Plan out;
  out.as_of = today();
  if (!options.as_of.empty()) {
    const auto day = parse_date(options.as_of);
    if (!day) {
      print_error(fmt::format("hegui: --as-of wants a day as YYYY-MM-DD, not `{}`\n", options.as_of));
      return std::nullopt;
    }
    out.as_of = *day;
  }
  auto chosen = chosen_rules(options, policy);
  if (!chosen) {
    print(chosen.error());
    return std::nullopt;
  }
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
    const facts::Subject subject = subject_of(product, loaded);
    check::Findings findings = check::evaluate(loaded.policy, subject, plan.as_of, plan.chosen, scratch);
    const std::vector<read::Waiver> waivers = read::read_waivers(subject.facts);
    std::ranges::move(check::waive(findings, loaded.policy, waivers, plan.as_of), std::back_inserter(issues));
    run.subjects.push_back(result::assemble(loaded.policy, subject, std::move(findings), std::move(issues), name, true));
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
