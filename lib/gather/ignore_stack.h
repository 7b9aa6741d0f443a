// Which .gitignore files bear on a path: those of its folder and of the folders above, the nearest first.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "gather/ignore.h"

namespace hegui::gather {

class IgnoreStack {
 public:
  // Begins with the files from the top of the git work tree that holds `folder` down to the folder above it; with none
  // where there is no work tree, or where they ignore `folder` itself. Files that cannot be honoured go to `issues` as
  // warnings.
  IgnoreStack(const std::string& folder, const FileSystem& files, std::vector<Diagnostic>& issues);

  // While it lives, a folder is looked into: `folder` of the entries `entries`, below the one looked into so far.
  class Inside {
   public:
    Inside(IgnoreStack& stack, const std::string& folder, std::span<const DirectoryEntry> entries,
           std::vector<Diagnostic>& issues);
    ~Inside();
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    IgnoreStack& stack_;
    std::size_t files_before_, length_before_;
  };

  // The pattern by which an entry of the folder looked into is ignored, as `file:line`, or nothing.
  std::optional<std::string> rule(std::string_view name, bool is_folder) const;

 private:
  struct File {
    IgnoreFile patterns;
    std::size_t length = 0;  // of the path of its folder within `path_`, with the slash
  };

  void add(const std::string& folder, std::vector<Diagnostic>& issues);

  const FileSystem& files_;
  std::string path_;  // of the folder looked into from the top, with a slash at the end; empty: the top itself
  bool begun_ = false;
  std::vector<File> files_in_force_;  // the nearest last
};

}  // namespace hegui::gather
