// One small sound input of every format and syntax, which the hostile tests cut and bend, and which seeds the fuzzers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dex_bytes.h"
#include "harmony_bytes.h"
#include "plist_bytes.h"

namespace hegui::read::testing {

struct Sample {
  std::string name;  // as of a file
  std::string bytes;
  std::vector<std::string_view> fuzzers = {};  // that it seeds, besides format_fuzz
  std::string first = {};                      // what those want before the bytes
};

inline const BinaryElement& sample_manifest() {
  static const BinaryElement root{
      "manifest",
      {{"package", 0, 3, 0, "com.example"}, {"versionCode", 0x0101021b, 0x10, 7}},
      {{"uses-sdk", {{"minSdkVersion", 0x0101020c, 0x10, 24}, {"targetSdkVersion", 0x01010270, 0x10, 34}}},
       {"uses-permission", {{"name", 0x01010003, 3, 0, "android.permission.CAMERA"}}},
       {"application",
        {{"debuggable", 0x0101000f, 0x12, 0xFFFFFFFF}, {"label", 0x01010001, 1, 0x7f010000}},
        {{"activity", {{"name", 0x01010003, 3, 0, ".Main"}}, {{"intent-filter"}}}}}}};
  return root;
}

inline std::string sample_table() {
  return resource_table({{0x7f010000, 1, 0x7f010001}, {0x7f010001, 3, 0, "Example"}, {0x7f010002, 3, 0, "Bsp", "de"}});
}

inline std::string sample_dex() {
  return dex_file({{"Lcom/example/Main;",
                    {{call("Landroid/telephony/TelephonyManager;", "getDeviceId"), load("http://example.com/a")},
                     {read_field("Landroid/os/Build;", "SERIAL"), raw({0x0000})}}}});
}

inline std::string sample_apk() {
  return zip({{"AndroidManifest.xml", BinaryXml(true).build(sample_manifest())},
              {"resources.arsc", sample_table(), 0},
              {"classes.dex", sample_dex()},
              {"lib/arm64-v8a/liba.so",
               "\x7f"
               "ELF" +
                   std::string("\x02\x01\x01", 3) + std::string(100, '\0')},
              {"META-INF/CERT.SF", "s"},
              {"META-INF/CERT.RSA", "r"}});
}

// Fields of protobuf messages.
inline std::string proto_field(std::uint32_t number, const std::string& bytes) {
  return std::string(1, static_cast<char>(number << 3 | 2)) + static_cast<char>(bytes.size()) + bytes;
}
inline std::string proto_manifest() {
  const std::string permission = proto_field(
      5, proto_field(1, proto_field(3, "uses-permission") +
                            proto_field(4, proto_field(2, "name") + proto_field(3, "A") + "\x28\x83\x80\x84\x08")));
  return proto_field(1, proto_field(3, "manifest") +
                            proto_field(4, proto_field(2, "package") + proto_field(3, "com.example")) + permission);
}
inline std::string proto_table() {
  const std::string entry =
      proto_field(3, proto_field(1, "\x08\x01") +
                         proto_field(6, proto_field(2, proto_field(4, proto_field(2, proto_field(1, "x"))))));
  return proto_field(2, proto_field(1, "\x08\x7f") + proto_field(3, proto_field(1, "\x08\x01") + entry));
}

inline std::string sample_index() { return resources_index({{{}, {{1, {"a", "x"}}}}}); }
inline std::string sample_newer_index() { return newer_resources_index({{{}, {{1, {"a", "x"}}}}}); }

inline std::string sample_list() {
  return binary_plist({dictionary({1, 2}, {3, 4}), ascii("CFBundleIdentifier"), ascii("UIBackgroundModes"),
                       ascii("com.example.app"), array({5, 6}), ascii("audio"),
                       object(0x6, 2, std::string("N\x2d\x65\x87", 4))});
}

inline std::vector<Sample> samples() {
  const std::string xml_list =
      "<?xml version=\"1.0\"?><!DOCTYPE plist><plist "
      "version=\"1.0\"><dict><key>CFBundleIdentifier</key><string>a.b</string>"
      "<key>NSCameraUsageDescription</key><string>扫码 &amp; "
      "拍照</string><key>UIBackgroundModes</key><array><string>audio</string>"
      "</array><key>n</key><integer>9</integer><key>r</key><real>0.5</real><key>d</key><data>AAE=</data></dict></"
      "plist>";
  const std::string manifest =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<manifest "
      "xmlns:android=\"http://schemas.android.com/apk/res/android\" "
      "package=\"com.example\"><uses-permission android:name=\"android.permission.CAMERA\"/><application "
      "android:label=\"a\">"
      "<activity android:name=\".Main\" android:exported=\"true\"/><!-- c --></application></manifest>\n";
  const std::string module =
      "{\n  // 模块\n  module: {name: 'entry', type: \"entry\", requestPermissions: [{name: "
      "\"ohos.permission.CAMERA\", reason: "
      "\"$string:a\", n: 0x1F, m: -1.5e3,}]}\n}\n";
  const std::string toml =
      "[subject]\nkind = \"app\"\nname = \"示例\"\n[[collection]]\nitem = \"手机号\"\ncategory = "
      "\"contact\"\nretention_days = "
      "30\n[operator]\nname = '''x'''\n";
  const std::string yaml =
      "openapi: 3.0.0\ninfo: &i {title: t, version: \"1\"}\nservers:\n  - url: http://example.com\npaths:\n  /a:\n    "
      "get:\n"
      "      parameters:\n        - {name: phone, in: query, schema: {type: string}}\nx: *i\ny: |\n  text\n";
  const std::string policy =
      "<html><head><title>隐私政策</title><style>a</style></head><body><h1>隐私政策</h1><p>更新日期：2026年1月2日</"
      "p><p>我们收集"
      "您的<b>手机号</b>&nbsp;用于注册。您可以查阅、更正、删除个人信息。</p><!-- c --></body></html>";
  const std::string profile =
      "\x30\x82\x01\x02\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02 noise <?xml "
      "version=\"1.0\"?><plist><dict><key>Entitlements"
      "</key><dict><key>get-task-allow</key><true/></dict><key>TeamIdentifier</key><array/><key>ExpirationDate</"
      "key><date>"
      "2027-01-01T00:00:00Z</date></dict></plist>tail";
  const std::string hap = zip({{"module.json", R"({"app":{"bundleName":"a.b"},"module":{"name":"m","type":"entry"}})"},
                               {"resources.index", sample_index()},
                               {"pack.info", "{}"}});
  const std::string newer_hap = zip(
      {{"module.json", R"({"module":{"name":"m","type":"$string:a"}})"}, {"resources.index", sample_newer_index()}});
  return {
      {"AndroidManifest.xml", manifest, {"xml_fuzz"}},
      {"AndroidManifest.xml", BinaryXml(true).build(sample_manifest()), {"axml_fuzz"}},
      {"AndroidManifest.xml", BinaryXml(false, true).build(sample_manifest()), {"axml_fuzz"}},
      {"app.apk", sample_apk(), {"zip_fuzz"}},
      {"app.apks", zip({{"toc.pb", "t"}, {"base.apk", sample_apk(), 0}}), {"zip_fuzz"}},
      {"app.aab",
       zip({{"base/manifest/AndroidManifest.xml", proto_manifest()}, {"base/resources.pb", proto_table()}}),
       {"zip_fuzz"}},
      {"app.ipa",
       zip({{"Payload/A.app/Info.plist", sample_list()}, {"Payload/A.app/embedded.mobileprovision", profile}}),
       {}},
      {"app.hap", hap, {"harmony_fuzz"}, "\x02"},
      {"app.hap", newer_hap, {"harmony_fuzz"}, "\x02"},
      {"app.app", zip({{"pack.info", "{}"}, {"entry.hap", hap, 0}}), {"harmony_fuzz"}, "\x02"},
      {"module.json5", module, {"harmony_fuzz"}, std::string(1, '\0')},
      {"module.json5", module, {"json_fuzz"}},
      {"Info.plist", xml_list, {"plist_fuzz"}},
      {"Info.plist", sample_list(), {"plist_fuzz"}},
      {"Info.plist", "{ CFBundleIdentifier = \"a.b\"; l = (a, <00ff>, 'q\\n\\U4e2d'); /* c */ }\n", {"plist_fuzz"}},
      {"PrivacyInfo.xcprivacy", "<plist><dict><key>NSPrivacyTracking</key><true/></dict></plist>", {"plist_fuzz"}},
      {"App.xcodeproj/project.pbxproj",
       "// !$*UTF8*$!\n{ objects = { T = { isa = PBXNativeTarget; productType = "
       "\"com.apple.product-type.application\"; "
       "buildConfigurationList = L; }; L = { buildConfigurations = (R); }; R = { name = Release; buildSettings = { "
       "PRODUCT_BUNDLE_IDENTIFIER = a.b; SDKROOT = iphoneos; }; }; P = { targets = (T); buildConfigurationList = L; }; "
       "}; "
       "rootObject = P; }\n",
       {"plist_fuzz"}},
      {"a.mobileprovision", profile, {"ios_fuzz"}, std::string(1, '\0')},
      {"hegui.toml", toml, {"toml_fuzz"}},
      {"hegui.toml", toml, {"declaration_fuzz"}, std::string(1, '\0')},
      {"hegui.json",
       R"({"subject": {"kind": "app", "name": "x"}, "ads": {"splash": true}})",
       {"declaration_fuzz"},
       "\x01"},
      {"hegui.yaml", "subject: {kind: app, name: x}\nads:\n  splash: true\n", {"declaration_fuzz"}, "\x02"},
      {"openapi.yaml", yaml, {"yaml_fuzz"}},
      {"openapi.yaml", yaml, {"openapi_fuzz"}, std::string(1, '\0')},
      {"package.json", R"({"name": "x", "dependencies": {"a": "^1.0"}})", {"openapi_fuzz"}, "\x01"},
      {"libs.versions.toml",
       "[versions]\na = \"1\"\n[libraries]\nb = { module = \"a:b\", version.ref = \"a\" }\n",
       {"openapi_fuzz"},
       "\x02"},
      {"Podfile.lock", "PODS:\n  - A (1.0)\n\nDEPENDENCIES:\n  - A\n", {"openapi_fuzz"}, "\x03"},
      {"gradle.lockfile", "a:b:1.0=releaseRuntimeClasspath\nempty=\n", {"openapi_fuzz"}, "\x04"},
      {"pubspec.lock", "packages:\n  a:\n    version: \"1.0\"\nsdks:\n  dart: x\n", {"openapi_fuzz"}, "\x05"},
      {"Package.resolved",
       R"({"pins": [{"identity": "a", "state": {"version": "1"}}], "version": 2})",
       {"openapi_fuzz"},
       "\x06"},
      {"pnpm-lock.yaml",
       "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a: {version: 1.0.0}\nsnapshots:\n  a@1.0.0: "
       "{dependencies: {b: 1.0.0(a@1.0.0)}}\n  b@1.0.0(a@1.0.0): {}\n",
       {"openapi_fuzz"},
       "\x08"},
      {"yarn.lock", "# a\n# yarn lockfile v1\n\n\"a@npm:b@^1\", b@1:\n  version \"1.0\"\n", {"openapi_fuzz"}, "\x09"},
      {"yarn.lock",
       "__metadata:\n  version: 8\n\"a@npm:^1\":\n  version: 1.0.0\n  resolution: \"a@npm:1.0.0\"\n",
       {"openapi_fuzz"},
       "\x09"},
      {"plugin.xml",
       "<plugin xmlns=\"http://apache.org/cordova/ns/plugins/1.0\" id=\"a\"><platform name=\"android\"><framework "
       "src=\"a:b:1\"/></platform><platform name=\"ios\"><podspec><pods><pod name=\"A\"/></pods></podspec></platform>"
       "</plugin>",
       {"openapi_fuzz"},
       "\x0A"},
      {"bom.json",
       R"({"bomFormat": "CycloneDX", "components": [{"name": "a", "purl": "pkg:npm/a@1"}]})",
       {"openapi_fuzz"},
       "\x07"},
      {"app.json",
       R"({"pages": ["a"], "permission": {"scope.userLocation": {"desc": "d"}}, "requiredPrivateInfos": ["getLocation"]})",
       {"mini_fuzz"},
       std::string(1, '\0')},
      {"project.config.json",
       R"({"appid": "wx0123456789abcdef", "setting": {"urlCheck": true}})",
       {"mini_fuzz"},
       "\x01"},
      {"manifest.json",
       R"(/* c */ {"name": "a", "appid": "__UNI__1", "app-plus": {}, "mp-weixin": {}})",
       {"mini_fuzz"},
       "\x02"},
      {"config.xml",
       "<widget xmlns=\"http://www.w3.org/ns/widgets\" id=\"a.b\"><name>n</name></widget>",
       {"mini_fuzz"},
       "\x03"},
      {"capacitor.config.json", R"({"appId": "a.b", "appName": "n", "webDir": "w"})", {"mini_fuzz"}, "\x04"},
      {"capacitor.config.ts",
       "const c: C = { appId: 'a.b', server: x ? {} : y };\nexport default c;",
       {"mini_fuzz"},
       "\x08"},
      {"manifest.config.ts",
       "export default defineManifestConfig({ name: `n`, 'mp-weixin': { ...x, appid: id } as X })",
       {"mini_fuzz"},
       "\x09"},
      {"app.config.js",
       "// 'expo/config'\nmodule.exports = ({ config }) => { return { ...config, slug: 's', ios: { a: [b, ...c] } }; "
       "};",
       {"mini_fuzz"},
       "\x0A"},
      {"manifest.json",
       R"({"package": "a.b", "name": "n", "minPlatformVersion": 1000, "router": {"entry": "a"}})",
       {"mini_fuzz"},
       "\x02"},
      {"app.json",
       R"({"expo": {"name": "n", "slug": "s", "ios": {"bundleIdentifier": "a.b"}}})",
       {"mini_fuzz"},
       std::string(1, '\0')},
      {"a.entitlements",
       "<plist><dict><key>aps-environment</key><string>production</string></dict></plist>",
       {"ios_fuzz"},
       "\x02"},
      {"network_security_config.xml",
       "<network-security-config><base-config cleartextTrafficPermitted=\"true\"/></network-security-config>",
       {"xml_fuzz"}},
      {"policy.html", policy, {"policy_text_fuzz"}, std::string(1, '\0')},
      {"policy.md",
       "# 隐私政策\n我们收集您的**手机号**，见[说明](https://example.com)。\n",
       {"policy_text_fuzz"},
       "\x01"},
      {"resources.arsc", sample_table(), {"arsc_fuzz"}},
      {"classes.dex", sample_dex(), {"dex_fuzz"}},
      {"resources.index", sample_index(), {"harmony_fuzz"}, "\x03"},
      {"resources.index", sample_newer_index(), {"harmony_fuzz"}, "\x03"},
      {"AndroidManifest.pb", proto_manifest(), {"proto_xml_fuzz"}},
      {"resources.pb", proto_table(), {"proto_xml_fuzz"}},
  };
}

}  // namespace hegui::read::testing
