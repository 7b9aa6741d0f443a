#include "batch/unchanged.h"

#include <algorithm>

namespace hegui::batch {

bool has_rested(const FileStamp& stamp, std::int64_t now) {
  return std::max(stamp.modified, stamp.changed) <= now - kRest;
}

std::optional<FileStamp> stamp_of(const Part& part, const FileSystem& files) {
  if (part.stamp || part.path.empty()) return part.stamp;
  const auto entry = files.stat(part.path);
  return entry ? entry->stamp : std::nullopt;
}

bool is_still(const Source& source, const std::string& path, const FileSystem& files) {
  const auto entry = files.stat(path);
  return entry && source.stamp() && entry->stamp == source.stamp();
}

}  // namespace hegui::batch
