// The two ways a stage hands back its work: one reason to fail, or many remarks beside a value.
#pragma once

#include <expected>
#include <optional>
#include <utility>
#include <vector>

#include "base/diagnostic.h"

namespace hegui {

// A value or the one diagnostic that says why there is none.
template <class T>
using Result = std::expected<T, Diagnostic>;

// A value that may be missing, beside every remark made on the way; a warning may stand beside a good value.
template <class T>
struct Checked {
  std::optional<T> value;
  std::vector<Diagnostic> issues;

  explicit operator bool() const { return value.has_value(); }
};

}  // namespace hegui
