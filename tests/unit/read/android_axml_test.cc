// Binary XML and resource tables built byte by byte, sound and broken.
#include <gtest/gtest.h>

#include "android_bytes.h"
#include "read/syntax/arsc.h"
#include "read/syntax/axml.h"
#include "read/syntax/axml_strings.h"

namespace hegui::read::axml {
namespace {

using testing::BinaryElement;
using testing::BinaryXml;

SourcePtr source(std::string bytes) { return std::make_shared<const Source>("a.xml", std::move(bytes)); }

const BinaryElement kSmall{
    "manifest",
    {{"package", 0, 3, 0, "com.example"}, {"versionCode", 0x0101021b, 0x10, 7}},
    {{"uses-permission", {{"name", 0x01010003, 3, 0, "android.permission.CAMERA"}}},
     {"application", {{"debuggable", 0x0101000f, 0x12, 0xFFFFFFFF}, {"label", 0x01010001, 1, 0x7f010000}}}}};

TEST(Axml, ReadsBothEncodings) {
  for (const bool utf8 : {false, true}) {
    const std::string bytes = BinaryXml(utf8).build(kSmall);
    ASSERT_TRUE(is_axml(bytes));
    const auto document = parse(source(bytes), {});
    ASSERT_TRUE(document);
    EXPECT_TRUE(document.value->binary());
    EXPECT_TRUE(document.value->numbered());
    const xml::Element& root = document.value->root();
    EXPECT_EQ(root.name, "manifest");
    EXPECT_EQ(root.attributes[0].text, "com.example");
    EXPECT_EQ(root.attributes[1].resource, 0x0101021bu);
    EXPECT_EQ(root.attributes[1].data, 7u);
    EXPECT_EQ(root.first->attributes[0].text, "android.permission.CAMERA");
    EXPECT_EQ(root.first->next->attributes[1].kind, xml::ValueKind::Reference);
    EXPECT_EQ(xml::Document::path(document.value->path(*root.first), "name"), "/manifest/uses-permission@name");
  }
}

// Strings of all lengths, ASCII and with one other letter at each place.
TEST(Axml, DecodesEveryLetterOfUtf16) {
  const auto decoded = [](const std::u16string& text) {
    std::string offsets, data;
    testing::put32(offsets, 0);
    testing::put16(data, text.size());
    for (const char16_t unit : text) testing::put16(data, unit);
    std::string header;
    for (const std::size_t field :
         {std::size_t{1}, std::size_t{0}, std::size_t{0}, 28 + offsets.size(), std::size_t{0}})
      testing::put32(header, field);
    const std::string bytes = testing::chunk(kStringPool, header, offsets + data);
    Arena arena;
    StringPool pool(*chunk_at(Bytes{bytes}, 0), 1'000);
    return std::string(pool.get(0, arena).value_or("lost"));
  };
  for (std::size_t size = 0; size < 12; ++size) {
    std::u16string wide;
    std::string narrow;
    for (std::size_t i = 0; i < size; ++i) {
      wide += static_cast<char16_t>(u'a' + i);
      narrow += static_cast<char>('a' + i);
    }
    EXPECT_EQ(decoded(wide), narrow);
    for (std::size_t at = 0; at < size; ++at) {
      for (const auto& [unit, text] : {std::pair(u'\x80', "\xC2\x80"), std::pair(u'\u0100', "\xC4\x80"),
                                       std::pair(u'\u4e2d', "\xE4\xB8\xAD"), std::pair(u'\x7f', "\x7f")}) {
        std::u16string other = wide;
        other[at] = unit;
        EXPECT_EQ(decoded(other), narrow.substr(0, at) + text + narrow.substr(at + 1));
      }
    }
  }
}

TEST(Axml, BlankedNamesKeepTheirNumbers) {
  const auto document = parse(source(BinaryXml(false, true).build(kSmall)), {});
  ASSERT_TRUE(document);
  const xml::Attribute& name = document.value->root().first->attributes[0];
  EXPECT_EQ(name.name, "");
  EXPECT_EQ(name.resource, 0x01010003u);
}

TEST(Axml, StepsOverWhatItDoesNotKnow) {
  std::string bytes = BinaryXml().build(kSmall);
  bytes[0] = 0x55;  // the platform does not look at the type
  const std::string unknown = testing::chunk(0x7777, {}, "whatever");
  bytes.insert(8 + (static_cast<unsigned char>(bytes[12]) |
                    static_cast<std::size_t>(static_cast<unsigned char>(bytes[13])) << 8),
               unknown);
  std::string size;
  testing::put32(size, bytes.size());
  bytes.replace(4, 4, size);
  const auto document = parse(source(bytes), {});
  ASSERT_TRUE(document) << document.issues[0].message;
  EXPECT_EQ(document.value->root().first->attributes[0].text, "android.permission.CAMERA");
}

// What packers put into manifests to lead readers astray, and the platform reads all the same.
TEST(Axml, ReadsWhatThePlatformReads) {
  const std::string good = BinaryXml().build(kSmall);
  const auto with = [&](std::size_t at, const std::string& chunk) {
    std::string bytes = good;
    bytes.insert(at, chunk);
    std::string size;
    testing::put32(size, bytes.size());
    return bytes.replace(4, 4, size);
  };
  const auto size_at = [&](std::size_t at) {
    return static_cast<std::size_t>(Bytes{std::string_view(good)}.u32(at + 4));
  };
  const std::size_t resources = 8 + size_at(8), first = resources + size_at(resources);
  std::string begun;
  testing::put32(begun, 1);
  testing::put32(begun, 0xFFFFFFFF);
  const std::string space = testing::chunk(kStartNamespace, begun, std::string(8, '\0'));
  const std::string close = testing::chunk(kEndElement, begun, std::string(8, '\xFF'));
  const std::string junk = testing::chunk(0x7777, {}, "whatever");
  const std::string false_pool = testing::string_pool(std::vector<std::string>(40, "false"), true);
  // Before the strings; a second pool behind the first chunk of the document; an end tag before any start tag; between
  // strings and numbers; behind the end.
  for (const std::string& bytes : {with(8, junk + junk), with(first, space + false_pool), with(first, close),
                                   with(resources, junk), good + junk}) {
    ASSERT_TRUE(is_axml(bytes));
    const auto document = parse(source(bytes), {});
    ASSERT_TRUE(document) << document.issues[0].message;
    EXPECT_TRUE(document.issues.empty());
    const xml::Element& root = document.value->root();
    EXPECT_EQ(root.name, "manifest");
    EXPECT_EQ(root.attributes[0].text, "com.example");
    EXPECT_EQ(root.first->attributes[0].text, "android.permission.CAMERA");
    EXPECT_EQ(root.first->attributes[0].resource, 0x01010003u);
  }
}

TEST(AxmlHostile, RefusalsHaveCodes) {
  const auto code = [](const std::string& bytes, const Limits& limits = {}) {
    const auto document = parse(source(bytes), limits);
    return document ? std::string() : document.issues.back().code.to_string();
  };
  const std::string good = BinaryXml().build(kSmall);
  EXPECT_EQ(code(""), "HG1110");
  EXPECT_EQ(code("garbage that is long enough to look at"), "HG1110");
  EXPECT_EQ(code(good.substr(0, good.size() - 1)), "HG1111");
  EXPECT_EQ(code(testing::chunk(3, {}, testing::string_pool({"m"}, true))), "HG1112");
  Limits few;
  few.max_nodes = 3;
  EXPECT_EQ(code(good, few), "HG1113");
  Limits little;
  little.max_memory_bytes = 500;
  EXPECT_EQ(code(good, little), "HG1113");
  BinaryElement deep{"a"};
  for (int i = 0; i < 200; ++i) deep = BinaryElement{"a", {}, {deep}};
  EXPECT_EQ(code(BinaryXml().build(deep)), "HG1113");
}

TEST(AxmlHostile, OneLongStringUsedOftenIsDecodedOnce) {
  BinaryElement root{"m"};
  for (int i = 0; i < 2000; ++i) root.children.push_back({"e", {{"a", 0, 3, 0, std::string(30'000, 'x')}}});
  Limits limits;
  limits.max_memory_bytes = 600'000;
  auto document = parse(source(BinaryXml().build(root)), limits);
  ASSERT_TRUE(document) << document.issues[0].message;
  EXPECT_LT(document.value->arena().used(), 2'000'000u);
}

TEST(AxmlHostile, OneLongTextNamedOftenIsRefused) {
  BinaryElement root{"m"};
  for (int i = 0; i < 100; ++i) root.children.push_back({"e", {{"a", 0, 3, 0, std::string(120, 'x')}}});
  const std::string bytes = BinaryXml(true).build(root);
  Limits limits;
  limits.max_entry_bytes = bytes.size();
  EXPECT_EQ(parse(source(bytes), limits).issues.back().code.to_string(), "HG1113");
  limits.max_entry_bytes = 20'000;
  EXPECT_TRUE(parse(source(bytes), limits));
}

TEST(AxmlHostile, AnyByteMayBeWrong) {
  const std::string good = BinaryXml(true).build(kSmall);
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const char value : {'\0', '\x01', '\x7F', '\xFF'}) {
      std::string bad = good;
      bad[at] = value;
      static_cast<void>(parse(source(bad), {}));
    }
    static_cast<void>(parse(source(good.substr(0, at)), {}));
  }
}

TEST(Arsc, ResolvesByDefaultConfiguration) {
  auto table = arsc::Table::open(source(testing::resource_table({{0x7f010000, 3, 0, "Beispiel", "de"},
                                                                 {0x7f010000, 3, 0, "Example"},
                                                                 {0x7f010001, 3, 0, "Nur deutsch", "de"},
                                                                 {0x7f020000, 0x12, 1},
                                                                 {0x7f030000, 1, 0x7f010000}})),
                                 {});
  ASSERT_TRUE(table);
  EXPECT_EQ(table.value->resolve(0x7f010000)->text, "Example");
  EXPECT_EQ(table.value->resolve(0x7f010001)->text, "Nur deutsch");
  EXPECT_EQ(table.value->resolve(0x7f020000)->data, 1u);
  EXPECT_EQ(table.value->resolve(0x7f030000)->text, "Example");
  EXPECT_FALSE(table.value->resolve(0x7f010005));
  const std::string junk = testing::chunk(0x7777, {}, "whatever");
  auto behind = arsc::Table::open(source(junk + junk + testing::resource_table({{0x7f010000, 3, 0, "Example"}})), {});
  ASSERT_TRUE(behind) << behind.issues[0].message;
  EXPECT_EQ(behind.value->resolve(0x7f010000)->text, "Example");
  EXPECT_EQ(arsc::Table::open(source(junk), {}).issues[0].code.to_string(), "HG1120");
  EXPECT_FALSE(table.value->resolve(0x01040000));
}

TEST(ArscHostile, CirclesEnd) {
  auto table = arsc::Table::open(
      source(testing::resource_table({{0x7f010000, 1, 0x7f020000}, {0x7f020000, 1, 0x7f010000}})), {});
  ASSERT_TRUE(table);
  EXPECT_FALSE(table.value->resolve(0x7f010000));
}

TEST(ArscHostile, AnyByteMayBeWrong) {
  const std::string good = testing::resource_table({{0x7f010001, 3, 0, "Example"}, {0x7f030000, 1, 0x7f010001}});
  EXPECT_EQ(arsc::Table::open(source("no table"), {}).issues[0].code.to_string(), "HG1120");
  EXPECT_EQ(arsc::Table::open(source(good.substr(0, 40)), {}).issues[0].code.to_string(), "HG1121");
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const char value : {'\0', '\x01', '\x7F', '\xFF'}) {
      std::string bad = good;
      bad[at] = value;
      auto table = arsc::Table::open(source(bad), {});
      if (!table) continue;
      static_cast<void>(table.value->resolve(0x7f010001));
      static_cast<void>(table.value->resolve(0x7f030000));
    }
  }
}

}  // namespace
}  // namespace hegui::read::axml
