// What a person asked for, as plain values: the one place where the command line becomes data.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "report/writers.h"

namespace hegui::cli {

using report::Language;

// Given to every command.
struct Common {
  Language language = Language::En;
  std::vector<std::string> policy;  // further or replacing pack folders
  bool replace_policy = false;      // use only the folders of --policy
  std::optional<bool> colour;       // unset: as the terminal is
};

struct Output {
  std::string format;  // name of a report writer
  std::string file;    // empty: standard output
};

struct Check {
  std::vector<std::string> paths;
  std::vector<Output> outputs;
  std::string profile;  // a ready-made selection; empty: none
  std::vector<std::string> select, ignore;
  std::string fail_on = "high";
  std::optional<double> min_score;
  bool strict = false;
  std::string as_of;  // YYYY-MM-DD; empty: today
  bool verbose = false, quiet = false;
};

struct Facts {
  std::vector<std::string> paths;
  std::string format = "text";
};

struct Rules {
  std::vector<std::string> select, ignore;
  std::string format = "text";
};

struct Clauses {
  std::string instrument;
  std::string format = "text";
};

struct Explain {
  std::string id;
};

struct Init {
  std::vector<std::string> paths;
  std::string file = "hegui.toml";
  bool force = false;
};

struct PolicyCheck {
  std::vector<std::string> folders;
};

struct PolicyTest {
  std::vector<std::string> folders;
  bool uncovered = false;  // list the sides of conditions that no example shows
};

struct PolicyNew {
  std::string id, name, folder = ".";  // an empty name: the id in lower case
};

struct Schema {
  std::string what;
};

// The command line said all there is to say: a help text, the version, or a usage error (exit 2).
struct Said {
  int status = 0;
};

struct Options {
  Common common;
  std::variant<Said, Check, Facts, Rules, Clauses, Explain, Init, PolicyCheck, PolicyTest, PolicyNew, Schema> command;
};

// Reads the command line; prints help and usage errors itself. `hegui PATH` means `hegui check PATH`.
Options parse(int count, const char* const* arguments);

}  // namespace hegui::cli
