// What texts of purpose are worth, and what inputs of one product say of one another.
#include "derive/agreement.h"

#include <gtest/gtest.h>

#include "case.h"

namespace hegui::derive {
namespace {

// The quality of the purpose of each permission, in order; `?` where nothing is said.
std::string qualities(const facts::Subject& subject) {
  std::string out;
  for (const facts::Item* item = subject.facts.cell(fact("permissions")).first; item != nullptr; item = item->next) {
    const facts::Cell& cell = facts::FactSet::cell(*item, fact("permissions[].purpose_quality"));
    if (!out.empty()) out += ' ';
    out += cell.knowledge != Knowledge::Known ? "?" : cell.value.as_text();
  }
  return out;
}

TEST(Purposes, ATextIsJudgedWhereItIsKnown) {
  const auto ios = [](const char* purpose) {
    return qualities(Case(facts::kIos).usage("NSCameraUsageDescription", purpose).subject());
  };
  EXPECT_EQ(ios("用于扫描二维码登录"), "fine");
  EXPECT_EQ(ios("应用需要访问相机"), "placeholder");
  EXPECT_EQ(ios("为了提升用户体验"), "vague");
  EXPECT_EQ(ios(" "), "missing");
  EXPECT_EQ(ios(nullptr), "missing") << "a property list could say it and does not";
  EXPECT_EQ(ios("$(CAMERA_TEXT)"), "?") << "the text is elsewhere";
  EXPECT_EQ(qualities(Case(facts::kAndroidManifest).permission("android.permission.CAMERA").subject()), "?")
      << "no place for a purpose";
}

TEST(Purposes, OneTextForUnlikePermissionsIsIdentical) {
  EXPECT_EQ(qualities(Case(facts::kIos)
                          .usage("NSCameraUsageDescription", "保护账号安全")
                          .usage("NSContactsUsageDescription", "保护账号安全")
                          .subject()),
            "identical identical");
  EXPECT_EQ(qualities(Case(facts::kIos)
                          .usage("NSLocationWhenInUseUsageDescription", "保护账号安全")
                          .usage("NSLocationAlwaysAndWhenInUseUsageDescription", "保护账号安全")
                          .subject()),
            "fine fine")
      << "both open the location";
  EXPECT_EQ(qualities(Case(facts::kIos)
                          .usage("NSCameraUsageDescription", "用于视频通话")
                          .usage("NSMicrophoneUsageDescription", "用于视频通话")
                          .subject()),
            "fine fine")
      << "one function may need both";
}

// One field of the records of a list, in order, as `name=value`.
std::string field(const facts::Subject& subject, const char* list, const char* name, const char* path) {
  std::string out;
  for (const facts::Item* item = subject.facts.cell(fact(list)).first; item != nullptr; item = item->next) {
    const facts::Cell& cell = facts::FactSet::cell(*item, fact(path));
    if (!out.empty()) out += ' ';
    out += std::string(facts::FactSet::cell(*item, fact(name)).value.as_text()) + '=';
    if (cell.knowledge != Knowledge::Known)
      out += '?';
    else if (cell.value.is(value::Kind::Bool))
      out += cell.value.as_bool() ? "true" : "false";
    else
      for (const value::Value& member : cell.value.as_list().items) out += member.as_text();
  }
  return out;
}

std::string declared(const facts::Subject& subject) {
  return field(subject, "collection", "collection[].item", "collection[].declared");
}

facts::FactSet service() {
  return Case(facts::kService)
      .collects("mobile", "phone-number")
      .collects("idCard", "identity-document")
      .collects("x", "")
      .set();
}

TEST(Agreement, WhatAServiceTakesIsHeldAgainstTheDeclaredKinds) {
  EXPECT_EQ(declared(together(service(), Case(facts::kDeclaration).declares("手机号码", "basic-profile").set())),
            "手机号码=true mobile=true idCard=false x=?")
      << "a telephone number is a part of the profile; what has no kind is not compared";
  EXPECT_EQ(
      declared(together(
          service(), Case(facts::kDeclaration).declares("手机号码", "basic-profile").declares("某种信息", "").set())),
      "手机号码=true 某种信息=true mobile=true idCard=? x=?")
      << "an item of no known kind may be any";
  EXPECT_EQ(declared(together(service(), Case(facts::kDeclaration).says("subject.kind", "app").set())),
            "mobile=? idCard=? x=?")
      << "a declaration that lists nothing of the sort says nothing";
}

TEST(Agreement, CollectedItemsOfOneKindOfInputAreUnited) {
  const auto phone = [] { return Case(facts::kService).collects("phone", "phone-number").set(); };
  EXPECT_EQ(declared(together(phone(), phone())), "phone=?");
  facts::FactSet lines =
      Case(facts::kDeclaration).declares("位置", "location-coarse").declares("位置", "location-track").set();
  EXPECT_EQ(declared(together(Case(facts::kService).collects("位置", "location-precise").set(), std::move(lines))),
            "位置=true 位置=true 位置=true")
      << "lines of a declaration stand for themselves";
}

TEST(Agreement, APermissionIsHeldAgainstWhatIsDeclaredToBeCollected) {
  const auto collected = [](const char* item, const char* category) {
    facts::FactSet manifest = Case(facts::kAndroidManifest)
                                  .permission("android.permission.ACCESS_FINE_LOCATION")
                                  .permission("android.permission.INTERNET")
                                  .set();
    return field(together(std::move(manifest), Case(facts::kDeclaration).declares(item, category).set()), "permissions",
                 "permissions[].name", "permissions[].collected");
  };
  EXPECT_EQ(collected("大致位置", "location-coarse"),
            "android.permission.ACCESS_FINE_LOCATION=true android.permission.INTERNET=?");
  EXPECT_EQ(collected("手机号码", "phone-number"),
            "android.permission.ACCESS_FINE_LOCATION=false android.permission.INTERNET=?");
  EXPECT_EQ(collected("某种信息", ""), "android.permission.ACCESS_FINE_LOCATION=? android.permission.INTERNET=?");
}

std::string missing(facts::FactSet android, facts::FactSet ios) {
  return field(together(std::move(android), std::move(ios)), "permissions", "permissions[].name",
               "permissions[].missing_on");
}

TEST(Agreement, PlatformsAreComparedWhereAllTheyAskForIsKnown) {
  const auto package = [] {
    return Case(kApk)
        .lists("android.signature_schemes", "v2")
        .permission("android.permission.ACCESS_FINE_LOCATION")
        .set();
  };
  EXPECT_EQ(missing(package(), Case(facts::kIos).usage("NSLocationWhenInUseUsageDescription", "导航").set()),
            "android.permission.ACCESS_FINE_LOCATION= NSLocationWhenInUseUsageDescription=");
  EXPECT_EQ(missing(package(), Case(facts::kIos).usage("NSMicrophoneUsageDescription", "语音").set()),
            "android.permission.ACCESS_FINE_LOCATION=ios NSMicrophoneUsageDescription=android");
  EXPECT_EQ(missing(Case(facts::kAndroidManifest).permission("android.permission.CAMERA").set(),
                    Case(facts::kIos).usage("NSMicrophoneUsageDescription", "语音").set()),
            "android.permission.CAMERA= NSMicrophoneUsageDescription=")
      << "a library may add to a project's manifest, and pictures can be picked without a permission";
}

}  // namespace
}  // namespace hegui::derive
