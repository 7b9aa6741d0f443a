#include "line_output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/file_system.h"

namespace hegui::cli {
namespace {

// Opens `path` for one process alone, which keeps it until it ends, and empties it; -1 with errno, EWOULDBLOCK when
// another has it. Where the system knows no locks nobody is kept out.
int open_alone(const std::string& path) {
  for (;;) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) return descriptor;
    const bool taken = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    struct ::stat opened{}, standing{};
    // Whoever had it may have given it its final name meanwhile.
    const bool moved = !taken && (::fstat(descriptor, &opened) != 0 || ::stat(path.c_str(), &standing) != 0 ||
                                  opened.st_ino != standing.st_ino || opened.st_dev != standing.st_dev);
    if (!taken && !moved && ::ftruncate(descriptor, 0) == 0) return descriptor;
    const int reason = taken ? EWOULDBLOCK : errno;
    ::close(descriptor);
    if (moved) continue;
    errno = reason;
    return -1;
  }
}

}  // namespace

Result<LineOutput> LineOutput::open(const std::string& file) {
  if (file.empty() || file == "-") return LineOutput({}, {}, STDOUT_FILENO);
  const auto [path, special] = destination_of(file);
  std::string partial = special ? std::string{} : path + ".partial";
  const int descriptor = special ? ::open(path.c_str(), O_WRONLY | O_CLOEXEC) : open_alone(partial);
  LineOutput out(path, std::move(partial), descriptor);
  if (descriptor < 0) return std::unexpected(out.failure(errno));
  return out;
}

LineOutput::LineOutput(LineOutput&& other) noexcept
    : file_(std::move(other.file_)),
      partial_(std::move(other.partial_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

LineOutput::~LineOutput() {
  if (descriptor_ >= 0 && descriptor_ != STDOUT_FILENO) ::close(descriptor_);
}

Result<void> LineOutput::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return std::unexpected(failure(errno));
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> LineOutput::finish() {
  if (partial_.empty()) return {};
  if (::fsync(descriptor_) != 0 && errno != EINVAL) return std::unexpected(failure(errno));
  if (::rename(partial_.c_str(), file_.c_str()) != 0) return std::unexpected(failure(errno));
  return {};
}

Diagnostic LineOutput::failure(int reason) const {
  Diagnostic out = error({5001}, {}, fmt::format("the results cannot be written: {}", std::strerror(reason)));
  out.place.file = !partial_.empty() ? partial_ : file_.empty() ? "<stdout>" : file_;
  if (reason == EWOULDBLOCK) {
    out.message = "another batch is writing the results for this file";
    out.help = "wait for it, or name another file with -o";
  }
  if (reason == EPIPE) out.help = "the program that reads them ended; what it read is whole lines";
  if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG)
    out.help = "make room; with --store what is finished is kept, and --resume goes on";
  return out;
}

}  // namespace hegui::cli
