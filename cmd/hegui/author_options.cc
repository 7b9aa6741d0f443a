#include "author_options.h"

#include <CLI/CLI.hpp>
#include <iterator>

#include "paper/papers.h"

namespace hegui::cli {
namespace {

void add_init(CLI::App& app, Init& init) {
  auto* command = app.add_subcommand(
      "init", "Write a commented declaration, pre-filled from the manifests given, or complete one (起草申报)");
  command->add_option("PATH", init.paths, "Manifests, packages or folders to fill it from");
  command
      ->add_option(
          "-o,--output", init.file,
          "File to write, - for standard output (default: hegui.toml). One that is there is completed: nothing "
          "in it is changed")
      ->type_name("FILE");
  command->add_flag("--force", init.force, "Replace an existing file");
  command->add_flag_function(
      "--ask,!--no-ask", [&init](std::int64_t asked) { init.ask = asked > 0; },
      "Ask a few questions (default: at a terminal, never in CI)");
  command->footer(
      "Examples:\n"
      "  hegui init app-release.apk\n"
      "  hegui init .                      # run it again after a change: it adds what is new\n"
      "  hegui init app-release.apk --no-ask -o - | less");
}

void add_generate(CLI::App& app, Generate& generate) {
  auto* command =
      app.add_subcommand("generate", "Draft a paper from the declaration and the manifests, gaps marked (生成材料)");
  std::string about = "Which paper:";
  for (const paper::Kind& kind : paper::kinds()) about += " " + std::string(kind.name) + ",";
  command->add_option("KIND", generate.kind, about + " or a checklist of the policy: self-assessment, app-filing")
      ->required();
  command
      ->add_option("PATH", generate.paths,
                   "Declaration, manifests, packages or folders of one product; - reads standard input")
      ->required();
  std::vector<std::string> formats;
  for (const paper::Writer& writer : paper::writers()) formats.emplace_back(writer.name);
  command
      ->add_option("--format", generate.format, "Format of a table (default: as the ending of -o says, else markdown)")
      ->check(CLI::IsMember(formats));
  command->add_option("-o,--output", generate.file, "File to write (default: standard output)")->type_name("FILE");
  command
      ->add_option("--as-of", generate.as_of,
                   "Judge by the law in force on this day (YYYY-MM-DD; default: SOURCE_DATE_EPOCH, else today)")
      ->type_name("DAY");
  std::string kinds = "Kinds:\n";
  for (const paper::Kind& kind : paper::kinds())
    kinds += "  " + std::string(kind.name) + std::string(18 - kind.name.size(), ' ') + std::string(kind.en) + " (" +
             std::string(kind.zh) + ")\n";
  command->footer(kinds +
                  "  self-assessment   each behaviour of the identification method, with what the rules found\n"
                  "  app-filing        what an app filing asks for, with what is known\n"
                  "Examples:\n"
                  "  hegui generate permissions . --lang zh -o permissions.html\n"
                  "  hegui generate collected hegui.toml --format csv -o collected.csv\n"
                  "  hegui generate self-assessment app-release.apk hegui.toml --format markdown\n"
                  "  hegui generate privacy-manifest hegui.toml ios/Info.plist -o PrivacyInfo.xcprivacy\n"
                  "Exit status: 0 written, gaps or not; 2 usage or unreadable input.");
}

void add_policy(CLI::App& app, PolicyCheck& policy_check, PolicyTest& policy_test, PolicyNew& policy_new) {
  auto* policy = app.add_subcommand("policy", "Check and test policy packs (规则包)");
  policy->require_subcommand(1);
  auto* command = policy->add_subcommand("check", "Compile packs and report every error with its place");
  command->add_option("DIR", policy_check.folders, "Folders of packs; none: the built-in policy");
  command->footer("Example:\n  hegui policy check my-policy");
  command = policy->add_subcommand("test", "Run the rules of packs against their own examples");
  command->add_option("DIR", policy_test.folders, "Folders of packs; none: the built-in policy");
  command->add_flag("--uncovered", policy_test.uncovered, "List every side of a condition that no example shows");
  command->footer("Example:\n  hegui policy test");
  command = policy->add_subcommand("new", "Write a rule to start from, which checks and passes its examples");
  command->add_option("ID", policy_new.id, "Id of the rule: letters, digits and hyphens, such as OWN-001")->required();
  command->add_option("--name", policy_new.name,
                      "Its name: lower-case words joined by hyphens (default: the id in lower case)");
  command->add_option("-o,--output", policy_new.folder, "Folder of the pack, started when it is none (default: .)")
      ->type_name("DIR");
  command->footer("Example:\n  hegui policy new OWN-001 --name privacy-policy-missing -o my-policy");
}

void add_schema(CLI::App& app, Schema& schema) {
  auto* command = app.add_subcommand("schema", "Print a JSON Schema for editors and consumers");
  command->add_option("WHAT", schema.what, "declaration, diff, facts, report or policy")
      ->required()
      ->check(CLI::IsMember({"declaration", "diff", "facts", "report", "policy"}));
  command->footer("Example:\n  hegui schema declaration > hegui.schema.json");
}

}  // namespace

void AuthorOptions::add(CLI::App& app) {
  add_init(app, init);
  add_generate(app, generate);
  add_policy(app, policy_check, policy_test, policy_new);
  add_schema(app, schema);
}

}  // namespace hegui::cli
