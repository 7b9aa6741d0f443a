#include "check_options.h"

#include <CLI/CLI.hpp>

#include "fleet_options.h"
#include "report/writers.h"

namespace hegui::cli {
namespace {

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const report::Writer& writer : report::writers()) names.emplace_back(writer.name);
  return names;
}

// Returns --max-drop, which needs something to drop from.
CLI::Option* add_gates(CLI::App& command, Gates& gates) {
  command
      .add_option("--fail-on", gates.fail_on,
                  "Exit 1 when a rule of this severity or above fails: critical, high, medium, low or none "
                  "(default: high); PILLAR=SEVERITY for one pillar; repeatable")
      ->type_name("[PILLAR=]SEVERITY")
      ->allow_extra_args(false);
  command
      .add_option("--min-score", gates.min_score, "Exit 1 when a subject, or the pillar, scores below this; repeatable")
      ->type_name("[PILLAR=]POINTS")
      ->allow_extra_args(false);
  command.add_flag("--strict", gates.strict, "Exit 1 also on what is unknown or could not be judged");
  return command
      .add_option("--max-drop", gates.max_drop,
                  "Exit 1 when a subject, or the pillar, scores more than this below the baseline; repeatable")
      ->type_name("[PILLAR=]POINTS")
      ->allow_extra_args(false);
}

// What check and diff judge by, and how they report.
void add_judging(CLI::App& command, Check& check, std::vector<std::string>& formats, std::vector<std::string>& files) {
  command.add_option("--format", formats, "Output format; repeatable, each with -o FILE (default: text)")
      ->check(CLI::IsMember(format_names()))
      ->allow_extra_args(false);
  command.add_option("-o,--output", files, "Write the format given at the same position to this file")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command.add_option("--profile", check.profile, "Judge a ready-made selection of the policy, such as release");
  command
      .add_option("--select", check.select,
                  "Judge only these: rule, clause, instrument, pillar or severity; repeatable, or with commas")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--ignore", check.ignore, "Leave these out, named as in --select")
      ->delimiter(',')
      ->allow_extra_args(false);
  command
      .add_option("--as-of", check.as_of,
                  "Judge by the law in force on this day (YYYY-MM-DD; default: SOURCE_DATE_EPOCH, else today)")
      ->type_name("DAY");
  auto* verbose = command.add_flag("-v,--verbose", check.verbose, "Show every rule, met ones too");
  command.add_flag("-q,--quiet", check.quiet, "Show the headline and the gate only")->excludes(verbose);
}

}  // namespace

void CheckOptions::add_check(CLI::App& app) {
  auto* command = app.add_subcommand("check", "Hold manifests, packages and a declaration against the policy (检查)");
  command->add_option("PATH", check.paths, "Files or folders; - reads standard input")->required();
  add_judging(*command, check, formats_, files_);
  auto* baseline = command
                       ->add_option("--baseline", check.baseline,
                                    "Fail only on findings that this baseline or JSON report does not have")
                       ->type_name("FILE");
  command->add_option("--write-baseline", check.write_baseline, "Accept today's findings: write them as a baseline")
      ->type_name("FILE");
  add_gates(*command, check.gates)->needs(baseline);
  command->footer(
      "Examples:\n"
      "  hegui check app/src/main/AndroidManifest.xml hegui.toml\n"
      "  hegui check build/app-release.apk --fail-on critical --lang zh\n"
      "  hegui check . --format json -o report.json --format text\n"
      "  hegui check . --write-baseline hegui-baseline.json\n"
      "  hegui check . --baseline hegui-baseline.json --max-drop 0 --min-score security=80\n"
      "Exit status: 0 checked and no gate failed; 1 a gate failed; 2 usage, unreadable input or invalid policy.");
}

void CheckOptions::add_diff(CLI::App& app) {
  auto* command = app.add_subcommand("diff", "Tell what changed between two builds, results or revisions (比较)");
  command->add_option(
      "PATH", diff.check.paths,
      "OLD and NEW: what check takes, or stored JSON results; with --against what to compare (default: .)");
  command->add_option("--against", diff.against, "Compare with the state at this revision of the git work tree")
      ->type_name("REV");
  add_judging(*command, diff.check, formats_, files_);
  add_gates(*command, diff.check.gates);
  command->footer(
      "text, json, markdown and html tell facts, failures, clauses and scores that changed; the other formats are the "
      "report of NEW with\n"
      "each finding marked as new or known. Gates count what is new.\n"
      "Examples:\n"
      "  hegui diff app-5.1.apk app-5.2.apk\n"
      "  hegui diff last-release.json . --max-drop 0 --format markdown -o changes.md\n"
      "  hegui diff --against origin/main\n"
      "Exit status: as of check.");
}

bool CheckOptions::finish(std::string_view command, const Common& common) {
  if (command != "check" && command != "diff") return true;
  return pair_outputs(formats_, files_, common, command == "check" ? check.outputs : diff.check.outputs);
}

const std::vector<std::string>& CheckOptions::paths(std::string_view command) const {
  return command == "diff" ? diff.check.paths : check.paths;
}

}  // namespace hegui::cli
