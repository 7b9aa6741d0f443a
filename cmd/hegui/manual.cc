// The manual page in the man macros. It carries no date, so that the same version gives the same bytes.
#include <fmt/format.h>

#include "reference.h"

namespace hegui::cli {
namespace {

// Text as roff takes it, whatever it starts with.
std::string roff(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    line_start = c == '\n';
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out;
}

void add_option(std::string& out, const OptionDoc& option) {
  out += ".TP\n";
  std::string head;
  for (const std::string& name : option.names)
    head += fmt::format("{}\\fB{}\\fR", head.empty() ? "" : ", ", roff(name));
  if (!option.positional && !option.value.empty()) head += fmt::format(" \\fI{}\\fR", roff(option.value));
  out += head + "\n" + roff(option.about);
  if (!option.choices.empty()) {
    std::string words;
    for (const std::string& word : option.choices) words += (words.empty() ? "" : ", ") + word;
    if (option.about.find(option.choices.front()) == std::string::npos) out += roff(fmt::format(" ({})", words));
  }
  out += "\n";
}

std::string usage_of(const CommandDoc& command) {
  std::string out = "\\fBhegui";
  if (!command.name.empty()) out += " " + command.name;
  out += "\\fR [\\fIOPTION\\fR]...";
  for (const OptionDoc& option : command.options)
    if (option.positional)
      out += fmt::format(" {}\\fI{}\\fR{}{}", option.required ? "" : "[", roff(option.names.front()),
                         option.repeatable ? "..." : "", option.required ? "" : "]");
  return out;
}

}  // namespace

std::string manual(std::span<const CommandDoc> commands) {
  std::string out =
      fmt::format(".TH HEGUI 1 \"\" \"hegui {}\" \"User Commands\"\n.SH NAME\nhegui \\- {}\n.SH SYNOPSIS\n",
                  HEGUI_VERSION, "hold what an app is, and what its operator says, against clauses of law (合规检查)");
  out +=
      "\\fBhegui\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIPATH\\fR]...\n.br\n\\fBhegui\\fR \\fIPATH\\fR...\n.SH "
      "DESCRIPTION\n";
  out += roff(commands.front().about) + "\n" + roff(commands.front().footer) + "\n.SH OPTIONS OF EVERY COMMAND\n";
  for (const OptionDoc& option : commands.front().options) add_option(out, option);
  out += ".SH COMMANDS\n";
  for (const CommandDoc& command : commands.subspan(1)) {
    if (!command.children.empty()) continue;
    out += fmt::format(".SS {}\n{}\n.PP\n{}.\n", command.name, usage_of(command), roff(command.about));
    for (const OptionDoc& option : command.options)
      if (option.names.front() != "--help") add_option(out, option);
    if (!command.footer.empty()) out += ".PP\n.nf\n" + roff(command.footer) + "\n.fi\n";
  }
  out +=
      ".SH EXIT STATUS\n.TP\n0\nDone; no gate failed.\n.TP\n1\nA gate or a test failed; the last line printed says "
      "why.\n.TP\n2\n"
      "Wrong usage, an input that could not be read, or a policy that is not valid. Everything readable was checked "
      "all the same.\n"
      ".SH ENVIRONMENT\n"
      ".TP\nNO_COLOR\nWhen set, no colour is used unless asked for with \\-\\-color.\n"
      ".TP\nCI\nWhen set, standard output is taken for no terminal: no colour, 100 columns, no questions.\n"
      ".TP\nSOURCE_DATE_EPOCH\nThe day to judge by, in seconds since 1970, where \\-\\-as\\-of is not given.\n"
      ".TP\nLC_ALL, LC_MESSAGES, LANG\nThe language where \\-\\-lang is not given: Chinese when it begins with zh.\n"
      ".SH FILES\n"
      ".TP\nhegui.toml, hegui.json, hegui.yaml\nThe operator\\(aqs declaration; its table \\fIhegui\\fR holds "
      "options.\n"
      ".TP\nhegui.config.toml\nOptions, named as on the command line without the dashes; the nearest file from the "
      "first PATH upwards wins, and "
      "the command line wins over it.\n";
  return out;
}

}  // namespace hegui::cli
