#include <gtest/gtest.h>

#include "facts/subject.h"

namespace hegui::facts {
namespace {

SourcePtr source(const char* name) { return std::make_shared<Source>(name, "0123456789"); }

Span at(const SourcePtr& source, std::uint32_t offset) { return {source.get(), offset, offset + 1}; }

std::size_t count(const Origin* origins) {
  std::size_t n = 0;
  for (; origins != nullptr; origins = origins->next) ++n;
  return n;
}

Subject merge_two(FactSet a, FactSet b) {
  std::vector<FactSet> sets;
  sets.push_back(std::move(a));
  sets.push_back(std::move(b));
  return merge(std::move(sets));
}

TEST(Merge, UnitesPermissionsByNameAndKeepsEveryPlace) {
  const SourcePtr manifest = source("AndroidManifest.xml"), declaration = source("hegui.toml");
  FactBuilder requested(manifest, "android-manifest", kAndroidManifest);
  Item* item = requested.add(fact("permissions"), at(manifest, 1));
  requested.set(fact("permissions[].name"), "android.permission.CAMERA", at(manifest, 2), item);
  requested.set(fact("permissions[].requested"), true, at(manifest, 1), item);
  FactBuilder declared(declaration, "declaration", kDeclaration);
  item = declared.add(fact("permissions"), at(declaration, 3));
  declared.set(fact("permissions[].name"), "android.permission.CAMERA", at(declaration, 4), item);
  declared.set(fact("permissions[].purpose"), "扫码", at(declaration, 5), item);

  const Subject subject = merge_two(std::move(requested).finish(), std::move(declared).finish());
  const Cell& list = subject.facts.cell(fact("permissions"));
  ASSERT_EQ(list.count, 1u);
  EXPECT_EQ(FactSet::cell(*list.first, fact("permissions[].purpose")).value.as_text(), "扫码");
  EXPECT_TRUE(FactSet::cell(*list.first, fact("permissions[].requested")).value.as_bool());
  EXPECT_EQ(count(list.first->origins), 2u);
}

TEST(Merge, TheDeclarationsWordStandsAndDisagreementIsKept) {
  const SourcePtr manifest = source("m"), declaration = source("d");
  FactBuilder a(manifest, "android-manifest", kAndroidManifest);
  a.set(fact("subject.version"), "1.0", at(manifest, 1));
  FactBuilder b(declaration, "declaration", kDeclaration);
  b.set(fact("subject.version"), "2.0", at(declaration, 1));
  const Subject subject = merge_two(std::move(a).finish(), std::move(b).finish());
  EXPECT_EQ(subject.text(fact("subject.version")), "2.0");
  ASSERT_EQ(subject.disagreements.size(), 1u);
  EXPECT_EQ(subject.disagreements[0].other.as_text(), "1.0");
}

TEST(Merge, OfOneValueOnlyThePlacesThatGiveItAreShown) {
  const SourcePtr first = source("Info.plist"), second = source("project.pbxproj"), third = source("Other.plist");
  const auto bundle = [](const SourcePtr& from, const char* minimum) {
    FactBuilder out(from, "ios-info-plist", kIos);
    if (minimum == nullptr)
      out.unknown(fact("ios.min_os"), at(from, 1));
    else
      out.set(fact("ios.min_os"), minimum, at(from, 1));
    return std::move(out).finish();
  };
  std::vector<FactSet> sets;
  sets.push_back(bundle(first, nullptr));
  sets.push_back(bundle(second, "15.0"));
  sets.push_back(bundle(third, "12.0"));
  sets.push_back(bundle(third, nullptr));
  const Subject subject = merge(std::move(sets));
  const Cell& minimum = subject.facts.cell(fact("ios.min_os"));
  EXPECT_EQ(minimum.value.as_text(), "15.0");
  ASSERT_EQ(count(minimum.origins), 1u);
  EXPECT_EQ(minimum.origins->span.source->name(), "project.pbxproj");
  ASSERT_EQ(subject.disagreements.size(), 1u);
  EXPECT_EQ(subject.disagreements[0].other.as_text(), "12.0");
}

TEST(Merge, WhatAFrameworkHasTheAppAskForAtTheStartStands) {
  const SourcePtr declaration = std::make_shared<Source>("hegui.toml", "..........");
  const SourcePtr manifest = std::make_shared<Source>("manifest.json", "..........");
  const auto storage = [](FactBuilder& builder, const SourcePtr& from, const char* when, bool mandatory) {
    Item* item = builder.add(fact("permissions"), at(from, 0));
    builder.set(fact("permissions[].name"), "android.permission.READ_EXTERNAL_STORAGE", at(from, 1), item);
    builder.set(fact("permissions[].requested_at"), when, at(from, 2), item);
    builder.set(fact("permissions[].mandatory"), mandatory, at(from, 3), item);
  };
  FactBuilder declared(declaration, "declaration", kDeclaration), configured(manifest, "uni-app", kCrossPlatform);
  storage(declared, declaration, "on-use", false);
  storage(configured, manifest, "launch", true);
  std::vector<FactSet> sets;
  sets.push_back(std::move(declared).finish());
  sets.push_back(std::move(configured).finish());
  const Subject subject = merge(std::move(sets));
  const Item& item = *subject.facts.cell(fact("permissions")).first;
  EXPECT_EQ(FactSet::cell(item, fact("permissions[].requested_at")).value.as_text(), "launch");
  EXPECT_TRUE(FactSet::cell(item, fact("permissions[].mandatory")).value.as_bool());
}

TEST(Merge, ThePurposeUsersAreShownStands) {
  const SourcePtr plist = source("Info.plist"), declaration = source("hegui.toml");
  const auto camera = [](FactBuilder& builder, const SourcePtr& from, const char* purpose) {
    Item* item = builder.add(fact("permissions"), at(from, 1));
    builder.set(fact("permissions[].name"), "NSCameraUsageDescription", at(from, 2), item);
    builder.set(fact("permissions[].purpose"), purpose, at(from, 3), item);
  };
  FactBuilder shown(plist, "info-plist", kIos), declared(declaration, "declaration", kDeclaration);
  camera(shown, plist, "");
  camera(declared, declaration, "扫码登录");
  const Subject subject = merge_two(std::move(shown).finish(), std::move(declared).finish());
  const Cell& purpose = FactSet::cell(*subject.facts.cell(fact("permissions")).first, fact("permissions[].purpose"));
  EXPECT_EQ(purpose.value.as_text(), "") << "a declared purpose does not fill an empty dialog";
  ASSERT_EQ(count(purpose.origins), 2u);
  EXPECT_EQ(purpose.origins->span.source, plist.get()) << "its place is the one to look at first";
}

TEST(Merge, SilenceIsAbsentOnlyWhereTheInputCouldHaveSpoken) {
  const SourcePtr manifest = source("m");
  FactBuilder builder(manifest, "android-manifest", kAndroidManifest);
  builder.unknown(fact("android.debuggable"), at(manifest, 1));
  std::vector<FactSet> sets;
  sets.push_back(std::move(builder).finish());
  const Subject subject = merge(std::move(sets));
  EXPECT_EQ(subject.facts.cell(fact("android.target_sdk")).knowledge, Knowledge::Absent);
  EXPECT_EQ(subject.facts.cell(fact("operator.name")).knowledge, Knowledge::Unknown);
  EXPECT_EQ(subject.facts.cell(fact("android.debuggable")).knowledge, Knowledge::Unknown) << "said, but unreadable";
}

TEST(Merge, WhatNoInputGivenCouldStateIsUnknownRatherThanAbsent) {
  FactBuilder package(source("AndroidManifest.xml"), "android-manifest", kAndroidManifest);
  std::vector<FactSet> sets;
  sets.push_back(std::move(package).finish());
  const Subject subject = merge(std::move(sets));
  for (const char* path : {"code.native_libs", "android.signature_schemes", "android.nsc_pin_sets"})
    EXPECT_EQ(subject.facts.cell(fact(path)).knowledge, Knowledge::Unknown) << path;
  EXPECT_EQ(subject.facts.cell(fact("android.file_provider_paths")).knowledge, Knowledge::Absent);
}

TEST(Merge, ListsOfStringsAreUnions) {
  const SourcePtr a = source("a"), b = source("b");
  FactBuilder first(a, "declaration", kDeclaration), second(b, "declaration", kDeclaration);
  first.append(fact("subject.platforms"), "android", at(a, 1));
  second.append(fact("subject.platforms"), "ios", at(b, 1));
  second.append(fact("subject.platforms"), "android", at(b, 2));
  const Subject subject = merge_two(std::move(first).finish(), std::move(second).finish());
  EXPECT_EQ(subject.facts.cell(fact("subject.platforms")).value.as_list().items.size(), 2u);
}

TEST(Merge, OneOfSeveralHundredMembersIsStillFound) {
  const SourcePtr a = source("a");
  FactBuilder builder(a, "declaration", kDeclaration);
  for (int i = 0; i < 600; ++i)
    builder.append(fact("subject.own_domains"), builder.keep("d" + std::to_string(i % 300)), at(a, 1));
  EXPECT_EQ(builder.get(fact("subject.own_domains")).as_list().items.size(), 300u);
}

TEST(FactBuilder, AListIsOpenForConditionsWhetherOpenedBeforeOrAfterItsMembers) {
  const SourcePtr a = source("a");
  for (const bool opened_first : {true, false}) {
    FactBuilder builder(a, "declaration", kDeclaration);
    if (opened_first) builder.open(fact("subject.platforms"));
    builder.append(fact("subject.platforms"), "android", at(a, 1));
    if (!opened_first) builder.open(fact("subject.platforms"));
    EXPECT_TRUE(builder.get(fact("subject.platforms")).as_list().open) << opened_first;
  }
}

TEST(FactBuilder, AnEmptyListStatedAfterOpeningIsOpen) {
  const SourcePtr a = source("a");
  FactBuilder builder(a, "declaration", kDeclaration);
  builder.open(fact("subject.platforms"));
  builder.state_list(fact("subject.platforms"), at(a, 1));
  EXPECT_TRUE(builder.get(fact("subject.platforms")).as_list().open);
}

}  // namespace
}  // namespace hegui::facts
