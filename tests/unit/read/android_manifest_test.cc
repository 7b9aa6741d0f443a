// Facts of manifests: the same document as text and compiled, the platform's defaults, and places.
#include <gtest/gtest.h>

#include "android_bytes.h"
#include "read/format.h"

namespace hegui::read {
namespace {

using facts::fact;
using facts::FactSet;
using facts::Item;
using facts::Knowledge;
using testing::BinaryElement;
using testing::BinaryXml;

constexpr std::string_view kHead =
    "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" "
    "xmlns:tools=\"http://schemas.android.com/tools\" package=\"com.example\">\n";

Checked<FactSet> read_bytes(std::string bytes, std::string name = "AndroidManifest.xml") {
  return read(std::make_shared<const Source>(std::move(name), std::move(bytes)), {});
}

// The facts of a manifest with this inside.
FactSet facts_of(std::string_view inside) {
  auto read = read_bytes(std::string(kHead).append(inside).append("</manifest>"));
  EXPECT_TRUE(read) << render(read.issues.back());
  return std::move(*read.value);
}

// A cell in words: `-` absent or unknown, `?` stated but unreadable, lists in brackets with `…` when open.
std::string words(const facts::Cell& cell) {
  if (cell.knowledge != Knowledge::Known) return cell.unreadable ? "?" : "-";
  if (cell.value.is(value::Kind::Bool)) return cell.value.as_bool() ? "true" : "false";
  if (cell.value.is(value::Kind::Int)) return std::to_string(cell.value.as_int());
  if (cell.value.is(value::Kind::String)) return std::string(cell.value.as_text());
  std::string out = "[";
  for (const value::Value& item : cell.value.as_list().items)
    out.append(out.size() > 1 ? " " : "").append(item.as_text());
  return out + (cell.open ? "…]" : "]");
}

std::string words(const FactSet& set, const char* path) { return words(set.cell(fact(path))); }

std::string place(const facts::Cell& cell) {
  return cell.origins == nullptr ? "" : resolve(cell.origins->span).to_string();
}

// One line per record: the fields named, separated by spaces.
std::vector<std::string> records(const FactSet& set, const std::string& list, const std::vector<std::string>& fields) {
  std::vector<std::string> out;
  for (const Item* item = set.cell(fact(list)).first; item != nullptr; item = item->next) {
    std::string line;
    for (const std::string& field : fields)
      line.append(line.empty() ? "" : " ").append(words(FactSet::cell(*item, fact(list + "[]." + field))));
    out.push_back(line);
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(AndroidManifest, PermissionsOfEveryForm) {
  const FactSet set = facts_of(
      "<uses-permission android:name=\"A\"/>\n"
      "<uses-permission android:name=\"B\" android:maxSdkVersion=\"28\"/>\n"
      "<uses-permission-sdk-23 android:name=\"C\" android:maxSdkVersion=\"30\"/>\n"
      "<application/>\n"
      "<android:uses-permission android:name=\"AFTER\"/>\n"
      "<uses-permission android:name=\"GONE\" tools:node=\"remove\"/>\n"
      "<uses-permission android:name=\"${applicationId}.OWN\"/>\n"
      "<uses-permission android:name=\"B\" android:maxSdkVersion=\"30\"/>\n"
      "<uses-permission android:name=\"C\"/>\n");
  EXPECT_EQ(records(set, "permissions", {"name", "platform", "requested", "min_sdk", "max_sdk"}),
            (Lines{"A android true - -", "B android true - 30", "C android true - -", "AFTER android true - -",
                   "${applicationId}.OWN android true - -"}));
  const Item* second = set.cell(fact("permissions")).first->next;
  EXPECT_EQ(resolve(second->origins->span).to_string(), "AndroidManifest.xml:3:1");
  EXPECT_EQ(place(FactSet::cell(*second, fact("permissions[].name"))), "AndroidManifest.xml:3:18");
}

TEST(AndroidManifest, AnyPrefixAndOnlyTheRightNamespace) {
  auto read = read_bytes(
      "<manifest xmlns:a='http://schemas.android.com/apk/res/android' xmlns:android='urn:other' package='p.q'>"
      "<uses-permission a:name='REAL' android:name='FALSE'/><uses-permission name='PLAIN'/></manifest>");
  ASSERT_TRUE(read);
  EXPECT_EQ(records(*read.value, "permissions", {"name"}), Lines{"REAL"});
  ASSERT_EQ(read.issues.size(), 1u);
  EXPECT_EQ(read.issues[0].code.to_string(), "HG1133");
}

TEST(AndroidManifest, FlagsHaveThePlatformsDefaults) {
  const FactSet set = facts_of("<uses-sdk android:minSdkVersion='21' android:targetSdkVersion='27'/><application/>");
  EXPECT_EQ(words(set, "android.debuggable"), "false");
  EXPECT_EQ(words(set, "android.allow_backup"), "true");
  EXPECT_EQ(words(set, "android.backup_rules"), "false");
  EXPECT_EQ(words(set, "android.cleartext_traffic"), "true");
  EXPECT_EQ(words(set, "android.cleartext_explicit"), "false");
  EXPECT_EQ(words(set, "android.min_sdk"), "21");
  EXPECT_EQ(words(set, "android.has_application"), "true");
  EXPECT_EQ(words(facts_of("<uses-sdk android:targetSdkVersion='28'/><application/>"), "android.cleartext_traffic"),
            "false");
  EXPECT_EQ(words(facts_of("<application/>"), "android.cleartext_traffic"), "?");
  EXPECT_EQ(words(facts_of("<application android:usesCleartextTraffic='true'/>"), "android.cleartext_traffic"), "true");
  EXPECT_EQ(words(facts_of("<application android:usesCleartextTraffic='${clear}'/>"), "android.cleartext_traffic"),
            "?");
  EXPECT_EQ(words(facts_of("<application android:usesCleartextTraffic='${clear}'/>"), "android.cleartext_explicit"),
            "true");
  const FactSet library = facts_of("");
  EXPECT_EQ(words(library, "android.has_application"), "false");
  EXPECT_EQ(words(library, "android.debuggable"), "-");
  EXPECT_EQ(words(library, "android.target_sdk"), "-");
}

TEST(AndroidManifest, SharedUserIds) {
  const auto read = read_bytes(R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android"
      android:sharedUserId="a.b.shared" android:sharedUserMaxSdkVersion="32"/>)",
                               "AndroidManifest.xml");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "android.shared_user_id"), "a.b.shared");
  EXPECT_EQ(words(*read.value, "android.shared_user_max_sdk"), "32");
  EXPECT_EQ(words(facts_of("<application/>"), "android.shared_user_max_sdk"), "-");
}

TEST(AndroidManifest, NetworkConfigurationOverrulesTheFlag) {
  const std::string config = " android:networkSecurityConfig='@xml/nsc'/>";
  EXPECT_EQ(words(facts_of("<application" + config), "android.cleartext_traffic"), "?");
  EXPECT_EQ(words(facts_of("<application" + config), "android.network_security_config"), "@xml/nsc");
  EXPECT_EQ(words(facts_of("<application android:usesCleartextTraffic='false'" + config), "android.cleartext_traffic"),
            "?");
  EXPECT_EQ(words(facts_of("<application android:usesCleartextTraffic='true'" + config), "android.cleartext_traffic"),
            "true");
  EXPECT_EQ(
      words(facts_of("<uses-sdk android:minSdkVersion='24'/><application android:usesCleartextTraffic='true'" + config),
            "android.cleartext_traffic"),
      "?");
}

TEST(AndroidManifest, WrongValuesAreToldAndUnknown) {
  auto read = read_bytes(std::string(kHead) +
                         "<application android:debuggable=\"yes\" android:label=\"@string/app\" "
                         "android:allowBackup=\"@bool/b\"/></manifest>");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "android.debuggable"), "?");
  EXPECT_EQ(words(*read.value, "android.label"), "?");
  EXPECT_EQ(words(*read.value, "android.allow_backup"), "?");
  ASSERT_EQ(read.issues.size(), 1u);
  EXPECT_TRUE(
      render(read.issues[0])
          .starts_with("AndroidManifest.xml:2:14: warning[HG1131]: `debuggable` should be true or false, not `yes`"));
}

TEST(AndroidManifest, ComponentsAndWhoMayStartThem) {
  const FactSet set = facts_of(R"(
    <uses-sdk android:minSdkVersion="16" android:targetSdkVersion="30"/>
    <application android:permission="APP">
      <activity android:name=".Main" android:launchMode="singleTask" android:taskAffinity="">
        <intent-filter><action android:name="android.intent.action.MAIN"/><category android:name="android.intent.category.LAUNCHER"/></intent-filter>
        <intent-filter android:autoVerify="true"><action android:name="android.intent.action.VIEW"/>
          <data android:scheme="https" android:host="example.com"/><data android:scheme="ride"/></intent-filter>
      </activity>
      <activity-alias android:name="Alias" android:exported="true" android:permission="OWN"/>
      <service android:name="other.Svc" android:enabled="false"/>
      <provider android:name=".Data" android:readPermission="R"><grant-uri-permission android:pathPrefix="/x"/></provider>
      <receiver android:name="${name}" android:exported="false"/>
      <service android:name=".Gone" tools:node="remove"/>
    </application>)");
  EXPECT_EQ(
      records(set, "android.components",
              {"kind", "name", "exported", "exported_explicit", "enabled", "permission", "launcher", "intent_filters"}),
      (Lines{"activity com.example.Main true false true APP true 2",
             "activity-alias com.example.Alias true true true OWN false 0",
             "service other.Svc false false false APP false 0",
             "provider com.example.Data false false true APP false 0", "receiver ? false true true APP false 0"}));
  EXPECT_EQ(records(set, "android.components",
                    {"actions", "schemes", "hosts", "auto_verify", "launch_mode", "task_affinity"})[0],
            "[android.intent.action.MAIN android.intent.action.VIEW] [https ride] [example.com] true singleTask ");
  EXPECT_EQ(records(set, "android.components", {"read_permission", "write_permission", "grants_uri"})[3], "R APP true");
  EXPECT_EQ(words(set, "android.url_schemes"), "[https ride]");
}

TEST(AndroidManifest, UnreadableMembersLeaveAListOpen) {
  const FactSet some = facts_of("<uses-feature android:name='a'/><uses-feature android:name='${b}'/>");
  EXPECT_EQ(words(some, "android.uses_features"), "[a…]");
  EXPECT_TRUE(some.cell(fact("android.uses_features")).value.as_list().open);
  EXPECT_EQ(words(facts_of("<uses-feature android:name='${b}'/>"), "android.uses_features"), "?");
  EXPECT_EQ(words(facts_of(""), "android.uses_features"), "[]");
}

TEST(AndroidManifest, OldProvidersAreExported) {
  const char* provider = "<application><provider android:name='.P'/></application>";
  const auto exported = [&](const std::string& sdk) {
    return records(facts_of(sdk + provider), "android.components", {"exported"})[0];
  };
  EXPECT_EQ(exported("<uses-sdk android:targetSdkVersion='16'/>"), "true");
  EXPECT_EQ(exported("<uses-sdk android:targetSdkVersion='17'/>"), "false");
  EXPECT_EQ(exported("<uses-sdk android:minSdkVersion='21'/>"), "false");
  EXPECT_EQ(exported(""), "?");
}

const BinaryElement kCompiled{
    "manifest",
    {{"package", 0, 3, 0, "com.example"},
     {"versionCode", 0x0101021b, 0x10, 7},
     {"versionName", 0x0101021c, 3, 0, "1.2"}},
    {{"uses-permission", {{"name", 0x01010003, 3, 0, "android.permission.CAMERA"}}},
     {"uses-permission",
      {{"name", 0x01010003, 3, 0, "android.permission.INTERNET"}, {"maxSdkVersion", 0x01010271, 0x10, 30}}},
     {"permission", {{"name", 0x01010003, 3, 0, "OWN"}, {"protectionLevel", 0x01010009, 0x11, 0x12}}},
     {"application",
      {{"label", 0x01010001, 1, 0x7f010000},
       {"debuggable", 0x0101000f, 1, 0x7f020000},
       {"allowBackup", 0x01010280, 0x12, 0},
       {"networkSecurityConfig", 0x01010527, 1, 0x7f030000}},
      {{"activity", {{"name", 0x01010003, 3, 0, ".Main"}, {"launchMode", 0x0101001d, 0x10, 2}}}}}}};

TEST(AndroidManifest, CompiledFormSaysTheSame) {
  for (const bool blank : {false, true}) {
    auto read = read_bytes(BinaryXml(false, blank).build(kCompiled), "some.xml");
    ASSERT_TRUE(read) << render(read.issues.back());
    const FactSet& set = *read.value;
    EXPECT_EQ(records(set, "permissions", {"name", "max_sdk"}),
              (Lines{"android.permission.CAMERA -", "android.permission.INTERNET 30"}));
    EXPECT_EQ(words(set, "android.version_code"), "7");
    EXPECT_EQ(words(set, "android.min_sdk"), "1");
    EXPECT_EQ(words(set, "android.target_sdk"), "1");
    EXPECT_EQ(words(set, "android.label"), "?");
    EXPECT_EQ(words(set, "android.debuggable"), "?");
    EXPECT_EQ(words(set, "android.network_security_config"), "@0x7f030000");
    EXPECT_EQ(words(set, "subject.networked"), "true");
    EXPECT_EQ(records(set, "android.defined_permissions", {"name", "protection_level"}),
              Lines{"OWN signature|privileged"});
    EXPECT_EQ(records(set, "android.components", {"name", "launch_mode"}), Lines{"com.example.Main singleTask"});
    const Item* second = set.cell(fact("permissions")).first->next;
    EXPECT_EQ(place(FactSet::cell(*second, fact("permissions[].name"))), "some.xml: /manifest/uses-permission[2]@name");
  }
}

// A signing block with one v2 signer whose certificate is the bytes `cert`.
std::string signing_block(const std::string& cert) {
  const auto prefixed = [](const std::string& bytes) {
    std::string out;
    testing::put32(out, bytes.size());
    return out + bytes;
  };
  const std::string data = prefixed("") + prefixed(prefixed(cert));
  std::string pair;
  testing::put32(pair, 0x7109871a);
  pair += prefixed(prefixed(prefixed(data)));
  std::string pairs;
  testing::put32(pairs, pair.size());
  testing::put32(pairs, 0);
  pairs += pair;
  std::string size;
  testing::put32(size, pairs.size() + 24);
  testing::put32(size, 0);
  return size + pairs + size + "APK Sig Block 42";
}

TEST(Apk, ResolvesReferencesAndFollowsTheNetworkConfiguration) {
  const BinaryElement network{"network-security-config",
                              {},
                              {{"base-config",
                                {{"cleartextTrafficPermitted", 0, 0x12, 0xFFFFFFFF}},
                                {{"trust-anchors", {}, {{"certificates", {{"src", 0, 3, 0, "user"}}}}}}}}};
  const std::string table = testing::resource_table(
      {{0x7f010000, 3, 0, "示例"}, {0x7f020000, 0x12, 0xFFFFFFFF}, {0x7f030000, 3, 0, "res/a.xml"}});
  auto read = read_bytes(testing::zip({{"AndroidManifest.xml", BinaryXml().build(kCompiled)},
                                       {"resources.arsc", table, 0},
                                       {"res/a.xml", BinaryXml(true).build(network)},
                                       {"META-INF/MANIFEST.MF", ""},
                                       {"META-INF/CERT.SF", ""},
                                       {"META-INF/CERT.RSA", ""}},
                                      signing_block("cert")),
                         "x.apk");
  ASSERT_TRUE(read) << render(read.issues.back());
  const FactSet& set = *read.value;
  EXPECT_TRUE(read.issues.empty());
  EXPECT_EQ(words(set, "android.label"), "示例");
  EXPECT_EQ(words(set, "subject.name"), "示例");
  EXPECT_EQ(words(set, "android.debuggable"), "true");
  EXPECT_EQ(place(set.cell(fact("android.debuggable"))), "x.apk!AndroidManifest.xml: /manifest/application@debuggable");
  EXPECT_EQ(words(set, "android.network_security_config"), "res/a.xml");
  EXPECT_EQ(words(set, "android.cleartext_traffic"), "true");
  EXPECT_EQ(words(set, "android.nsc_trusts_user"), "true");
  EXPECT_EQ(words(set, "android.signature_schemes"), "[v1 v2]");
  EXPECT_EQ(words(set, "subject.certificate_md5"), "b6ba9fa6ea18201bf39ea635ecca9f13");
}

TEST(Apk, BrokenResourcesLeaveWhatRefersToThemUnknown) {
  auto read = read_bytes(
      testing::zip({{"AndroidManifest.xml", BinaryXml().build(kCompiled)}, {"resources.arsc", "garbage", 0}}), "x.apk");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "android.label"), "?");
  EXPECT_EQ(records(*read.value, "permissions", {"name"}).size(), 2u);
  ASSERT_EQ(read.issues.size(), 1u);
  EXPECT_EQ(read.issues[0].code.to_string(), "HG1141");
}

TEST(Apk, RefusalsHaveCodes) {
  const auto code = [](const std::string& bytes) {
    const auto read = read_bytes(bytes, "x.apk");
    return read ? std::string() : read.issues.back().code.to_string();
  };
  EXPECT_EQ(code(testing::zip({{"classes.dex", "x"}})), "HG1140");
  EXPECT_EQ(code("PK\x03\x04 and then nothing"), "HG1020");
  EXPECT_EQ(code(testing::zip({{"AndroidManifest.xml", "garbage"}})), "HG1110");
  EXPECT_EQ(code(testing::zip({{"AndroidManifest.xml", "<resources/>"}})), "HG1140");
  EXPECT_EQ(code(testing::zip({{"AndroidManifest.xml", "", 8, 0, 1'000'000'000}})), "HG1026");
}

TEST(NetworkConfig, StandsOnItsOwn) {
  auto read = read_bytes(R"(<network-security-config>
    <base-config cleartextTrafficPermitted="false"><trust-anchors><certificates src="system"/></trust-anchors></base-config>
    <domain-config cleartextTrafficPermitted="true"><domain includeSubdomains="true">a.example</domain>
      <domain-config><domain>b.example</domain></domain-config></domain-config>
    <domain-config><domain>c.example</domain></domain-config>
    <debug-overrides><trust-anchors><certificates src="user"/></trust-anchors></debug-overrides>
  </network-security-config>)",
                         "nsc.xml");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "android.cleartext_traffic"), "false");
  EXPECT_EQ(words(*read.value, "android.nsc_trusts_user"), "false");
  EXPECT_EQ(words(*read.value, "android.nsc_cleartext_domains"), "[a.example b.example]");
}

TEST(NetworkConfig, PinsAndWhatOverridesThem) {
  auto read = read_bytes(R"(<network-security-config>
    <base-config><trust-anchors><certificates src="system" overridePins="false"/></trust-anchors></base-config>
    <domain-config><domain>a.example</domain><domain>b.example</domain>
      <pin-set expiration="2028-01-02"><pin digest="SHA-256">x</pin><pin digest="SHA-256">y</pin><pin digest="SHA-1">z</pin></pin-set>
      <domain-config><domain>c.example</domain></domain-config></domain-config>
    <domain-config><domain>d.example</domain><pin-set expiration="soon"/></domain-config>
    <debug-overrides><trust-anchors><certificates src="user" overridePins="true"/></trust-anchors></debug-overrides>
  </network-security-config>)",
                         "nsc.xml");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "android.nsc_overrides_pins"), "false") << "debug-overrides do not count";
  const facts::Cell& sets = read.value->cell(facts::fact("android.nsc_pin_sets"));
  ASSERT_EQ(sets.count, 2u);
  const auto field = [](const facts::Item* item, const char* name) -> const facts::Cell& {
    return facts::FactSet::cell(*item, facts::fact(std::string("android.nsc_pin_sets[].") + name));
  };
  EXPECT_EQ(field(sets.first, "name").value.as_text(), "a.example");
  EXPECT_EQ(field(sets.first, "pins").value.as_int(), 2);
  EXPECT_EQ(field(sets.first, "expires").knowledge, facts::Knowledge::Known);
  EXPECT_EQ(field(sets.last, "pins").value.as_int(), 0);
  EXPECT_TRUE(field(sets.last, "expires").unreadable);
  auto open = read_bytes(R"(<network-security-config><domain-config><domain>a.example</domain>
    <trust-anchors><certificates src="user" overridePins="true"/></trust-anchors></domain-config></network-security-config>)",
                         "nsc.xml");
  EXPECT_EQ(words(*open.value, "android.nsc_overrides_pins"), "true");
  EXPECT_EQ(open.value->cell(facts::fact("android.nsc_pin_sets")).knowledge, facts::Knowledge::Known);
  EXPECT_EQ(open.value->cell(facts::fact("android.nsc_pin_sets")).count, 0u);
}

TEST(Components, PrioritiesAndGrantedPaths) {
  auto read =
      read_bytes(R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="a.b"><application>
    <receiver android:name=".R"><intent-filter android:priority="10"><action android:name="x"/></intent-filter>
      <intent-filter android:priority="999"><action android:name="y"/></intent-filter></receiver>
    <receiver android:name=".S"><intent-filter android:priority="${p}"><action android:name="x"/></intent-filter></receiver>
    <provider android:name=".P" android:authorities="a"><grant-uri-permission android:pathPattern=".*"/>
      <path-permission android:pathPrefix="/" android:readPermission="p.R"/></provider>
    <provider android:name=".Q" android:authorities="b"/>
  </application></manifest>)",
                 "AndroidManifest.xml");
  ASSERT_TRUE(read);
  std::vector<std::string> lines;
  for (const facts::Item* item = read.value->cell(facts::fact("android.components")).first; item != nullptr;
       item = item->next) {
    const facts::Cell& priority = facts::FactSet::cell(*item, facts::fact("android.components[].priority"));
    const facts::Cell& paths = facts::FactSet::cell(*item, facts::fact("android.components[].granted_paths"));
    std::string line = priority.knowledge == facts::Knowledge::Known ? std::to_string(priority.value.as_int())
                       : priority.unreadable                         ? "?"
                                                                     : "-";
    if (paths.knowledge == facts::Knowledge::Known)
      for (const value::Value& path : paths.value.as_list().items) line.append(" ").append(path.as_text());
    else
      line += " -";
    lines.push_back(line);
  }
  EXPECT_EQ(lines, (std::vector<std::string>{"999 -", "? -", "- pathPattern=.*", "-"}));
}

TEST(Recognise, GoesByContent) {
  const auto name = [](std::string bytes, std::string file) {
    const Source source(std::move(file), std::move(bytes));
    const Format* format = recognise(source);
    return format == nullptr ? std::string("none") : std::string(format->name);
  };
  const std::string text = std::string(kHead) + "</manifest>";
  EXPECT_EQ(name(text, "any"), "android-manifest");
  EXPECT_EQ(name("\xEF\xBB\xBF<!-- c -->\n" + text, "-"), "android-manifest");
  EXPECT_EQ(name("<manifest package='a.b'/>", "-"), "android-manifest");
  EXPECT_EQ(name("<manifest><remote/></manifest>", "default.xml"), "none");
  EXPECT_EQ(name("<broken", "app/AndroidManifest.xml"), "android-manifest");
  EXPECT_EQ(name("{}", "AndroidManifest.xml"), "none");
  EXPECT_EQ(name(BinaryXml().build(kCompiled), "x"), "android-manifest");
  EXPECT_EQ(name(testing::zip({{"AndroidManifest.xml", ""}}), "x"), "apk");
  EXPECT_EQ(name("<network-security-config/>", "x"), "network-security-config");
}

TEST(AndroidManifestHostile, ManyRecordsLeaveTheListOpen) {
  std::string many;
  for (int i = 0; i < 12'000; ++i) many += "<uses-permission android:name='P" + std::to_string(i) + "'/>";
  auto read = read_bytes(std::string(kHead) + many + "</manifest>");
  ASSERT_TRUE(read);
  EXPECT_EQ(read.value->cell(fact("permissions")).count, 10'000u);
  EXPECT_TRUE(read.value->cell(fact("permissions")).open);
  ASSERT_EQ(read.issues.size(), 1u);
  EXPECT_EQ(read.issues[0].code.to_string(), "HG1132");
}

TEST(AndroidManifestHostile, AnyByteMayBeWrong) {
  const std::string package = testing::zip({{"AndroidManifest.xml", BinaryXml().build(kCompiled), 0}});
  for (std::size_t at = 0; at < package.size(); ++at) {
    std::string bad = package;
    bad[at] = static_cast<char>(bad[at] ^ 0x41);
    static_cast<void>(read_bytes(bad, "x.apk"));
  }
  const std::string text =
      std::string(kHead) +
      "<application android:debuggable='true'><activity android:name='.A'/></application></manifest>";
  for (std::size_t at = 0; at < text.size(); ++at) static_cast<void>(read_bytes(text.substr(0, at)));
}

}  // namespace
}  // namespace hegui::read
