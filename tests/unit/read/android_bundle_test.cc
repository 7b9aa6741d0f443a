// Bundles: protobuf manifests with their resources, feature modules, splits, and bytes that are none of it.
#include <gtest/gtest.h>

#include "android_bytes.h"
#include "facts_text.h"
#include "policy/embedded.h"
#include "read/format.h"
#include "read/syntax/proto_dependencies.h"
#include "read/syntax/proto_resources.h"
#include "read/syntax/proto_xml.h"

namespace hegui::read {
namespace {

using facts::FactSet;
using testing::records;
using testing::words;
using testing::zip;
using Lines = std::vector<std::string>;

std::string varint(std::uint64_t value) {
  std::string out;
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  return out + static_cast<char>(value);
}
std::string field(std::uint32_t number, const std::string& bytes) {
  return varint(number << 3 | 2) + varint(bytes.size()) + bytes;
}
std::string number(std::uint32_t field_number, std::uint64_t value) {
  return varint(field_number << 3) + varint(value);
}

// Values of Resources.proto.
std::string item_text(const std::string& text) { return field(2, field(1, text)); }
std::string item_file(const std::string& path) { return field(5, field(1, path)); }
std::string item_reference(std::uint32_t id) { return field(1, number(2, id)); }
std::string item_integer(std::uint64_t value) { return field(7, number(6, value)); }
std::string item_flag(bool value) { return field(7, number(8, value ? 1 : 0)); }

struct Attribute {
  std::string name, value, item = {};
  std::uint32_t resource = 0;
};
constexpr std::uint32_t kName = 0x01010003, kLabel = 0x01010001, kTarget = 0x01010270, kExported = 0x01010010,
                        kDebuggable = 0x0101000f, kConfig = 0x01010527;

// An XmlNode.
std::string element(const std::string& name, const std::vector<Attribute>& attributes = {},
                    const std::vector<std::string>& children = {}) {
  std::string out = field(3, name);
  for (const Attribute& each : attributes) {
    std::string attribute = field(2, each.name) + field(3, each.value);
    if (each.resource != 0)
      attribute = field(1, "http://schemas.android.com/apk/res/android") + attribute + number(5, each.resource);
    if (!each.item.empty()) attribute += field(6, each.item);
    out += field(4, attribute);
  }
  for (const std::string& child : children) out += field(5, child);
  return field(1, out);
}

std::string permission(const std::string& name) { return element("uses-permission", {{"name", name, {}, kName}}); }
std::string activity(const std::string& name) {
  return element("activity", {{"name", name, {}, kName}, {"exported", "true", item_flag(true), kExported}});
}

// A table of one package 0x7F whose types and entries are numbered by the ids.
std::string table(const std::vector<std::pair<std::uint32_t, std::string>>& items,
                  const std::string& configuration = {}) {
  std::string types;
  for (const auto& [id, item] : items) {
    const std::string value = (configuration.empty() ? "" : field(1, configuration)) + field(2, field(4, item));
    types +=
        field(3, field(1, number(1, id >> 16 & 0xFF)) + field(3, field(1, number(1, id & 0xFFFF)) + field(6, value)));
  }
  return field(2, field(1, number(1, 0x7F)) + types);
}

Checked<FactSet> read_bytes(std::string bytes, std::string name) {
  return read(std::make_shared<const Source>(std::move(name), std::move(bytes)), {});
}

std::string base_manifest() {
  return element("manifest", {{"package", "com.example"}},
                 {element("uses-sdk", {{"targetSdkVersion", "33", item_integer(33), kTarget}}), permission("A"),
                  element("application",
                          {{"label", "@string/app", item_reference(0x7F010000), kLabel},
                           {"debuggable", "@bool/d", item_reference(0x7F020000), kDebuggable},
                           {"networkSecurityConfig", "@xml/n", item_reference(0x7F030000), kConfig}},
                          {activity(".Main"), activity("com.example.feature.Screen")})});
}

TEST(Aab, BaseAndFeatureModulesAreOneProduct) {
  const std::string config =
      element("network-security-config", {}, {element("base-config", {{"cleartextTrafficPermitted", "true"}})});
  auto read = read_bytes(
      zip({{"base/manifest/AndroidManifest.xml", base_manifest()},
           {"base/resources.pb", table({{0x7F010000, item_reference(0x7F010001)},
                                        {0x7F010001, item_text("示例")},
                                        {0x7F020000, item_flag(true)},
                                        {0x7F030000, item_file("res/xml/n.xml")}})},
           {"base/res/xml/n.xml", config},
           {"feature/manifest/AndroidManifest.xml",
            element("manifest", {{"package", "com.example"}, {"split", "feature"}},
                    {permission("A"), permission("B"),
                     element("application", {},
                             {activity("com.example.feature.Screen"), activity("com.example.feature.Other")})})}}),
      "x.aab");
  ASSERT_TRUE(read) << render(read.issues.back());
  EXPECT_TRUE(read.issues.empty());
  const FactSet& set = *read.value;
  EXPECT_EQ(words(set, "android.label"), "示例");
  EXPECT_EQ(words(set, "android.debuggable"), "true");
  EXPECT_EQ(words(set, "android.target_sdk"), "33");
  EXPECT_EQ(words(set, "android.cleartext_traffic"), "true");
  EXPECT_EQ(words(set, "android.signature_schemes"), "-");
  EXPECT_EQ(set.states() & facts::kPackage, 0u) << "the store signs";
  EXPECT_EQ(records(set, "permissions", {"name"}), (Lines{"A", "B"}));
  EXPECT_EQ(records(set, "android.components", {"name", "exported"}),
            (Lines{"com.example.Main true", "com.example.feature.Screen true", "com.example.feature.Other true"}));
  const facts::Item* second = set.cell(facts::fact("permissions")).first->next;
  EXPECT_EQ(resolve(second->origins->span).to_string(),
            "x.aab!feature/manifest/AndroidManifest.xml: /manifest/uses-permission[2]");
}

TEST(Aab, LibrariesTheBuildRecorded) {
  static const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
  const auto library = [](const std::string& group, const std::string& name, const std::string& version) {
    return field(1, field(1, field(1, group) + field(2, name) + field(3, "aar") + field(5, version)) + number(3, 1));
  };
  const std::string path = "BUNDLE-METADATA/com.android.tools.build.libraries/dependencies.pb";
  const auto sdks = [&](const std::string& list) {
    auto read =
        hegui::read::read(std::make_shared<const Source>(
                              "x.aab", zip({{"base/manifest/AndroidManifest.xml", base_manifest()}, {path, list}})),
                          {.limits = {}, .vocabulary = &vocabulary});
    EXPECT_TRUE(read);
    Lines out = records(*read.value, "sdks", {"slug", "version", "detected"});
    for (const Diagnostic& issue : read.issues) out.push_back(issue.code.to_string());
    return out;
  };
  EXPECT_EQ(sdks(library("org.example", "own", "1") + library("cn.jiguang.sdk", "jpush", "5.6.0") + field(2, "x")),
            (Lines{"jpush 5.6.0 true", "…"}));
  EXPECT_EQ(sdks("\x0A\x7F"), Lines{"HG1141"});
}

TEST(Aab, WhatCannotBeReadIsUnknown) {
  auto read = read_bytes(zip({{"base/manifest/AndroidManifest.xml", base_manifest()},
                              {"base/resources.pb", "\x12\xFF garbage"},
                              {"feature/manifest/AndroidManifest.xml", "\xFF\xFF"}}),
                         "x");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "android.label"), "?");
  EXPECT_EQ(words(*read.value, "android.debuggable"), "?");
  EXPECT_EQ(records(*read.value, "permissions", {"name"}), (Lines{"A", "…"}));
  Lines codes;
  for (const Diagnostic& issue : read.issues) codes.push_back(issue.code.to_string());
  EXPECT_EQ(codes, (Lines{"HG1196", "HG1141"}));
}

TEST(Aab, Refusals) {
  const auto code = [](const std::string& manifest) {
    const auto read = read_bytes(zip({{"base/manifest/AndroidManifest.xml", manifest}}), "x.aab");
    return read ? "read" : read.issues.back().code.to_string();
  };
  EXPECT_EQ(code(element("resources")), "HG1140");
  EXPECT_EQ(code(""), "HG1192");
  EXPECT_EQ(code("<manifest/>"), "HG1190");
  EXPECT_EQ(code(element("manifest") + element("manifest")), "HG1190");
  EXPECT_EQ(code(element("manifest").substr(0, 6)), "HG1190");
  std::string deep = element("a");
  for (int level = 0; level < 1000; ++level) deep = element("a", {}, {deep});
  EXPECT_EQ(code(element("manifest", {}, {deep})), "HG1191");
  EXPECT_EQ(read_bytes(zip({{"other", "x"}}), "x.aab").issues.back().code.to_string(), "HG1140");
}

// Reads one XML document with `value` as the attribute a of its root.
xml::Attribute attribute_of(const Attribute& value) {
  static Checked<xml::Document> kept;  // the attribute points into it
  kept = proto::parse_xml(std::make_shared<const Source>("m", element("r", {value})), {});
  EXPECT_TRUE(kept);
  return kept.value->root().attributes[0];
}

// Empty messages cost two bytes each; the memory that they would take is counted before it is taken.
TEST(Aab, MessagesWithoutEndAreRefused) {
  const auto source = [](std::string bytes) { return std::make_shared<const Source>("a.pb", std::move(bytes)); };
  const auto repeat = [](std::uint32_t number, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += field(number, "");
    return out;
  };
  Limits limits;
  limits.max_memory_bytes = 100'000;
  const auto code = [&](std::uint32_t number) {
    const auto read = proto::parse_xml(source(field(1, field(3, "m") + repeat(number, 10'000))), limits);
    return read ? std::string() : read.issues.back().code.to_string();
  };
  EXPECT_EQ(code(4), "HG1191");  // attributes
  EXPECT_EQ(code(5), "HG1191");  // children
  EXPECT_EQ(code(9), "");        // of no meaning
  EXPECT_EQ(
      proto::Resources::open(source(field(2, field(3, repeat(3, 10'000)))), limits).issues.back().code.to_string(),
      "HG1194");
  EXPECT_EQ(proto::Resources::open(source(field(2, repeat(3, 10'000))), limits).issues.back().code.to_string(),
            "HG1194");
  std::string libraries;
  for (int i = 0; i < 100'001; ++i) libraries += field(1, field(1, ""));
  const auto list = proto::parse_libraries(*source(libraries));
  ASSERT_FALSE(list);
  EXPECT_EQ(list.error().code.to_string(), "HG1197");
}

TEST(ProtoXml, ValuesByKind) {
  EXPECT_EQ(attribute_of({"a", "text"}).kind, xml::ValueKind::Text);
  EXPECT_EQ(attribute_of({"a", "@string/x"}).kind, xml::ValueKind::Unreadable);
  EXPECT_EQ(attribute_of({"a", "\xFF"}).kind, xml::ValueKind::Unreadable);
  EXPECT_EQ(attribute_of({"a", "", item_text("t")}).text, "t");
  EXPECT_EQ(attribute_of({"a", "-1", item_integer(0xFFFFFFFFFFFFFFFF)}).data, 0xFFFFFFFFu);
  EXPECT_EQ(attribute_of({"a", "0x1", field(7, number(7, 1))}).kind, xml::ValueKind::Integer);
  EXPECT_EQ(attribute_of({"a", "true", item_flag(true)}).kind, xml::ValueKind::Boolean);
  EXPECT_EQ(attribute_of({"a", "@x", item_reference(7)}).kind, xml::ValueKind::Reference);
  EXPECT_EQ(attribute_of({"a", "@x", item_reference(0)}).kind, xml::ValueKind::Unreadable);
  EXPECT_EQ(attribute_of({"a", "?x", field(1, number(1, 1) + number(2, 7))}).kind, xml::ValueKind::Other);
  EXPECT_EQ(attribute_of({"a", "#fff", field(7, number(9, 1))}).kind, xml::ValueKind::Other);
  // A field of a number we know with a type it cannot have is another field.
  EXPECT_EQ(attribute_of({"a", "t", number(7, 1)}).kind, xml::ValueKind::Text);
}

TEST(ProtoResources, CirclesEndAndTheDefaultWins) {
  const auto resolve = [](const std::string& bytes, std::uint32_t id) -> std::string {
    auto resources = proto::Resources::open(std::make_shared<const Source>("r", bytes), {});
    if (!resources) return resources.issues.back().code.to_string();
    const auto found = resources.value->resolve(id);
    return found ? std::string(found->text) : "-";
  };
  const std::string circle =
      table({{0x7F010000, item_reference(0x7F010001)}, {0x7F010001, item_reference(0x7F010000)}});
  EXPECT_EQ(resolve(circle, 0x7F010000), "-");
  EXPECT_EQ(resolve(circle, 0x7F010005), "-");
  EXPECT_EQ(resolve(table({{0x7F010000, item_text("de")}}, field(3, "de")), 0x7F010000), "de")
      << "the only one there is";
  const std::string entry = field(1, number(1, 0)) +
                            field(6, field(1, field(3, "de")) + field(2, field(4, item_text("de")))) +
                            field(6, field(2, field(4, item_text("any"))));
  EXPECT_EQ(
      resolve(field(2, field(1, number(1, 0x7F)) + field(3, field(1, number(1, 1)) + field(3, entry))), 0x7F010000),
      "any");
  EXPECT_EQ(resolve("\x12\x05x", 1), "HG1193");
}

constexpr std::string_view kHead =
    "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" package=\"a.b\"";

std::string apk(const std::string& attributes, const std::string& inside) {
  return zip({{"AndroidManifest.xml", std::string(kHead) + attributes + ">" + inside + "</manifest>"}});
}

TEST(AndroidBundle, SplitsAddToTheBase) {
  const std::string base = apk(" android:versionName='1'", "<uses-permission android:name='A'/><application/>");
  const std::string split =
      apk(" split='f'", "<uses-permission android:name='B'/><application><service android:name='.S'/></application>");
  for (const auto& [name, entries] : std::initializer_list<std::pair<const char*, std::vector<testing::ZipEntry>>>{
           {"x.apks",
            {{"toc.pb", "t"},
             {"splits/f.apk", split, 0},
             {"splits/base-master.apk", base, 0},
             {"standalones/s.apk", base}}},
           {"x.xapk", {{"manifest.json", "{}"}, {"f.apk", split}, {"a.b.apk", base}, {"icon.png", "x"}}}}) {
    const auto read = read_bytes(zip(entries), name);
    ASSERT_TRUE(read) << render(read.issues.back());
    EXPECT_EQ(read.value->inputs()[0].format, "android-bundle");
    EXPECT_EQ(words(*read.value, "android.version_name"), "1");
    EXPECT_EQ(records(*read.value, "permissions", {"name"}), (Lines{"A", "B"}));
    EXPECT_EQ(records(*read.value, "android.components", {"name"}), Lines{"a.b.S"});
    EXPECT_TRUE(read.issues.empty());
  }
}

TEST(AndroidBundle, PackagesThatTakeTooMuchMemoryLeaveListsOpen) {
  const std::string padding(60'000, 'p');
  const auto padded = [&](const char* attributes, const char* inside) {
    return zip(
        {{"AndroidManifest.xml", std::string(kHead) + attributes + ">" + inside + "</manifest>"}, {"p", padding, 0}});
  };
  const std::string base = padded("", "<uses-permission android:name='A'/><application/>");
  const std::string split = padded(" split='f'", "<uses-permission android:name='B'/>");
  const auto read_within = [&](std::uint16_t method) {
    Context context;
    context.limits.max_memory_bytes = 160'000;
    return read(
        std::make_shared<const Source>("x.apks", zip({{"base.apk", base, method}, {"split_f.apk", split, method}})),
        context);
  };
  const auto stored = read_within(0);
  ASSERT_TRUE(stored);
  EXPECT_EQ(records(*stored.value, "permissions", {"name"}), (Lines{"A", "B"}));
  const auto deflated = read_within(8);
  ASSERT_TRUE(deflated) << render(deflated.issues.back());
  EXPECT_EQ(records(*deflated.value, "permissions", {"name"}), (Lines{"A", "…"}));
  EXPECT_EQ(deflated.issues.back().code.to_string(), "HG1196");
}

TEST(AndroidBundle, BrokenSplitsLeaveListsOpenAndNoBaseIsRefused) {
  const std::string base = apk("", "<uses-permission android:name='A'/><application/>");
  const auto read = read_bytes(zip({{"base.apk", base}, {"split_x.apk", "garbage"}}), "x.apks");
  ASSERT_TRUE(read);
  EXPECT_EQ(records(*read.value, "permissions", {"name"}), (Lines{"A", "…"}));
  EXPECT_EQ(read.issues.back().code.to_string(), "HG1196");
  EXPECT_EQ(read_bytes(zip({{"f.apk", apk(" split='f'", "")}}), "x.apks").issues.back().code.to_string(), "HG1195");
  EXPECT_EQ(read_bytes(zip({{"readme", "x"}}), "x.xapk").issues.back().code.to_string(), "HG1195");
  // A bundle in a bundle is no package.
  EXPECT_EQ(read_bytes(zip({{"base.apk", zip({{"base.apk", base}})}}), "x.apks").issues.back().code.to_string(),
            "HG1195");
}

}  // namespace
}  // namespace hegui::read
