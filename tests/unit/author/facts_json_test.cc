#include "author/facts_json.h"

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "read/format/declaration.h"

namespace hegui::author {
namespace {

using facts::fact;
using facts::FactSet;
using nlohmann::json;

facts::Subject subject_of(std::vector<FactSet> inputs) { return facts::merge(std::move(inputs)); }

FactSet declared(std::string text) {
  auto read = read::read_declaration(std::make_shared<Source>("hegui.toml", std::move(text)), {});
  EXPECT_TRUE(read);
  return std::move(*read.value);
}

FactSet manifest() {
  const auto source = std::make_shared<Source>("app.apk!AndroidManifest.xml", "\x03");
  facts::FactBuilder builder(source, "android-manifest", facts::kAndroidManifest);
  const Span span{source.get(), 0, 0, "/manifest@package"};
  builder.set(fact("android.package"), "com.example\xFF", span);
  builder.set(fact("subject.name"), "Other", span);
  builder.set(fact("android.target_sdk"), 34, span);
  builder.open(fact("permissions"));
  return std::move(builder).finish();
}

TEST(FactsJson, NestsFactsAndTellsWhereTheyStand) {
  std::vector<FactSet> inputs;
  inputs.push_back(
      declared("[subject]\nname = \"示例\"\nonline_since = 2024-03-01\n[[permissions]]\nname = \"CAMERA\"\n"));
  inputs.push_back(manifest());
  const facts::Subject subject = subject_of(std::move(inputs));
  const json out = json::parse(facts_json(subject, true));
  EXPECT_EQ(out["inputs"], json::parse(R"([{"file":"hegui.toml","format":"declaration"},
    {"file":"app.apk!AndroidManifest.xml","format":"android-manifest"}])"));
  EXPECT_EQ(out["subject"], json::parse(R"({"name":"示例","online_since":"2024-03-01"})"));
  EXPECT_EQ(out["permissions"], json::parse(R"([{"name":"CAMERA","declared":true}])"));
  EXPECT_EQ(out["android"], json::parse(R"({"package":"com.example\ufffd","target_sdk":34})"));
  EXPECT_EQ(out["origins"]["permissions[0].name"], json::parse(R"([{"file":"hegui.toml","line":5,"column":1}])"));
  EXPECT_EQ(out["origins"]["subject.name"], json::parse(R"([{"file":"hegui.toml","line":2,"column":1},
    {"file":"app.apk!AndroidManifest.xml","element":"/manifest@package"}])"));
  EXPECT_EQ(out["open"], json::parse(R"(["permissions"])"));
  EXPECT_EQ(out["disagreements"], json::parse(R"([{"fact":"subject.name","kept":"示例","other":"Other",
    "other_place":{"file":"app.apk!AndroidManifest.xml","element":"/manifest@package"}}])"));
  const auto lists = [&](const char* list, const char* path) {
    return std::ranges::find(out[list], json(path)) != out[list].end();
  };
  EXPECT_TRUE(lists("absent", "subject.kind"));
  EXPECT_TRUE(lists("absent", "permissions[0].purpose"));
  EXPECT_TRUE(lists("unknown", "ios.bundle_id"));
  EXPECT_FALSE(lists("absent", "subject.name"));
}

TEST(FactsJson, IsOneLineWhenNotPretty) {
  const std::string text = facts_json(subject_of({}), false);
  EXPECT_EQ(text.find('\n'), std::string::npos);
  EXPECT_TRUE(text.starts_with(R"({"inputs":[],"origins":{},"absent":[],"unknown":["as_of",)")) << text;
}

}  // namespace
}  // namespace hegui::author
