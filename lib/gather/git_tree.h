// The files of a git work tree as they stood at a revision, behind the same interface as the disk: nothing is checked
// out or written.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/file_system.h"

namespace hegui::gather {

class GitTree final : public FileSystem {
 public:
  // The tree of `revision` in the work tree that holds the folder `folder`. Refused when that is no work tree or git
  // cannot tell the revision (HG1008). git runs without a shell, never reaches for the network, and is given no word of
  // a manifest.
  static Result<std::unique_ptr<GitTree>> open_tree(const std::string& folder, const std::string& revision);

  // Paths are as they would be on disk, absolute or relative to the working directory. Links and submodules are not
  // followed.
  Result<SourcePtr> open(const std::string& path, std::uint64_t max_bytes) const override;
  Result<std::vector<DirectoryEntry>> list(const std::string& path) const override;
  Result<DirectoryEntry> stat(const std::string& path) const override;

 private:
  struct Blob {
    std::string object;
    DirectoryEntry::Kind kind = DirectoryEntry::Kind::File;
    std::uint64_t size = 0;
  };

  // The path within the tree, without a slash at its ends; nothing when it lies outside.
  Result<std::string> inside(const std::string& path) const;
  Diagnostic missing(const std::string& path) const;

  std::string top_, revision_;
  std::map<std::string, Blob> blobs_;  // by path within the tree
};

}  // namespace hegui::gather
