// Vocabularies from text to look-ups.
#include "vocab/vocabulary.h"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <string>

#include "vocab/compile/vocabulary.h"

namespace hegui::vocab {
namespace {

constexpr std::string_view kText = R"toml(
[[category]]
slug = "contacts"
title = { zh = "联系人", en = "contacts" }
opinions_group = "contact"
sensitive = "no"

[[category]]
slug = "biometric"
title = { zh = "生物识别", en = "biometrics" }
opinions_group = "identity"
sensitive = "yes"

[[item]]
slug = "phone-number"
title = { zh = "手机号", en = "phone number" }
category = "contacts"
sensitive = "conditional"

[[permission]]
platform = "android"
name = "android.permission.READ_CONTACTS"
title = { zh = "读取联系人", en = "read contacts" }
advice = { zh = "优先使用选择器", en = "prefer the picker" }
kind = "dangerous"
group = "CONTACTS"
categories = ["contacts"]
sensitive = "no"
risk = "high"

[[permission]]
platform = "android"
name = "android.permission.health."
prefix = true
title = { zh = "健康数据", en = "health data" }
kind = "health"
categories = ["biometric"]
sensitive = "yes"
risk = "high"

[[app_type]]
number = 2
slug = "ride"
title = { zh = "网约车", en = "rides" }
basic_function = { zh = "叫车", en = "ordering a car" }
necessary = ["phone-number"]
conditional = [{ item = "phone-number", when = { zh = "付款时", en = "when paying" } }]

[[sdk]]
slug = "push"
title = { zh = "推送", en = "Push" }
provider = { zh = "某公司", en = "Some" }
kind = "push"
android_prefixes = ["com.some", "com.some.push", "cn.p"]
weak_prefixes = ["cn.p"]
gradle = ["com.some:push"]
categories = ["contacts"]
domestic = true
)toml";

class Vocabularies : public testing::Test {
 protected:
  // Compiles `text`; issues are kept.
  void compile(std::string_view text) {
    source = std::make_unique<Source>("v.toml", std::string(text));
    document = parse_document(*source);
    ASSERT_TRUE(document) << render(document.issues.front());
    VocabularyCompiler compiler;
    for (const Entry& entry : document.value->entries)
      for (const Node& table : entry.value.items) compiler.add(entry.key, table);
    image::Writer writer;
    compiler.write(writer, issues);
    bytes = writer.finish();
    storage.resize(bytes.size() / 8 + 1);
    std::memcpy(storage.data(), bytes.data(), bytes.size());
  }
  Vocabulary vocabulary() const {
    return Vocabulary(image::View({reinterpret_cast<const char*>(storage.data()), bytes.size()}));
  }

  std::unique_ptr<Source> source;
  Checked<Node> document;
  Issues issues;
  std::string bytes;
  std::vector<std::uint64_t> storage;
};

TEST_F(Vocabularies, PermissionsByNameAndFamily) {
  compile(kText);
  EXPECT_TRUE(issues.empty());
  const Vocabulary words = vocabulary();
  const PermissionRow* contacts = words.find_permission("android", "android.permission.READ_CONTACTS");
  ASSERT_NE(contacts, nullptr);
  EXPECT_EQ(words.text(contacts->title.zh), "读取联系人");
  EXPECT_EQ(words.text(contacts->advice.en), "prefer the picker");
  ASSERT_EQ(words.texts(contacts->categories).size(), 1u);
  EXPECT_EQ(words.text(words.texts(contacts->categories)[0]), "contacts");
  EXPECT_EQ(contacts->sensitive, Sensitivity::No);
  const PermissionRow* health = words.find_permission("android", "android.permission.health.READ_STEPS");
  ASSERT_NE(health, nullptr);
  EXPECT_EQ(health->sensitive, Sensitivity::Yes);
  EXPECT_EQ(words.find_permission("ios", "android.permission.READ_CONTACTS"), nullptr);
  EXPECT_EQ(words.find_permission("android", ""), nullptr);
}

TEST_F(Vocabularies, TypesAndItems) {
  compile(kText);
  const Vocabulary words = vocabulary();
  const AppTypeRow* ride = words.find_app_type("ride");
  ASSERT_NE(ride, nullptr);
  ASSERT_EQ(words.conditional(*ride).size(), 1u);
  EXPECT_EQ(words.text(words.conditional(*ride)[0].when.en), "when paying");
  ASSERT_NE(words.find_item("phone-number"), nullptr);
  EXPECT_EQ(words.find_item("phone-number")->sensitive, Sensitivity::Conditional);
  EXPECT_EQ(words.text(words.find_category("contacts")->opinions_group), "contact");
  EXPECT_EQ(words.find_category("none"), nullptr);
}

TEST_F(Vocabularies, SdksByMark) {
  compile(kText);
  const Vocabulary words = vocabulary();
  EXPECT_NE(words.find_sdk("push"), nullptr);
  EXPECT_NE(words.find_sdk(MarkKind::Gradle, "com.some:push"), nullptr);
  EXPECT_EQ(words.find_sdk(MarkKind::Gradle, "com.some"), nullptr);
  EXPECT_NE(words.find_sdk_of_class(MarkKind::ClassPrefix, "com.some.push.Service"), nullptr);
  EXPECT_EQ(words.find_sdk_of_class(MarkKind::ClassPrefix, "com.something.Service"), nullptr);
  EXPECT_EQ(words.find_sdk_of_class(MarkKind::ClassPrefix, "cn.p.X"), nullptr);
  EXPECT_NE(words.find_sdk_of_class(MarkKind::WeakClassPrefix, "cn.p.X"), nullptr);
}

TEST_F(Vocabularies, SdksByTheFirstNameInATitleWhereNoOtherHasIt) {
  const auto sdk = [](std::string_view slug, std::string_view zh, std::string_view en) {
    return "[[sdk]]\nslug = \"" + std::string(slug) + "\"\ntitle = { zh = \"" + std::string(zh) + "\", en = \"" +
           std::string(en) + "\" }\nprovider = { zh = \"甲\", en = \"A\" }\nkind = \"map-location\"\n";
  };
  compile(sdk("map", "某某地图 / 定位 / 搜索", "Some Map (Location)") + sdk("push-a", "某某推送 (一)", "Push One") +
          sdk("push-b", "某某推送 (二)", "Push Two") + sdk("im", "聊天 / 通话", "Talk (Calls)"));
  const Vocabulary words = vocabulary();
  const auto named = [&](std::string_view name) {
    const SdkRow* row = words.find_sdk_named(name);
    return row == nullptr ? std::string_view("-") : words.text(row->slug);
  };
  EXPECT_EQ(named("某某地图SDK"), "map");
  EXPECT_EQ(named("Some Map"), "map");
  EXPECT_EQ(named("定位"), "-") << "only the first name of a title";
  EXPECT_EQ(named("某某推送"), "-") << "it may be either";
  EXPECT_EQ(named("某某推送（二）"), "push-b");
  EXPECT_EQ(named("聊天"), "im");
  EXPECT_EQ(named("talk"), "-") << "too short to mean one SDK only";
}

TEST_F(Vocabularies, ReferencesAndRepeatsAreChecked) {
  std::string text(kText);
  text.replace(text.find("[\"biometric\"]"), 13, "[\"biometrics\"]");
  text +=
      "\n[[category]]\nslug = \"contacts\"\ntitle = { zh = \"x\", en = \"x\" }\nopinions_group = "
      "\"contact\"\nsensitive = \"no\"\n";
  compile(text);
  ASSERT_EQ(issues.size(), 2u);
  EXPECT_EQ(issues[0].code, code::kDuplicate);
  ASSERT_EQ(issues[0].related.size(), 1u);
  EXPECT_EQ(issues[1].message, "unknown category `biometrics`");
  EXPECT_EQ(issues[1].help, "did you mean `biometric`?");
}

TEST(SdkNames, PeopleVaryThem) {
  EXPECT_EQ(plain_sdk_name("微信 OpenSDK（支付）"), "微信open支付");
  EXPECT_EQ(plain_sdk_name("U-Push SDK [友盟+]"), "upush友盟+");
  EXPECT_EQ(plain_sdk_name("SDK"), "");
}

}  // namespace
}  // namespace hegui::vocab
