// The options of the commands that list and explain: facts, rules, clauses, words.
#pragma once

#include "options.h"

namespace CLI {
class App;
}

namespace hegui::cli {

// What the command line of one of them is read into.
struct ListingOptions {
  Facts facts;
  Rules rules;
  Clauses clauses;
  Explain explain;

  // Adds the commands to `app`, which reads into this; it stays where it is until then.
  void add(CLI::App& app);
};

}  // namespace hegui::cli
