// Finding the inputs below a folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_system.h"

namespace hegui::gather {

// Whether a file of this name (without folders) is taken for an input of some kind before anything of it is read.
bool is_candidate(std::string_view name);

struct Walk {
  std::vector<std::string> files;  // paths of candidates, in byte order of their names, folder by folder
  std::vector<Diagnostic> issues;  // folders that could not be listed
};

// Candidates below `folder`: files whose name is that of a manifest, a declaration or a package. Hidden folders, build outputs,
// vendored code and test trees are not entered, links are not followed; at most `max_files` files are taken (HG1004 past it).
Walk walk(const std::string& folder, const FileSystem& files, std::size_t max_files);

}  // namespace hegui::gather
