// The options of the commands that write: declarations, papers, packs, schemas.
#pragma once

#include "options.h"

namespace CLI {
class App;
}

namespace hegui::cli {

// What the command line of one of them is read into.
struct AuthorOptions {
  Init init;
  Generate generate;
  PolicyCheck policy_check;
  PolicyTest policy_test;
  PolicyNew policy_new;
  Schema schema;

  // Adds the commands to `app`, which reads into this; it stays where it is until then.
  void add(CLI::App& app);
};

}  // namespace hegui::cli
