#include "author/locator.h"

#include <algorithm>

#include "base/utf8.h"

namespace hegui::author {
namespace {

constexpr std::size_t kBlock = 4096;

// Moves `location`, which stands at byte `from`, on to byte `to`. Lines end at LF, CR LF or a lone CR.
Location advance(std::string_view text, std::size_t from, std::size_t to, Location location) {
  for (std::size_t i = from; i < to; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\n' || (byte == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) {
      location = {location.line + 1, 1};
    } else if ((byte & 0xC0) != 0x80 && !(i == 0 && text.starts_with(utf8::kByteOrderMark))) {
      ++location.column;
    }
  }
  return location;
}

}  // namespace

Location Locator::locate(const Source& source, std::uint32_t offset) {
  const std::string_view text = source.text();
  std::vector<Location>& blocks = blocks_[&source];
  if (blocks.empty()) {
    blocks.push_back({1, 1});
    for (std::size_t at = kBlock; at < text.size(); at += kBlock)
      blocks.push_back(advance(text, at - kBlock, at, blocks.back()));
  }
  const std::size_t to = std::min<std::size_t>(offset, text.size());
  const std::size_t block = std::min(to / kBlock, blocks.size() - 1);
  return advance(text, block * kBlock, to, blocks[block]);
}

}  // namespace hegui::author
