// What a person asked for, as plain values: the one place where the command line becomes data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "read/format.h"
#include "reference.h"
#include "report/writers.h"

namespace hegui::cli {

using report::Language;

// Given to every command.
struct Common {
  Language language = Language::En;
  std::vector<std::string> policy;  // further or replacing pack folders
  bool replace_policy = false;      // use only the folders of --policy
  std::optional<bool> colour;       // unset: as the terminal is
  read::Limits limits;              // what reading one input may take
};

struct Output {
  std::string format;  // name of a report writer
  std::string file;    // empty: standard output
};

// Thresholds, each `VALUE` for all or `PILLAR=VALUE` for one pillar.
struct Gates {
  std::vector<std::string> fail_on, min_score, max_drop;
  bool strict = false;
};

struct Check {
  std::vector<std::string> paths;
  std::vector<Output> outputs;
  std::string profile;  // a ready-made selection; empty: none
  std::vector<std::string> select, ignore;
  Gates gates;
  std::string baseline, write_baseline;  // files; empty: none
  std::string as_of;                     // YYYY-MM-DD; empty: today
  bool verbose = false, quiet = false;
};

// `check.paths` are OLD and NEW, or with `against` what to compare with its state at that revision; none: the working
// directory.
struct Diff {
  Check check;
  std::string against;
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
  std::vector<std::string> words;
};

struct Init {
  std::vector<std::string> paths;
  std::string file = "hegui.toml";
  bool force = false;
  std::optional<bool> ask;  // unset: where a person sits at a terminal
};

struct Generate {
  std::string kind;
  std::vector<std::string> paths;
  std::string format;  // of a table; empty: as the ending of `file` says
  std::string file;    // empty or `-`: standard output
  std::string as_of;   // YYYY-MM-DD; empty: today
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

struct Completion {
  std::string shell;
};

struct Manual {};

struct Batch {
  std::vector<std::string> paths;
  std::string group = "file";
  bool null_ended = false;
  std::string file;   // for the JSON Lines; empty: standard output, or none with a store
  std::string store;  // empty: none
  bool resume = false;
  bool checksum = false;  // read every input, also where size and times are unchanged
  std::uint32_t shard = 1, shards = 1;
  unsigned jobs = 0;  // 0: one per core
  std::string profile;
  std::vector<std::string> select, ignore;
  std::string fail_on = "none";
  std::optional<double> min_score;
  std::string as_of;  // YYYY-MM-DD; empty: today, or the day of the run that is resumed
  bool quiet = false;
};

struct Report {
  std::vector<std::string> paths;    // JSON Lines, or stores; `#N` after a store names a run
  std::vector<std::string> against;  // the earlier run, in the same forms
  std::string where;                 // CEL over results; empty: all
  std::vector<Output> outputs;
};

// The command line said all there is to say: a help text, the version, or a usage error (exit 2).
struct Said {
  int status = 0;
};

struct Options {
  Common common;
  std::variant<Said, Check, Diff, Facts, Rules, Clauses, Explain, Init, Generate, PolicyCheck, PolicyTest, PolicyNew,
               Batch, Report, Schema, Completion, Manual>
      command;
};

// Reads the command line; prints help and usage errors itself. `hegui PATH` means `hegui check PATH`.
Options parse(int count, const char* const* arguments);

// The command line as data.
std::vector<CommandDoc> reference();

}  // namespace hegui::cli
