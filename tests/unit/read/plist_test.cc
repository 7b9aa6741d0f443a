// Property lists in their three notations: the same tree from each, places, and what is refused.
#include <gtest/gtest.h>
#include <plist/plist.h>

#include <cstdlib>

#include "plist_bytes.h"
#include "read/syntax/plist.h"
#include "tree_text.h"

namespace hegui::read::plist {
namespace {

using testing::array;
using testing::ascii;
using testing::binary_plist;
using testing::dictionary;
using testing::object;
using tree::show;

Checked<tree::Document> parse_bytes(std::string bytes, const Limits& limits = {}) {
  return parse(std::make_shared<const Source>("Info.plist", std::move(bytes)), limits);
}

std::string xml(const std::string& inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
         "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n" +
         inside + "</plist>\n";
}

TEST(PropertyList, EveryNotationGivesTheSameTree) {
  const std::string expected = "{name='示例',list=['a','b'],deep={key='value'}}";
  EXPECT_EQ(show(parse_bytes(xml("<dict><key>name</key><string>示例</string><key>list</key><array><string>a</string>"
                                 "<string>b</string></array><key>deep</key><dict><key>key</key><string>value</string>"
                                 "</dict></dict>"))),
            expected);
  EXPECT_EQ(show(parse_bytes("// !$*UTF8*$!\n{ name = \"示例\"; list = (a, \"b\",); /* x */ deep = {key = value;}; }")),
            expected);
  EXPECT_EQ(show(parse_bytes(binary_plist({dictionary({1, 2, 3}, {4, 5, 8}), ascii("name"), ascii("list"),
                                           ascii("deep"), object(6, 2, "\x79\x3A\x4F\x8B"), array({6, 7}), ascii("a"),
                                           ascii("b"), dictionary({9}, {10}), ascii("key"), ascii("value")}))),
            expected);
}

TEST(PropertyList, ScalarsOfXml) {
  EXPECT_EQ(show(parse_bytes(xml("<array><true/><false/><integer>-12</integer><integer>0x1F</integer>"
                                 "<integer>18446744073709551615</integer><real>1.5</real>"
                                 "<date>2026-01-02T03:04:05Z</date><data>AAEC</data><string/><string>a &amp; b</string>"
                                 "<string>one<!-- two --><![CDATA[<three>]]></string></array>"))),
            "[true,false,-12,31,1.8446744073709552e+19d,1.5d,time 2026-01-02T03:04:05Z,bytes,'','a & b','one<three>']");
}

TEST(PropertyList, ScalarsOfTheBinaryNotation) {
  EXPECT_EQ(show(parse_bytes(binary_plist({array({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}), "\x08", "\x09", "\x10\xFF",
                                           std::string("\x13") + std::string(8, '\xFF'),
                                           "\x14" + std::string(8, '\0') + std::string(8, '\xFF'),
                                           "\x23\x3F\xF8" + std::string(6, '\0'), "\x33" + std::string(8, '\0'),
                                           object(4, 3, "abc"), std::string("\x80\x05"), std::string(1, '\0')}))),
            "[false,true,255,-1,1.8446744073709552e+19d,1.5d,time 2001-01-01T00:00:00Z,bytes,{CF$UID=5},null]");
}

TEST(PropertyList, EscapesAndTablesOfOpenStep) {
  EXPECT_EQ(show(parse_bytes(
                "/* c */ \"NSCameraUsageDescription\" = \"\\U626b\\U7801 \\\"x\\\" \\101\\n\";\nplain = 'it';\nbare;")),
            "{NSCameraUsageDescription='扫码 \"x\" A\n',plain='it',bare='bare'}");
  EXPECT_EQ(show(parse_bytes("\xFF\xFE{\0a\0=\0b\0;\0}\0" + std::string())), show(parse_bytes("\xFF\xFE{")));
  EXPECT_EQ(show(parse_bytes(std::string("\xFF\xFE{\0a\0=\0b\0;\0}\0", 14))), "{a='b'}");
  EXPECT_EQ(show(parse_bytes("{ a = <0fbd 77>; b = $(NAME)x; }")).substr(0, 5), "Info.");
}

TEST(PropertyList, PlacesAreLinesOfTextAndPathsOfBinary) {
  const auto text = parse_bytes(xml("<dict>\n  <key>a</key>\n  <array>\n    <string>x</string>\n  </array>\n</dict>"));
  ASSERT_TRUE(text);
  const tree::Node& item = text.value->root().members[0].value.items[0];
  EXPECT_EQ(resolve(text.value->span(item)).to_string(), "Info.plist:7:5");
  EXPECT_EQ(resolve(text.value->span(item)).length, 18u);
  EXPECT_EQ(resolve(text.value->key_span(text.value->root().members[0])).to_string(), "Info.plist:5:3");
  const auto binary = parse_bytes(binary_plist({dictionary({1}, {2}), ascii("CFBundleURLTypes"), array({3, 3}),
                                                dictionary({4}, {5}), ascii("CFBundleURLSchemes"), array({4})}));
  ASSERT_TRUE(binary);
  EXPECT_TRUE(binary.value->binary());
  EXPECT_EQ(binary.value->path(binary.value->root()), "/");
  EXPECT_EQ(binary.value->path(binary.value->root().members[0].value.items[1].members[0].value.items[0]),
            "/CFBundleURLTypes[2]/CFBundleURLSchemes[1]");
}

TEST(PropertyList, TheLastOfTwoEqualKeysCounts) {
  const auto read = parse_bytes("{ a = 1; b = 2; a = 3; }");
  ASSERT_TRUE(read);
  EXPECT_EQ(show(read.value->root()), "{a='3',b='2'}");
  ASSERT_EQ(read.issues.size(), 1u);
  EXPECT_TRUE(render(read.issues[0]).starts_with("Info.plist:1:17: warning[HG1506]: `a` stands twice"))
      << render(read.issues[0]);
}

struct Refusal {
  std::string bytes, message;
};

TEST(PropertyList, RefusedWithItsPlace) {
  const std::string sound = binary_plist({dictionary({1}, {2}), ascii("a"), ascii("b")});
  const Refusal kCases[] = {
      {"", "Info.plist: error[HG1504]: there is no value in this property list"},
      {"<html></html>", "Info.plist:1:1: error[HG1500]: the root element of a property list is `plist`"},
      {"<plist></plist>", "Info.plist:1:1: error[HG1505]: there is no value in this property list"},
      {"<plist><dict/><dict/></plist>", "Info.plist:1:15: error[HG1505]: a property list holds one value"},
      {"<plist><dict><string>a</string></dict></plist>",
       "Info.plist:1:14: error[HG1505]: a `key` is expected here, not `string`"},
      {"<plist><dict><key>a</key></dict></plist>", "Info.plist:1:14: error[HG1505]: the key `a` has no value"},
      {"<plist><dict><key>a</key><key>b</key></dict></plist>",
       "Info.plist:1:14: error[HG1505]: the key `a` has no value"},
      {"<plist><thing/></plist>", "Info.plist:1:8: error[HG1505]: `thing` is no element of a property list"},
      {"<plist><string>a<b/></string></plist>", "Info.plist:1:17: error[HG1505]: `string` holds text"},
      {"<plist><dict>", "Info.plist:1:14: error[HG1101]: `</dict>` is expected here"},
      {"{ a = 1", "Info.plist:1:8: error[HG1504]: `;` is expected here, behind a value"},
      {"{ a }", "Info.plist:1:5: error[HG1504]: `=` is expected here"},
      {"( a b )", "Info.plist:1:5: error[HG1504]: `,` or `)` is expected here"},
      {"{ a = \"b", "Info.plist:1:7: error[HG1504]: this string has no closing quote"},
      {"{ a = <xy>; }", "Info.plist:1:8: error[HG1504]: `<` begins bytes in hexadecimal digits"},
      {"{} {}", "Info.plist:1:4: error[HG1504]: a property list holds one value"},
      {"/* a", "Info.plist:1:1: error[HG1504]: this comment has no `*/`"},
      {"bplist00", "Info.plist: /: error[HG1501]: this binary property list is damaged or cut off"},
      {sound.substr(0, sound.size() - 1),
       "Info.plist: /: error[HG1501]: this binary property list is damaged or cut off"},
      {binary_plist({array({0})}), "Info.plist: /[1]: error[HG1502]: this value contains itself"},
      {binary_plist({dictionary({1}, {2}), ascii("a"), array({1, 0})}),
       "Info.plist: /a[2]: error[HG1502]: this value contains itself"},
      {binary_plist({array({9})}), "Info.plist: /[1]: error[HG1501]: object 9 lies outside this binary property list"},
      {binary_plist({object(0xA, 0x7FFFFFFF, "")}), "Info.plist: /: error[HG1501]: object 0 lies outside"},
      {binary_plist({"\x5F\x13" + std::string(8, '\xFF')}), "Info.plist: /: error[HG1501]: object 0 lies outside"},
      {binary_plist({dictionary({1}, {1}), "\x10\x01"}),
       "Info.plist: /: error[HG1501]: a key of this dictionary is no string"},
      {binary_plist({"\x90"}),
       "Info.plist: /: error[HG1501]: object 0 of this binary property list is of no known kind"},
  };
  for (const Refusal& each : kCases) {
    const auto read = parse_bytes(each.bytes);
    ASSERT_FALSE(read) << each.message;
    EXPECT_TRUE(render(read.issues.back()).starts_with(each.message)) << render(read.issues.back());
  }
}

TEST(PropertyList, TrailersThatLieAreRefused) {
  const std::string sound = binary_plist({dictionary({1}, {2}), ascii("a"), ascii("b")});
  ASSERT_TRUE(parse_bytes(sound));
  const std::size_t trailer = sound.size() - 32;
  for (std::size_t at = trailer + 6; at < sound.size(); ++at) {
    std::string lying = sound;
    lying[at] = '\xFF';
    EXPECT_FALSE(parse_bytes(lying)) << at - trailer;
  }
  for (std::size_t size = 0; size < sound.size(); ++size) EXPECT_FALSE(parse_bytes(sound.substr(0, size))) << size;
}

// Forty levels, each naming the one below fifty times.
TEST(PropertyList, SharedObjectsUnfoldWithinLimits) {
  std::vector<std::string> objects;
  for (int level = 0; level < 40; ++level) objects.push_back(array(std::vector<int>(50, level + 1)));
  objects.push_back(ascii("x"));
  const auto read = parse_bytes(binary_plist(objects));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.issues.back().code.to_string(), "HG1503");
}

TEST(PropertyList, NestingIsLimitedInEveryNotation) {
  std::string dicts, braces(300, '('), ends(300, ')');
  for (int i = 0; i < 300; ++i) dicts += "<array>";
  for (int i = 0; i < 300; ++i) dicts += "</array>";
  EXPECT_EQ(parse_bytes(xml(dicts)).issues.back().code.to_string(), "HG1106");
  EXPECT_EQ(parse_bytes(braces + "a" + ends).issues.back().code.to_string(), "HG1503");
  std::vector<std::string> objects;
  for (int level = 0; level < 250; ++level) objects.push_back(array({level + 1}));
  objects.push_back(ascii("x"));
  EXPECT_EQ(parse_bytes(binary_plist(objects)).issues.back().code.to_string(), "HG1503");
  EXPECT_EQ(parse_bytes("{a=1;b=2;}", {.max_nodes = 2}).issues.back().code.to_string(), "HG1503");
}

// Objects are shared and may lie in each other, so that a small file could say endless text.
TEST(PropertyList, WhatAllStringsComeToIsBounded) {
  const std::string once = binary_plist({array({1, 1, 1, 1}), ascii(std::string(100, 'x'))});
  EXPECT_TRUE(parse_bytes(once, {.max_entry_bytes = 400}));
  EXPECT_EQ(parse_bytes(once, {.max_entry_bytes = 399}).issues.back().code.to_string(), "HG1503");
  const std::string keys = binary_plist({array({1, 1}), dictionary({2}, {2}), ascii(std::string(100, 'k'))});
  EXPECT_TRUE(parse_bytes(keys, {.max_entry_bytes = 400}));
  EXPECT_EQ(parse_bytes(keys, {.max_entry_bytes = 399}).issues.back().code.to_string(), "HG1503");
}

TEST(PropertyList, EntitiesAreNeverExpanded) {
  const auto read = parse_bytes(
      "<!DOCTYPE plist [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>"
      "<plist><array><string>x &b; y</string><string>&c;</string><string>fine</string></array></plist>");
  ASSERT_TRUE(read);
  EXPECT_EQ(show(read.value->root()), "[null,null,'fine']");
  ASSERT_EQ(read.issues.size(), 1u);
  EXPECT_EQ(read.issues[0].code.to_string(), "HG1105");
}

TEST(PropertyList, KeysAreSeenBeforeReading) {
  using Keys = std::vector<std::string_view>;
  EXPECT_EQ(
      keys(xml("<dict><key>a</key><dict><key>inner</key><true/></dict><key>b</key><array><dict><key>c</key><true/>"
               "</dict></array><key>d</key><true/></dict>"),
           10),
      (Keys{"a", "b", "d"}));
  EXPECT_EQ(keys("{ a = { inner = 1; }; \"b c\" = (1, {d=2;}); e = \"};\"; f = 1; }", 10),
            (Keys{"a", "b c", "e", "f"}));
  EXPECT_EQ(keys(binary_plist({dictionary({1, 2}, {2, 1}), ascii("a"), ascii("b")}), 10), (Keys{"a", "b"}));
  EXPECT_EQ(notation_of("{\"json\": 1}"), std::nullopt);
  EXPECT_EQ(notation_of("{}"), std::nullopt);
  EXPECT_EQ(notation_of("{ plist = 1; }"), Notation::OpenStep);
}

// What the common library writes as binary reads the same as the XML it came from.
TEST(PropertyList, AgreesWithTheCommonLibrary) {
  const std::string source = xml(
      "<dict><key>s</key><string>text</string><key>u</key><string>文字 😀</string><key>i</key><integer>-70000</integer>"
      "<key>big</key><integer>9000000000</integer><key>t</key><true/><key>f</key><false/><key>r</key><real>0.25</real>"
      "<key>d</key><date>2026-11-25T01:02:03Z</date><key>b</key><data>AAEC</data><key>long</key><string>"
      "a text of more than fifteen characters</string><key>list</key><array><integer>1</integer><dict/><array/>"
      "<string></string></array></dict>");
  plist_t list = nullptr;
  plist_from_xml(source.data(), static_cast<std::uint32_t>(source.size()), &list);
  ASSERT_NE(list, nullptr);
  char* bytes = nullptr;
  std::uint32_t size = 0;
  plist_to_bin(list, &bytes, &size);
  plist_free(list);
  ASSERT_NE(bytes, nullptr);
  const std::string binary(bytes, size);
  std::free(bytes);
  EXPECT_EQ(show(parse_bytes(binary)), show(parse_bytes(source)));
}

}  // namespace
}  // namespace hegui::read::plist
