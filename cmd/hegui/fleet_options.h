// The command lines of `batch` and `report`.
#pragma once

#include <string>
#include <vector>

#include "options.h"

namespace CLI {
class App;
}

namespace hegui::cli {

class FleetOptions {
 public:
  void add(CLI::App& app);
  // After parsing: what does not fit together, or empty.
  std::string finish(std::string_view command);

  Batch batch;
  Report report;

 private:
  std::string shard_;
  double min_score_ = -1;
  std::vector<std::string> formats_, files_;
};

}  // namespace hegui::cli
