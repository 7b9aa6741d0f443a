// CLI11 stands in the files of options and nowhere else.
#include "options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <functional>
#include <span>
#include <string_view>

#include "author_options.h"
#include "check_options.h"
#include "config.h"
#include "fleet_options.h"
#include "listing_options.h"
#include "report/excerpt.h"

namespace hegui::cli {
namespace {

Language language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0')
      return std::string_view(value).starts_with("zh") ? Language::Zh : Language::En;
  }
  return Language::En;
}

// The command line as CLI11 fills it, before it becomes Options.
struct Raw {
  std::string language, colour = "auto";
  bool no_config = false, show_config = false;
};

// Sizes such as 64MiB; a plain number is bytes.
void add_limits(CLI::App& app, read::Limits& limits) {
  const auto add = [&](const char* name, std::uint64_t& size, const char* about) {
    app.add_option(name, size, about)->transform(CLI::AsSizeValue(false))->type_name("SIZE");
  };
  add("--max-input-size", limits.max_input_bytes, "Refuse larger files and packages (default: 4GiB)");
  add("--max-entry-size", limits.max_entry_bytes,
      "Refuse larger texts, and larger parts of a package that are parsed (default: 64MiB)");
  add("--max-memory", limits.max_memory_bytes,
      "Refuse what would take more memory to read, beside the files themselves (default: 256MiB)");
}

void add_common(CLI::App& app, Common& common, Raw& raw) {
  add_limits(app, common.limits);
  app.add_option("--lang", raw.language, "Language of the output: zh or en (default: the locale's)")
      ->check(CLI::IsMember({"zh", "en"}));
  auto* folders =
      app.add_option("--policy", common.policy, "Folder of policy packs, added to the built-in ones; repeatable")
          ->type_name("DIR")
          ->allow_extra_args(false);
  app.add_flag("--replace-policy", common.replace_policy, "Use only the packs of --policy")->needs(folders);
  app.add_flag("--no-config", raw.no_config,
               "Take no options from hegui.config.toml or the [hegui] table of a declaration");
  app.add_flag("--show-config", raw.show_config,
               "Print the options in force and where each comes from, and do nothing else");
  app.add_option("--color", raw.colour, "auto, always or never; auto also follows NO_COLOR")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

void add_documents(CLI::App& app, Completion& completion) {
  auto* command = app.add_subcommand("completion", "Print a completion script for a shell (补全)");
  command->add_option("SHELL", completion.shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->footer(
      "Examples:\n  hegui completion bash > ~/.local/share/bash-completion/completions/hegui\n  hegui completion fish "
      "> ~/.config/fish/completions/hegui.fish");
  command = app.add_subcommand("man", "Print the manual page (手册)");
  command->footer("Example:\n  hegui man | man -l -");
}

// Everything a command line can be read into.
struct Commands {
  Common common;
  Raw raw;
  CheckOptions check;
  ListingOptions listing;
  AuthorOptions author;
  Completion completion;
  FleetOptions fleet;
};

// Fills `app`, which reads into `into`.
// `first` is the first word of the command line: a check, which pipelines run most, does not wait for the other
// commands to be described.
void define(CLI::App& app, Commands& into, std::string_view first) {
  app.set_version_flag("--version", std::string("hegui ") + HEGUI_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  app.footer("`hegui PATH` is the same as `hegui check PATH`. Help on one command: hegui COMMAND --help");
  add_common(app, into.common, into.raw);
  into.check.add_check(app);
  if (first == "check") return;
  into.check.add_diff(app);
  into.listing.add(app);
  into.author.add(app);
  into.fleet.add(app);
  add_documents(app, into.completion);
}

constexpr const char* kAbout =
    "hegui (合规): holds what an app is, and what its operator says, against clauses of law.";

Language language_of(const Raw& raw) {
  if (raw.language.empty()) return language_of_environment();
  return raw.language == "zh" ? Language::Zh : Language::En;
}

// Called with what was read, before it becomes Options.
using AfterParse = std::function<void(const CLI::App& command, const Raw& raw, std::span<const std::string> paths)>;

// Reads words once; `hegui PATH` has its `check` put in. `after` is left out where the words say all there is to say.
Options parse_once(std::vector<std::string>& words, const AfterParse& after) {
  Options options;
  Commands read;
  CLI::App app{kAbout, "hegui"};
  define(app, read, words.empty() ? std::string_view{} : words.front());

  // A first word that is no command is a path to check.
  const auto is_command = [&](const std::string& word) {
    return !app.get_subcommands([&](const CLI::App* each) { return each->get_name() == word; }).empty();
  };
  if (!words.empty() && std::ranges::none_of(words, is_command) &&
      (!words.front().starts_with('-') || words.front() == "-"))
    words.insert(words.begin(), "check");
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::ParseError& failure) {
    options.command = Said{app.exit(failure) == 0 ? 0 : 2};
    return options;
  }
  options.common = std::move(read.common);
  const Raw& raw = read.raw;
  options.common.language = language_of(raw);
  if (raw.colour != "auto") options.common.colour = raw.colour == "always";

  const CLI::App& chosen = *app.get_subcommands().front();
  const std::string command = chosen.get_name();
  after(chosen, raw, read.check.paths(command));

  if (!read.fleet.finish(command, options.common) || !read.check.finish(command, options.common)) {
    options.command = Said{2};
    return options;
  }
  if (command == "check") {
    options.command = std::move(read.check.check);
  } else if (command == "diff") {
    options.command = std::move(read.check.diff);
  } else if (command == "batch") {
    options.command = std::move(read.fleet.batch);
  } else if (command == "report") {
    options.command = std::move(read.fleet.report);
  } else if (command == "facts") {
    options.command = std::move(read.listing.facts);
  } else if (command == "rules") {
    options.command = std::move(read.listing.rules);
  } else if (command == "clauses") {
    options.command = std::move(read.listing.clauses);
  } else if (command == "explain") {
    options.command = std::move(read.listing.explain);
  } else if (command == "init") {
    options.command = std::move(read.author.init);
  } else if (command == "generate") {
    options.command = std::move(read.author.generate);
  } else if (command == "schema") {
    options.command = std::move(read.author.schema);
  } else if (command == "completion") {
    options.command = std::move(read.completion);
  } else if (command == "man") {
    options.command = Manual{};
  } else if (chosen.got_subcommand("check")) {
    options.command = std::move(read.author.policy_check);
  } else if (chosen.got_subcommand("new")) {
    options.command = std::move(read.author.policy_new);
  } else {
    options.command = std::move(read.author.policy_test);
  }
  return options;
}

// The option of that long name that `command` takes, or null.
const CLI::Option* option_of(const CLI::App& command, const std::string& name) {
  const CLI::Option* own = command.get_option_no_throw("--" + name);
  return own != nullptr || command.get_parent() == nullptr ? own
                                                           : command.get_parent()->get_option_no_throw("--" + name);
}

// A configuration is about checking: what every command takes goes to all of them, what to judge also to a batch, the
// rest to check and diff. A batch has gates and outputs of its own.
bool concerns(std::string_view name, std::string_view command) {
  constexpr std::string_view kOfAll[] = {"lang",       "color",  "max-entry-size", "max-input-size",
                                         "max-memory", "policy", "replace-policy"};
  constexpr std::string_view kOfBatch[] = {"profile", "select", "ignore", "as-of"};
  return command == "check" || command == "diff" || std::ranges::find(kOfAll, name) != std::end(kOfAll) ||
         (command == "batch" && std::ranges::find(kOfBatch, name) != std::end(kOfBatch));
}

// The words that a configuration adds for options the command takes and the command line does not give.
std::vector<std::string> words_of(const Config& config, const CLI::App& command) {
  std::vector<std::string> words;
  const auto given = [&](const std::string& name) {
    const CLI::Option* option = option_of(command, name);
    return option != nullptr && option->count() > 0;
  };
  for (const Setting& setting : config.settings) {
    const bool loudness = setting.name == "verbose" || setting.name == "quiet";
    if (!concerns(setting.name, command.get_name()) || option_of(command, setting.name) == nullptr ||
        given(setting.name) || (loudness && (given("verbose") || given("quiet"))))
      continue;
    if (setting.is_flag) words.push_back("--" + setting.name);
    for (const std::string& value : setting.values) words.push_back(fmt::format("--{}={}", setting.name, value));
  }
  return words;
}

// Every option in force, one a line, with where it comes from.
void show_settings(const CLI::App& command, const std::optional<Config>& config, std::span<const std::string> added) {
  fmt::print("# {}\n", config ? fmt::format("configuration: {}", config->file) : "no configuration file");
  for (const std::string_view key : config_keys()) {
    const std::string name(key);
    const CLI::Option* option = option_of(command, name);
    if (option == nullptr || !concerns(name, command.get_name())) continue;
    std::string values;
    for (const std::string& value : option->results()) values += (values.empty() ? "" : ", ") + value;
    std::string_view origin = option->count() == 0 ? "default" : "command line";
    std::string place;
    const auto is_added = [&](const std::string& word) {
      return word == "--" + name || word.starts_with("--" + name + "=");
    };
    if (config && std::ranges::any_of(added, is_added))
      for (const Setting& setting : config->settings)
        if (setting.name == name) origin = place = setting.place.to_string();
    fmt::print("{} = {}  # {}\n", name, option->count() == 0 ? "-" : values, origin);
  }
}

}  // namespace

Options parse(int count, const char* const* arguments) {
  std::vector<std::string> words(arguments + 1, arguments + count), added;
  std::optional<Config> config;
  std::string name;
  bool failed = false, show = false;
  Options options = parse_once(words, [&](const CLI::App& command, const Raw& raw, std::span<const std::string> paths) {
    name = command.get_name();
    show = raw.show_config;
    if (raw.no_config) return;
    Checked<Config> found = find_config(paths);
    for (const Diagnostic& issue : found.issues) fmt::print(stderr, "{}", report::render(issue, language_of(raw)));
    failed = !found.issues.empty();
    config = std::move(found.value);
    if (config) added = words_of(*config, command);
  });
  if (std::holds_alternative<Said>(options.command)) return options;
  if (failed) {
    options.command = Said{2};
    return options;
  }
  if (added.empty() && !show) return options;
  words.insert(std::ranges::find(words, name) + 1, added.begin(), added.end());
  const auto show_them = [&](const CLI::App& command, const Raw&, std::span<const std::string>) {
    if (show) show_settings(command, config, added);
  };
  options = parse_once(words, show_them);
  if (std::holds_alternative<Said>(options.command))
    fmt::print(stderr, "hegui: with the options of {}; --show-config tells which\n", config->file);
  else if (show)
    options.command = Said{0};
  return options;
}

std::vector<CommandDoc> reference() {
  Commands unused;
  CLI::App app{kAbout, "hegui"};
  define(app, unused, {});
  return describe(app);
}

}  // namespace hegui::cli
