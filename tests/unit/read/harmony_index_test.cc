// Compiled resources of HarmonyOS, in both layouts: the strings that manifests refer to, and indexes that lie.
#include <gtest/gtest.h>

#include "harmony_bytes.h"
#include "manifest_words.h"
#include "read/container/little_endian.h"

namespace hegui::read {
namespace {

using namespace testing;

Checked<facts::FactSet> read_with(const std::string& index) {
  return read_text("entry.hap", zip({{"module.json", std::string(kBuilt)}, {"resources.index", index}}));
}

// A builder for either layout.
using Layout = std::string (*)(const std::vector<Configuration>&);

class HarmonyIndex : public ::testing::TestWithParam<Layout> {
 protected:
  static std::string index(const std::vector<Configuration>& configurations) { return GetParam()(configurations); }
  static std::string index(const Strings& strings) { return index({Configuration{{}, strings}}); }
};

INSTANTIATE_TEST_SUITE_P(OfEitherLayout, HarmonyIndex, ::testing::Values(&resources_index, &newer_resources_index));

TEST_P(HarmonyIndex, GivesItsStrings) {
  const auto read =
      read_with(index(Strings{{16777216, {"app_name", "示例出行"}}, {16777217, {"why", "扫描车上的二维码"}}}));
  ASSERT_TRUE(read);
  EXPECT_TRUE(read.issues.empty());
  EXPECT_EQ(words(*read.value, "subject.name"), "示例出行");
  EXPECT_EQ(permissions(*read.value),
            (Lines{"harmonyos|ohos.permission.CAMERA|扫描车上的二维码", "harmonyos|ohos.permission.LOCATION|?"}));
}

TEST_P(HarmonyIndex, GivesAStringByItsNameWhereTheNumberIsNone) {
  const auto read = read_with(index(Strings{{5, {"why", "扫码"}}}));
  ASSERT_TRUE(read);
  EXPECT_EQ(permissions(*read.value).front(), "harmonyos|ohos.permission.CAMERA|扫码");
}

TEST_P(HarmonyIndex, FollowsStringsThatReferToOthers) {
  const auto read = read_with(index(Strings{{16777216, {"app_name", "$string:2"}},
                                            {16777217, {"why", "$string:3"}},
                                            {2, {"short", "$string:ride"}},
                                            {3, {"again", "$string:16777217"}},
                                            {4, {"ride", "示例出行"}}}));
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "subject.name"), "示例出行");
  EXPECT_EQ(permissions(*read.value).front(), "harmonyos|ohos.permission.CAMERA|?") << "they refer to each other";
}

TEST_P(HarmonyIndex, LeavesStringsOfTheSystemUnknown) {
  const auto read =
      read_with(index(Strings{{16777216, {"app_name", "$ohos:string:7"}}, {16777217, {"why", "$5 一次"}}}));
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "subject.name"), "?");
  EXPECT_EQ(permissions(*read.value).front(), "harmonyos|ohos.permission.CAMERA|$5 一次");
}

TEST_P(HarmonyIndex, LetsChineseTextsCountBeforeThoseOfTheDefault) {
  constexpr std::uint32_t kEn = 0x656E, kZh = 0x7A68, kCn = 0x434E;
  const auto read = read_with(index({{{{0, kEn}}, {{16777216, {"app_name", "Ride"}}}},
                                     {{}, {{16777216, {"app_name", "app_name"}}, {16777217, {"why", "用于扫码"}}}},
                                     {{{0, kZh}, {1, kCn}}, {{16777216, {"app_name", "示例出行"}}}},
                                     {{{0, kZh}, {6, 1}}, {{16777216, {"app_name", "夜间"}}}}}));
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "subject.name"), "示例出行");
  EXPECT_EQ(permissions(*read.value).front(), "harmonyos|ohos.permission.CAMERA|用于扫码");
}

TEST_P(HarmonyIndex, OfOtherLanguagesOnlyGivesNothing) {
  constexpr std::uint32_t kEn = 0x656E;
  const auto read = read_with(index({{{{0, kEn}}, {{16777216, {"app_name", "Ride"}}}}}));
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "subject.name"), "?");
}

TEST_P(HarmonyIndex, ThatLiesGivesNoStrings) {
  const std::string sound = index(Strings{{16777216, {"app_name", "x"}}});
  for (std::size_t at = 128; at < sound.size(); ++at) {
    for (const char byte : {'\0', '\x7F', '\xFF'}) {
      std::string bent = sound;
      bent[at] = byte;
      EXPECT_TRUE(read_with(bent)) << at;
    }
    EXPECT_TRUE(read_with(sound.substr(0, at))) << at;
  }
}

TEST(HarmonyIndexes, WhoseStringsLieInEachOtherAreLeft) {
  Strings strings;
  for (std::uint32_t i = 0; i < 50; ++i) strings.push_back({i, {"name" + std::to_string(i), std::string(60, 'x')}});
  std::string index = resources_index({{{}, strings}});
  // Every entry but the first leads into a text that is said to go on for half of the file.
  const std::size_t list = index.find("IDSS"), texts = list + 8 + strings.size() * 8;
  for (std::size_t i = 1; i < strings.size(); ++i) {
    std::string length;
    put16(length, (index.size() - texts) / 2);
    const std::size_t place = Bytes{std::string_view(index)}.u32(list + 8 + i * 8 + 4);
    index.replace(place + 12, 2, length);
  }
  const auto read = read_with(index);
  ASSERT_TRUE(read);
  EXPECT_EQ(remarks(read),
            Lines{"HG1411 what refers to strings is unknown: the strings of resources.index lie in each other"});
}

TEST(HarmonyIndexes, OfTheNewerLayoutWhosePlacesAreSharedAreLeft) {
  Strings strings;
  for (std::uint32_t i = 0; i < 50; ++i) strings.push_back({i, {"n", std::string(60, 'x')}});
  std::string index = newer_resources_index({{{}, strings}});
  // All are one resource, whose texts are said to be all the rest of the file.
  const std::size_t data = index.find("DATA"), set = index.find("IDSS");
  index.replace(data + 20, 4, numbers({(index.size() - data - 24) / 8}));
  for (std::size_t i = 0; i < strings.size(); ++i)
    index.replace(set + 16 + 28 + 12 + i * 13, 8, numbers({0, data + 12}));
  const auto read = read_with(index);
  ASSERT_TRUE(read);
  EXPECT_EQ(remarks(read),
            Lines{"HG1411 what refers to strings is unknown: the strings of resources.index lie in each other"});
}

TEST(HarmonyIndexes, OfALayoutThatIsNotKnownAreTold) {
  std::string index = newer_resources_index({{{}, {{1, {"a", "b"}}}}});
  index.replace(index.find("IDSS"), 4, "IDS3");
  for (const std::string& unknown : {index, std::string("Restool 9"), std::string()}) {
    const auto read = read_with(unknown);
    ASSERT_TRUE(read);
    EXPECT_EQ(
        remarks(read),
        Lines{"HG1411 what refers to strings is unknown: resources.index has another layout than those read here"});
  }
}

}  // namespace
}  // namespace hegui::read
