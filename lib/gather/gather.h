// From the paths a person names to the products they hold: files and folders are opened, told apart, read and grouped.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "gather/group.h"
#include "gather/walk.h"
#include "read/format.h"

namespace hegui::gather {

// What became of a folder that was named.
struct Folder {
  std::string path;
  std::vector<std::string> taken;  // inputs that were read or refused
  std::vector<Left> left;
  std::size_t products = 0;  // that its inputs belong to
};

struct Gathered {
  std::vector<Product> products;
  std::vector<Diagnostic> issues;  // inputs that gave no facts: unreadable, of no known format, or damaged
  std::vector<Folder> folders;     // those named, in order
  std::size_t inputs = 0;          // files that were looked at
};

// Reads every path; `-` is the source `standard_input`. A folder stands for the inputs below it, a declaration also for
// the manifests it names, relative to its own folder. A file that cannot be read is an issue; the others are read all
// the same.
Gathered gather(std::span<const std::string> paths, const FileSystem& files, const read::Context& context,
                const SourcePtr& standard_input);

}  // namespace hegui::gather
