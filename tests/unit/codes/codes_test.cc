#include "codes/codes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace hegui::codes {
namespace {

TEST(Codes, StandInOrderEachOnce) {
  const std::vector<Row> rows = all();
  EXPECT_TRUE(std::ranges::is_sorted(rows, std::less_equal<>{}, &Row::number));
  for (const Row& row : rows) ASSERT_EQ(find(Code{row.number})->number, row.number);
  EXPECT_EQ(find(Code{1}), nullptr);
  EXPECT_EQ(find(Code{9999}), nullptr);
}

TEST(Codes, AreToldApartByTheirTitlesInEitherLanguage) {
  std::set<std::string_view> titles;
  for (const Row& row : all()) {
    EXPECT_TRUE(titles.insert(row.title.zh).second) << row.title.zh;
    EXPECT_TRUE(titles.insert(row.title.en).second) << row.title.en;
    EXPECT_FALSE(row.step.zh.empty()) << row.number;
    EXPECT_FALSE(row.step.en.empty()) << row.number;
  }
}

// The words in Latin letters, but for what stands in back quotes.
std::vector<std::string> latin_words(std::string_view text) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char c : text) {
    quoted = quoted != (c == '`');
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter && !quoted)
      out.back() += c;
    else if (!out.back().empty())
      out.emplace_back();
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

TEST(Codes, SpeakOneLanguageAtATime) {
  const std::set<std::string> names = {"Android", "XML", "JSON", "TOML", "YAML",      "UTF",  "iOS",   "Expo",
                                       "git",     "Git", "LFS",  "zip",  "Capacitor", "Info", "plist", "Xcode"};
  const auto is_han = [](std::string_view text) { return text.find_first_of("\xE4\xE5\xE6\xE7\xE8\xE9") != text.npos; };
  for (const Row& row : all()) {
    for (const std::string_view zh : {row.title.zh, row.step.zh}) {
      EXPECT_TRUE(is_han(zh)) << row.number;
      for (const std::string& word : latin_words(zh)) EXPECT_TRUE(names.contains(word)) << word << " in " << zh;
    }
    for (const std::string_view en : {row.title.en, row.step.en}) EXPECT_FALSE(is_han(en)) << en;
  }
}

TEST(Codes, AreFoundAsTheyAreWritten) {
  for (const char* word : {"HG1010", "hg1010", "HG01010"}) {
    ASSERT_TRUE(is_code(word));
    EXPECT_EQ(find(std::string_view(word))->number, 1010);
  }
  for (const char* word : {"HG", "1010", "HG10a0", "HGX", "HG-1010", "HG99999999999"})
    EXPECT_FALSE(is_code(word)) << word;
  EXPECT_EQ(find(std::string_view("HG66546")), nullptr) << "1010 in sixteen bits";
}

TEST(Codes, TheNearestIsAFewSlipsAway) {
  EXPECT_EQ(nearest("HG10100"), "HG1010");
  EXPECT_EQ(nearest("HG101"), "HG1001");
  EXPECT_EQ(nearest("hg5210"), "HG5201") << "two digits in the wrong order";
  EXPECT_EQ(nearest("HG999999999"), "HG9001");
}

TEST(Codes, AChineseReaderIsToldTitleAndNextStepFirst) {
  const Diagnostic one = in_chinese(error(Code{1506}, {}, "`a` stands twice", "keep one of the two"));
  EXPECT_EQ(one.message, "属性列表中的键重复，以最后一个为准：`a` stands twice");
  EXPECT_EQ(one.help, "只保留一个（keep one of the two）");
  EXPECT_EQ(in_chinese(error(Code{1502}, {}, "m")).help, "重新构建或下载安装包");
  EXPECT_EQ(in_chinese(error(Code{1}, {}, "m")).message, "m") << "a code of another version";
}

}  // namespace
}  // namespace hegui::codes
