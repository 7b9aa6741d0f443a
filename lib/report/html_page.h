// What the parts of the HTML report share. Everything put through `text` is escaped; the rest is the report's own.
#pragma once

#include <fmt/format.h>

#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "report/escape.h"
#include "report/words.h"

namespace hegui::report {

struct HtmlPage {
  const result::Run& run;
  const Language language;
  std::string& out;

  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
  }
  std::string_view pick(std::string_view zh, std::string_view en) const { return report::pick(language, zh, en); }
  std::string text(result::TextView text) const { return xml(report::pick(language, text)); }
};

inline std::string html_share(const std::optional<std::uint32_t>& tenths) { return tenths ? points(*tenths) : "–"; }

// Of many subjects: how their grades spread, which rules fail most often, and all of them in a table. `detailed`: rows
// lead to sections.
void write_html_fleet(HtmlPage& page, bool detailed);
// Everything about one subject, the anchor being its number in the run.
void write_html_subject(HtmlPage& page, const result::Subject& subject, std::size_t number);

}  // namespace hegui::report
