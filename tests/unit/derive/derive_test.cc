#include "derive/derive.h"

#include <gtest/gtest.h>

#include "policy/embedded.h"

namespace hegui::derive {
namespace {

using facts::fact;
using facts::FactBuilder;
using facts::Knowledge;

// What one input says, and what follows from it by the real vocabulary.
class Case {
 public:
  explicit Case(facts::SourceMask by)
      : source_(std::make_shared<Source>("input", "0123456789")), builder_(source_, "test", by) {}

  Case& permission(const char* name) {
    facts::Item* item = builder_.add(fact("permissions"), at());
    builder_.set(fact("permissions[].name"), name, at(), item);
    builder_.set(fact("permissions[].platform"), "android", at(), item);
    builder_.set(fact("permissions[].requested"), true, at(), item);
    return *this;
  }
  Case& filing(const char* kind, const char* number, const char* holder = nullptr) {
    facts::Item* item = builder_.add(fact("filings"), at());
    builder_.set(fact("filings[].kind"), kind, at(), item);
    builder_.set(fact("filings[].number"), number, at(), item);
    if (holder != nullptr) builder_.set(fact("filings[].holder"), holder, at(), item);
    return *this;
  }
  Case& usage(const char* name, const char* purpose) {
    facts::Item* item = builder_.add(fact("permissions"), at());
    builder_.set(fact("permissions[].name"), name, at(), item);
    builder_.set(fact("permissions[].platform"), "ios", at(), item);
    builder_.set(fact("permissions[].requested"), true, at(), item);
    if (purpose != nullptr) builder_.set(fact("permissions[].purpose"), purpose, at(), item);
    return *this;
  }
  Case& approval(const char* product, const char* by) {
    facts::Item* item = builder_.add(fact("licences"), at());
    builder_.set(fact("licences[].product_name"), product, at(), item);
    builder_.set(fact("licences[].product_operator"), by, at(), item);
    return *this;
  }
  Case& says(const char* path, bool value) { return builder_.set(fact(path), value, at()), *this; }
  Case& says(const char* path, const char* value) { return builder_.set(fact(path), value, at()), *this; }
  Case& lists(const char* path, const char* value) { return builder_.append(fact(path), value, at()), *this; }

  // A line of the declaration's list of collected information.
  Case& declares(const char* name, const char* category) {
    facts::Item* item = builder_.add(fact("collection"), at());
    builder_.set(fact("collection[].item"), name, at(), item);
    if (*category != 0) builder_.set(fact("collection[].category"), category, at(), item);
    builder_.set(fact("collection[].declared"), true, at(), item);
    return *this;
  }
  facts::FactSet set() {
    builder_.keep(source_);
    return std::move(builder_).finish();
  }
  facts::Subject subject() {
    std::vector<facts::FactSet> sets;
    sets.push_back(set());
    facts::Subject subject = facts::merge(std::move(sets));
    const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
    const vocab::Identifiers identifiers(vocabulary);
    derive(subject, vocabulary, identifiers, vocab::PurposeText(vocabulary));
    return subject;
  }
  Case& collects(const char* name, const char* category, std::optional<bool> applies = std::nullopt) {
    facts::Item* item = builder_.add(fact("collection"), at());
    builder_.set(fact("collection[].item"), name, at(), item);
    if (*category != 0) builder_.set(fact("collection[].category"), category, at(), item);
    if (applies) builder_.set(fact("collection[].case_applies"), *applies, at(), item);
    return *this;
  }
  std::string collected(const char* field) { return first("collection", field); }
  std::string permitted(const char* field) { return first("permissions", field); }
  std::string first(const char* list, const char* field) {
    const facts::Subject subject = this->subject();
    return word(facts::FactSet::cell(*subject.facts.cell(fact(list)).first, fact(std::string(list) + "[]." + field)));
  }
  // What is derived of the first filing: `true`, `false`, a text, or `?`.
  std::string filed(const char* field) { return first("filings", field); }
  static std::string word(const facts::Cell& cell) {
    if (cell.knowledge != Knowledge::Known) return "?";
    if (cell.value.is(value::Kind::String)) return std::string(cell.value.as_text());
    return cell.value.as_bool() ? "true" : "false";
  }
  // `true`, `false` or `?`.
  std::string flag(const char* path) {
    const facts::Subject subject = this->subject();
    const facts::Cell& cell = subject.facts.cell(fact(path));
    return word(cell);
  }
  std::string text(const char* path) {
    const facts::Subject subject = this->subject();
    const std::string_view words = subject.text(fact(path));
    return words.empty() ? "?" : std::string(words);
  }

 private:
  Span at() const { return {source_.get(), 1, 2}; }
  SourcePtr source_;
  FactBuilder builder_;
};

constexpr facts::SourceMask kApk = facts::kAndroidManifest | facts::kPackage;

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
  EXPECT_EQ(necessary("vehicle-use", "android.permission.ACCESS_FINE_LOCATION"), "?") << "for shared cars and bicycles only";
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

TEST(Titles, AnApprovalIsOfOneProductAndOneOperator) {
  const auto matches = [](const char* name, const char* by) {
    return Case(kDeclared).says("subject.name", "示例游戏").says("operator.name", "示例公司").approval(name, by).first("licences", "product_matches");
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

TEST(Subject, ALibraryManifestIsNotCalledAnApp) {
  EXPECT_EQ(Case(facts::kAndroidManifest).says("android.has_application", false).subject().text(fact("subject.kind")),
            "");
}

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

// What two inputs make one subject of.
facts::Subject together(facts::FactSet a, facts::FactSet b) {
  std::vector<facts::FactSet> sets;
  sets.push_back(std::move(a));
  sets.push_back(std::move(b));
  facts::Subject subject = facts::merge(std::move(sets));
  const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
  const vocab::Identifiers identifiers(vocabulary);
  derive(subject, vocabulary, identifiers, vocab::PurposeText(vocabulary));
  return subject;
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

TEST(Kind, AnIosBundleSaysItItself) {
  const auto kind = [](const char* bundle) { return Case(facts::kIos).lists("ios.bundle_kinds", bundle).text("subject.kind"); };
  EXPECT_EQ(kind("application"), "app");
  EXPECT_EQ(kind("framework"), "sdk");
  EXPECT_EQ(kind("extension"), "?") << "a part of an app";
  EXPECT_EQ(Case(facts::kIos).text("subject.kind"), "?");
  EXPECT_EQ(Case(facts::kIosEntitlements).text("subject.kind"), "?");
  EXPECT_EQ(Case(facts::kIosEntitlements).text("subject.build"), "release");
}

// What is worked out of an SDK found in code beside one declared line.
std::string held_against(const char* slug, const char* declared, const char* provider = "") {
  const auto source = std::make_shared<Source>("input", "0123456789");
  FactBuilder code(source, "test", facts::kDex), words(source, "test", facts::kDeclaration);
  const Span at{source.get(), 0, 1, {}};
  facts::Item* found = code.add(fact("sdks"), at);
  code.set(fact("sdks[].slug"), slug, at, found);
  code.set(fact("sdks[].detected"), true, at, found);
  facts::Item* line = words.add(fact("sdks"), at);
  words.set(fact("sdks[].name"), declared, at, line);
  words.set(fact("sdks[].provider"), provider, at, line);
  words.set(fact("sdks[].declared"), true, at, line);
  std::vector<facts::FactSet> sets;
  sets.push_back(std::move(code).finish());
  sets.push_back(std::move(words).finish());
  facts::Subject subject = facts::merge(std::move(sets));
  const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
  const vocab::Identifiers identifiers(vocabulary);
  derive(subject, vocabulary, identifiers);
  for (const facts::Item* item = subject.facts.cell(fact("sdks")).first; item != nullptr; item = item->next) {
    const facts::Cell& declared_as = facts::FactSet::cell(*item, fact("sdks[].declared_as"));
    if (facts::FactSet::cell(*item, fact("sdks[].detected")).knowledge != Knowledge::Known) continue;
    if (declared_as.knowledge == Knowledge::Known) return std::string(declared_as.value.as_text());
    return declared_as.knowledge == Knowledge::Absent ? "absent" : "unknown";
  }
  return "no such SDK";
}

TEST(Sdks, FoundInCodeAreHeldAgainstTheDeclaration) {
  EXPECT_EQ(held_against("jpush", "极光推送"), "极光推送");
  EXPECT_EQ(held_against("jpush", "极光推送 (JPush) SDK"), "极光推送 (JPush) SDK");
  EXPECT_EQ(held_against("wechat-stat", "微信OpenSDK"), "微信OpenSDK");  // its family is declared
  EXPECT_EQ(held_against("jpush", "个推推送"), "absent");
  EXPECT_EQ(held_against("wechat-opensdk", "某SDK", "深圳市腾讯计算机系统有限公司"), "unknown");
}

TEST(Sdks, KnownOnesSayWhatTheyAreFor) {
  const auto describe = [](const char* slug) {
    const auto source = std::make_shared<Source>("input", "0123456789");
    FactBuilder code(source, "test", facts::kDex);
    const Span at{source.get(), 0, 1, {}};
    code.set(fact("sdks[].slug"), slug, at, code.add(fact("sdks"), at));
    std::vector<facts::FactSet> sets;
    sets.push_back(std::move(code).finish());
    facts::Subject subject = facts::merge(std::move(sets));
    const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
    const vocab::Identifiers identifiers(vocabulary);
    derive(subject, vocabulary, identifiers);
    const facts::Item& item = *subject.facts.cell(fact("sdks")).first;
    return std::string(facts::FactSet::cell(item, fact("sdks[].kind")).value.as_text()) + " " +
           std::to_string(facts::FactSet::cell(item, fact("sdks[].categories")).value.as_list().items.size());
  };
  EXPECT_EQ(describe("androidx"), "ui-library 0");
  EXPECT_EQ(describe("wechat-opensdk"), "share 5");
}

}  // namespace
}  // namespace hegui::derive
