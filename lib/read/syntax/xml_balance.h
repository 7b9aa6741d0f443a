// Which tags of a broken document do not fit: asked only once the parser has refused it, so that the message can name
// both ends.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hegui::read::xml {

// A start tag and what stands where its end tag should.
struct Unbalanced {
  std::string_view open;   // name of the element that is open, a view into the text
  std::string_view found;  // name in the end tag that stands there instead; empty: the text ends
};

// The first pair of tags that does not fit in `text`, or nothing when all fit or more than `max_depth` are open.
std::optional<Unbalanced> find_unbalanced(std::string_view text, std::uint32_t max_depth);

}  // namespace hegui::read::xml
