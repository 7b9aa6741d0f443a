// The list of libraries that the Android build puts into a bundle for the store (AppDependencies): group, name and
// version of each, as a repository knows them.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source.h"

namespace hegui::read::proto {

struct Library {
  std::string_view group, name, version;  // views into the source
};

// Error: HG1197 damaged.
Result<std::vector<Library>> parse_libraries(const Source& source);

}  // namespace hegui::read::proto
