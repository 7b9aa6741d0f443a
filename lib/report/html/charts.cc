// Bars are stretched to the width there is; columns and gauges keep their proportions, as they carry text.
#include "report/html/charts.h"

#include <algorithm>

namespace hegui::report {
namespace {

std::string percent(std::uint64_t per_mille) { return fmt::format("{}.{}", per_mille / 10, per_mille % 10); }

void open_bar(HtmlPage& page) {
  page.put(
      "<svg class=\"bar\" viewBox=\"0 0 1000 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect "
      "class=\"track\" width=\"1000\" height=\"8\"/>");
}

void write_part(HtmlPage& page, std::string_view kind, std::uint64_t from, std::uint64_t width) {
  if (width > 0) page.put("<rect class=\"{}\" x=\"{}\" width=\"{}\" height=\"8\"/>", kind, from, width);
}

}  // namespace

void write_gauge(HtmlPage& page, char grade, const std::optional<std::uint32_t>& points, std::uint32_t attainable) {
  const std::uint32_t filled = points.value_or(0);
  const std::string spoken =
      points ? fmt::format("{} {}, {} / 100", page.pick("等级", "grade"), grade, report::points(*points))
             : std::string(page.pick("没有得分", "no score"));
  page.put("<svg class=\"gauge {}\" viewBox=\"0 0 120 120\" role=\"img\" aria-label=\"{}\">", grade, spoken);
  page.put("<circle class=\"track\" cx=\"60\" cy=\"60\" r=\"52\"/>");
  if (attainable > filled)
    page.put("<circle class=\"may\" cx=\"60\" cy=\"60\" r=\"52\" pathLength=\"100\" stroke-dasharray=\"{} 100\"/>",
             percent(attainable));
  if (filled > 0)
    page.put("<circle class=\"met\" cx=\"60\" cy=\"60\" r=\"52\" pathLength=\"100\" stroke-dasharray=\"{} 100\"/>",
             percent(filled));
  page.put("<text class=\"letter\" x=\"60\" y=\"66\">{}</text>", grade);
  if (points) page.put("<text class=\"of\" x=\"60\" y=\"86\">{} / 100</text>", report::points(*points));
  page.put("</svg>\n");
}

void write_score_bar(HtmlPage& page, const std::optional<std::uint32_t>& points, std::uint32_t attainable) {
  const std::uint32_t filled = points.value_or(0);
  open_bar(page);
  write_part(page, "met", 0, filled);
  if (attainable > filled) write_part(page, "may", filled, attainable - filled);
  page.put("</svg>");
}

void write_share_bar(HtmlPage& page, std::uint64_t per_mille, bool bad) {
  open_bar(page);
  write_part(page, bad ? "failed" : "met", 0, std::min<std::uint64_t>(per_mille, 1000));
  page.put("</svg>");
}

void write_counts_bar(HtmlPage& page, const Parts& parts, std::uint64_t most) {
  open_bar(page);
  std::uint64_t at = 0;
  for (const auto& [kind, count] :
       {std::pair{"failed", parts.failed}, std::pair{"may", parts.unknown}, std::pair{"met", parts.met}}) {
    const std::uint64_t width = count * 1000 / std::max<std::uint64_t>(1, most);
    write_part(page, kind, at, width);
    at += width;
  }
  page.put("</svg>");
}

void write_columns(HtmlPage& page, std::string_view title, std::span<const std::uint64_t> values,
                   std::span<const std::uint64_t> before, const std::function<std::string(std::size_t)>& label) {
  constexpr std::uint64_t kWidth = 480, kHeight = 140, kFloor = 160;
  std::uint64_t most = 1;
  for (const auto& each : {values, before})
    for (const std::uint64_t value : each) most = std::max(most, value);
  const std::uint64_t step = kWidth / values.size();
  const auto column = [&](std::string_view kind, std::size_t at, std::uint64_t value) {
    // What is there at all is seen.
    const std::uint64_t height = value == 0 ? 0 : std::max<std::uint64_t>(2, value * kHeight / most);
    page.put("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}: {}</title></rect>", kind,
             at * step + 5, kFloor - height, step - 10, height, label(at), value);
    return height;
  };
  page.put("<svg class=\"columns\" viewBox=\"0 0 480 184\" role=\"img\" aria-label=\"{}\">\n", title);
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::uint64_t height = column("met", i, values[i]);
    if (!before.empty()) height = std::max(height, column("before", i, before[i]));
    page.put("<text x=\"{}\" y=\"{}\">{}</text><text x=\"{}\" y=\"178\">{}</text>\n", i * step + step / 2,
             kFloor - 5 - height, values[i], i * step + step / 2, label(i));
  }
  page.put("<line x1=\"0\" y1=\"160\" x2=\"480\" y2=\"160\"/></svg>\n");
}

}  // namespace hegui::report
