// Reads the command line's own definition. The words an option may be stand in CLI11's description of its check,
// `TEXT:{a,b}`.
#include "reference.h"

#include <CLI/CLI.hpp>

namespace hegui::cli {
namespace {

std::vector<std::string> choices_in(const std::string& type) {
  std::vector<std::string> words;
  const std::size_t open = type.find('{'), close = type.rfind('}');
  if (open == std::string::npos || close == std::string::npos || close < open) return words;
  std::string_view rest = std::string_view(type).substr(open + 1, close - open - 1);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    words.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return words;
}

OptionDoc describe_option(const CLI::Option& option) {
  OptionDoc doc;
  doc.positional = option.get_positional();
  if (doc.positional) {
    doc.names.push_back(option.get_name(true));
  } else {
    for (const std::string& name : option.get_lnames()) doc.names.push_back("--" + name);
    for (const std::string& name : option.get_snames()) doc.names.push_back("-" + name);
  }
  const std::string type = option.get_type_name();
  doc.choices = choices_in(type);
  const bool flag = option.get_items_expected_max() == 0;
  if (!flag) doc.value = type.substr(0, type.find(':'));
  if (doc.value == "TEXT") doc.value = "WORD";
  doc.about = option.get_description();
  doc.required = option.get_required();
  doc.repeatable = option.get_items_expected_max() > 1;
  return doc;
}

void describe_command(const CLI::App& app, const std::string& name, std::vector<CommandDoc>& out) {
  CommandDoc doc{name, app.get_description(), {}, app.get_footer(), {}};
  for (const CLI::Option* option : app.get_options()) doc.options.push_back(describe_option(*option));
  const auto children = app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* child : children) doc.children.push_back(child->get_name());
  out.push_back(std::move(doc));
  for (const CLI::App* child : children)
    describe_command(*child, name.empty() ? child->get_name() : name + " " + child->get_name(), out);
}

}  // namespace

std::vector<CommandDoc> describe(const CLI::App& app) {
  std::vector<CommandDoc> commands;
  describe_command(app, {}, commands);
  return commands;
}

}  // namespace hegui::cli
