// When a file may be taken as unchanged without opening it: when the system says of it just what it said before it was
// read for the result that the store has, and it had rested then. As make, rsync and git's index, this goes by the
// times of the file system, and as git it is wary of files that were changed a moment ago ("racy git").
#pragma once

#include <cstdint>
#include <optional>

#include "base/file_system.h"
#include "batch/item.h"

namespace hegui::batch {

// A later change of a file that changed less long ago may leave its times as they are: clocks of file systems tick as
// seldom as every two seconds (FAT).
inline constexpr std::int64_t kRest = 2'500'000'000;  // nanoseconds

// Whether the file has rested at `now`, in nanoseconds since 1970. One whose times lie ahead, as after a clock was set
// back, has not.
bool has_rested(const FileStamp& stamp, std::int64_t now);

// What the system says of the file that `part` is, before it is opened: what is known of it already, or asked now.
// Nothing for content, entries of archives and what is no file.
std::optional<FileStamp> stamp_of(const Part& part, const FileSystem& files);

// Whether the file at `path` is still the one that was opened as `source`, unchanged since: then the source's bytes
// were those of its stamp for as long as they were read.
bool is_still(const Source& source, const std::string& path, const FileSystem& files);

}  // namespace hegui::batch
