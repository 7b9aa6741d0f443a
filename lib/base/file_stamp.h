// What the system says of a file without reading it: while all of it stays the same, so do the file's bytes, but for
// changes within one tick of the file system's clock.
#pragma once

#include <cstdint>

namespace hegui {

struct FileStamp {
  std::uint64_t device = 0, inode = 0, size = 0;
  std::int64_t modified = 0, changed = 0;  // its bytes, and anything about it: nanoseconds since 1970
  bool operator==(const FileStamp&) const = default;
};

}  // namespace hegui
