#include "author/json_schema.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "facts/schema.h"

namespace hegui::author {
namespace {

using nlohmann::json;

TEST(DeclarationSchema, SaysTypesWordsAndBounds) {
  const json schema = json::parse(declaration_schema());
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(schema["additionalProperties"], false);
  const json& keys = schema["properties"];
  EXPECT_EQ(keys["subject"]["properties"]["build"],
            json::parse(R"({"description":"构建类型 · which build this is","type":"string","enum":["release","debug"]})"));
  EXPECT_EQ(keys["security"]["properties"]["mlps_level"],
            json::parse(R"x({"description":"等级保护级别 · level of graded protection (level 1 to 5)","type":"integer","minimum":1,"maximum":5})x"));
  EXPECT_EQ(keys["subject"]["properties"]["online_since"]["format"], "date");
  EXPECT_EQ(keys["subject"]["properties"]["audience"]["items"]["enum"].size(), 4u);
  EXPECT_EQ(keys["sdks"]["items"]["anyOf"], json::parse(R"([{"required":["slug"]},{"required":["name"]}])"));
  EXPECT_FALSE(keys["permissions"]["items"]["properties"].contains("declared"));
  EXPECT_FALSE(keys.contains("android"));
  EXPECT_EQ(keys["waiver"]["items"]["required"], json::parse(R"(["rule","reason","owner","expires"])"));
  EXPECT_TRUE(keys.contains("manifests"));
}

TEST(FactsSchema, HoldsEveryFact) {
  const json schema = json::parse(facts_schema());
  const json& facts = schema["properties"];
  for (const facts::FactId id : facts::Schema::get().roots()) {
    std::string pointer;
    for (const char c : facts::Schema::get().row(id).path) pointer += c == '.' ? "/properties/" : std::string(1, c);
    EXPECT_TRUE(facts.contains(json::json_pointer("/" + pointer))) << pointer;
  }
  EXPECT_TRUE(facts["android"]["properties"]["components"]["items"]["properties"].contains("exported"));
  // What manifests state is not held to the words of a declaration.
  EXPECT_FALSE(facts["subject"]["properties"]["kind"].contains("enum"));
}

}  // namespace
}  // namespace hegui::author
