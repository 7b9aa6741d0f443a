// Charts as inline SVG, drawn in the colours of the style sheet. What they show stands beside them in words or numbers
// too.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "report/html/page.h"

namespace hegui::report {

// A ring filled to the score, the attainable rest in a lighter tone, with the grade and the points in it. Tenths
// of points; nothing where there is no score.
void write_gauge(HtmlPage& page, char grade, const std::optional<std::uint32_t>& points, std::uint32_t attainable);

// A bar from 0 to 100: filled to the score, lighter to what is attainable.
void write_score_bar(HtmlPage& page, const std::optional<std::uint32_t>& points, std::uint32_t attainable);

// A bar from 0 to 100 percent, in tenths of a percent.
void write_share_bar(HtmlPage& page, std::uint64_t per_mille, bool bad);

struct Parts {
  std::uint64_t failed = 0, unknown = 0, met = 0;
  std::uint64_t total() const { return failed + unknown + met; }
};

// A bar of what failed, is unknown and is met, as long as its total is to `most`.
void write_counts_bar(HtmlPage& page, const Parts& parts, std::uint64_t most);

// Columns over their labels, each with its number; with `before` (as many values, or none) in outline over them.
void write_columns(HtmlPage& page, std::string_view title, std::span<const std::uint64_t> values,
                   std::span<const std::uint64_t> before, const std::function<std::string(std::size_t)>& label);

}  // namespace hegui::report
