// What the HTML report promises beside its golden files: enough contrast in both colour schemes, both languages in one
// file, anchors that lead somewhere, and a policy that lets no script run but its own.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <regex>
#include <set>

#include "base/digest.h"
#include "report/html/page.h"
#include "sample_run.h"

namespace hegui::report {
namespace {

namespace sample = result::sample;

std::string written(const result::Run& run, Language language = Language::En) {
  const result::Gate gate = result::gate(run, {});
  std::string out;
  find_writer("html")->write(run, {language, Verbosity::Normal, false, 100, &gate}, out);
  return out;
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

// WCAG 2.2, relative luminance of `#rrggbb`.
double luminance(const std::string& colour) {
  const auto channel = [&](std::size_t at) {
    const double value = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double contrast(const std::string& one, const std::string& other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

// The colours of one scheme by name, those in force unless the dark scheme says otherwise leading.
std::map<std::string, std::string> colours(bool dark) {
  const std::string style(html_style());
  const std::size_t middle = style.find("prefers-color-scheme: dark"), end = style.find("* {", middle);
  const std::string part = dark ? style.substr(middle, end - middle) : style.substr(0, middle);
  std::map<std::string, std::string> out;
  static const std::regex kColour("--([a-z]+): (#[0-9a-f]{6});");
  for (std::sregex_iterator it(part.begin(), part.end(), kColour), last; it != last; ++it) out[(*it)[1]] = (*it)[2];
  return out;
}

TEST(HtmlStyle, HasEnoughContrastInBothSchemes) {
  for (const bool dark : {false, true}) {
    const auto colour = colours(dark);
    ASSERT_EQ(colour.size(), 14u) << dark;
    // Text: 4.5 to 1 (WCAG 1.4.3), on every ground it stands on.
    for (const char* text : {"ink", "soft", "critical", "high", "medium", "low", "good"})
      for (const char* ground : {"card", "page"})
        EXPECT_GE(contrast(colour.at(text), colour.at(ground)), 4.5) << text << " on " << ground << " dark " << dark;
    for (const char* text : {"ink", "soft"})
      EXPECT_GE(contrast(colour.at(text), colour.at("code")), 4.5) << text << " on code, dark " << dark;
    EXPECT_GE(contrast(colour.at("ink"), colour.at("hit")), 4.5) << "marked text, dark " << dark;
    // What is seen, not read: 3 to 1 (WCAG 1.4.11), bars against their track and borders of what can be operated.
    for (const char* part : {"good", "high"})
      EXPECT_GE(contrast(colour.at(part), colour.at("line")), 3.0) << part << " on its track, dark " << dark;
    for (const char* ground : {"card", "page"}) EXPECT_GE(contrast(colour.at("edge"), colour.at(ground)), 3.0) << dark;
  }
}

TEST(HtmlStyle, LeavesPaperLight) {
  const std::string style(html_style());
  EXPECT_NE(style.find("@media screen and (prefers-color-scheme: dark)"), std::string::npos);
  EXPECT_NE(style.find("@media print"), std::string::npos);
  EXPECT_EQ(style.find("url("), std::string::npos);
  EXPECT_EQ(style.find("@import"), std::string::npos);
}

TEST(Html, SaysEverythingInBothLanguages) {
  const std::string page = written(sample::demo());
  EXPECT_EQ(count(page, "<div class=\"side\""), 2u);
  EXPECT_NE(page.find("Permissions without a purpose"), std::string::npos);
  EXPECT_NE(page.find("权限未说明用途"), std::string::npos);
  EXPECT_NE(page.find("id=\"show-en\" value=\"en\" checked"), std::string::npos);
  EXPECT_NE(written(sample::demo(), Language::Zh).find("id=\"show-zh\" value=\"zh-CN\" checked"), std::string::npos);
}

TEST(Html, LeadsToAnchorsThatExistOnce) {
  for (const result::Run& run : {sample::demo(), sample::fleet(), sample::bare()}) {
    const std::string page = written(run);
    std::set<std::string> ids;
    static const std::regex kId(" id=\"([^\"]+)\""), kLink(" href=\"#([^\"]+)\""), kFor(" for=\"([^\"]+)\"");
    for (std::sregex_iterator it(page.begin(), page.end(), kId), last; it != last; ++it)
      EXPECT_TRUE(ids.insert((*it)[1]).second) << (*it)[1];
    for (const std::regex& leads : {kLink, kFor})
      for (std::sregex_iterator it(page.begin(), page.end(), leads), last; it != last; ++it)
        EXPECT_TRUE(ids.contains((*it)[1])) << (*it)[1];
  }
}

TEST(Html, RunsNoScriptButItsOwn) {
  const std::string page = written(sample::demo());
  EXPECT_EQ(count(page, "<script"), 1u);
  const std::size_t begin = page.find("<script>") + 8, end = page.find("</script>");
  EXPECT_NE(page.find("script-src 'sha256-" + sha256_base64(page.substr(begin, end - begin)) + "'"), std::string::npos);
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(html_script().find("innerHTML"), std::string_view::npos);
}

TEST(Html, ShowsPermissionsWithPurposesAndClauses) {
  result::Run run = sample::demo();
  run.subjects[0].facts =
      R"({"permissions":[{"name":"android.permission.INTERNET","purpose":"to <load>"},)"
      R"({"name":"android.permission.CAMERA","title":"拍摄","sensitive":true,"platform":"android","feature":"scan"}]})";
  const std::string page = written(run);
  const std::size_t table = page.find("id=\"en-0-permissions\"");
  ASSERT_NE(table, std::string::npos);
  const std::string part = page.substr(table, page.find("</table>", table) - table);
  EXPECT_LT(part.find("CAMERA"), part.find("INTERNET")) << "those that open personal information lead";
  EXPECT_NE(part.find("to &lt;load&gt;"), std::string::npos);
  EXPECT_NE(part.find("href=\"#en-0-UR-017\""), std::string::npos);
  EXPECT_NE(part.find("Model Personal Information Act art. 17"), std::string::npos);
  EXPECT_NE(part.find("nothing found"), std::string::npos);
}

TEST(Html, TakesFactsThatAreNone) {
  result::Run run = sample::demo();
  for (const char* facts : {"", "{", "[]", "{\"permissions\":1}", "{\"permissions\":[1,{}]}"}) {
    run.subjects[0].facts = facts;
    EXPECT_EQ(written(run).find("en-0-permissions\">"), std::string::npos) << facts;
  }
}

}  // namespace
}  // namespace hegui::report
