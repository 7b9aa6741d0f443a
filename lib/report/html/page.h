// The page every HTML report stands in: one file that fetches nothing, its text in both languages side by side, of
// which style shows one. Everything put through `text` or `xml` is escaped; the rest is the report's own.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "report/escape.h"
#include "report/words.h"

namespace hegui::report {

// One language's side of a page.
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
  // `zh` or `en`: what anchors begin with, since both sides stand in one document.
  std::string_view side() const { return language == Language::Zh ? "zh" : "en"; }
};

// Appends a whole document; `body` is called once for each language, the one that is shown first leading. The policy in
// its head forbids every fetch and every script but the page's own, which only makes reading quicker.
void write_html_document(const result::Run& run, Language first, std::string_view title,
                         const std::function<void(HtmlPage&)>& body, std::string& out);

// Opens a table that scrolls by itself, also by keyboard; `label` names it for those who do not see it.
void open_table(HtmlPage& page, std::string_view label, std::string_view classes = {});
void close_table(HtmlPage& page);

// The page's style sheet: light and dark, narrow and wide, and paper.
std::string_view html_style();
// The page's script: searching, the language of the document, unfolding for paper.
std::string_view html_script();

}  // namespace hegui::report
