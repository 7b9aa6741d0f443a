// Which machine of several takes an input: decided by its content alone, so that inputs that are added move no others.
#pragma once

#include <cstdint>
#include <string_view>

namespace hegui::batch {

struct Shard {
  std::uint32_t index = 1, of = 1;  // index from 1
  // `digest`: hexadecimal, of the input's bytes, or of its name where it has none.
  bool takes(std::string_view digest) const;
};

}  // namespace hegui::batch
