#include "derive/derive.h"

#include <gtest/gtest.h>

namespace hegui::derive {
namespace {

using facts::fact;
using facts::FactBuilder;
using facts::Knowledge;

// What one input says, and what follows from it with no vocabulary.
class Case {
 public:
  explicit Case(facts::SourceMask by) : source_(std::make_shared<Source>("input", "0123456789")), builder_(source_, "test", by) {}

  Case& permission(const char* name) {
    facts::Item* item = builder_.add(fact("permissions"), at());
    builder_.set(fact("permissions[].name"), name, at(), item);
    builder_.set(fact("permissions[].platform"), "android", at(), item);
    builder_.set(fact("permissions[].requested"), true, at(), item);
    return *this;
  }
  Case& says(const char* path, bool value) { return builder_.set(fact(path), value, at()), *this; }
  Case& says(const char* path, const char* value) { return builder_.set(fact(path), value, at()), *this; }
  Case& lists(const char* path, const char* value) { return builder_.append(fact(path), value, at()), *this; }

  facts::Subject subject() {
    std::vector<facts::FactSet> sets;
    sets.push_back(std::move(builder_).finish());
    facts::Subject subject = facts::merge(std::move(sets));
    derive(subject, vocab::Vocabulary(image::View{}));
    return subject;
  }
  // `true`, `false` or `?`.
  std::string flag(const char* path) {
    const facts::Subject subject = this->subject();
    const facts::Cell& cell = subject.facts.cell(fact(path));
    return cell.knowledge != Knowledge::Known ? "?" : cell.value.as_bool() ? "true" : "false";
  }

 private:
  Span at() const { return {source_.get(), 1, 2}; }
  SourcePtr source_;
  FactBuilder builder_;
};

constexpr facts::SourceMask kApk = facts::kAndroidManifest | facts::kPackage;

TEST(Networked, ThePermissionDecidesForASignedPackage) {
  EXPECT_EQ(Case(kApk).permission("android.permission.INTERNET").flag("subject.networked"), "true");
  EXPECT_EQ(Case(kApk).permission("android.permission.CAMERA").lists("android.signature_schemes", "v2").flag("subject.networked"), "false");
}

TEST(Networked, WhatIsNotWholeIsNotTakenForOffline) {
  EXPECT_EQ(Case(kApk).permission("android.permission.CAMERA").flag("subject.networked"), "?") << "unsigned: perhaps a library";
  EXPECT_EQ(Case(kApk).lists("android.signature_schemes", "v2").says("android.shared_user_id", "com.example").flag("subject.networked"), "?");
  EXPECT_EQ(Case(kApk | facts::kIos).lists("android.signature_schemes", "v2").flag("subject.networked"), "?");
  EXPECT_EQ(Case(facts::kAndroidManifest).permission("android.permission.CAMERA").flag("subject.networked"), "?");
}

TEST(Networked, AProjectThatSpeaksOfNetworkSecurityHasANetwork) {
  EXPECT_EQ(Case(facts::kAndroidManifest).says("android.cleartext_explicit", true).flag("subject.networked"), "true");
  EXPECT_EQ(Case(facts::kAndroidManifest).says("android.network_security_config", "@xml/n").flag("subject.networked"), "true");
  EXPECT_EQ(Case(facts::kNetworkConfig).flag("subject.networked"), "true");
}

TEST(Networked, TheOperatorsWordStands) {
  EXPECT_EQ(Case(kApk | facts::kDeclaration).lists("android.signature_schemes", "v2").says("subject.networked", true).flag("subject.networked"), "true");
}

TEST(Subject, TakesNameKindAndPlatformFromTheManifest) {
  const facts::Subject subject = Case(facts::kAndroidManifest).says("android.label", "示例").says("android.package", "com.example").says("android.has_application", true).subject();
  EXPECT_EQ(subject.text(fact("subject.name")), "示例");
  EXPECT_EQ(subject.text(fact("subject.kind")), "app");
  EXPECT_EQ(subject.facts.cell(fact("subject.package_names")).value.as_list().items[0].as_text(), "com.example");
  EXPECT_EQ(subject.facts.cell(fact("subject.platforms")).value.as_list().items[0].as_text(), "android");
  EXPECT_NE(subject.facts.cell(fact("subject.name")).origins, nullptr) << "a derived fact keeps its place";
}

TEST(Subject, ALibraryManifestIsNotCalledAnApp) {
  EXPECT_EQ(Case(facts::kAndroidManifest).says("android.has_application", false).subject().text(fact("subject.kind")), "");
}

}  // namespace
}  // namespace hegui::derive
