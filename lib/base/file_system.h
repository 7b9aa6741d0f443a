// The disk behind one small interface, so that tests and the language server can lay their own files over it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_stamp.h"
#include "base/result.h"

namespace hegui {

struct DirectoryEntry {
  std::string name;  // last component only, bytes as the system has them
  enum class Kind : std::uint8_t { File, Directory, Link, Other } kind = Kind::File;
  std::optional<FileStamp> stamp = {};  // of a file that was asked for by `stat`, on a disk that says it
};

class FileSystem {
 public:
  virtual ~FileSystem() = default;
  // The whole file, mapped where the system can; refused above `max_bytes` (HG1003), when unreadable (HG1001) or not a
  // regular file (HG1002). The source's name is `path`; its stamp, which a disk says, is of before it is read.
  virtual Result<SourcePtr> open(const std::string& path, std::uint64_t max_bytes) const = 0;
  // The entries of a directory in byte order of their names, without `.` and `..`; links are not followed.
  virtual Result<std::vector<DirectoryEntry>> list(const std::string& path) const = 0;
  // What stands at `path`, links followed; an error when nothing does.
  virtual Result<DirectoryEntry> stat(const std::string& path) const = 0;
};

// The real disk.
const FileSystem& disk();

// Files held in memory; a path is present exactly when it was added. Directories are implied by `/` in paths.
class MemoryFileSystem final : public FileSystem {
 public:
  void add(std::string path, std::string text) { files_[std::move(path)] = std::move(text); }
  Result<SourcePtr> open(const std::string& path, std::uint64_t max_bytes) const override;
  Result<std::vector<DirectoryEntry>> list(const std::string& path) const override;
  Result<DirectoryEntry> stat(const std::string& path) const override;

 private:
  std::map<std::string, std::string> files_;
};

// Where what is meant for `path` is written: links are followed, and what is no plain file (a device, a pipe) is
// written to as it stands and never replaced.
struct Destination {
  std::string path;
  bool special = false;
};
Destination destination_of(const std::string& path);

// Writes the whole of `bytes` beside `path` and renames it into place, so that a reader sees the old file or the new
// one (HG5001). A link is followed; a device or pipe is written to.
Result<void> write_file(const std::string& path, std::string_view bytes);

struct NewFile {
  std::string path;
  std::string_view bytes;
};

// As write_file for several files of one outcome: none is put in place before all of them are written whole.
Result<void> write_files(std::span<const NewFile> files);

}  // namespace hegui
