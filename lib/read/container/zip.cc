// The central directory and inflating, by the rules the header states. Format: APPNOTE.TXT 6.3, sections 4.3 and 4.5.3
// (zip64).
#include "read/container/zip.h"

#include <fmt/format.h>
#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/utf8.h"
#include "read/container/little_endian.h"

namespace hegui::read::zip {
namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kCentralHeader = 0x02014b50;
constexpr std::uint32_t kEndRecord = 0x06054b50;
constexpr std::uint32_t kEndRecord64 = 0x06064b50;
constexpr std::uint32_t kEndLocator64 = 0x07064b50;
constexpr std::uint64_t kEndSize = 22;
constexpr std::uint64_t kCentralSize = 46;
constexpr std::uint64_t kLocalSize = 30;
constexpr std::uint64_t kEnd64Size = 56;
constexpr std::uint64_t kLocator64Size = 20;
constexpr std::uint64_t kMaxComment = 0xFFFF;
constexpr std::size_t kProbe = 8;
// All that is inflated of a package, as a multiple of what one entry may be; the largest real ones have a quarter of
// it.
constexpr std::uint64_t kMostInflated = 32;

// The directory as zip64 states it, when `end` (the offset of the plain end record) is preceded by a locator.
std::optional<Directory> directory64(const Bytes& bytes, std::uint64_t end) {
  if (end < kLocator64Size || bytes.u32(end - kLocator64Size) != kEndLocator64) return std::nullopt;
  const std::uint64_t record = bytes.u64(end - kLocator64Size + 8);
  if (!bytes.holds(record, kEnd64Size) || bytes.u32(record) != kEndRecord64) return std::nullopt;
  return Directory{bytes.u64(record + 48), bytes.u64(record + 40), bytes.u64(record + 32), record};
}

// The last end record in reach of the longest comment. Junk after it is skipped, as the platform does.
std::optional<Directory> find_directory(const Bytes& bytes) {
  if (bytes.size() < kEndSize) return std::nullopt;
  const std::uint64_t last = bytes.size() - kEndSize;
  const std::uint64_t first = last > kMaxComment ? last - kMaxComment : 0;
  for (std::uint64_t at = last + 1; at-- > first;) {
    if (bytes.u8(at) != 'P' || bytes.u32(at) != kEndRecord) continue;
    const Directory plain{bytes.u32(at + 16), bytes.u32(at + 12), bytes.u16(at + 10), at};
    if (plain.begin == 0xFFFFFFFF || plain.size == 0xFFFFFFFF || plain.entries == 0xFFFF)
      if (const std::optional<Directory> wide = directory64(bytes, at)) return wide;
    return plain;
  }
  return std::nullopt;
}

// Replaces the fields that say 0xFFFFFFFF by those of the zip64 extra field, which holds them in this order.
void apply_zip64(std::string_view extra, Entry& entry) {
  const Bytes bytes{extra};
  for (std::uint64_t at = 0; bytes.holds(at, 4);) {
    const std::uint16_t id = bytes.u16(at), size = bytes.u16(at + 2);
    if (id == 1) {
      const Bytes body{bytes.slice(at + 4, size)};
      std::uint64_t next = 0;
      for (std::uint64_t* field : {&entry.size, &entry.compressed, &entry.header}) {
        if (*field != 0xFFFFFFFF || !body.holds(next, 8)) continue;
        *field = body.u64(next);
        next += 8;
      }
      return;
    }
    at += 4 + std::uint64_t{size};
  }
}

// Steps through the central directory one entry at a time.
class Cursor {
 public:
  Cursor(Bytes bytes, const Directory& directory)
      : bytes_(bytes.slice(directory.begin, directory.size)), left_(directory.entries) {}

  // Moves to the next entry; false at the end or where the directory is damaged.
  bool next(Entry& entry) {
    if (left_ == 0 || !bytes_.holds(at_, kCentralSize) || bytes_.u32(at_) != kCentralHeader) return false;
    const std::uint64_t name = bytes_.u16(at_ + 28), extra = bytes_.u16(at_ + 30), comment = bytes_.u16(at_ + 32);
    if (!bytes_.holds(at_ + kCentralSize, name + extra + comment)) return false;
    entry = {bytes_.slice(at_ + kCentralSize, name),
             bytes_.u32(at_ + 20),
             bytes_.u32(at_ + 24),
             bytes_.u32(at_ + 42),
             bytes_.u16(at_ + 10),
             bytes_.u16(at_ + 8)};
    if (entry.size == 0xFFFFFFFF || entry.compressed == 0xFFFFFFFF || entry.header == 0xFFFFFFFF)
      apply_zip64(bytes_.slice(at_ + kCentralSize + name, extra), entry);
    at_ += kCentralSize + name + extra + comment;
    --left_;
    return true;
  }

  std::uint64_t left() const { return left_; }
  std::uint64_t at() const { return at_; }

 private:
  Bytes bytes_;
  std::uint64_t left_;
  std::uint64_t at_ = 0;
};

// Whether a program that unpacked this name could write outside its folder.
bool escapes(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != name.npos || name.find('\0') != name.npos) return true;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t slash = std::min(name.find('/', at), name.size());
    if (name.substr(at, slash - at) == "..") return true;
    at = slash + 1;
  }
  return false;
}

Span whole(const Source& source) { return {&source, 0, 0, "/"}; }

std::string shown(std::string_view name) { return utf8::printable(name.substr(0, 200)); }

// zlib's state, freed however the function is left.
struct Inflater {
  z_stream stream{};
  bool ready = inflateInit2(&stream, -MAX_WBITS) == Z_OK;
  Inflater() = default;
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() {
    if (ready) inflateEnd(&stream);
  }
};

// State of the quicker library, which takes no stream but whole entries.
libdeflate_decompressor* decompressor() {
  struct Free {
    void operator()(libdeflate_decompressor* state) const { libdeflate_free_decompressor(state); }
  };
  thread_local const std::unique_ptr<libdeflate_decompressor, Free> kState(libdeflate_alloc_decompressor());
  return kState.get();
}

// Whether `packed` inflates to `size` bytes, which it writes; not when it is damaged, ends early or would be longer.
bool inflates_to(std::string_view packed, char* out, std::size_t size) {
  if (libdeflate_decompressor* const quick = decompressor()) {
    std::size_t used = 0;  // what stands behind the end of the data does not matter
    const libdeflate_result result =
        libdeflate_deflate_decompress_ex(quick, packed.data(), packed.size(), out, size, &used, nullptr);
    if (result != LIBDEFLATE_BAD_DATA) return result == LIBDEFLATE_SUCCESS;
  }
  // The platform inflates by zlib, so what is damaged is for zlib to say.
  Inflater inflater;
  if (!inflater.ready) return false;
  z_stream& stream = inflater.stream;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out);
  stream.avail_out = static_cast<uInt>(size);
  const int status = inflate(&stream, Z_FINISH);
  if (stream.avail_out != 0) return false;
  if (status == Z_STREAM_END) return true;
  // The output is full; what is left of the stream may only be its end.
  Bytef spare = 0;
  stream.next_out = &spare;
  stream.avail_out = 1;
  return inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_out != 0;
}

// As above, in a string; empty when it does not.
std::optional<std::string> inflate_exactly(std::string_view packed, std::size_t size) {
  std::string out;
  bool exact = false;
  out.resize_and_overwrite(size, [&](char* bytes, std::size_t) {
    exact = inflates_to(packed, bytes, size);
    return exact ? size : 0;
  });
  return exact ? std::optional(std::move(out)) : std::nullopt;
}

// The first bytes of what `packed` inflates to, at most `most`; what comes before damage.
std::string inflate_head(std::string_view packed, std::size_t most) {
  Inflater inflater;
  if (!inflater.ready) return {};
  std::string out(most, '\0');
  z_stream& stream = inflater.stream;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(std::min<std::size_t>(packed.size(), 2 * most + 1024));
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(most);
  inflate(&stream, Z_SYNC_FLUSH);
  out.resize(most - stream.avail_out);
  return out;
}

// Whether the bytes end with a directory and the record of it, and nothing after.
bool ends_with_directory(const Bytes& bytes) {
  const std::optional<Directory> directory = find_directory(bytes);
  if (!directory || directory->begin > directory->limit || directory->size > directory->limit - directory->begin)
    return false;
  return directory->entries == 0 || bytes.u32(directory->begin) == kCentralHeader;
}

}  // namespace

bool is_zip(std::string_view bytes) {
  const Bytes view{bytes};
  if (view.u32(0) == kLocalHeader || (view.u32(0) == kEndRecord && view.size() >= kEndSize)) return true;
  // Another file may stand before the package, such as code that is run in its place; no text begins with such bytes.
  return bytes.substr(0, kProbe).find('\0') != bytes.npos && ends_with_directory(view);
}

std::vector<std::string_view> names(std::string_view bytes, std::size_t most) {
  std::vector<std::string_view> found;
  const std::optional<Directory> directory = find_directory(Bytes{bytes});
  if (!directory) return found;
  found.reserve(
      static_cast<std::size_t>(std::min({directory->entries, bytes.size() / kCentralSize, std::uint64_t{most}})));
  Cursor cursor{Bytes{bytes}, *directory};
  for (Entry entry; found.size() < most && cursor.next(entry);) found.push_back(entry.name);
  return found;
}

void Archive::index() {
  table_.assign(std::bit_ceil(entries_.size() * 2 + 1), 0);
  const std::size_t mask = table_.size() - 1;
  for (std::uint32_t number = 0; number < entries_.size(); ++number) {
    std::size_t at = std::hash<std::string_view>{}(entries_[number].name) & mask;
    while (table_[at] != 0 && entries_[table_[at] - 1].name != entries_[number].name) at = (at + 1) & mask;
    if (table_[at] == 0) {
      table_[at] = number + 1;
    } else if (duplicates_++ == 0) {
      duplicate_ = entries_[number].name;
    }
  }
}

const Entry* Archive::find(std::string_view name) const {
  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = std::hash<std::string_view>{}(name)&mask; table_[at] != 0; at = (at + 1) & mask)
    if (entries_[table_[at] - 1].name == name) return &entries_[table_[at] - 1];
  return nullptr;
}

Checked<Archive> Archive::open(SourcePtr source, const Limits& limits, const Archive* outer) {
  const Span place = whole(*source);
  const auto fail = [&](std::uint16_t code, std::string message, std::string help = {}) {
    return Checked<Archive>{{}, {error({code}, place, std::move(message), std::move(help))}};
  };
  const Bytes bytes{source->text()};
  const std::optional<Directory> directory = find_directory(bytes);
  if (!directory)
    return fail(1020, "this zip has no central directory: it is cut off, or no zip at all",
                "build or download the package again");
  if (directory->begin > directory->limit || directory->size > directory->limit - directory->begin)
    return fail(1021,
                fmt::format("the central directory, {} bytes from byte {}, reaches past its end record at byte {}",
                            directory->size, directory->begin, directory->limit),
                "build or download the package again; Android refuses it too");
  if (directory->entries > limits.max_entries)
    return fail(1022,
                fmt::format("the package lists {} entries; the limit is {}", directory->entries, limits.max_entries));
  Checked<Archive> out;
  Archive archive;
  archive.directory_ = *directory;
  archive.left_ =
      outer != nullptr ? outer->left_ : std::make_shared<std::uint64_t>(kMostInflated * limits.max_entry_bytes);
  archive.entries_.reserve(static_cast<std::size_t>(std::min(directory->entries, directory->size / kCentralSize)));
  Cursor cursor{bytes, *directory};
  std::uint32_t outside = 0;
  std::string_view first_outside;
  for (Entry entry; cursor.next(entry);) {
    archive.entries_.push_back(entry);
    if (escapes(entry.name) && outside++ == 0) first_outside = entry.name;
  }
  if (cursor.left() != 0)
    return fail(1021, fmt::format("the central directory is damaged at byte {}: {} of {} entries are missing",
                                  directory->begin + cursor.at(), cursor.left(), directory->entries));
  archive.index();
  if (archive.duplicates_ != 0)
    out.issues.push_back(
        warning({1023}, place,
                fmt::format("{} entries repeat the name of an earlier one, first `{}`; the earlier counts",
                            archive.duplicates_, shown(archive.duplicate_))));
  if (outside != 0)
    out.issues.push_back(
        warning({1024}, place,
                fmt::format("{} entry names point outside the package, first `{}`", outside, shown(first_outside))));
  archive.source_ = std::move(source);
  out.value = std::move(archive);
  return out;
}

Diagnostic Archive::failure(const Entry& entry, std::uint16_t code, std::string what) const {
  const std::string element = fmt::format("!{}", entry.name);
  return error({code}, {source_.get(), 0, 0, element}, std::move(what));
}

Result<std::string_view> Archive::stored(const Entry& entry) const {
  const Bytes bytes{source_->text()};
  const auto fail = [&](std::string what) { return std::unexpected(failure(entry, 1025, std::move(what))); };
  if (!bytes.holds(entry.header, kLocalSize) || bytes.u32(entry.header) != kLocalHeader)
    return fail(fmt::format("the entry should begin at byte {}, but there is no entry there", entry.header));
  const std::uint64_t data = entry.header + kLocalSize + bytes.u16(entry.header + 26) + bytes.u16(entry.header + 28);
  const std::uint64_t size = entry.deflated() ? entry.compressed : entry.size;
  if (!bytes.holds(data, size))
    return fail(fmt::format("the entry's {} bytes from byte {} reach past the end of the file at {}", size, data,
                            bytes.size()));
  return bytes.slice(data, size);
}

Result<SourcePtr> Archive::read(const Entry& entry, const Limits& limits) const {
  const auto fail = [&](std::uint16_t code, std::string what) {
    return std::unexpected(failure(entry, code, std::move(what)));
  };
  const Result<std::string_view> data = stored(entry);
  if (!data) return std::unexpected(data.error());
  if (entry.size > limits.max_entry_bytes)
    return fail(1026, fmt::format("the entry is {} bytes large; the limit is {}", entry.size, limits.max_entry_bytes));
  std::string name = fmt::format("{}!{}", source_->name(), entry.name);
  if (!entry.deflated()) return std::make_shared<const Source>(std::move(name), *data, source_);
  if (entry.size / limits.max_ratio > entry.compressed)
    return fail(1026, fmt::format("{} bytes are said to inflate to {}, more than {} to 1", entry.compressed, entry.size,
                                  limits.max_ratio));
  if (entry.size > *left_)
    return fail(1026,
                "the entries read before inflate to so much that this one is not read; they may be of the same "
                "bytes of the package");
  *left_ -= entry.size;
  std::optional<std::string> inflated = inflate_exactly(*data, static_cast<std::size_t>(entry.size));
  if (!inflated)
    return fail(1027, fmt::format("the entry's data is damaged, or not the {} bytes it is said to be{}", entry.size,
                                  entry.marked_encrypted() ? "; it is marked as encrypted" : ""));
  return std::make_shared<const Source>(std::move(name), std::move(*inflated));
}

std::string Archive::head(const Entry& entry, std::size_t most) const {
  const Result<std::string_view> data = stored(entry);
  if (!data) return {};
  return entry.deflated() ? inflate_head(*data, most) : std::string(data->substr(0, most));
}

}  // namespace hegui::read::zip
