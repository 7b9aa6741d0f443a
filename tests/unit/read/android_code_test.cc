// What the code in a package shows: SDKs and interfaces by the real vocabulary, and what damage leaves unknown.
#include <gtest/gtest.h>

#include "dex_bytes.h"
#include "policy/embedded.h"
#include "read/format.h"

namespace hegui::read {
namespace {

using namespace testing;
using facts::Cell;
using facts::fact;
using facts::FactSet;
using facts::Item;
using facts::Knowledge;

constexpr char kManager[] = "Landroid/telephony/TelephonyManager;";
constexpr char kSettings[] = "Landroid/provider/Settings$Secure;";

struct Read {
  Checked<FactSet> result;

  explicit Read(std::vector<ZipEntry> entries, const char* package = "com.example.app") {
    BinaryElement root{.name = "manifest", .attributes = {{.name = "package", .text = package}}};
    entries.insert(entries.begin(), {"AndroidManifest.xml", BinaryXml().build(root)});
    const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
    const auto source = std::make_shared<const Source>("app.apk", zip(entries));
    result = read::read(source, {.limits = {}, .vocabulary = &vocabulary});
  }

  static std::string word(const Cell& cell) {
    if (cell.knowledge != Knowledge::Known) return cell.unreadable ? "unknown" : "-";
    if (cell.value.is(value::Kind::Bool)) return cell.value.as_bool() ? "true" : "false";
    if (cell.value.is(value::Kind::Int)) return std::to_string(cell.value.as_int());
    if (cell.value.is(value::Kind::List)) {
      std::string out;
      for (const value::Value& one : cell.value.as_list().items) out += std::string(one.as_text()) + " ";
      return out;
    }
    return std::string(cell.value.as_text());
  }
  std::string root(const char* path) const { return word(result.value->cell(fact(path))); }
  // The given fields of every record, one record a line.
  std::string records(const char* list, std::initializer_list<const char*> fields) const {
    std::string out;
    for (const Item* item = result.value->cell(fact(list)).first; item != nullptr; item = item->next) {
      for (const char* field : fields) out += word(FactSet::cell(*item, fact(std::string(list) + "[]." + field))) + " ";
      out += "@" + std::string(item->origins->span.element) + "\n";
    }
    return out;
  }
  std::string calls() const { return records("code.sensitive_calls", {"api", "category", "class", "sdk", "methods"}); }
  std::string sdks() const { return records("sdks", {"slug", "detected"}); }
  bool open(const char* list) const { return result.value->cell(fact(list)).open; }
};

TEST(AndroidCode, ClassesOfKnownSdksAreFoundByTheLongestPrefix) {
  const Read read(
      {{"classes.dex",
        dex_file({{"Lcom/example/app/Main;"}, {"Lcom/tencent/wxop/stat/A;"}, {"Lcom/tencent/mm/opensdk/B;"}})},
       {"classes2.dex", dex_file({{"Lcn/jpush/android/C;"}})},
       {"classes4.dex", dex_file({{"Lcom/umeng/analytics/D;"}})}});
  ASSERT_TRUE(read.result);
  // Android stops at the first number that is missing.
  EXPECT_EQ(read.sdks(),
            "wechat-opensdk true @!classes.dex/com.tencent.mm.opensdk.B\n"
            "wechat-stat true @!classes.dex/com.tencent.wxop.stat.A\n"
            "jpush true @!classes2.dex/cn.jpush.android.C\n");
  EXPECT_TRUE(read.open("sdks"));
  EXPECT_EQ(read.root("code.dex"), "true");
  EXPECT_TRUE(read.result.issues.empty());
}

TEST(AndroidCode, PrefixesMatchWholeSegmentsAndNotTheProductItself) {
  const Read other({{"classes.dex", dex_file({{"Lcn/jpushed/A;"}})}});
  EXPECT_EQ(other.sdks(), "");
  const Read own({{"classes.dex", dex_file({{"Lcn/jpush/android/C;"}})}}, "cn.jpush.android.demo");
  EXPECT_EQ(own.sdks(), "");
}

TEST(AndroidCode, NativeLibrariesNameTheirSdk) {
  const Read read({{"classes.dex", dex_file({{"Lcom/example/app/Main;"}})},
                   {"lib/arm64-v8a/libAMapSDK_MAP_v9_8_3.so", "x"},
                   {"lib/x86/libown.so", "x"}});
  EXPECT_EQ(read.sdks(), "amap true @!lib/arm64-v8a/libAMapSDK_MAP_v9_8_3.so\n");
}

TEST(AndroidCode, CallsAreGroupedByInterfaceAndSdk) {
  const std::vector<Op> id = {call(kManager, "getDeviceId")};
  const Read read(
      {{"classes.dex",
        dex_file({{"La/b;", {id}}, {"Lcn/jpush/android/C;", {id, id}}, {"Lcom/example/app/Main;", {id}}})}});
  EXPECT_EQ(read.calls(),
            "android.telephony.TelephonyManager.getDeviceId device-identifier a.b - 2 @!classes.dex/a.b\n"
            "android.telephony.TelephonyManager.getDeviceId device-identifier cn.jpush.android.C jpush 2 "
            "@!classes.dex/cn.jpush.android.C\n");
  EXPECT_FALSE(read.open("code.sensitive_calls"));
}

TEST(AndroidCode, ACallThatNeedsAnArgumentCountsOnlyBesideIt) {
  const Read with({{"classes.dex", dex_file({{"La/b;", {{load("android_id"), call(kSettings, "getString")}}}})}});
  EXPECT_EQ(with.calls(), "android.provider.Settings$Secure.getString device-identifier a.b - 1 @!classes.dex/a.b\n");
  const Read apart({{"classes.dex", dex_file({{"La/b;", {{load("android_id")}, {call(kSettings, "getString")}}}})}});
  EXPECT_EQ(apart.calls(), "");
}

TEST(AndroidCode, AddressesOfProvidersAreMatchedByParts) {
  const Read read(
      {{"classes.dex", dex_file({{"La/b;", {{load("content://sms/inbox")}, {load("content://smsfake")}}}})}});
  EXPECT_EQ(read.calls(), "content://sms communication-content a.b - 1 @!classes.dex/a.b\n");
}

TEST(AndroidCode, PlainAddressesOfRealHostsAreListed) {
  const Read read({{"classes.dex",
                    dex_file({{"La/b;",
                               {{load("http://api.example.org/login"), load("http://%s/x"), load("http://"),
                                 load("http://www.w3.org/2000/svg"), load("http://schemas.android.com/apk/res/android"),
                                 load("http://dashif.org/guidelines/trickmode")}}}})}});
  EXPECT_EQ(read.root("code.http_urls"), "http://api.example.org/login ");
}

TEST(AndroidCode, WhetherACallThatMayBeGuardedDoesHarmStaysUnknown) {
  const Read calls(
      {{"classes.dex", dex_file({{"La/b;", {{call("Landroid/webkit/WebView;", "setWebContentsDebuggingEnabled")}}}})}});
  EXPECT_EQ(calls.root("code.webview_debugging"), "unknown");
  EXPECT_EQ(calls.root("code.webview_file_access"), "false");
  EXPECT_EQ(calls.root("code.pinning"), "unknown");
  const Read pins({{"classes.dex", dex_file({{"La/b;", {{call("Lokhttp3/CertificatePinner$Builder;", "add")}}}})}});
  EXPECT_EQ(pins.root("code.pinning"), "true");
}

TEST(AndroidCode, DamagedCodeIsOneWarningAndLeavesItsFactsOpen) {
  const Read read({{"classes.dex", dex_file({{"Lcn/jpush/android/C;", {{call(kManager, "getDeviceId")}}}})},
                   {"classes2.dex", "dex\n035"}});
  ASSERT_TRUE(read.result);
  ASSERT_EQ(read.result.issues.size(), 1u);
  EXPECT_EQ(read.result.issues[0].code.number, 1162);
  EXPECT_EQ(read.result.issues[0].level, Level::Warning);
  EXPECT_EQ(read.root("code.dex"), "false");
  EXPECT_NE(read.sdks(), "");
  EXPECT_TRUE(read.open("code.sensitive_calls"));
  EXPECT_EQ(read.root("code.webview_debugging"), "unknown");
}

TEST(AndroidCode, AllTheCodeTogetherIsBounded) {
  const std::string dex = dex_file({{"Lcn/jpush/android/C;"}});
  std::vector<ZipEntry> entries{{"AndroidManifest.xml", "<manifest package='a.b'><application/></manifest>"},
                                {"classes.dex", dex}};
  for (int number = 2; number <= 40; ++number) entries.push_back({"classes" + std::to_string(number) + ".dex", dex});
  const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
  Context context{.limits = {}, .vocabulary = &vocabulary};
  context.limits.max_entry_bytes = dex.size();
  const auto read = hegui::read::read(std::make_shared<const Source>("app.apk", zip(entries)), context);
  ASSERT_TRUE(read);
  ASSERT_EQ(read.issues.size(), 1u) << "told once";
  EXPECT_EQ(read.issues[0].code.to_string(), "HG1162");
  EXPECT_EQ(read.issues[0].place.element, "!classes17.dex");
  EXPECT_EQ(Read::word(read.value->cell(fact("code.dex"))), "false");
}

TEST(AndroidCode, SplitsHoldCodeAndLibrariesToo) {
  const auto apk = [](const std::string& split, std::vector<ZipEntry> entries) {
    entries.push_back({"AndroidManifest.xml", "<manifest package='a.b'" + split + "><application/></manifest>"});
    return zip(entries);
  };
  const std::string base = apk("", {{"classes.dex", dex_file({{"La/b/Main;"}})}});
  const std::string feature = apk(" split='f'", {{"classes.dex", dex_file({{"Lcn/jpush/android/C;"}})}});
  const std::string abi = apk(" split='config.arm64_v8a'", {{"lib/arm64-v8a/libx.so", "x"}});
  const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
  Read read({});
  const auto of = [&](std::vector<ZipEntry> entries) {
    read.result = hegui::read::read(std::make_shared<const Source>("x.apks", zip(entries)),
                                    {.limits = {}, .vocabulary = &vocabulary});
    return static_cast<bool>(read.result);
  };
  ASSERT_TRUE(of({{"base.apk", base}, {"split_f.apk", feature}, {"split_config.arm64_v8a.apk", abi}}));
  EXPECT_EQ(read.sdks(), "jpush true @!classes.dex/cn.jpush.android.C\n");
  EXPECT_EQ(read.records("code.native_libs", {"path"}), "lib/arm64-v8a/libx.so @!lib/arm64-v8a/libx.so\n");
  EXPECT_EQ(read.root("code.dex"), "true");
  ASSERT_TRUE(of({{"base.apk", base}, {"split_f.apk", "garbage"}}));
  EXPECT_EQ(read.root("code.dex"), "false");
  EXPECT_TRUE(read.open("code.native_libs"));
}

TEST(AndroidCode, ModulesOfABundleHoldCode) {
  // The smallest manifest in protobuf: an element of that name.
  const std::string manifest = std::string("\x0A\x0A\x1A\x08") + "manifest";
  const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
  Read read({});
  read.result = hegui::read::read(
      std::make_shared<const Source>("x.aab", zip({{"base/manifest/AndroidManifest.xml", manifest},
                                                   {"base/dex/classes.dex", dex_file({{"La/b/Main;"}})},
                                                   {"base/lib/arm64-v8a/libx.so", "x"},
                                                   {"more/manifest/AndroidManifest.xml", manifest},
                                                   {"more/dex/classes.dex", dex_file({{"Lcn/jpush/android/C;"}})}})),
      {.limits = {}, .vocabulary = &vocabulary});
  ASSERT_TRUE(read.result) << render(read.result.issues.back());
  EXPECT_EQ(read.sdks(), "jpush true @!more/dex/classes.dex/cn.jpush.android.C\n");
  EXPECT_EQ(read.root("code.dex"), "true");
  EXPECT_EQ(read.records("code.native_libs", {"path"}), "base/lib/arm64-v8a/libx.so @!base/lib/arm64-v8a/libx.so\n");
}

TEST(AndroidCode, PackedCodeHidesWhatItDoes) {
  const Read read({{"classes.dex", dex_file({{"Lcom/tencent/StubShell/TxAppEntry;"}})}});
  EXPECT_EQ(read.sdks(), "pack-legu true @!classes.dex/com.tencent.StubShell.TxAppEntry\n");
  EXPECT_TRUE(read.open("code.sensitive_calls"));
  EXPECT_EQ(read.root("code.webview_debugging"), "unknown");
}

TEST(AndroidCode, WithoutCodeNothingIsSaidOfIt) {
  const Read read(std::vector<ZipEntry>{{"resources/x", "y"}});
  ASSERT_TRUE(read.result);
  EXPECT_EQ(read.result.value->states() & facts::kDex, 0u);
  EXPECT_EQ(read.root("code.dex"), "-");
}

}  // namespace
}  // namespace hegui::read
