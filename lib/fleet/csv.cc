#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "fleet/writers.h"
#include "report/escape.h"
#include "report/words.h"

namespace hegui::fleet {
namespace {

std::string rules_with(const Fleet& fleet, const Row& row, char verdict) {
  std::string out;
  for (std::size_t rule = 0; rule < row.verdicts.size(); ++rule)
    if (row.verdicts[rule] == verdict) out += (out.empty() ? "" : " ") + fleet.run.rules[rule].id;
  return out;
}

}  // namespace

void write_csv(const View& view, std::string& out) {
  out += utf8::kByteOrderMark;
  out += "name,id,version,kind,platforms,grade,score,attainable,evidence,readable,failed,unknown,waived\r\n";
  for (const Row& row : view.fleet.rows) {
    for (const std::string_view text :
         {std::string_view(row.name), std::string_view(row.id), std::string_view(row.version),
          std::string_view(row.kind), std::string_view(row.platforms),
          row.grade == '-' ? std::string_view{} : std::string_view(&row.grade, 1)}) {
      out += report::csv(text);
      out += ',';
    }
    out += fmt::format("{},{},{},{},", row.score ? report::points(*row.score) : "",
                       row.score ? report::points(row.attainable) : "", row.score ? report::points(row.evidence) : "",
                       row.unreadable ? "no" : "yes");
    out += rules_with(view.fleet, row, 'f') + ',' + rules_with(view.fleet, row, 'u') + ',' +
           rules_with(view.fleet, row, 'w') + "\r\n";
  }
}

Write find_writer(std::string_view name) {
  static constexpr std::pair<std::string_view, Write> kWriters[] = {
      {"text", write_text}, {"html", write_html}, {"csv", write_csv}, {"markdown", write_markdown}};
  const auto* it = std::ranges::find(kWriters, name, &std::pair<std::string_view, Write>::first);
  return it == std::end(kWriters) ? nullptr : it->second;
}

}  // namespace hegui::fleet
