// Where a batch's lines go: standard output, or a file that is only there once it is whole.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace hegui::cli {

class LineOutput {
 public:
  // An empty `file` is standard output. Lines for a file are written to `FILE.partial` beside it, which one process has
  // at a time: HG5001 when another has it. A device or pipe is written to as it stands.
  static Result<LineOutput> open(const std::string& file);
  LineOutput(LineOutput&& other) noexcept;
  LineOutput& operator=(LineOutput&&) = delete;
  ~LineOutput();

  // Errors: HG5001 (a full disk, a reader that went away).
  Result<void> write(std::string_view bytes);
  // The file gets its name.
  Result<void> finish();
  const std::string& partial() const { return partial_; }

 private:
  LineOutput(std::string file, std::string partial, int descriptor)
      : file_(std::move(file)), partial_(std::move(partial)), descriptor_(descriptor) {}
  Diagnostic failure(int reason) const;

  std::string file_, partial_;  // no file: standard output; no partial: it has its name already
  int descriptor_;
};

}  // namespace hegui::cli
