#include "derive/derive.h"

#include <gtest/gtest.h>

#include "case.h"

namespace hegui::derive {
namespace {

TEST(Networked, ThePermissionDecidesForASignedPackage) {
  EXPECT_EQ(Case(kApk).permission("android.permission.INTERNET").flag("subject.networked"), "true");
  EXPECT_EQ(Case(kApk)
                .permission("android.permission.CAMERA")
                .lists("android.signature_schemes", "v2")
                .flag("subject.networked"),
            "false");
}

TEST(Networked, WhatIsNotWholeIsNotTakenForOffline) {
  EXPECT_EQ(Case(kApk).permission("android.permission.CAMERA").flag("subject.networked"), "?")
      << "unsigned: perhaps a library";
  EXPECT_EQ(Case(kApk)
                .lists("android.signature_schemes", "v2")
                .says("android.shared_user_id", "com.example")
                .flag("subject.networked"),
            "?");
  EXPECT_EQ(Case(kApk | facts::kIos).lists("android.signature_schemes", "v2").flag("subject.networked"), "?");
  EXPECT_EQ(Case(facts::kAndroidManifest).permission("android.permission.CAMERA").flag("subject.networked"), "?");
}

TEST(Networked, AProjectThatSpeaksOfNetworkSecurityHasANetwork) {
  EXPECT_EQ(Case(facts::kAndroidManifest).says("android.cleartext_explicit", true).flag("subject.networked"), "true");
  EXPECT_EQ(Case(facts::kAndroidManifest).says("android.network_security_config", "@xml/n").flag("subject.networked"),
            "true");
  EXPECT_EQ(Case(facts::kNetworkConfig).flag("subject.networked"), "true");
}

TEST(Networked, TheOperatorsWordStands) {
  EXPECT_EQ(Case(kApk | facts::kDeclaration)
                .lists("android.signature_schemes", "v2")
                .says("subject.networked", true)
                .flag("subject.networked"),
            "true");
}

TEST(Subject, TakesNameKindAndPlatformFromTheManifest) {
  const facts::Subject subject = Case(facts::kAndroidManifest)
                                     .says("android.label", "示例")
                                     .says("android.package", "com.example")
                                     .says("android.has_application", true)
                                     .subject();
  EXPECT_EQ(subject.text(fact("subject.name")), "示例");
  EXPECT_EQ(subject.text(fact("subject.kind")), "app");
  EXPECT_EQ(subject.facts.cell(fact("subject.package_names")).value.as_list().items[0].as_text(), "com.example");
  EXPECT_EQ(subject.facts.cell(fact("subject.platforms")).value.as_list().items[0].as_text(), "android");
  EXPECT_NE(subject.facts.cell(fact("subject.name")).origins, nullptr) << "a derived fact keeps its place";
}

TEST(Subject, AnIdForTryingOutIsNoProducts) {
  const auto named = [](const char* id) {
    return Case::word(
        Case(facts::kMiniProject).says("wechat.appid", id).subject().facts.cell(fact("subject.package_names")));
  };
  EXPECT_EQ(named("touristappid"), "?");
  EXPECT_EQ(Case(facts::kMiniProject)
                .says("wechat.appid", "wx0123456789abcdef")
                .subject()
                .facts.cell(fact("subject.package_names"))
                .value.as_list()
                .items[0]
                .as_text(),
            "wx0123456789abcdef");
}

TEST(Permissions, OfAMiniProgramAreAllKnownOnlyWhereTheOperatorListsThem) {
  const auto scopes = [](bool declared) {
    facts::FactSet program = Case(facts::kMiniProgram).scope("wechat", "scope.userLocation", true).set();
    Case operators(facts::kDeclaration);
    if (declared) operators.scope("wechat", "scope.record", false);
    return together(std::move(program), operators.set());
  };
  EXPECT_TRUE(scopes(false).facts.cell(fact("permissions")).open) << "the code may ask for more";
  const facts::Subject subject = scopes(true);
  const facts::Cell& list = subject.facts.cell(fact("permissions"));
  EXPECT_FALSE(list.open);
  ASSERT_EQ(list.count, 2u);
  EXPECT_EQ(Case::word(facts::FactSet::cell(*list.first, fact("permissions[].requested"))), "?")
      << "app.json need not name what the code asks for";
}

TEST(Permissions, ScopesOfOtherMiniProgramsOpenInformationToo) {
  for (const char* platform : {"wechat", "alipay", "douyin", "baidu"}) {
    Case one(facts::kMiniProgram);
    EXPECT_EQ(one.scope(platform, "scope.userLocation", true).permitted("sensitive"), "true") << platform;
  }
  EXPECT_EQ(Case(facts::kMiniProgram).scope("alipay", "scope.album", true).permitted("sensitive"), "true")
      << "reads it";
  EXPECT_EQ(Case(facts::kMiniProgram).scope("douyin", "scope.album", true).permitted("sensitive"), "false")
      << "only saves there";
}

// Whether the list of the type names the item, which is collected in its case only where `applies` says so.
std::string in_list(const char* type, const char* item, const char* category,
                    std::optional<bool> applies = std::nullopt) {
  Case one(facts::kDeclaration);
  return one.says("subject.app_type", type).collects(item, category, applies).collected("in_necessary_list");
}

TEST(Necessity, AnItemIsPlacedByItsNameOrSurelyBeyondByItsCategory) {
  EXPECT_EQ(in_list("ride-hailing", "手机号", ""), "true");
  EXPECT_EQ(in_list("ride-hailing", "trip-origin", ""), "true");
  EXPECT_EQ(in_list("ride-hailing", "通讯录", "contacts"), "false");
  EXPECT_EQ(in_list("ride-hailing", "一键报警录音", ""), "?") << "neither name nor category tells";
  EXPECT_EQ(in_list("ride-hailing", "紧急联系人电话", "phone-number"), "?") << "the category alone proves nothing";
  EXPECT_EQ(in_list("transport-ticketing", "姓名", ""), "true") << "the passenger's";
  EXPECT_EQ(in_list("hotel", "姓名", ""), "true") << "the guest's";
  EXPECT_EQ(in_list("online-community", "姓名", ""), "false");
  EXPECT_EQ(in_list("news", "手机号", ""), "false");
  EXPECT_EQ(in_list("no-such-type", "手机号", ""), "?");
}

TEST(Necessity, AConditionalItemIsJudgedByItsCase) {
  EXPECT_EQ(in_list("medical-consultation", "患者姓名", ""), "?");
  EXPECT_EQ(in_list("medical-consultation", "患者姓名", "", true), "true");
  EXPECT_EQ(in_list("medical-consultation", "患者姓名", "", false), "false");
  EXPECT_EQ(Case(facts::kDeclaration)
                .says("subject.app_type", "medical-consultation")
                .collects("患者姓名", "")
                .collected("necessary_when"),
            "挂号时");
}

TEST(Necessity, OnlyLocationIsEverCalledForByAType) {
  const auto necessary = [](const char* type, const char* name) {
    return Case(kApk | facts::kDeclaration).says("subject.app_type", type).permission(name).permitted("necessary");
  };
  EXPECT_EQ(necessary("ride-hailing", "android.permission.ACCESS_FINE_LOCATION"), "true");
  EXPECT_EQ(necessary("ride-hailing", "android.permission.ACCESS_COARSE_LOCATION"), "true");
  EXPECT_EQ(necessary("ride-hailing", "android.permission.ACCESS_BACKGROUND_LOCATION"), "false");
  EXPECT_EQ(necessary("ride-hailing", "android.permission.READ_CONTACTS"), "false");
  EXPECT_EQ(necessary("news", "android.permission.ACCESS_FINE_LOCATION"), "false");
  EXPECT_EQ(necessary("vehicle-use", "android.permission.ACCESS_FINE_LOCATION"), "?")
      << "for shared cars and bicycles only";
  EXPECT_EQ(necessary("camera-beautify", "android.permission.CAMERA"), "?") << "what a camera is for";
  EXPECT_EQ(necessary("camera-beautify", "android.permission.READ_CONTACTS"), "false");
  EXPECT_EQ(necessary("ride-hailing", "android.permission.INTERNET"), "?") << "opens no personal information";
  EXPECT_EQ(necessary("", "android.permission.READ_CONTACTS"), "?");
}

constexpr facts::SourceMask kDeclared = facts::kDeclaration;

TEST(Titles, ANumberIsJudgedByItsKind) {
  EXPECT_EQ(Case(kDeclared).filing("app-filing", "京ICP备12345678号-2A").filed("well_formed"), "true");
  EXPECT_EQ(Case(kDeclared).filing("app-filing", "京 icp备１２３４５６７８号－2A").filed("well_formed"), "true")
      << "as people copy it";
  EXPECT_EQ(Case(kDeclared).filing("app-filing", "京ICP备1号").filed("well_formed"), "false");
  EXPECT_EQ(Case(kDeclared).filing("app-filing", "京ICP备1号").filed("doubtful"), "false");
  EXPECT_EQ(Case(kDeclared).filing("psb-filing", "京公网安备1号").filed("well_formed"), "?")
      << "known from samples only: no failure";
  EXPECT_EQ(Case(kDeclared).filing("psb-filing", "京公网安备1号").filed("doubtful"), "true");
  EXPECT_EQ(Case(kDeclared).filing("food-platform-filing", "x").filed("well_formed"), "?")
      << "its form is known to nobody";
  EXPECT_EQ(Case(kDeclared).filing("food-platform-filing", "x").filed("doubtful"), "?");
}

TEST(Titles, ANumberTellsWhatItIs) {
  EXPECT_EQ(Case(kDeclared).filing("app-filing", "京ICP备12345678号-1").filed("reads_as"), "icp-filing");
  EXPECT_EQ(Case(kDeclared).filing("app-filing", "京ICP备12345678号-1X").filed("reads_as"), "mini-program-filing");
  EXPECT_EQ(Case(kDeclared).filing("app-filing", "京ICP备12345678号-1A").filed("reads_as"), "app-filing");
  EXPECT_EQ(Case(kDeclared).filing("app-filing", "x").filed("reads_as"), "?");
  EXPECT_EQ(Case(kDeclared).filing("app-filing", "蜀ICP备2024012345号-12A").filed("entity_number"),
            "蜀ICP备2024012345号");
  EXPECT_EQ(Case(kDeclared).filing("app-filing", "蜀ICP备2024012345号-12A").filed("province"), "四川");
  EXPECT_EQ(Case(kDeclared).filing("psb-filing", "川公网安备 51010702001250号").filed("area_fits"), "true");
  EXPECT_EQ(Case(kDeclared).filing("psb-filing", "京公网安备44010802012345号").filed("area_fits"), "false");
  EXPECT_EQ(Case(kDeclared).filing("algorithm-filing", "网信算备110108123456701240017号").filed("area_fits"), "?");
  EXPECT_EQ(Case(kDeclared).filing("algorithm-filing", "网信算备110108123456701240017号").filed("province"), "北京");
}

TEST(Titles, AHolderIsTheOperatorByNameOrCode) {
  const char* const number = "京ICP备12345678号-2A";
  const auto matches = [&](const char* holder, const char* name) {
    return Case(kDeclared).says("operator.name", name).filing("app-filing", number, holder).filed("holder_matches");
  };
  EXPECT_EQ(matches("示例(北京)科技有限公司", "示例（北京）科技有限公司"), "true");
  EXPECT_EQ(matches("Example Ltd", "EXAMPLE  LTD"), "true");
  EXPECT_EQ(matches("示例(上海)科技有限公司", "示例（北京）科技有限公司"), "false") << "of the same length";
  EXPECT_EQ(Case(kDeclared).filing("app-filing", number, "示例公司").filed("holder_matches"), "?")
      << "the operator is not named";
  EXPECT_EQ(Case(kDeclared).says("operator.name", "示例公司").filing("app-filing", number).filed("holder_matches"),
            "?");
  EXPECT_EQ(Case(kDeclared)
                .says("operator.name", "Example")
                .says("operator.china_entity_name", "示例公司")
                .filing("app-filing", number, "示例公司")
                .filed("holder_matches"),
            "true");
}

TEST(Titles, AFiledNameIsThatOfTheProduct) {
  const auto matches = [](const char* filed, const char* name) {
    return Case(kDeclared).says("subject.name", name).filed_as("name", filed).filed("name_matches");
  };
  EXPECT_EQ(matches("示例（出行）", "示例(出行) "), "true") << "brackets and blanks do not matter";
  EXPECT_EQ(matches("示例出行", "示例打车"), "false");
  EXPECT_EQ(matches("", "示例打车"), "?") << "no name was filed";
}

TEST(Titles, AFiledCertificateIsThatOfThePackage) {
  const auto matches = [](const char* filed, const char* signed_with) {
    return Case(kDeclared)
        .says("subject.certificate_md5", signed_with)
        .filed_as("certificate_md5", filed)
        .filed("certificate_matches");
  };
  EXPECT_EQ(matches("D4:1D:8C:D9:8F:00:B2:04:E9:80:09:98:EC:F8:42:7E", "d41d8cd98f00b204e9800998ecf8427e"), "true");
  EXPECT_EQ(matches("00112233445566778899aabbccddeeff", "d41d8cd98f00b204e9800998ecf8427e"), "false");
  EXPECT_EQ(matches("", "d41d8cd98f00b204e9800998ecf8427e"), "?") << "nothing was filed";
  EXPECT_EQ(
      Case(kDeclared).filed_as("certificate_md5", "00112233445566778899aabbccddeeff").filed("certificate_matches"), "?")
      << "nothing is signed";
}

TEST(Titles, AnApprovalIsOfOneProductAndOneOperator) {
  const auto matches = [](const char* name, const char* by) {
    return Case(kDeclared)
        .says("subject.name", "示例游戏")
        .says("operator.name", "示例公司")
        .approval(name, by)
        .first("licences", "product_matches");
  };
  EXPECT_EQ(matches("示例 游戏", "示例公司"), "true") << "blanks do not matter";
  EXPECT_EQ(matches("另一款游戏", "示例公司"), "false");
  EXPECT_EQ(matches("示例游戏", "另一家公司"), "false");
  EXPECT_EQ(matches("示例游戏", ""), "?") << "agreement needs both";
}

TEST(Titles, TheOperatorsCode) {
  const auto code = [](const char* written, const char* path) {
    return Case(kDeclared).says("operator.uscc", written).flag(path);
  };
  EXPECT_EQ(code("91350100M000100Y43", "operator.uscc_well_formed"), "true");
  EXPECT_EQ(code("91350100m000100y43", "operator.uscc_well_formed"), "true") << "case does not matter";
  EXPECT_EQ(code("9135010OM000100Y43", "operator.uscc_well_formed"), "false");
  EXPECT_EQ(code("91350100M000100Y44", "operator.uscc_well_formed"), "?")
      << "a wrong check character alone proves nothing";
  EXPECT_EQ(code("91350100M000100Y44", "operator.uscc_doubtful"), "true");
  EXPECT_EQ(Case(kDeclared).flag("operator.uscc_well_formed"), "?");
}

TEST(Permissions, OneThatNoVocabularyHoldsOpensNothing) {
  const facts::Subject subject = Case(facts::kAndroidManifest).permission("android.permission.VIBRATE").subject();
  const facts::Cell& opens =
      facts::FactSet::cell(*subject.facts.cell(fact("permissions")).first, fact("permissions[].categories"));
  ASSERT_EQ(opens.knowledge, Knowledge::Known);
  EXPECT_TRUE(opens.value.as_list().items.empty());
}

TEST(Permissions, OfHarmonyOSBeforeApi9AreKnown) {
  const auto opens = [](const char* name) {
    return Case(facts::kHarmony).requested("harmonyos", name).permitted("sensitive");
  };
  EXPECT_EQ(opens("ohos.permission.READ_USER_STORAGE") + opens("ohos.permission.WRITE_USER_STORAGE"), "truetrue");
  EXPECT_EQ(opens("ohos.permission.GET_TELEPHONY_STATE"), "false") << "the system grants it";
}

TEST(Permissions, InterfacesOfQuickAppsAskAlwaysPartlyOrNever) {
  const auto sensitive = [](const char* name) { return Case(facts::kQuickApp).interface(name).permitted("sensitive"); };
  EXPECT_EQ(sensitive("system.geolocation"), "true");
  EXPECT_EQ(sensitive("system.device"), "?") << "its model needs no grant, its identifier does";
  EXPECT_EQ(sensitive("system.fetch"), "false");
  EXPECT_EQ(sensitive("service.of.some.maker"), "?") << "makers of phones add their own";
  const auto declared = [](const char* name, bool asks) {
    return Case(facts::kQuickApp | facts::kDeclaration).interface(name).asks(asks).permitted("sensitive");
  };
  EXPECT_EQ(declared("system.device", true) + declared("service.of.some.maker", false), "truefalse");
  EXPECT_EQ(declared("system.geolocation", false), "true") << "what the vocabulary knows is not the operator's to say";
  EXPECT_EQ(Case(facts::kQuickApp).interface("system.record").permitted("group"), "MICROPHONE");
}

TEST(Purposes, WhatUsersAreShownStandsInTheManifest) {
  const auto quality = [](const char* declared, const char* shown) {
    const facts::Subject subject = together(Case(kDeclared).usage("NSCameraUsageDescription", declared).set(),
                                            Case(facts::kIos).usage("NSCameraUsageDescription", shown).set());
    return Case::word(
        facts::FactSet::cell(*subject.facts.cell(fact("permissions")).first, fact("permissions[].purpose_quality")));
  };
  EXPECT_EQ(quality("扫描二维码付款", "扫描二维码付款"), "fine");
  EXPECT_EQ(quality("扫描二维码付款", nullptr), "missing");
  EXPECT_EQ(quality(nullptr, "扫描二维码付款"), "fine");
}

TEST(Collection, ADeclaredListIsWholeAndItsLinesAreTold) {
  const auto privacy = [] {
    Case input(facts::kIosPrivacy);
    input.collects("NSPrivacyCollectedDataTypePhoneNumber", "phone-number").leaves_open("collection");
    return input.set();
  };
  std::vector<facts::FactSet> alone;
  alone.push_back(privacy());
  EXPECT_TRUE(facts::merge(std::move(alone)).facts.cell(fact("collection")).open);
  const facts::Subject subject = together(Case(kDeclared).declares("手机号码", "phone-number").set(), privacy());
  const facts::Cell& list = subject.facts.cell(fact("collection"));
  EXPECT_FALSE(list.open);
  const auto own = [](const facts::Item& item) {
    return Case::word(facts::FactSet::cell(item, fact("collection[].own_line")));
  };
  ASSERT_NE(list.first->next, nullptr);
  EXPECT_EQ(own(*list.first) + " " + own(*list.first->next), "true false");
}

TEST(Subject, ALibraryManifestIsNotCalledAnApp) {
  EXPECT_EQ(Case(facts::kAndroidManifest).says("android.has_application", false).subject().text(fact("subject.kind")),
            "");
}

}  // namespace
}  // namespace hegui::derive
