// The command lines of `batch` and `report`.
#pragma once

#include <string>
#include <vector>

#include "options.h"

namespace CLI {
class App;
}

namespace hegui::cli {

// Formats and files by position, text where none is given; prints why they do not pair.
bool pair_outputs(std::vector<std::string> formats, const std::vector<std::string>& files, const Common& common,
                  std::vector<Output>& outputs);

class FleetOptions {
 public:
  void add(CLI::App& app);
  // After parsing: whether it fits together; prints why not.
  bool finish(std::string_view command, const Common& common);

  Batch batch;
  Report report;

 private:
  std::string shard_;
  double min_score_ = -1;
  std::vector<std::string> formats_, files_;
};

}  // namespace hegui::cli
