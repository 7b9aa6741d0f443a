// The words of a page as plain text that remembers where each of them stands.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::read {

// Normalised text (vocab/policy_terms.h); every line of it is a paragraph, a cell or the like.
struct Prose {
  struct Run {
    std::uint32_t at = 0;      // byte of `text` where the run begins
    std::uint32_t source = 0;  // byte of the source that it was read from; within a run both count on alike
  };
  std::string text;
  std::vector<Run> runs;  // ascending

  // The byte of the source that byte `at` of the text was read from.
  std::uint32_t source_of(std::size_t at) const;
};

enum class Markup { None, Markdown, Html };

// By the ending of the name, else by what it begins with.
Markup markup_of(std::string_view name, std::string_view text);

// The words of `text`, which is valid UTF-8 of less than 4 GiB: without tags, comments, scripts and styles, entities
// resolved. Never fails: what is no markup is text. Takes time linear in the text and no recursion.
Prose prose_of(std::string_view text, Markup markup);

}  // namespace hegui::read
