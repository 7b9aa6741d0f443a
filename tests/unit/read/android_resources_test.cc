// The files that a manifest refers to, in packages, bundles and projects; native libraries.
#include <gtest/gtest.h>

#include "android_bytes.h"
#include "facts_text.h"
#include "read/format.h"
#include "read/syntax/elf.h"

namespace hegui::read {
namespace {

using facts::FactSet;
using testing::BinaryElement;
using testing::BinaryXml;
using testing::records;
using testing::words;
using Lines = std::vector<std::string>;

constexpr std::string_view kHead =
    "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" package=\"a.b\">"
    "<uses-sdk android:targetSdkVersion='34'/>";

// A project's manifest with the files beside it.
Checked<FactSet> project(const std::string& application, std::map<std::string, std::string> files) {
  Context context;
  context.beside = [files = std::move(files)](const Source&, std::string_view path) -> SourcePtr {
    const auto it = files.find(std::string(path));
    return it == files.end() ? nullptr : std::make_shared<const Source>(it->first, it->second);
  };
  return read(std::make_shared<const Source>("AndroidManifest.xml",
                                             std::string(kHead) + "<application " + application + "</manifest>"),
              context);
}

const std::vector<std::string> kBackup = {"section", "included", "domain", "path"};

TEST(AndroidResources, ExtractionRulesSayWhatLeavesTheDevice) {
  const auto read = project("android:dataExtractionRules='@xml/rules'/>", {{"res/xml/rules.xml", R"(
    <data-extraction-rules>
      <cloud-backup disableIfNoEncryptionCapabilities="true">
        <exclude domain="sharedpref" path="device.xml"/><other/>
      </cloud-backup>
      <device-transfer><include domain="file" path="kept/"/></device-transfer>
      <unknown><include domain="file" path="x"/></unknown>
    </data-extraction-rules>)"}});
  ASSERT_TRUE(read);
  EXPECT_EQ(records(*read.value, "android.backup_paths", kBackup),
            (Lines{"cloud-backup false sharedpref device.xml", "device-transfer true file kept/"}));
  EXPECT_EQ(words(*read.value, "android.backup_rules"), "true");
  EXPECT_TRUE(read.issues.empty());
}

TEST(AndroidResources, RulesThatNameNothingLimitNothing) {
  const auto of = [](const std::string& rules) {
    return words(*project("android:fullBackupContent='@xml/b'/>", {{"res/xml/b.xml", rules}}).value,
                 "android.backup_rules");
  };
  EXPECT_EQ(of("<full-backup-content/>"), "false");
  EXPECT_EQ(of("<full-backup-content><exclude domain='root' path='.'/></full-backup-content>"), "true");
  EXPECT_EQ(of("<data-extraction-rules><cloud-backup/></data-extraction-rules>"), "false");
}

TEST(AndroidResources, AFileThatIsNotAtHandLeavesItsFactsUnknown) {
  const auto missing = project("android:dataExtractionRules='@xml/rules'/>", {});
  EXPECT_EQ(words(*missing.value, "android.backup_rules"), "true");
  EXPECT_EQ(words(*missing.value, "android.backup_paths"), "?");
  const auto broken = project("android:dataExtractionRules='@xml/rules'/>", {{"res/xml/rules.xml", "<a"}});
  EXPECT_EQ(words(*broken.value, "android.backup_paths"), "?");
  ASSERT_EQ(broken.issues.size(), 1u);
  EXPECT_EQ(broken.issues[0].code.to_string(), "HG1141");
  EXPECT_EQ(broken.issues[0].level, Level::Warning);
  // No name leads out of the folder of resources.
  const auto outside = project("android:dataExtractionRules='@xml/../x'/>", {{"res/xml/../x.xml", "<a/>"}});
  EXPECT_EQ(words(*outside.value, "android.backup_paths"), "?");
}

TEST(AndroidResources, AProjectsNetworkConfigurationIsFollowed) {
  const auto read = project("android:networkSecurityConfig='@xml/net'/>",
                            {{"res/xml/net.xml",
                              "<network-security-config><base-config cleartextTrafficPermitted='true'/>"
                              "</network-security-config>"}});
  EXPECT_EQ(words(*read.value, "android.cleartext_traffic"), "true");
  EXPECT_EQ(words(*read.value, "android.network_security_config"), "@xml/net");
  EXPECT_EQ(testing::place(read.value->cell(facts::fact("android.cleartext_traffic"))), "res/xml/net.xml:1:39");
}

constexpr const char* kProvider =
    "><provider android:name='androidx.core.content.FileProvider'>"
    "<meta-data android:name='android.support.FILE_PROVIDER_PATHS' android:resource='@xml/paths'/>"
    "</provider></application>";

TEST(AndroidResources, AFileProviderSharesFolders) {
  const auto read = project(kProvider, {{"res/xml/paths.xml", R"(<paths>
      <root-path name="r"/><external-path name="e" path="."/><files-path name="f" path="a/"/><other path="x"/>
    </paths>)"}});
  EXPECT_EQ(records(*read.value, "android.file_provider_paths", {"kind", "path"}),
            (Lines{"root-path ", "external-path .", "files-path a/"}));
  EXPECT_EQ(records(*project(kProvider, {}).value, "android.file_provider_paths", {"kind"}), Lines{"…"});
  EXPECT_EQ(words(*project("/>", {}).value, "android.file_provider_paths"), "-");
}

TEST(AndroidResources, IntentMatchingFlags) {
  const auto of = [](const std::string& application) {
    return words(*project(application, {}).value, "android.intent_matching_flags");
  };
  EXPECT_EQ(of("/>"), "[]");
  EXPECT_EQ(of("android:intentMatchingFlags='enforceIntentFilter|allowNullAction'/>"),
            "[enforceIntentFilter allowNullAction]");
  EXPECT_EQ(of("android:intentMatchingFlags='@integer/flags'/>"), "?");
  EXPECT_EQ(of("><activity android:name='.A' android:intentMatchingFlags='none'/></application>"), "?");
}

// An ELF file of 64 bits with one program header of the type, or of 32 bits.
std::string elf(bool wide, std::uint32_t type, std::uint32_t flags) {
  std::string out(wide ? 64 : 52, '\0');
  out.replace(0, 6,
              std::string("\x7f"
                          "ELF") +
                  (wide ? '\2' : '\1') + '\1');
  out[wide ? 32 : 28] = static_cast<char>(out.size());
  out[wide ? 54 : 42] = wide ? 56 : 32;
  out[wide ? 56 : 44] = 1;
  std::string header;
  testing::put32(header, type);
  header.resize(wide ? 4 : 24);
  testing::put32(header, flags);
  header.resize(wide ? 56 : 32);
  return out + header;
}

constexpr std::uint32_t kStack = 0x6474e551;

TEST(AndroidResources, NativeLibrariesSayWhetherTheirStackIsExecutable) {
  const auto source = std::make_shared<const Source>(
      "x.apk", testing::zip({{"AndroidManifest.xml", std::string(kHead) + "<application/></manifest>"},
                             {"lib/arm64-v8a/libplain.so", elf(true, kStack, 6) + std::string(9000, 'x')},
                             {"lib/arm64-v8a/libopen.so", elf(true, kStack, 7), 0},
                             {"lib/armeabi-v7a/libplain.so", elf(false, kStack, 6)},
                             {"lib/armeabi-v7a/libsilent.so", elf(false, 1, 5)},
                             {"lib/armeabi-v7a/libnone.so", "text"},
                             {"assets/libother.so", elf(true, kStack, 7)}}));
  const auto read = hegui::read::read(source, {});
  ASSERT_TRUE(read);
  EXPECT_EQ(
      records(*read.value, "code.native_libs", {"path", "nx"}),
      (Lines{"lib/arm64-v8a/libplain.so true", "lib/arm64-v8a/libopen.so false", "lib/armeabi-v7a/libplain.so true",
             "lib/armeabi-v7a/libsilent.so ?", "lib/armeabi-v7a/libnone.so ?"}));
}

// The file with its program headers moved to `begin`.
std::string with_headers_at(std::size_t begin, std::string file) {
  const std::string header = file.substr(64);
  file.resize(begin);
  file[32] = static_cast<char>(begin & 0xFF);
  file[33] = static_cast<char>(begin >> 8);
  return file + header;
}

TEST(AndroidResources, HeadersOfLibrariesAreReadWhereverTheyAre) {
  const std::string open = elf(true, kStack, 7);
  const auto read = hegui::read::read(
      std::make_shared<const Source>(
          "x.apk", testing::zip({{"AndroidManifest.xml", std::string(kHead) + "<application/></manifest>"},
                                 {"lib/a/libfirst.so", with_headers_at(1024 - 56, open) + std::string(9000, 'x')},
                                 {"lib/a/libacross.so", with_headers_at(1000, open) + std::string(9000, 'x')},
                                 {"lib/a/libfar.so", with_headers_at(4000, open) + std::string(9000, 'x')},
                                 {"lib/a/libstored.so", with_headers_at(4000, open), 0},
                                 {"lib/a/liboutside.so", with_headers_at(4090, open) + std::string(9000, 'x')}})),
      {});
  ASSERT_TRUE(read);
  EXPECT_EQ(records(*read.value, "code.native_libs", {"path", "nx"}),
            (Lines{"lib/a/libfirst.so false", "lib/a/libacross.so false", "lib/a/libfar.so false",
                   "lib/a/libstored.so false", "lib/a/liboutside.so ?"}));
}

TEST(Elf, HeadersEndWhereTheirTableDoes) {
  EXPECT_EQ(elf::headers_end(elf(true, kStack, 6)), 64u + 56);
  EXPECT_EQ(elf::headers_end(with_headers_at(4000, elf(true, kStack, 6))), 4056u);
  EXPECT_EQ(elf::headers_end(elf(false, kStack, 6)), 52u + 32);
  EXPECT_EQ(elf::headers_end("text"), 0u);
  std::string wrapped = elf(true, kStack, 6);
  wrapped.replace(32, 8, 8, '\xff');
  EXPECT_GT(elf::headers_end(wrapped), 1u << 30);
}

TEST(Elf, AnyByteMayBeWrong) {
  for (const bool wide : {false, true}) {
    const std::string good = elf(wide, kStack, 6);
    ASSERT_EQ(elf::has_plain_stack(good), true);
    for (std::size_t at = 0; at < good.size(); ++at) {
      for (const char value : {'\0', '\x7f', '\xff'}) {
        std::string bad = good;
        bad[at] = value;
        static_cast<void>(elf::has_plain_stack(bad));
      }
      EXPECT_EQ(elf::has_plain_stack(std::string_view(good).substr(0, at)).value_or(true), true);
    }
  }
}

}  // namespace
}  // namespace hegui::read
