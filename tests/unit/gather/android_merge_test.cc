// Manifests of one app as its build merges them: what markers take out, whose word counts, and what stays open.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>

#include "facts/subject.h"
#include "gather/gather.h"

namespace hegui::gather {
namespace {

using facts::fact;
using facts::FactSet;
using facts::Knowledge;

std::string manifest(std::string_view inside) {
  return fmt::format(
      "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" "
      "xmlns:tools=\"http://schemas.android.com/tools\">\n{}\n</manifest>",
      inside);
}

std::string permission(std::string_view name, std::string_view more = {}) {
  return fmt::format("<uses-permission android:name=\"android.permission.{}\" {}/>", name, more);
}

std::string application(std::string_view attributes, std::string_view inside = {}) {
  return fmt::format("<application android:label=\"x\" {}>{}</application>", attributes, inside);
}

class Merged : public testing::Test {
 protected:
  void SetUp() override {
    files_.add("p/app/build.gradle",
               "plugins { id 'com.android.application' }\nandroid { namespace 'com.x'\n defaultConfig { applicationId "
               "'com.x'\n minSdk 21\n targetSdk 34 } }\ndependencies { implementation project(':lib') }\n");
    files_.add("p/lib/build.gradle", "plugins { id 'com.android.library' }\nandroid { namespace 'com.x.lib' }\n");
  }
  void app(std::string_view inside) { files_.add("p/app/src/main/AndroidManifest.xml", manifest(inside)); }
  void library(std::string_view inside) { files_.add("p/lib/src/main/AndroidManifest.xml", manifest(inside)); }
  void variant(const std::string& name, std::string_view inside) {
    files_.add("p/app/src/" + name + "/AndroidManifest.xml", manifest(inside));
  }

  void merge() {
    Gathered gathered = gather(std::vector<std::string>{"p"}, files_, read::Context{}, nullptr);
    ASSERT_EQ(gathered.products.size(), 1u);
    subject_ = facts::merge(std::move(gathered.products.front().facts));
  }

  static std::string words(const facts::Cell& cell) {
    if (cell.knowledge != Knowledge::Known) return cell.unreadable ? "?" : "-";
    if (cell.value.is(value::Kind::Bool)) return cell.value.as_bool() ? "true" : "false";
    if (cell.value.is(value::Kind::Int)) return std::to_string(cell.value.as_int());
    if (cell.value.is(value::Kind::String)) return std::string(cell.value.as_text());
    std::string out;
    for (const value::Value& member : cell.value.as_list().items)
      out.append(out.empty() ? "" : " ").append(member.as_text());
    return out;
  }

  std::string told(const char* path) {
    merge();
    return words(subject_.facts.cell(fact(path)));
  }

  std::string place(const char* path) const {
    std::string out;
    for (const facts::Origin* each = subject_.facts.cell(fact(path)).origins; each != nullptr; each = each->next)
      out += (out.empty() ? "" : " ") + resolve(each->span).to_string();
    return out;
  }

  // Fields of a list's records, a record for each line.
  std::string records(const std::string& list, const std::vector<std::string>& fields) {
    merge();
    std::string out;
    for (const facts::Item* item = subject_.facts.cell(fact(list)).first; item != nullptr; item = item->next) {
      if (!out.empty()) out += ", ";
      for (std::size_t i = 0; i < fields.size(); ++i)
        out += (i == 0 ? "" : " ") + words(FactSet::cell(*item, fact(list + "[]." + fields[i])));
    }
    return out;
  }
  std::string permissions() { return records("permissions", {"name", "max_sdk"}); }

  MemoryFileSystem files_;
  facts::Subject subject_;
};

TEST_F(Merged, AMarkerTakesAPermissionOutOfALibrary) {
  library(permission("CAMERA") + permission("INTERNET") + permission("VIBRATE"));
  app(permission("CAMERA", "tools:node=\"remove\"") + permission("INTERNET", "tools:node=\"remove\"") +
      application(""));
  EXPECT_EQ(permissions(), "android.permission.VIBRATE -");
  EXPECT_EQ(words(subject_.facts.cell(fact("subject.networked"))), "-") << "nothing asks for the network any more";
  ASSERT_EQ(subject_.facts.removals().size(), 2u);
  EXPECT_EQ(resolve(subject_.facts.removals()[0].span).to_string(), "p/app/src/main/AndroidManifest.xml:2:1");
}

TEST_F(Merged, RemoveAllTakesOutAllOfAKind) {
  library(permission("CAMERA") + permission("VIBRATE"));
  app("<uses-permission tools:node=\"removeAll\"/>" + permission("NFC") + application(""));
  EXPECT_EQ(permissions(), "android.permission.NFC -");
}

TEST_F(Merged, ASelectorMeansOneLibraryAndLeavesTheElementItself) {
  library(permission("CAMERA", "android:maxSdkVersion=\"30\""));
  app(permission("CAMERA", "tools:node=\"remove\" tools:selector=\"com.other\"") + application(""));
  EXPECT_EQ(permissions(), "android.permission.CAMERA 30");
  library(permission("VIBRATE") + permission("CAMERA", "android:maxSdkVersion=\"30\""));
  app(permission("CAMERA", "tools:node=\"remove\" tools:selector=\"com.x.lib\"") + application(""));
  EXPECT_EQ(permissions(), "android.permission.CAMERA -, android.permission.VIBRATE -")
      << "the build cleans the marker and keeps the element";
}

TEST_F(Merged, LevelsAPermissionIsAskedForUpTo) {
  library(permission("CAMERA", "android:maxSdkVersion=\"30\""));
  app(permission("CAMERA") + application(""));
  EXPECT_EQ(permissions(), "android.permission.CAMERA 30") << "the build adds the attribute";
  for (const char* marker : {"tools:remove=\"android:maxSdkVersion\"", "tools:node=\"replace\"",
                             "tools:remove=\"android:other, android:maxSdkVersion\""}) {
    app(permission("CAMERA", marker) + application(""));
    EXPECT_EQ(permissions(), "android.permission.CAMERA -") << marker;
  }
  app(permission("CAMERA", "android:maxSdkVersion=\"32\" tools:replace=\"android:maxSdkVersion\"") + application(""));
  EXPECT_EQ(permissions(), "android.permission.CAMERA 32");
}

TEST_F(Merged, ALibraryTakesNothingOutOfTheApp) {
  library(permission("CAMERA", "tools:node=\"remove\""));
  app(permission("CAMERA") + application(""));
  EXPECT_EQ(permissions(), "android.permission.CAMERA -");
}

TEST_F(Merged, AVariantGoesBeforeTheAppAndOnlyReleaseIsInAllThatShips) {
  app(permission("CAMERA", "tools:node=\"remove\"") + permission("NFC") + application(""));
  variant("store", permission("CAMERA") + permission("NFC", "tools:node=\"remove\""));
  EXPECT_EQ(permissions(), "android.permission.NFC -, android.permission.CAMERA -");
  variant("release", permission("NFC", "tools:node=\"remove\""));
  EXPECT_EQ(permissions(), "android.permission.CAMERA -");
}

TEST_F(Merged, FeaturesAndComponents) {
  library(
      "<uses-feature android:name=\"android.hardware.camera\"/><uses-feature android:name=\"android.hardware.nfc\"/>" +
      application("",
                  "<activity android:name=\".Ad\" android:exported=\"true\"><intent-filter>"
                  "<action android:name=\"android.intent.action.VIEW\"/><data android:scheme=\"ad\"/></intent-filter>"
                  "</activity><service android:name=\".Ad\"/><receiver android:name=\".Boot\"/>"));
  app("<uses-feature android:name=\"android.hardware.camera\" tools:node=\"remove\"/>" +
      application("",
                  "<activity android:name=\"com.x.lib.Ad\" tools:node=\"remove\"/>"
                  "<receiver tools:node=\"removeAll\" android:name=\"any\"/>"));
  EXPECT_EQ(told("android.uses_features"), "android.hardware.nfc");
  EXPECT_EQ(place("android.uses_features"), "p/lib/src/main/AndroidManifest.xml:2:69");
  EXPECT_EQ(records("android.components", {"kind", "name"}), "service com.x.lib.Ad");
  EXPECT_EQ(told("android.url_schemes"), "");
  app(application("tools:node=\"replace\""));
  EXPECT_EQ(records("android.components", {"kind", "name"}), "");
}

TEST_F(Merged, OneComponentOfTwoManifestsIsOne) {
  library(application("",
                      "<activity android:name=\".Pay\" android:exported=\"true\" android:permission=\"com.x.P\">"
                      "<intent-filter><action android:name=\"com.x.PAY\"/></intent-filter></activity>"));
  const std::vector<std::string> fields{"name", "exported", "exported_explicit", "permission", "actions"};
  app(application("", "<activity android:name=\"com.x.lib.Pay\"/>"));
  EXPECT_EQ(records("android.components", fields), "com.x.lib.Pay true true com.x.P com.x.PAY");
  app(application("",
                  "<activity android:name=\"com.x.lib.Pay\" android:exported=\"false\" "
                  "tools:replace=\"android:exported\"/>"));
  EXPECT_EQ(records("android.components", fields), "com.x.lib.Pay false true com.x.P com.x.PAY");
  app(application("", "<activity android:name=\"com.x.lib.Pay\" tools:node=\"replace\"/>"));
  EXPECT_EQ(records("android.components", fields), "com.x.lib.Pay false false - ");
}

TEST_F(Merged, WhatTheApplicationElementLeavesOpenALibrarySays) {
  library(application("android:allowBackup=\"false\" android:debuggable=\"true\""));
  app(application(""));
  EXPECT_EQ(told("android.allow_backup"), "false");
  EXPECT_EQ(place("android.allow_backup"), "p/lib/src/main/AndroidManifest.xml:2:32");
  EXPECT_EQ(told("android.debuggable"), "true");
  app(
      application("android:allowBackup=\"true\" android:debuggable=\"false\" "
                  "tools:replace=\"android:allowBackup,android:debuggable\""));
  EXPECT_EQ(told("android.allow_backup"), "true");
  EXPECT_EQ(told("android.debuggable"), "false");
  app(application("tools:remove=\"android:allowBackup,android:debuggable\""));
  EXPECT_EQ(told("android.allow_backup"), "true");
  EXPECT_EQ(told("android.debuggable"), "false");
  library(application("android:allowBackup=\"@bool/backup\""));
  app(application(""));
  EXPECT_EQ(told("android.allow_backup"), "?");
}

TEST_F(Merged, PlainHttp) {
  library(application("android:usesCleartextTraffic=\"true\""));
  app(application(""));
  EXPECT_EQ(told("android.cleartext_traffic"), "true");
  EXPECT_EQ(told("android.cleartext_explicit"), "true");
  app(application("android:usesCleartextTraffic=\"false\" tools:replace=\"android:usesCleartextTraffic\""));
  EXPECT_EQ(told("android.cleartext_traffic"), "false");
  // The app's attribute and the library's configuration decide together.
  library(application("android:networkSecurityConfig=\"@xml/net\""));
  EXPECT_EQ(told("android.cleartext_traffic"), "?");
}

TEST_F(Merged, VariantsThatSayOtherThingsLeaveItOpen) {
  app(application("android:allowBackup=\"false\""));
  variant("store", application("android:allowBackup=\"false\""));
  EXPECT_EQ(told("android.allow_backup"), "false");
  variant("lite", application("android:allowBackup=\"true\""));
  EXPECT_EQ(told("android.allow_backup"), "?");
  EXPECT_EQ(place("android.allow_backup"),
            "p/app/src/main/AndroidManifest.xml:2:32 p/app/src/lite/AndroidManifest.xml:2:32 "
            "p/app/src/store/AndroidManifest.xml:2:32");
  variant("lite", "");
  variant("release", application("android:allowBackup=\"true\""));
  EXPECT_EQ(told("android.allow_backup"), "true");
}

}  // namespace
}  // namespace hegui::gather
