// CLI11 stands here and nowhere else.
#include "options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace hegui::cli {
namespace {

constexpr std::string_view kCommands[] = {"check", "facts", "rules", "clauses", "explain", "init", "policy", "schema"};

Language language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return std::string_view(value).starts_with("zh") ? Language::Zh : Language::En;
  }
  return Language::En;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const report::Writer& writer : report::writers()) names.emplace_back(writer.name);
  return names;
}

// The command line as CLI11 fills it, before it becomes Options.
struct Raw {
  std::string language, colour = "auto";
  std::vector<std::string> formats, files;
  double min_score = -1;
};

void add_common(CLI::App& app, Common& common, Raw& raw) {
  app.add_option("--lang", raw.language, "Language of the output: zh or en (default: the locale's)")
      ->check(CLI::IsMember({"zh", "en"}));
  auto* folders = app.add_option("--policy", common.policy, "Folder of policy packs, added to the built-in ones; repeatable")->type_name("DIR");
  app.add_flag("--replace-policy", common.replace_policy, "Use only the packs of --policy")->needs(folders);
  app.add_option("--color", raw.colour, "auto, always or never; auto also follows NO_COLOR")->check(CLI::IsMember({"auto", "always", "never"}));
}

void add_check(CLI::App& app, Check& check, Raw& raw) {
  auto* command = app.add_subcommand("check", "Hold manifests, packages and a declaration against the policy (检查)");
  command->add_option("PATH", check.paths, "Files or folders; - reads standard input")->required();
  command->add_option("--format", raw.formats, "Output format; repeatable, each with -o FILE (default: text)")
      ->check(CLI::IsMember(format_names()));
  command->add_option("-o,--output", raw.files, "Write the format given at the same position to this file")->type_name("FILE");
  command->add_option("--profile", check.profile, "Judge a ready-made selection of the policy, such as release");
  command->add_option("--select", check.select, "Judge only these: rule, clause, instrument, pillar or severity; repeatable, or with commas")
      ->delimiter(',');
  command->add_option("--ignore", check.ignore, "Leave these out, named as in --select")->delimiter(',');
  command->add_option("--fail-on", check.fail_on, "Exit 1 when a rule of this severity or above fails (default: high)")
      ->check(CLI::IsMember({"critical", "high", "medium", "low", "none"}));
  command->add_option("--min-score", raw.min_score, "Exit 1 when a subject scores below this")->check(CLI::Range(0.0, 100.0));
  command->add_flag("--strict", check.strict, "Exit 1 also on what is unknown or could not be judged");
  command->add_option("--as-of", check.as_of, "Judge by the law in force on this day (YYYY-MM-DD; default: today)");
  auto* verbose = command->add_flag("-v,--verbose", check.verbose, "Show every rule, met ones too");
  command->add_flag("-q,--quiet", check.quiet, "Show the headline and the gate only")->excludes(verbose);
  command->footer(
      "Examples:\n"
      "  hegui check app/src/main/AndroidManifest.xml hegui.toml\n"
      "  hegui check build/app-release.apk --fail-on critical --lang zh\n"
      "  hegui check . --format json -o report.json --format text\n"
      "Exit status: 0 checked and no gate failed; 1 a gate failed; 2 usage, unreadable input or invalid policy.");
}

void add_listings(CLI::App& app, Facts& facts, Rules& rules, Clauses& clauses, Explain& explain) {
  auto* command = app.add_subcommand("facts", "Print what the inputs say, with the place of every fact (事实)");
  command->add_option("PATH", facts.paths, "Files or folders; - reads standard input")->required();
  command->add_option("--format", facts.format, "text or json")->check(CLI::IsMember({"text", "json"}));
  command->footer("Example:\n  hegui facts app-release.apk --format json");

  command = app.add_subcommand("rules", "List the rules of the policy (规则)");
  command->add_option("--select", rules.select, "Only these: rule, clause, instrument, pillar or severity")->delimiter(',');
  command->add_option("--ignore", rules.ignore, "Leave these out")->delimiter(',');
  command->add_option("--format", rules.format, "text, json, or markdown: the documentation of the rules")->check(CLI::IsMember({"text", "json", "markdown"}));
  command->footer("Examples:\n  hegui rules --select security\n  hegui rules --format markdown --lang zh > RULES.zh.md");

  command = app.add_subcommand("clauses", "List the clauses and how far each is covered (条款)");
  command->add_option("INSTRUMENT", clauses.instrument, "Slug of one instrument, such as opinions");
  command->add_option("--format", clauses.format, "text or json")->check(CLI::IsMember({"text", "json"}));
  command->footer("Example:\n  hegui clauses opinions");

  command = app.add_subcommand("explain", "Explain a rule, clause, instrument, fact or permission (解释)");
  command->add_option("ID", explain.id, "Such as UR-001, opinions:15, permissions[].purpose or READ_CONTACTS")->required();
  command->footer("Examples:\n  hegui explain SEC-001\n  hegui explain opinions:15\n  hegui explain READ_CONTACTS");
}

void add_authoring(CLI::App& app, Init& init, PolicyCheck& check, PolicyTest& test, PolicyNew& fresh, Schema& schema) {
  auto* command = app.add_subcommand("init", "Write a commented declaration, pre-filled from the manifests given (起草申报)");
  command->add_option("PATH", init.paths, "Manifests, packages or folders to fill it from");
  command->add_option("-o,--output", init.file, "File to write, - for standard output (default: hegui.toml)")->type_name("FILE");
  command->add_flag("--force", init.force, "Replace an existing file");
  command->footer("Example:\n  hegui init app-release.apk");

  auto* policy = app.add_subcommand("policy", "Check and test policy packs (规则包)");
  policy->require_subcommand(1);
  command = policy->add_subcommand("check", "Compile packs and report every error with its place");
  command->add_option("DIR", check.folders, "Folders of packs; none: the built-in policy");
  command->footer("Example:\n  hegui policy check my-policy");
  command = policy->add_subcommand("test", "Run the rules of packs against their own examples");
  command->add_option("DIR", test.folders, "Folders of packs; none: the built-in policy");
  command->add_flag("--uncovered", test.uncovered, "List every side of a condition that no example shows");
  command->footer("Example:\n  hegui policy test");
  command = policy->add_subcommand("new", "Write a rule to start from, which checks and passes its examples");
  command->add_option("ID", fresh.id, "Id of the rule: letters, digits and hyphens, such as OWN-001")->required();
  command->add_option("--name", fresh.name, "Its name: lower-case words joined by hyphens (default: the id in lower case)");
  command->add_option("-o,--output", fresh.folder, "Folder of the pack, started when it is none (default: .)")->type_name("DIR");
  command->footer("Example:\n  hegui policy new OWN-001 --name privacy-policy-missing -o my-policy");

  command = app.add_subcommand("schema", "Print a JSON Schema for editors and consumers");
  command->add_option("WHAT", schema.what, "declaration, facts or report")->required()->check(CLI::IsMember({"declaration", "facts", "report"}));
  command->footer("Example:\n  hegui schema declaration > hegui.schema.json");
}

// Formats and files by position; a message when they do not pair.
std::string pair_outputs(const Raw& raw, Check& check) {
  std::vector<std::string> formats = raw.formats;
  if (formats.empty()) formats.emplace_back("text");
  if (raw.files.size() > formats.size()) return "more -o than --format: give each -o FILE its --format";
  std::size_t to_stdout = 0;
  for (std::size_t i = 0; i < formats.size(); ++i) {
    check.outputs.push_back({formats[i], i < raw.files.size() && raw.files[i] != "-" ? raw.files[i] : std::string{}});
    if (check.outputs.back().file.empty()) ++to_stdout;
  }
  if (to_stdout > 1) return "only one format can go to standard output: give the others -o FILE";
  return {};
}

}  // namespace

Options parse(int count, const char* const* arguments) {
  Options options;
  Raw raw;
  Check check;
  Facts facts;
  Rules rules;
  Clauses clauses;
  Explain explain;
  Init init;
  PolicyCheck policy_check;
  PolicyTest policy_test;
  PolicyNew policy_new;
  Schema schema;

  CLI::App app{"hegui (合规): holds what an app is, and what its operator says, against clauses of law.", "hegui"};
  app.set_version_flag("--version", std::string("hegui ") + HEGUI_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  app.footer("`hegui PATH` is the same as `hegui check PATH`. Help on one command: hegui COMMAND --help");
  add_common(app, options.common, raw);
  add_check(app, check, raw);
  add_listings(app, facts, rules, clauses, explain);
  add_authoring(app, init, policy_check, policy_test, policy_new, schema);

  // A first word that is no command is a path to check.
  std::vector<std::string> words(arguments + 1, arguments + count);
  const auto is_command = [](const std::string& word) { return std::ranges::find(kCommands, word) != std::end(kCommands); };
  if (!words.empty() && std::ranges::none_of(words, is_command) && (!words.front().starts_with('-') || words.front() == "-"))
    words.insert(words.begin(), "check");
  std::ranges::reverse(words);
  try {
    app.parse(words);
  } catch (const CLI::ParseError& failure) {
    options.command = Said{app.exit(failure) == 0 ? 0 : 2};
    return options;
  }
  options.common.language = raw.language.empty() ? language_of_environment() : raw.language == "zh" ? Language::Zh : Language::En;
  if (raw.colour != "auto") options.common.colour = raw.colour == "always";
  if (raw.min_score >= 0) check.min_score = raw.min_score;

  if (app.got_subcommand("check")) {
    if (const std::string problem = pair_outputs(raw, check); !problem.empty()) {
      fmt::print(stderr, "hegui: {}\n", problem);
      options.command = Said{2};
      return options;
    }
    options.command = std::move(check);
  } else if (app.got_subcommand("facts")) {
    options.command = std::move(facts);
  } else if (app.got_subcommand("rules")) {
    options.command = std::move(rules);
  } else if (app.got_subcommand("clauses")) {
    options.command = std::move(clauses);
  } else if (app.got_subcommand("explain")) {
    options.command = std::move(explain);
  } else if (app.got_subcommand("init")) {
    options.command = std::move(init);
  } else if (app.got_subcommand("schema")) {
    options.command = std::move(schema);
  } else if (app.get_subcommand("policy")->got_subcommand("check")) {
    options.command = std::move(policy_check);
  } else if (app.get_subcommand("policy")->got_subcommand("new")) {
    options.command = std::move(policy_new);
  } else {
    options.command = std::move(policy_test);
  }
  return options;
}

}  // namespace hegui::cli
