// What is put into a document comes out as text in every format, whatever it holds.
#include "paper/document.h"

#include <gtest/gtest.h>

namespace hegui::paper {
namespace {

Document of(Cell cell) {
  Document document;
  document.title = "T";
  document.columns = {"a", "b"};
  document.rows = {{std::move(cell), {"x"}}};
  return document;
}

TEST(Markdown, NothingInACellIsMarkup) {
  const std::string out = to_markdown(of({"<b>|*[x](y)"}), Language::En);
  EXPECT_NE(out.find("| \\<b\\>\\|\\*\\[x\\](y) | x |"), std::string::npos) << out;
}

TEST(Markdown, LinesOfACellAreBreaks) {
  EXPECT_NE(to_markdown(of({"one\ntwo"}), Language::En).find("| one<br>two |"), std::string::npos);
}

TEST(Markdown, GapsAreMarkedInTheLanguage) {
  EXPECT_NE(to_markdown(of(gap()), Language::Zh).find("| **【待补】** |"), std::string::npos);
  EXPECT_NE(to_markdown(of(gap("a.b")), Language::En).find("| **【to be filled in】** a.b |"), std::string::npos);
}

TEST(Html, NothingInACellIsMarkup) {
  const std::string out = to_html(of({"<script>alert('&\"')</script>"}), Language::En);
  EXPECT_NE(out.find("<td>&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;</td>"), std::string::npos) << out;
  EXPECT_EQ(out.find("<script"), std::string::npos);
}

TEST(Html, GapsAreMarked) {
  EXPECT_NE(to_html(of(gap("<hint>")), Language::Zh).find("<td><mark>待补</mark> &lt;hint&gt;</td>"),
            std::string::npos);
}

TEST(Html, TitleIsEscaped) {
  Document document = of({"x"});
  document.title = "</title><script>";
  EXPECT_EQ(to_html(document, Language::Zh).find("</title><script>"), std::string::npos);
}

TEST(Csv, NoCellIsAFormula) {
  for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x"})
    EXPECT_NE(to_csv(of({text}), Language::En).find(std::string("\r\n'") + text), std::string::npos) << text;
}

TEST(Csv, QuotesWhatMustBeQuoted) {
  EXPECT_NE(to_csv(of({"a,\"b\"\nc"}), Language::En).find("\r\n\"a,\"\"b\"\"; c\",x\r\n"), std::string::npos);
}

TEST(Document, WithoutRowsSaysWhyInEveryFormatOfProse) {
  Document document = of({"x"});
  document.rows.clear();
  document.none = "nothing <here>";
  EXPECT_NE(to_markdown(document, Language::En).find("nothing \\<here\\>"), std::string::npos);
  EXPECT_NE(to_html(document, Language::En).find("<p>nothing &lt;here&gt;</p>"), std::string::npos);
  EXPECT_EQ(to_csv(document, Language::En),
            "\xEF\xBB\xBF"
            "a,b\r\n");
}

TEST(Document, CountsGapsAtTheHeadAndInRows) {
  Document document = of(gap());
  document.head = {{"n", gap()}, {"m", {"x"}}};
  EXPECT_EQ(count_gaps(document), 2u);
}

TEST(Document, LinesAreNeverNone) {
  EXPECT_EQ(lines_of("").size(), 1u);
  EXPECT_EQ(lines_of("a\n").size(), 2u);
}

}  // namespace
}  // namespace hegui::paper
