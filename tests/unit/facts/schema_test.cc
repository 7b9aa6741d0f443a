#include "facts/schema.h"

#include <gtest/gtest.h>

#include <set>

namespace hegui::facts {
namespace {

TEST(Schema, EveryRowIsCompleteAndUnique) {
  const Schema& schema = Schema::get();
  std::set<std::string_view> paths;
  for (FactId id = 1; id <= schema.size(); ++id) {
    const Row& row = schema.row(id);
    EXPECT_TRUE(paths.insert(row.path).second) << row.path << " stands twice";
    EXPECT_FALSE(row.zh.empty()) << row.path;
    EXPECT_FALSE(row.en.empty()) << row.path;
    EXPECT_EQ(schema.find(row.path), id);
    if (!row.values.empty()) {
      EXPECT_TRUE(row.type == FactType::String || row.type == FactType::Strings) << row.path;
    }
    if (row.type == FactType::Records) {
      EXPECT_FALSE(schema.fields(id).empty()) << row.path << " has no fields";
    }
  }
}

TEST(Schema, NoFactIsAPrefixOfAnother) {
  // `security` as a fact beside `security.officer` would make a condition ambiguous.
  const Schema& schema = Schema::get();
  for (const std::string_view a : schema.paths())
    for (const std::string_view b : schema.paths())
      EXPECT_FALSE(b.size() > a.size() && b.starts_with(a) && b[a.size()] == '.') << a << " " << b;
}

TEST(Schema, FieldsKnowTheirListAndSlot) {
  const Schema& schema = Schema::get();
  const FactId list = schema.at("permissions"), purpose = schema.at("permissions[].purpose");
  EXPECT_EQ(schema.list_of(purpose), list);
  EXPECT_EQ(schema.leaf(purpose), "purpose");
  EXPECT_EQ(schema.fields(list)[schema.slot(purpose)], purpose);
  EXPECT_EQ(schema.list_of(list), 0u);
  EXPECT_EQ(schema.type(list)->to_string(), "list(permissions[])");
  EXPECT_EQ(schema.find("permissions[].porpose"), 0u);
}

}  // namespace
}  // namespace hegui::facts
