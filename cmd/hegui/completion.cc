// Completion scripts. Every word in them comes from the command line's definition and is quoted for its shell.
#include <fmt/format.h>

#include <algorithm>

#include "reference.h"

namespace hegui::cli {
namespace {

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

// A word in single quotes, as bash and zsh take it.
std::string quoted(const std::string& text) { return "'" + replaced(text, "'", "'\\''") + "'"; }

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

const CommandDoc& find(std::span<const CommandDoc> commands, std::string_view name) {
  return *std::ranges::find(commands, name, &CommandDoc::name);
}

// A command's own options and those of hegui itself, which every command takes.
std::vector<OptionDoc> options_of(std::span<const CommandDoc> commands, const CommandDoc& command) {
  std::vector<OptionDoc> options = command.options;
  if (!command.name.empty())
    for (const OptionDoc& option : commands.front().options)
      if (std::ranges::none_of(options, [&](const OptionDoc& own) { return own.names == option.names; }))
        options.push_back(option);
  return options;
}

std::string bash(std::span<const CommandDoc> commands) {
  std::string steps, values, words;
  for (const CommandDoc& command : commands) {
    const std::string prefix = command.name.empty() ? "" : command.name + " ";
    for (const std::string& child : command.children)
      steps += fmt::format("      {}) command={} ;;\n", quoted(command.name + "|" + child), quoted(prefix + child));
    std::string names;
    for (const OptionDoc& option : options_of(commands, command)) {
      if (option.positional) continue;
      names += (names.empty() ? "" : " ") + joined(option.names);
      if (option.value.empty()) continue;
      for (const std::string& name : option.names)
        values +=
            fmt::format("    {}) COMPREPLY=($(compgen {} -- \"$cur\")); return ;;\n", quoted(command.name + "|" + name),
                        option.choices.empty() ? "-f" : "-W " + quoted(joined(option.choices)));
    }
    std::vector<std::string> first = command.children;
    for (const OptionDoc& option : command.options)
      if (option.positional) first.insert(first.end(), option.choices.begin(), option.choices.end());
    words +=
        fmt::format("    {}) options={} first={} ;;\n", quoted(command.name), quoted(names), quoted(joined(first)));
  }
  return fmt::format(
      "# bash completion for hegui; written by `hegui completion bash`\n"
      "_hegui() {{\n"
      "  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD - 1]}} command= options= first= i\n"
      "  COMPREPLY=()\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case \"$command|${{COMP_WORDS[i]}}\" in\n{}    esac\n"
      "  done\n"
      "  case \"$command|$prev\" in\n{}  esac\n"
      "  case \"$command\" in\n{}  esac\n"
      "  if [[ $cur == -* ]]; then\n"
      "    COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
      "  elif [[ -n $first ]]; then\n"
      "    COMPREPLY=($(compgen -W \"$first\" -- \"$cur\"))\n"
      "  fi\n"
      "}}\n"
      "complete -o default -o filenames -F _hegui hegui\n",
      steps, values, words);
}

// Text within an _arguments specification, where brackets and colons have a meaning.
std::string zsh_text(std::string text) {
  text = replaced(std::move(text), "\\", "\\\\");
  for (const char* special : {"[", "]", ":"}) text = replaced(std::move(text), special, std::string("\\") + special);
  return text;
}

std::string zsh_arguments(std::span<const CommandDoc> commands, const CommandDoc& command, std::string_view indent) {
  std::string out;
  for (const OptionDoc& option : options_of(commands, command)) {
    const std::string action = !option.choices.empty() ? "(" + joined(option.choices) + ")" : "_files";
    if (option.positional) {
      out += fmt::format("{}{} \\\n", indent, quoted(fmt::format("*:{}:{}", zsh_text(option.names.front()), action)));
      continue;
    }
    for (const std::string& name : option.names) {
      std::string spec = fmt::format("{}{}[{}]", option.repeatable ? "*" : "", name, zsh_text(option.about));
      if (!option.value.empty()) spec += fmt::format(":{}:{}", zsh_text(option.value), action);
      out += fmt::format("{}{} \\\n", indent, quoted(spec));
    }
  }
  return out;
}

// A function for the command, and one for each below it.
void zsh_function(std::span<const CommandDoc> commands, const CommandDoc& command, std::string& out) {
  const std::string name = "_hegui" + (command.name.empty() ? "" : "_" + replaced(command.name, " ", "_"));
  std::string body = zsh_arguments(commands, command, "    ");
  if (command.children.empty()) {
    out += fmt::format("{}() {{\n  _arguments -s \\\n{}    && return 0\n}}\n\n", name, body);
    return;
  }
  std::string list, cases;
  for (const std::string& child : command.children) {
    const std::string full = command.name.empty() ? child : command.name + " " + child;
    list += fmt::format("        {}\n", quoted(fmt::format("{}:{}", child, zsh_text(find(commands, full).about))));
    cases += fmt::format("        {}) {}_{} ;;\n", child, name, child);
  }
  out += fmt::format(
      "{}() {{\n  local curcontext=\"$curcontext\" state line\n  _arguments -C \\\n{}    '1:command:->command' \\\n    "
      "'*::argument:->argument'\n"
      "  case $state in\n    command)\n      local -a commands=(\n{}      )\n      _describe command commands\n      "
      "{}\n      ;;\n"
      "    argument)\n      case $line[1] in\n{}        *) _files ;;\n      esac\n      ;;\n  esac\n}}\n\n",
      name, body, list, command.name.empty() ? "_files" : "true", cases);
}

std::string zsh(std::span<const CommandDoc> commands) {
  std::string out = "#compdef hegui\n# zsh completion for hegui; written by `hegui completion zsh`\n\n";
  for (const CommandDoc& command : commands) zsh_function(commands, command, out);
  return out + "if [ \"$funcstack[1]\" = _hegui ]; then _hegui \"$@\"; else compdef _hegui hegui; fi\n";
}

std::string fish_quoted(const std::string& text) {
  return "'" + replaced(replaced(text, "\\", "\\\\"), "'", "\\'") + "'";
}

// Whether the words before the cursor name this command.
std::string fish_condition(const CommandDoc& command) {
  if (command.name.empty()) return "__fish_use_subcommand";
  std::string condition;
  for (std::string_view rest = command.name; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    condition +=
        fmt::format("{}__fish_seen_subcommand_from {}", condition.empty() ? "" : "; and ", rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return condition;
}

std::string fish(std::span<const CommandDoc> commands) {
  std::string out = "# fish completion for hegui; written by `hegui completion fish`\n";
  for (const CommandDoc& command : commands) {
    const std::string condition = fish_quoted(fish_condition(command));
    for (const std::string& child : command.children) {
      const std::string full = command.name.empty() ? child : command.name + " " + child;
      out += fmt::format("complete -c hegui -n {} -a {} -d {}\n", condition, child,
                         fish_quoted(find(commands, full).about));
    }
    for (const OptionDoc& option : command.options) {
      if (option.positional) {
        if (!option.choices.empty())
          out += fmt::format("complete -c hegui -n {} -f -a {}\n", condition, fish_quoted(joined(option.choices)));
        continue;
      }
      out += "complete -c hegui";
      if (!command.name.empty()) out += " -n " + condition;
      for (const std::string& name : option.names)
        out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (!option.choices.empty())
        out += " -x -a " + fish_quoted(joined(option.choices));
      else if (!option.value.empty())
        out += " -r";
      out += " -d " + fish_quoted(option.about) + "\n";
    }
  }
  return out;
}

}  // namespace

std::string completion(std::string_view shell, std::span<const CommandDoc> commands) {
  return shell == "bash" ? bash(commands) : shell == "zsh" ? zsh(commands) : fish(commands);
}

}  // namespace hegui::cli
