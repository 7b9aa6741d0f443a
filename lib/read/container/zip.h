// Zip packages over bytes in memory: the list of entries, and one entry's bytes when asked for. Nothing is ever written
// to disk.
//
// This is a reader of its own because packages for Android are made to be read by Android's: they carry junk between
// the parts, wrong local headers, encryption bits that mean nothing and methods that do not exist, and install all the
// same, while the common libraries refuse the whole package. The rules here are the platform's: the central directory
// decides, the local header only says where the data begins, every method but deflate counts as stored.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source.h"
#include "read/format.h"

namespace hegui::read::zip {

// One entry as the central directory states it. Views point into the package.
struct Entry {
  std::string_view name;
  std::uint64_t compressed = 0;
  std::uint64_t size = 0;
  std::uint64_t header = 0;  // offset of the local header
  std::uint16_t method = 0;  // 8 deflate; anything else is taken as stored
  std::uint16_t flags = 0;

  bool deflated() const { return method == 8; }
  bool marked_encrypted() const { return (flags & 1) != 0; }
  bool is_folder() const { return name.ends_with('/'); }
};

// Where the central directory lies.
struct Directory {
  std::uint64_t begin = 0;
  std::uint64_t size = 0;
  std::uint64_t entries = 0;
  std::uint64_t limit = 0;  // where the record that describes it begins
};

// Whether the bytes begin as a zip does or, where they begin with something that is no text, end with its directory.
bool is_zip(std::string_view bytes);

// The names that the package lists, at most `most`; none when it has no directory. Nothing else of it is looked at.
std::vector<std::string_view> names(std::string_view bytes, std::size_t most = 1'000'000);

class Archive {
 public:
  // Lists the package. Errors: HG1020 no directory, HG1021 the directory is damaged or cut off, HG1022 too many
  // entries. Warnings: HG1023 one name listed twice (the first counts), HG1024 names that point outside the package.
  // `outer` is the package that this one lies in, if any.
  static Checked<Archive> open(SourcePtr source, const Limits& limits, const Archive* outer = nullptr);

  std::span<const Entry> entries() const { return entries_; }
  // The first entry of this name, or null.
  const Entry* find(std::string_view name) const;
  const Directory& directory() const { return directory_; }
  const SourcePtr& source() const { return source_; }

  // The entry's bytes as a source named `package!entry`; a stored entry is a view, and keeps the package alive.
  // Errors: HG1025 the entry lies outside the package, HG1026 it is larger than `limits` allow or inflates beyond its
  // stated size or ratio, or all that was read inflates to more than anyone would wait for, HG1027 its data is damaged.
  Result<SourcePtr> read(const Entry& entry, const Limits& limits) const;
  // The entry's first bytes, at most `most`; fewer where it ends or is damaged, none where it lies outside the package.
  std::string head(const Entry& entry, std::size_t most) const;

 private:
  Diagnostic failure(const Entry& entry, std::uint16_t code, std::string what) const;
  // The entry's bytes as they stand in the package. Error: HG1025.
  Result<std::string_view> stored(const Entry& entry) const;
  void index();

  SourcePtr source_;
  Directory directory_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> table_;  // open addressing by name; entry number + 1, 0 empty
  // Bytes that entries may still inflate to, of this package and those in it: many can be of the same packed bytes.
  std::shared_ptr<std::uint64_t> left_;
  std::uint32_t duplicates_ = 0;
  std::string_view duplicate_;
};

}  // namespace hegui::read::zip
