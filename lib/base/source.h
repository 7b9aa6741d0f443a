// Where bytes come from and how a place in them is named. A Source owns the bytes of one input, or of one entry of a
// package; a Span points into it cheaply; a Place is the same resolved for a person and owns everything it prints.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_stamp.h"

namespace hegui {

// Line and column, both from 1; the column counts code points.
struct Location {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  bool operator==(const Location&) const = default;
};

// The bytes of one input. Immutable after construction and safe to read from many threads.
class Source {
 public:
  // `name` is what a person calls it: a path, or `package.apk!AndroidManifest.xml` for an entry of a package.
  // `stamp` is that of the file as it was opened, when the bytes are all of a file.
  Source(std::string name, std::string text, std::optional<FileStamp> stamp = {});
  // As above over bytes that somebody else owns; `owner` keeps them alive (a mapped file, an inflated entry).
  Source(std::string name, std::string_view text, std::shared_ptr<const void> owner,
         std::optional<FileStamp> stamp = {});

  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }
  const std::optional<FileStamp>& stamp() const { return stamp_; }

  // The place of byte `offset` (from 0; an offset past the end names the end). A large source is scanned once, then a
  // block per call.
  Location locate(std::uint32_t offset) const { return stand_at(offset).location; }

 private:
  friend struct Place resolve(const struct Span& span);

  // A byte, the beginning of its line, and the place both make.
  struct Stand {
    std::size_t at = 0, line_begin = 0;
    Location location{1, 1};
  };
  Stand stand_at(std::size_t offset) const;
  Stand advance(Stand from, std::size_t to) const;
  std::vector<Stand> scan() const;

  std::string name_;
  std::string owned_;
  std::string_view text_;
  std::shared_ptr<const void> owner_;
  std::optional<FileStamp> stamp_;
  mutable std::once_flag scanned_;
  mutable std::vector<Stand> stands_;  // where each block of a large source begins
};

using SourcePtr = std::shared_ptr<const Source>;

// The element of a span of text whose line is never quoted, since a secret stands there. Paths of elements begin with a
// slash or an exclamation mark.
inline constexpr std::string_view kWithheld = "withheld";

// A stretch of a source: bytes [begin, end) of a text, or `element`, a path such as `/manifest/application@debuggable`,
// in a binary one. The source and the element's bytes must outlive the span.
struct Span {
  const Source* source = nullptr;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view element = {};

  explicit operator bool() const { return source != nullptr; }
  bool is_withheld() const { return element == kWithheld; }
};

// A span resolved for printing; it owns all it says and outlives the source.
struct Place {
  std::string file;
  std::uint32_t line = 0;    // 0: the place is an element of a binary input, or the whole file
  std::uint32_t column = 0;  // code points, from 1
  std::uint32_t length = 0;  // code points on that line, at least 1 when `line` is set
  std::string excerpt;  // the source line, safe to print, cut around the place to at most kExcerptLimit code points
  std::uint32_t excerpt_column = 0;  // column of the place within `excerpt`, from 1
  std::string element;               // element path in a binary input

  bool operator==(const Place&) const = default;
  // `file:line:column`, `file: element`, or `file`.
  std::string to_string() const;
};

inline constexpr std::uint32_t kExcerptLimit = 160;

Place resolve(const Span& span);

}  // namespace hegui
