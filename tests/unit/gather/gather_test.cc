#include "gather/gather.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace hegui::gather {
namespace {

std::string manifest(std::string_view package) {
  const std::string named = package.empty() ? "" : fmt::format(" package=\"{}\"", package);
  return fmt::format(
      "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\"{}><application/></manifest>", named);
}

Gathered of(const MemoryFileSystem& files, std::vector<std::string> paths) {
  return gather(paths, files, read::Context{}, nullptr);
}

std::vector<std::string> names(const Gathered& gathered) {
  std::vector<std::string> out;
  for (const Product& product : gathered.products)
    out.push_back(fmt::format("{} x{}", product.name, product.facts.size()));
  return out;
}

TEST(Gather, AFolderStandsForItsInputsWithoutBuildAndTestTrees) {
  MemoryFileSystem files;
  files.add("p/app/AndroidManifest.xml", manifest("a"));
  files.add("p/build/AndroidManifest.xml", manifest("a"));
  files.add("p/.git/AndroidManifest.xml", manifest("a"));
  files.add("p/androidTest/AndroidManifest.xml", manifest("a"));
  files.add("p/notes.txt", "x");
  const Gathered gathered = of(files, {"p"});
  EXPECT_EQ(names(gathered), std::vector<std::string>{"p/app/AndroidManifest.xml x1"});
  EXPECT_TRUE(gathered.issues.empty());
}

TEST(Gather, AFileOfAGeneralNameIsPassedOverInAFolderAndRefusedByName) {
  MemoryFileSystem files;
  files.add("p/app.json", R"({"pages": ["a"], "style": "v2"})");
  files.add("p/server/config.json", R"({"port": 80})");
  files.add("p/web/manifest.json", R"({"short_name": "x", "start_url": "/"})");
  files.add("p/project.config.json", R"({"package_name": "x", "version_code": "1"})");
  files.add("q/config.xml", "<configuration/>");
  const Gathered folder = of(files, {"p"});
  EXPECT_EQ(names(folder), std::vector<std::string>{"p/app.json x1"});
  EXPECT_TRUE(folder.issues.empty());
  const Gathered named = of(files, {"p/server/config.json"});
  ASSERT_EQ(named.issues.size(), 1u);
  EXPECT_EQ(named.issues.front().code, Code{1010});
  const Gathered nothing = of(files, {"q"});
  ASSERT_EQ(nothing.issues.size(), 1u);
  EXPECT_EQ(nothing.issues.front().code, Code{1005});
}

TEST(Gather, AManifestIsReadWithTheResourcesBesideIt) {
  MemoryFileSystem files;
  files.add("p/entry/src/main/module.json5", R"({"module": {"name": "entry", "requestPermissions":
    [{"name": "ohos.permission.CAMERA", "reason": "$string:why"}, {"name": "ohos.permission.NFC_TAG", "reason": "$string:app"}]}})");
  files.add("p/entry/src/main/resources/base/element/string.json",
            R"({"string": [{"name": "why", "value": "用于扫码"}]})");
  files.add("p/AppScope/resources/base/element/string.json", R"({"string": [{"name": "app", "value": "用于开锁"}]})");
  files.add("p/product/watch/src/main/module.json5", R"({"module": {"name": "watch", "requestPermissions":
    [{"name": "ohos.permission.MICROPHONE", "reason": "$string:app"}]}})");
  const Gathered gathered = of(files, {"p"});
  ASSERT_EQ(gathered.products.size(), 1u);
  std::string purposes;
  for (const facts::FactSet& facts : gathered.products[0].facts)
    for (const facts::Item* item = facts.cell(facts::fact("permissions")).first; item != nullptr; item = item->next)
      purposes += std::string(facts::FactSet::cell(*item, facts::fact("permissions[].purpose")).value.as_text()) + ";";
  EXPECT_EQ(purposes, "用于扫码;用于开锁;用于开锁;");
}

TEST(Gather, AFolderStandsForItsServicesDependenciesAndBundles) {
  MemoryFileSystem files;
  files.add("p/api/openapi.yaml", "openapi: 3.0.0\ninfo: {}\npaths: {}\n");
  files.add("p/specification/public.v2.yaml", "openapi: 3.0.0\ninfo: {}\npaths: {}\n");
  files.add("p/docs/swagger-internal.json", R"({"swagger": "2.0", "info": {}, "paths": {}})");
  files.add("p/specification/pets.yaml", "get: {responses: {}}\n");
  files.add("p/i18n/zh.yaml", "openapi: 3.0.0\ninfo: {}\npaths: {}\n");
  files.add("p/gradle/libs.versions.toml", "[libraries]\n");
  files.add("p/ios/Podfile.lock", "PODS: []\nDEPENDENCIES: []\n");
  files.add("p/node_modules/x/package.json", "{\"name\": \"x\"}");
  files.add("p/package.json", "{\"name\": \"p\"}");
  const Gathered gathered = of(files, {"p"});
  EXPECT_EQ(names(gathered), std::vector<std::string>{"p/api/openapi.yaml x6"});
  EXPECT_TRUE(gathered.issues.empty());
  ASSERT_EQ(gathered.folders.size(), 1u);
  EXPECT_EQ(gathered.folders[0].left.size(), 1u) << "what only might have been a description is not left out";
}

TEST(Gather, OfFilesCalledPluginThoseOfCordovaAreTaken) {
  MemoryFileSystem files;
  files.add("p/package.json", R"({"name": "p"})");
  files.add("p/plugins/a/plugin.xml", R"(<plugin xmlns="http://apache.org/cordova/ns/plugins/1.0" id="a"/>)");
  files.add("p/idea/plugin.xml", "<idea-plugin/>");
  const Gathered gathered = of(files, {"p"});
  EXPECT_EQ(names(gathered), std::vector<std::string>{"p/package.json x2"});
  EXPECT_TRUE(gathered.issues.empty());
}

TEST(Gather, LocksOfEveryManagerOfPackagesAreTaken) {
  MemoryFileSystem files;
  files.add("p/package.json", R"({"name": "p"})");
  files.add("p/npm-shrinkwrap.json", R"({"lockfileVersion": 2, "packages": {}})");
  files.add("p/package-lock.json", R"({"lockfileVersion": 2, "packages": {}})");
  files.add("p/pnpm-lock.yaml", "lockfileVersion: '9.0'\n");
  files.add("p/yarn.lock", "# yarn lockfile v1\n");
  EXPECT_EQ(names(of(files, {"p"})), std::vector<std::string>{"p/npm-shrinkwrap.json x5"});
}

TEST(Gather, ADescriptionInTwoNotationsIsReadOnce) {
  MemoryFileSystem files;
  files.add("p/docs/swagger.json", R"({"swagger": "2.0", "info": {}, "paths": {}})");
  files.add("p/docs/swagger.yaml", "info: {}\npaths: {}\nswagger: '2.0'\n");
  files.add("p/docs/openapi.yaml", "info: {}\npaths: {}\nopenapi: 3.0.0\n");
  files.add("p/spec/json/openapi.json", R"({"openapi": "3.0.0", "info": {}, "paths": {}})");
  files.add("p/spec/yaml/openapi.yaml", "info: {}\npaths: {}\nopenapi: 3.0.0\n");
  const Gathered gathered = of(files, {"p"});
  EXPECT_EQ(names(gathered), std::vector<std::string>{"p/docs/openapi.yaml x3"});
  ASSERT_EQ(gathered.folders[0].left.size(), 2u);
  EXPECT_EQ(gathered.folders[0].left[0].path, "p/docs/swagger.yaml");
  EXPECT_EQ(gathered.folders[0].left[0].why, Why::OtherNotation);
}

TEST(Gather, AFolderSaysWhatItTookWhatItLeftAndHowManyProductsItHolds) {
  MemoryFileSystem files;
  files.add("p/.gitignore", "old/\n");
  files.add("p/one/AndroidManifest.xml", manifest("a"));
  files.add("p/two/AndroidManifest.xml", manifest("b"));
  files.add("p/two/config.json", R"({"port": 80})");
  files.add("p/old/AndroidManifest.xml", manifest("c"));
  files.add("q/AndroidManifest.xml", manifest("d"));
  const Gathered gathered = of(files, {"p", "q/AndroidManifest.xml"});
  ASSERT_EQ(gathered.folders.size(), 1u);
  const Folder& folder = gathered.folders.front();
  EXPECT_EQ(folder.path, "p");
  EXPECT_EQ(folder.taken, (std::vector<std::string>{"p/one/AndroidManifest.xml", "p/two/AndroidManifest.xml"}));
  EXPECT_EQ(folder.products, 2u);
  ASSERT_EQ(folder.left.size(), 2u);
  EXPECT_EQ(folder.left[0].path, "p/old");
  EXPECT_EQ(folder.left[0].rule, "p/.gitignore:1");
  EXPECT_EQ(folder.left[1].path, "p/two/config.json");
  EXPECT_EQ(folder.left[1].why, Why::OtherThing);
}

TEST(Gather, ADeclarationNamesItsManifestsAndBindsThem) {
  MemoryFileSystem files;
  files.add("d/hegui.toml", "manifests = [\"m/one.xml\", \"m/two.xml\"]\n[subject]\nname = \"x\"\n");
  files.add("d/m/one.xml", manifest("a"));
  files.add("d/m/two.xml", manifest("b"));
  EXPECT_EQ(names(of(files, {"d/hegui.toml"})), std::vector<std::string>{"d/hegui.toml x3"});
  EXPECT_EQ(names(of(files, {"d/m/one.xml", "d/hegui.toml"})), std::vector<std::string>{"d/m/one.xml x3"})
      << "each input once";
}

TEST(Gather, DifferentPackagesAreDifferentProducts) {
  MemoryFileSystem files;
  files.add("1.xml", manifest("a"));
  files.add("2.xml", manifest("b"));
  files.add("3.xml", manifest("a"));
  EXPECT_EQ(names(of(files, {"1.xml", "2.xml", "3.xml"})), (std::vector<std::string>{"1.xml x2", "2.xml x1"}));
}

TEST(Gather, AnUnnamedManifestJoinsTheOnlyPackageAndNoneOfSeveral) {
  MemoryFileSystem files;
  files.add("1.xml", manifest("a"));
  files.add("2.xml", manifest("b"));
  files.add("n.xml", manifest(""));
  EXPECT_EQ(names(of(files, {"1.xml", "n.xml"})), std::vector<std::string>{"1.xml x2"});
  EXPECT_EQ(names(of(files, {"1.xml", "n.xml", "2.xml"})).size(), 3u);
}

constexpr std::string_view kHarmonyApp =
    R"({{"app": {{"bundleName": "{}", "versionName": "1.0.0", "versionCode": 1}}}})";
constexpr std::string_view kHarmonyModule = R"({{"module": {{"name": "{}", "type": "entry"}}}})";

void add_harmony(MemoryFileSystem& files, const std::string& folder, std::string_view bundle) {
  files.add(folder + "/AppScope/app.json5", fmt::format(kHarmonyApp, bundle));
  files.add(folder + "/entry/src/main/module.json5", fmt::format(kHarmonyModule, "entry"));
  files.add(folder + "/oh-package.json5", R"({"name": "x", "dependencies": {}})");
}

TEST(Gather, EachProjectOfAFolderIsOneProductWithAllItsModules) {
  MemoryFileSystem files;
  add_harmony(files, "p/one", "com.example.one");
  add_harmony(files, "p/two", "com.example.two");
  files.add("p/two/pay/src/main/module.json5", fmt::format(kHarmonyModule, "pay"));
  files.add("p/package.json", R"({"name": "tools", "dependencies": {}})");
  const Gathered gathered = of(files, {"p"});
  EXPECT_EQ(names(gathered), (std::vector<std::string>{"p/one/AppScope/app.json5 x3", "p/two/AppScope/app.json5 x4"}));
  ASSERT_EQ(gathered.folders[0].left.size(), 1u);
  EXPECT_EQ(gathered.folders[0].left[0].path, "p/package.json") << "of no product more than of another";
}

TEST(Gather, ProjectsThatForgotToChangeTheNameOfTheTemplateAreStillSeveral) {
  MemoryFileSystem files;
  add_harmony(files, "p/one", "com.example.myapplication");
  add_harmony(files, "p/two", "com.example.myapplication");
  EXPECT_EQ(names(of(files, {"p"})),
            (std::vector<std::string>{"p/one/AppScope/app.json5 x3", "p/two/AppScope/app.json5 x3"}));
}

TEST(Gather, ModulesOfTheOlderModelAreOneProductUnlessTheyAreTheSameModule) {
  constexpr std::string_view kConfig =
      R"({{"app": {{"bundleName": "com.example.lab"}}, "module": {{"distro": {{"moduleName": "{}", "moduleType": "entry"}}}}}})";
  MemoryFileSystem files;
  files.add("p/one/entry/src/main/config.json", fmt::format(kConfig, "entry"));
  files.add("p/one/watch/src/main/config.json", fmt::format(kConfig, "watch"));
  EXPECT_EQ(names(of(files, {"p"})), std::vector<std::string>{"p/one/entry/src/main/config.json x2"});
  files.add("p/two/entry/src/main/config.json", fmt::format(kConfig, "entry"));
  EXPECT_EQ(names(of(files, {"p"})),
            (std::vector<std::string>{"p/one/entry/src/main/config.json x2", "p/two/entry/src/main/config.json x1"}));
}

TEST(Gather, SettingsForSeveralPlatformsInOneProjectAreOneProduct) {
  MemoryFileSystem files;
  for (const std::string folder : {"p/shop", "p/admin"}) {
    files.add(folder + "/package.json", R"({"name": "x", "dependencies": {}})");
    files.add(folder + "/project.tt.json", R"({"appid": "testAppId", "setting": {}})");
  }
  files.add("p/shop/project.config.json", R"({"appid": "wx1111111111111111", "compileType": "miniprogram"})");
  files.add("p/admin/project.config.json", R"({"appid": "wx2222222222222222", "compileType": "miniprogram"})");
  EXPECT_EQ(names(of(files, {"p"})),
            (std::vector<std::string>{"p/admin/project.config.json x3", "p/shop/project.config.json x3"}));
  EXPECT_EQ(names(of(files, {"p/shop"})), std::vector<std::string>{"p/shop/project.config.json x3"});
}

TEST(Gather, EachDeclarationBindsItsOwnFolder) {
  MemoryFileSystem files;
  for (const std::string folder : {"p/one", "p/two"}) {
    files.add(folder + "/hegui.toml", "[subject]\nname = \"x\"\n");
    files.add(folder + "/a/AndroidManifest.xml", manifest(folder == "p/one" ? "a" : "c"));
    files.add(folder + "/b/AndroidManifest.xml", manifest(folder == "p/one" ? "b" : "d"));
  }
  EXPECT_EQ(names(of(files, {"p"})), (std::vector<std::string>{"p/one/hegui.toml x3", "p/two/hegui.toml x3"}));
}

TEST(Gather, TheModulesOfDCloudsMarketAreVendored) {
  MemoryFileSystem files;
  files.add("p/manifest.json", R"({"name": "x", "mp-weixin": {"appid": "wx1111111111111111"}})");
  files.add("p/uni_modules/uni-scss/manifest.json", R"({"name": "y", "mp-weixin": {"appid": "wx2222222222222222"}})");
  const Gathered gathered = of(files, {"p"});
  EXPECT_EQ(names(gathered), std::vector<std::string>{"p/manifest.json x1"});
  ASSERT_EQ(gathered.folders[0].left.size(), 1u);
  EXPECT_EQ(gathered.folders[0].left[0].why, Why::Vendored);
}

TEST(Gather, WhatCannotBeReadIsAnIssueAndTheRestIsRead) {
  MemoryFileSystem files;
  files.add("good.xml", manifest("a"));
  files.add("bad.bin", "\x01\x02\x03");
  files.add("empty/readme.txt", "x");
  const Gathered gathered = of(files, {"bad.bin", "none.xml", "empty", "good.xml"});
  EXPECT_EQ(names(gathered), std::vector<std::string>{"good.xml x1"});
  ASSERT_EQ(gathered.issues.size(), 3u);
  EXPECT_EQ(gathered.issues[0].code.number, 1010);
  EXPECT_EQ(gathered.issues[1].code.number, 1001);
  EXPECT_EQ(gathered.issues[2].code.number, 1005);
}

}  // namespace
}  // namespace hegui::gather
