// Text XML: places to the byte, encodings, and every way to be refused.
#include <gtest/gtest.h>

#include "read/syntax/xml.h"
#include "read/syntax/xml_text.h"

namespace hegui::read::xml {
namespace {

SourcePtr source(std::string text) { return std::make_shared<const Source>("m.xml", std::move(text)); }

std::string_view bytes(const Document& document, const Attribute& attribute) {
  return document.source()->text().substr(attribute.begin, attribute.end - attribute.begin);
}

std::string place(const Document& document, std::uint32_t at) {
  const Location location = document.source()->locate(at);
  return std::to_string(location.line) + ":" + std::to_string(location.column);
}

TEST(Xml, PlacesOfElementsAndAttributesAreExact) {
  const auto document = parse(
      source(
          "<?xml version=\"1.0\"?>\r\n<!-- é -->\r\n<m a='1 &amp; 2'\r\n   b = \"x>y\" ><c/>\r\n  <ü d=\"\"></ü></m>"),
      {});
  ASSERT_TRUE(document);
  const Element& root = document.value->root();
  EXPECT_EQ(place(*document.value, root.begin), "3:1");
  EXPECT_EQ(document.value->source()->text().substr(root.begin, root.end - root.begin),
            "<m a='1 &amp; 2'\r\n   b = \"x>y\" >");
  ASSERT_EQ(root.attributes.size(), 2u);
  EXPECT_EQ(root.attributes[0].text, "1 & 2");
  EXPECT_EQ(bytes(*document.value, root.attributes[0]), "a='1 &amp; 2'");
  EXPECT_EQ(bytes(*document.value, root.attributes[1]), "b = \"x>y\"");
  EXPECT_EQ(place(*document.value, root.attributes[1].begin), "4:4");
  const Element& last = *root.first->next;
  EXPECT_EQ(last.name, "ü");
  EXPECT_EQ(place(*document.value, last.begin), "5:3");
  EXPECT_EQ(bytes(*document.value, last.attributes[0]), "d=\"\"");
}

TEST(Xml, ResolvesNamespacesByTheirScope) {
  const auto document =
      parse(source("<m xmlns:a='one' a:x='1' x='2'><n xmlns:a='two' a:x='3'/><n a:x='4' xmlns='def'/></m>"), {});
  ASSERT_TRUE(document);
  EXPECT_TRUE(document.issues.empty());
  const Element& root = document.value->root();
  EXPECT_EQ(root.attributes[0].ns, "one");
  EXPECT_EQ(root.attributes[1].ns, "");
  EXPECT_EQ(root.first->attributes[0].ns, "two");
  EXPECT_EQ(root.first->next->attributes[0].ns, "one");
  EXPECT_EQ(root.first->next->ns, "def");
}

TEST(Xml, PathsNumberOnlyRepeatedSiblings) {
  const auto document = parse(source("<m><p/><q/><p><r/></p></m>"), {});
  const Element& second = *document.value->root().first->next->next;
  EXPECT_EQ(document.value->path(*second.first), "/m/p[2]/r");
  EXPECT_EQ(Document::path(document.value->path(*document.value->root().first->next), "name"), "/m/q@name");
}

TEST(Xml, PathsNumberAmongManyNames) {
  std::string text = "<m>";
  for (const std::string round : {"1", "2", "3"})
    for (int name = 0; name < 20; ++name) text += "<n" + std::to_string(name) + " round='" + round + "'/>";
  const auto document = parse(source(text + "<once/></m>"), {});
  ASSERT_TRUE(document);
  for (const Element* child = document.value->root().first; child->name != "once"; child = child->next)
    EXPECT_EQ(document.value->path(*child),
              "/m/" + std::string(child->name) + "[" + std::string(child->attributes[0].text) + "]");
}

TEST(Xml, ReadsUtf16AndMarks) {
  const std::string text = "<m a=\"é\"/>";
  const auto marked = parse(source("\xEF\xBB\xBF" + text), {});
  ASSERT_TRUE(marked);
  EXPECT_EQ(place(*marked.value, marked.value->root().attributes[0].begin), "1:4");
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      std::string wide;
      for (const char16_t unit : std::u16string(mark ? u"\uFEFF" : u"") + u"<m a=\"é\"/>") {
        const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
        wide += big ? high : low;
        wide += big ? low : high;
      }
      const auto document = parse(source(wide), {});
      ASSERT_TRUE(document);
      EXPECT_EQ(document.value->root().attributes[0].text, "é");
      EXPECT_EQ(place(*document.value, document.value->root().attributes[0].begin), "1:4");
    }
  }
  const auto latin = parse(source("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><m a=\"\xE9\"/>"), {});
  ASSERT_TRUE(latin);
  EXPECT_EQ(latin.value->root().attributes[0].text, "é");
}

TEST(Xml, DocumentTypesAreSkippedAndTheirEntitiesUnknown) {
  const auto document =
      parse(source("<!DOCTYPE m [<!ENTITY who SYSTEM \"file:///etc/passwd\"> ]>\n<m a=\"&who;\" b=\"&lt;\"/>"), {});
  ASSERT_TRUE(document);
  EXPECT_EQ(document.value->root().attributes[0].kind, ValueKind::Unreadable);
  EXPECT_EQ(document.value->root().attributes[1].text, "<");
  ASSERT_EQ(document.issues.size(), 1u);
  EXPECT_EQ(render(document.issues[0]).substr(0, 30), "m.xml:2:7: warning[HG1105]: en");
}

struct Refusal {
  const char* text;
  const char* says;  // the beginning of the rendered diagnostic
};

TEST(XmlHostile, RefusalsNamePlaceAndExpectation) {
  const Refusal cases[] = {
      {"", "m.xml: error[HG1101]: there is no element"},
      {"just words", "m.xml:1:"},
      {"<m>\n  <p>\n</m>", "m.xml:3:3: error[HG1101]: `</p>` is expected here, not `</m>`"},
      {"<m>\n  <p/>", "m.xml:2:7: error[HG1101]: `</m>` is expected here, not the end of the document"},
      {"<m a=\"1\" b=\"2\" a=\"3\"/>", "m.xml:1:16: error[HG1102]: attribute `a` is given twice"},
      {"<m a=1/>", "m.xml:1:6: error[HG1101]: an attribute is not of the form"},
      {"<m/><n/>", "m.xml:1:5: error[HG1101]: `n` is a second root element"},
      {"<m a=\"\xFF\"/>", "m.xml:1:7: error[HG1103]: byte 0xFF here is not UTF-8"},
      {"<?xml version='1.0' encoding='GBK'?><m a='\xC4\xE3'/>",
       "m.xml: /: error[HG1104]: the document's encoding `gbk`"},
      {"<m><!-- never ends</m>", "m.xml:1:"},
  };
  for (const Refusal& refusal : cases) {
    const auto document = parse(source(refusal.text), {});
    EXPECT_FALSE(document) << refusal.text;
    ASSERT_FALSE(document.issues.empty());
    EXPECT_TRUE(render(document.issues.back()).starts_with(refusal.says)) << refusal.says << "\n"
                                                                          << render(document.issues.back());
  }
}

TEST(XmlHostile, DepthNodesAndBindingsAreBounded) {
  const auto code = [](const std::string& text, const Limits& limits = {}) {
    const auto document = parse(source(text), limits);
    return document ? std::string() : document.issues.back().code.to_string();
  };
  std::string open, close;
  for (int i = 0; i < 201; ++i) {
    open += "<a>";
    close += "</a>";
  }
  EXPECT_EQ(code(open + close), "HG1106");
  EXPECT_EQ(code(open.substr(3) + close.substr(4)), "");
  std::string deep;
  for (int i = 0; i < 300'000; ++i) deep += "<a>";
  EXPECT_EQ(code(deep), "HG1101");
  Limits few;
  few.max_nodes = 10;
  EXPECT_EQ(code("<m><a/><a/><a/><a/><a/><a/><a/><a/><a/><a/></m>", few), "HG1106");
  Limits little;
  little.max_memory_bytes = 1000;
  EXPECT_EQ(code("<m><a/><a/><a/><a/><a/><a/><a/><a/><a/><a/></m>", little), "HG1106");
  std::string bindings = "<m";
  for (int i = 0; i < 1001; ++i) bindings += " xmlns:p" + std::to_string(i) + "='u'";
  EXPECT_EQ(code(bindings + "/>"), "HG1106");
}

TEST(XmlHostile, AnyCutIsSurvived) {
  const std::string good =
      "\xEF\xBB\xBF<?xml version='1.0'?><!DOCTYPE m [ <!ENTITY a 'b'> ]><m xmlns:x='u' "
      "x:a=\"1&amp;&#10;\"><![CDATA[<]]><n/>text</m>";
  for (std::size_t at = 0; at < good.size(); ++at) {
    static_cast<void>(parse(source(good.substr(0, at)), {}));
    static_cast<void>(parse(source(good.substr(at)), {}));
    static_cast<void>(skip_prolog(std::string_view(good).substr(0, at)));
    std::string bad = good;
    bad[at] = '<';
    static_cast<void>(parse(source(bad), {}));
  }
}

TEST(Xml, UnboundPrefixesKeepTheirUsualMeaning) {
  const auto document = parse(source("<m android:a='1'/>"), {});
  ASSERT_TRUE(document);
  EXPECT_EQ(document.value->root().attributes[0].ns, "http://schemas.android.com/apk/res/android");
  ASSERT_EQ(document.issues.size(), 1u);
  EXPECT_EQ(document.issues[0].code.to_string(), "HG1107");
}

}  // namespace
}  // namespace hegui::read::xml
