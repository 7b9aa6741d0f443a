// Lines and columns of many places in the same sources, without scanning a source from its start for each.
#pragma once

#include <map>
#include <vector>

#include "base/source.h"

namespace hegui::author {

class Locator {
 public:
  // As `source.locate(offset)`; scans a source once, then at most a block per question. The source must outlive the
  // locator.
  Location locate(const Source& source, std::uint32_t offset);

 private:
  std::map<const Source*, std::vector<Location>> blocks_;  // where each block of kBlock bytes begins
};

}  // namespace hegui::author
