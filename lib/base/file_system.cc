// The disk by POSIX calls: files are mapped, directories listed without following links.
#include "base/file_system.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <set>
#include <utility>

namespace hegui {
namespace {

constexpr Code kUnreadable{1001};
constexpr Code kNotAFile{1002};
constexpr Code kTooLarge{1003};
constexpr Code kUnwritable{5001};
constexpr std::uint64_t kMapFrom = std::uint64_t{64} << 10;  // below this a read is cheaper than a mapping

Diagnostic file_error(Code code, const std::string& path, std::string message, std::string help = {}) {
  Diagnostic diagnostic = error(code, {}, std::move(message), std::move(help));
  diagnostic.place.file = path;
  return diagnostic;
}

Diagnostic system_error(Code code, const std::string& path, std::string_view doing) {
  const int reason = errno;
  std::string help;
  if (reason == ENOENT) help = code == kUnwritable ? "make its folder first" : "check the path; nothing stands there";
  if (reason == EACCES)
    help = fmt::format("give this user permission to {} it", code == kUnwritable ? "write" : "read");
  return file_error(code, path, fmt::format("cannot {}: {}", doing, std::strerror(reason)), std::move(help));
}

// Closes a descriptor when it goes out of scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

DirectoryEntry::Kind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return DirectoryEntry::Kind::File;
  if (S_ISDIR(mode)) return DirectoryEntry::Kind::Directory;
  if (S_ISLNK(mode)) return DirectoryEntry::Kind::Link;
  return DirectoryEntry::Kind::Other;
}

// Nothing of a file whose times are beyond what 64 bits of nanoseconds hold.
std::optional<FileStamp> stamp_of(const struct ::stat& status) {
  constexpr std::int64_t kSecond = 1'000'000'000, kFarthest = std::numeric_limits<std::int64_t>::max() / kSecond - 1;
  for (const std::int64_t seconds : {status.st_mtim.tv_sec, status.st_ctim.tv_sec})
    if (seconds > kFarthest || seconds < -kFarthest) return std::nullopt;
  return FileStamp{.device = status.st_dev,
                   .inode = status.st_ino,
                   .size = static_cast<std::uint64_t>(status.st_size),
                   .modified = status.st_mtim.tv_sec * kSecond + status.st_mtim.tv_nsec,
                   .changed = status.st_ctim.tv_sec * kSecond + status.st_ctim.tv_nsec};
}

// What a name in `folder` stands for, not following a link; nothing when it went away. Most file systems say it in the
// listing.
std::optional<DirectoryEntry::Kind> kind_of(DIR* folder, const dirent& entry) {
  switch (entry.d_type) {
    case DT_REG:
      return DirectoryEntry::Kind::File;
    case DT_DIR:
      return DirectoryEntry::Kind::Directory;
    case DT_LNK:
      return DirectoryEntry::Kind::Link;
    case DT_UNKNOWN: {
      struct ::stat status{};
      if (::fstatat(::dirfd(folder), entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
      return kind_of(status.st_mode);
    }
    default:
      return DirectoryEntry::Kind::Other;
  }
}

Result<SourcePtr> read_whole(const std::string& path, int descriptor, const struct ::stat& status) {
  const auto size = static_cast<std::size_t>(status.st_size);
  std::string text;
  int problem = 0;
  text.resize_and_overwrite(size, [&](char* bytes, std::size_t) {
    std::size_t filled = 0;
    while (filled < size) {
      const ssize_t got = ::read(descriptor, bytes + filled, size - filled);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) problem = errno;
      if (got <= 0) break;
      filled += static_cast<std::size_t>(got);
    }
    return filled;
  });
  if (problem != 0) {
    errno = problem;
    return std::unexpected(system_error(kUnreadable, path, "read"));
  }
  return std::make_shared<const Source>(path, std::move(text), stamp_of(status));
}

class Disk final : public FileSystem {
 public:
  Result<SourcePtr> open(const std::string& path, std::uint64_t max_bytes) const override {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0) return std::unexpected(system_error(kUnreadable, path, "open"));
    struct ::stat status{};
    if (::fstat(file.number(), &status) != 0) return std::unexpected(system_error(kUnreadable, path, "open"));
    if (!S_ISREG(status.st_mode))
      return std::unexpected(
          file_error(kNotAFile, path, "not a regular file", "name a file, or a folder that holds manifests"));
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size > max_bytes)
      return std::unexpected(file_error(kTooLarge, path,
                                        fmt::format("{} bytes exceed the limit of {}", size, max_bytes),
                                        "raise it with --max-input-size if the file is really meant"));
    if (size < kMapFrom) return read_whole(path, file.number(), status);
    void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
    if (bytes == MAP_FAILED) return read_whole(path, file.number(), status);
    std::shared_ptr<const void> owner(bytes, [size](const void* mapped) { ::munmap(const_cast<void*>(mapped), size); });
    return std::make_shared<const Source>(path, std::string_view(static_cast<const char*>(bytes), size),
                                          std::move(owner), stamp_of(status));
  }

  Result<std::vector<DirectoryEntry>> list(const std::string& path) const override {
    std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(path.c_str()), &::closedir);
    if (!folder) return std::unexpected(system_error(kUnreadable, path, "list"));
    std::vector<DirectoryEntry> entries;
    while (const dirent* entry = ::readdir(folder.get())) {
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      if (const auto kind = kind_of(folder.get(), *entry)) entries.push_back({std::string(name), *kind});
    }
    std::ranges::sort(entries, {}, &DirectoryEntry::name);
    return entries;
  }

  Result<DirectoryEntry> stat(const std::string& path) const override {
    struct ::stat status{};
    if (::stat(path.c_str(), &status) != 0) return std::unexpected(system_error(kUnreadable, path, "open"));
    const std::size_t slash = path.find_last_of('/');
    const DirectoryEntry::Kind kind = kind_of(status.st_mode);
    return DirectoryEntry{slash == std::string::npos ? path : path.substr(slash + 1), kind,
                          kind == DirectoryEntry::Kind::File ? stamp_of(status) : std::nullopt};
  }
};

}  // namespace

const FileSystem& disk() {
  static const Disk instance;
  return instance;
}

Result<SourcePtr> MemoryFileSystem::open(const std::string& path, std::uint64_t max_bytes) const {
  const auto it = files_.find(path);
  if (it == files_.end())
    return std::unexpected(file_error(kUnreadable, path, "cannot open: No such file or directory"));
  if (it->second.size() > max_bytes) return std::unexpected(file_error(kTooLarge, path, "exceeds the size limit"));
  return std::make_shared<const Source>(path, it->second);
}

Result<std::vector<DirectoryEntry>> MemoryFileSystem::list(const std::string& path) const {
  const std::string prefix = path.empty() || path.ends_with('/') ? path : path + "/";
  std::vector<DirectoryEntry> entries;
  std::set<std::string> folders;
  for (auto it = files_.lower_bound(prefix); it != files_.end() && it->first.starts_with(prefix); ++it) {
    const std::string rest = it->first.substr(prefix.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string::npos)
      entries.push_back({rest, DirectoryEntry::Kind::File});
    else if (folders.insert(rest.substr(0, slash)).second)
      entries.push_back({rest.substr(0, slash), DirectoryEntry::Kind::Directory});
  }
  if (entries.empty()) return std::unexpected(file_error(kUnreadable, path, "cannot list: No such file or directory"));
  std::ranges::sort(entries, {}, &DirectoryEntry::name);
  return entries;
}

Result<DirectoryEntry> MemoryFileSystem::stat(const std::string& path) const {
  if (const auto it = files_.find(path); it != files_.end()) return DirectoryEntry{path, DirectoryEntry::Kind::File};
  if (auto entries = list(path); !entries) return std::unexpected(entries.error());
  return DirectoryEntry{path, DirectoryEntry::Kind::Directory};
}

namespace {

// A file written beside its place, until it is put there; unlinked when that never happens.
class Staged {
 public:
  Staged(std::string path, std::string beside) : path_(std::move(path)), beside_(std::move(beside)) {}
  Staged(Staged&& other) noexcept : path_(std::move(other.path_)), beside_(std::exchange(other.beside_, {})) {}
  Staged(const Staged&) = delete;
  Staged& operator=(const Staged&) = delete;
  Staged& operator=(Staged&&) = delete;
  ~Staged() {
    if (!beside_.empty()) ::unlink(beside_.c_str());
  }

  // False when the system refuses; errno then says why.
  bool put_in_place() {
    if (!beside_.empty() && ::rename(beside_.c_str(), path_.c_str()) != 0) return false;
    beside_.clear();
    return true;
  }

 private:
  std::string path_, beside_;
};

bool write_whole(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Result<Staged> stage(const NewFile& file) {
  const auto [path, special] = destination_of(file.path);
  const std::string beside = special ? path : fmt::format("{}.{}.partial", path, ::getpid());
  if (!special) ::unlink(beside.c_str());
  const Descriptor target(
      ::open(beside.c_str(), special ? O_WRONLY | O_CLOEXEC : O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (target.number() < 0) return std::unexpected(system_error(kUnwritable, file.path, "write"));
  Staged staged(path, special ? std::string{} : beside);
  if (!write_whole(target.number(), file.bytes)) return std::unexpected(system_error(kUnwritable, file.path, "write"));
  return staged;
}

}  // namespace

Destination destination_of(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), &std::free);
  Destination out{real ? std::string(real.get()) : path, false};
  struct ::stat status{};
  out.special = ::stat(out.path.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
  return out;
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  const NewFile file{path, bytes};
  return write_files({&file, 1});
}

Result<void> write_files(std::span<const NewFile> files) {
  std::vector<Staged> staged;
  for (const NewFile& file : files) {
    auto next = stage(file);
    if (!next) return std::unexpected(std::move(next.error()));
    staged.push_back(std::move(*next));
  }
  for (std::size_t i = 0; i < files.size(); ++i)
    if (!staged[i].put_in_place()) return std::unexpected(system_error(kUnwritable, files[i].path, "write"));
  return {};
}

}  // namespace hegui
