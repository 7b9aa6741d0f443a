// The list of inputs on standard input: one path a line, paths ended by NUL, or JSON Lines.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "batch/item.h"

namespace hegui::batch {

// Fills `block` and gives the bytes read; 0 at the end.
using ReadBytes = std::function<std::size_t(char* block, std::size_t size)>;

class List {
 public:
  // With `null_ended` paths end with NUL. Otherwise a list whose first byte is `{` is JSON Lines, each an object with
  // `path`, or with `content` (text), `content_base64` or `file` (a copy of its bytes) and a `path` to call it by;
  // every other list is one path a line.
  // `readable` tells whether `read` would give bytes, or the end, without waiting.
  List(
      ReadBytes read, bool null_ended, std::function<bool()> readable = [] { return true; })
      : read_(std::move(read)), readable_(std::move(readable)), end_(null_ended ? '\0' : '\n') {}

  // The next input, or nothing at the end; a line that cannot be understood is a part with a problem (HG5301). Empty
  // lines are passed over. A line may be as long as `kLongest`.
  std::optional<Part> next();
  // Whether `next` has something to go by, or the end, without waiting for it.
  bool ready() const { return ended_ || buffer_.find(end_, at_) != std::string::npos || readable_(); }

  static constexpr std::size_t kLongest = std::size_t{64} << 20;

 private:
  std::optional<std::string> line();

  ReadBytes read_;
  std::function<bool()> readable_;
  char end_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t number_ = 0;  // of the line, from 1
  bool ended_ = false;
  std::optional<bool> json_;
};

}  // namespace hegui::batch
