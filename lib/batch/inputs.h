// From the paths a person names to items, one after the other and never all at once, so that a million inputs need no
// more memory than ten.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "batch/item.h"
#include "batch/list.h"
#include "read/format.h"

namespace hegui::batch {

// What folders held that became no item.
struct LeftOut {
  std::uint64_t links = 0, special = 0;  // sockets, devices and the like
};

class Inputs {
 public:
  // `list` stands where a path is `-`. Folders are walked in byte order of names, links in them are not followed and
  // hidden entries not looked at. A zip that is no package (its name ends with .zip) is an archive: each of its files
  // is an item. With Group::Project the nearest folders that hold a project's files are items, and other folders are
  // looked into.
  Inputs(std::vector<std::string> paths, Group group, List* list, const FileSystem& files, const read::Limits& limits);

  // The next input in order; nothing at the end. What cannot be listed or opened is an input with a problem. Not
  // thread-safe.
  std::optional<Part> next();
  // Whether that would not wait for a list to go on.
  bool ready() const;
  const LeftOut& left_out() const { return left_out_; }

 private:
  struct Folder {
    std::string path;
    std::vector<DirectoryEntry> entries;
    std::size_t at = 0;
  };

  std::optional<Part> from_path(const std::string& path);
  std::optional<Part> from_folder();
  std::optional<Part> enter(std::string path, bool named);
  std::optional<Part> open_archive(const std::string& path);
  std::optional<Part> from_archive();

  std::vector<std::string> paths_;
  std::size_t at_ = 0;
  Group group_;
  List* list_;
  const FileSystem& files_;
  const read::Limits& limits_;
  std::vector<Folder> folders_;  // being walked, outermost first
  std::shared_ptr<const read::zip::Archive> archive_;
  std::uint32_t entry_ = 0;
  LeftOut left_out_;
};

}  // namespace hegui::batch
