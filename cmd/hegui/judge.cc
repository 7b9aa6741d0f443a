#include "judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "batch/judge.h"
#include "check/upcoming.h"
#include "gates.h"
#include "gather/evidence.h"
#include "gather/policy_text.h"
#include "report/writers.h"
#include "result/assemble.h"
#include "result/facts_line.h"
#include "selection.h"
#include "terminal.h"

namespace hegui::cli {

std::optional<Plan> plan(const Check& options, const Common& common, const policy::Policy& policy) {
  Plan out;
  const auto day = day_of(options.as_of, common);
  auto chosen = chosen_rules(options.profile, options.select, options.ignore, policy, common);
  if (!day || !chosen) return std::nullopt;
  out.as_of = *day;
  out.chosen = std::move(*chosen);
  auto gate = gate_options(options.gates, common, policy);
  if (!gate) return std::nullopt;
  out.gate = std::move(*gate);
  out.facts = std::ranges::any_of(options.outputs, [](const Output& output) {
    return output.format == "json" || output.format == "jsonl" || output.format == "html";
  });
  return out;
}

namespace {

result::Folder folder_of(gather::Folder&& from) {
  result::Folder out{std::move(from.path), std::move(from.taken), {}, static_cast<std::uint32_t>(from.products)};
  for (gather::Left& left : from.left)
    out.left.push_back({std::move(left.path), std::string(gather::name(left.why)), std::move(left.rule)});
  return out;
}

}  // namespace

result::Run judge(gather::Gathered gathered, const LoadedPolicy& loaded, const Plan& plan, const FileSystem& files) {
  result::Run run = result::begin_run(loaded.policy, HEGUI_VERSION, plan.as_of);
  run.issues = std::move(gathered.issues);
  for (gather::Folder& folder : gathered.folders) run.folders.push_back(folder_of(std::move(folder)));
  std::ranges::move(check::upcoming(loaded.policy, plan.as_of, plan.chosen), std::back_inserter(run.issues));
  check::Scratch scratch;
  for (gather::Product& product : gathered.products) {
    gather::read_policy_text(product, files, loaded.vocabulary, loaded.terms());
    gather::verify_evidence(product, files, plan.as_of, {});
    std::vector<Diagnostic> issues = std::move(product.issues);
    const std::string name = product.name;
    const facts::Subject subject = subject_of(product, loaded);
    run.subjects.push_back(batch::judge({.policy = loaded.policy, .as_of = plan.as_of, .chosen = plan.chosen}, subject,
                                        std::move(issues), name, scratch));
    if (plan.facts) result::append_facts(run.subjects.back().facts, subject);
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
  print(to_stdout);
  flush_output();
  // Why the exit status is not 0 is the last thing printed: after a report that does not end with it, on standard
  // error.
  const auto ends_with_gate = [](const Output& output) {
    return output.file.empty() && (output.format == "text" || output.format == "github");
  };
  if (gate.exit_status != 0 && std::ranges::none_of(options.outputs, ends_with_gate))
    print_error(fmt::format("hegui: {}\n", in_language(common, gate.line.zh, gate.line.en)));
  if (!written) print(common, written.error());
  return written.has_value();
}

void tell_issues(const Check& options, const Common& common, const result::Run& run) {
  if (std::ranges::any_of(options.outputs,
                          [](const Output& output) { return output.format == "text" && output.file.empty(); }))
    return;
  for (const Diagnostic& issue : run.issues) print(common, issue);
}

}  // namespace hegui::cli
