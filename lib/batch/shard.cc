#include "batch/shard.h"

#include <charconv>

namespace hegui::batch {

bool Shard::takes(std::string_view digest) const {
  if (of == 1) return true;
  std::uint64_t number = 0;
  std::from_chars(digest.data(), digest.data() + std::min<std::size_t>(digest.size(), 16), number, 16);
  return number % of == index - 1;
}

}  // namespace hegui::batch
