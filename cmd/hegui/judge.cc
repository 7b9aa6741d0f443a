#include "judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "check/evaluate.h"
#include "check/select.h"
#include "check/waive.h"
#include "gates.h"
#include "gather/evidence.h"
#include "report/writers.h"
#include "result/assemble.h"
#include "result/facts_line.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

// The rules a profile and the selectors choose together; a profile that does not exist is told with those that do.
Result<std::vector<std::uint8_t>> chosen_rules(const Check& options, const policy::Policy& policy) {
  std::vector<std::string> wanted = options.select, left_out = options.ignore;
  if (!options.profile.empty()) {
    const auto profiles = policy.profiles();
    const auto it = std::ranges::find(profiles, options.profile,
                                      [&](const policy::ProfileRow& row) { return policy.text(row.name); });
    if (it == profiles.end()) {
      std::string known;
      for (const policy::ProfileRow& row : profiles)
        known += fmt::format("{}{}", known.empty() ? "" : ", ", policy.text(row.name));
      return std::unexpected(error(Code{4002}, {}, fmt::format("no profile is called `{}`", options.profile),
                                   fmt::format("there are: {}", known)));
    }
    for (const image::Text word : policy.texts(it->select)) wanted.emplace_back(policy.text(word));
    for (const image::Text word : policy.texts(it->ignore)) left_out.emplace_back(policy.text(word));
  }
  return check::select(policy, wanted, left_out);
}

}  // namespace

std::optional<Plan> plan(const Check& options, const policy::Policy& policy) {
  Plan out;
  if (options.as_of.empty()) {
    const auto day = today();
    if (!day) return std::nullopt;
    out.as_of = *day;
  } else {
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
  auto gate = gate_options(options.gates, policy);
  if (!gate) return std::nullopt;
  out.gate = std::move(*gate);
  return out;
}

result::Run judge(gather::Gathered gathered, const LoadedPolicy& loaded, const Plan& plan, const FileSystem& files) {
  result::Run run = result::begin_run(loaded.policy, HEGUI_VERSION, plan.as_of);
  run.issues = std::move(gathered.issues);
  check::Scratch scratch;
  for (gather::Product& product : gathered.products) {
    gather::verify_evidence(product, files, plan.as_of, {});
    std::vector<Diagnostic> issues = std::move(product.issues);
    const std::string name = product.name;
    const facts::Subject subject = subject_of(product, loaded);
    check::Findings findings = check::evaluate(loaded.policy, subject, plan.as_of, plan.chosen, scratch);
    const std::vector<read::Waiver> waivers = read::read_waivers(subject.facts);
    std::ranges::move(check::waive(findings, loaded.policy, waivers, plan.as_of), std::back_inserter(issues));
    run.subjects.push_back(
        result::assemble(loaded.policy, subject, std::move(findings), std::move(issues), name, true));
    result::append_facts(run.subjects.back().facts, subject);
  }
  return run;
}

bool write_reports(const Check& options, const Common& common, const result::Gate& gate, const WriteFormat& write) {
  std::vector<std::string> texts(options.outputs.size());
  std::vector<NewFile> files;
  std::string_view to_stdout;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Output& output = options.outputs[i];
    report::WriteOptions how;
    how.language = common.language;
    how.colour = output.file.empty() && use_colour(common);
    if (output.file.empty()) how.width = static_cast<std::uint32_t>(terminal_width());
    how.verbosity = options.verbose ? report::Verbosity::Verbose
                    : options.quiet ? report::Verbosity::Quiet
                                    : report::Verbosity::Normal;
    how.gate = &gate;
    write(output.format, how, texts[i]);
    if (output.file.empty())
      to_stdout = texts[i];
    else
      files.push_back({output.file, texts[i]});
  }
  const Result<void> written = write_files(files);
  if (!written) print(written.error());
  print(to_stdout);
  return written.has_value();
}

void tell_issues(const Check& options, const result::Run& run) {
  if (std::ranges::any_of(options.outputs,
                          [](const Output& output) { return output.format == "text" && output.file.empty(); }))
    return;
  for (const Diagnostic& issue : run.issues) print(issue);
}

}  // namespace hegui::cli
