// Without a script: the language is a pair of radio buttons, filters are check boxes, and style alone acts on both.
// Where a browser cannot follow that, everything is shown.
#include "report/html/page.h"

#include "base/digest.h"

namespace hegui::report {
namespace {

void write_language_switch(std::string& out, Language first) {
  const auto option = [&](Language language, std::string_view id, std::string_view code, std::string_view name) {
    fmt::format_to(std::back_inserter(out),
                   "<input type=\"radio\" name=\"language\" id=\"{}\" value=\"{}\"{}><label for=\"{}\" "
                   "lang=\"{}\">{}</label>",
                   id, code, language == first ? " checked" : "", id, code, name);
  };
  out += "<fieldset class=\"language\"><legend class=\"spoken\">语言 / Language</legend>";
  option(Language::Zh, "show-zh", "zh-CN", "中文");
  option(Language::En, "show-en", "en", "English");
  out += "</fieldset>\n";
}

}  // namespace

void write_html_document(const result::Run& run, Language first, std::string_view title,
                         const std::function<void(HtmlPage&)>& body, std::string& out) {
  const auto code = [](Language language) { return language == Language::Zh ? "zh-CN" : "en"; };
  fmt::format_to(std::back_inserter(out),
                 "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                 "content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" "
                 "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{}'; base-uri 'none'; "
                 "form-action 'none'\">\n<title>{} · hegui</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
                 code(first), sha256_base64(html_script()), xml(title), html_style());
  write_language_switch(out, first);
  for (const Language language : {first, first == Language::Zh ? Language::En : Language::Zh}) {
    HtmlPage page{run, language, out};
    page.put("<div class=\"side\" lang=\"{}\">\n", code(language));
    body(page);
    page.put("</div>\n");
  }
  fmt::format_to(std::back_inserter(out), "</main>\n<script>{}</script>\n</body>\n</html>\n", html_script());
}

void open_table(HtmlPage& page, std::string_view label, std::string_view classes) {
  page.put("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\"><table class=\"{}\">\n", label,
           classes);
}

void close_table(HtmlPage& page) { page.put("</tbody></table></div>\n"); }

}  // namespace hegui::report
