#include "listing_options.h"

#include <CLI/CLI.hpp>

namespace hegui::cli {

void ListingOptions::add(CLI::App& app) {
  auto* command = app.add_subcommand("facts", "Print what the inputs say, with the place of every fact (事实)");
  command->add_option("PATH", facts.paths, "Files or folders; - reads standard input")->required();
  command->add_option("--format", facts.format, "text or json")->check(CLI::IsMember({"text", "json"}));
  command->footer("Example:\n  hegui facts app-release.apk --format json");

  command = app.add_subcommand("rules", "List the rules of the policy (规则)");
  command->add_option("--select", rules.select, "Only these: rule, clause, instrument, pillar or severity")
      ->delimiter(',');
  command->add_option("--ignore", rules.ignore, "Leave these out")->delimiter(',');
  command->add_option("--format", rules.format, "text, json, or markdown: the documentation of the rules")
      ->check(CLI::IsMember({"text", "json", "markdown"}));
  command->footer(
      "Examples:\n  hegui rules --select security\n  hegui rules --format markdown --lang zh > RULES.zh.md");

  command = app.add_subcommand("clauses", "List the clauses and how far each is covered (条款)");
  command->add_option("INSTRUMENT", clauses.instrument, "Slug of one instrument, such as opinions");
  command->add_option("--format", clauses.format, "text or json")->check(CLI::IsMember({"text", "json"}));
  command->footer("Example:\n  hegui clauses opinions");

  command = app.add_subcommand(
      "explain", "Explain a rule, law, clause, fact, permission, SDK, number, word or code of a diagnostic (解释)");
  command
      ->add_option("WORD", explain.words,
                   "Such as UR-001, opinions:15, READ_CONTACTS, com.umeng, 网约车, 京ICP备12345678号-2A or HG1010")
      ->required();
  command->footer("Examples:\n  hegui explain SEC-001\n  hegui explain opinions:15\n  hegui explain READ_CONTACTS");
}

}  // namespace hegui::cli
