// Numbers by the forms of the real vocabulary: each identifier's own examples, and how people copy them.
#include "vocab/identifier.h"

#include <gtest/gtest.h>

#include <thread>

#include "policy/embedded.h"

namespace hegui::vocab {
namespace {

Vocabulary words() { return Vocabulary(image::View(policy::embedded_image())); }

TEST(Identifiers, AgreeWithTheirExamples) {
  const Vocabulary vocabulary = words();
  const Identifiers identifiers(vocabulary);
  EXPECT_GT(vocabulary.identifiers().size(), 40u);
  for (const IdentifierRow& row : vocabulary.identifiers()) {
    const std::string_view slug = vocabulary.text(row.slug);
    for (const image::Text number : vocabulary.texts(row.valid))
      EXPECT_EQ(identifiers.judge(slug, vocabulary.text(number)), Form::WellFormed)
          << slug << " " << vocabulary.text(number);
    for (const image::Text number : vocabulary.texts(row.invalid))
      EXPECT_NE(identifiers.judge(slug, vocabulary.text(number)), Form::WellFormed)
          << slug << " " << vocabulary.text(number);
  }
}

TEST(Identifiers, TellMalformedFromDoubtful) {
  const Identifiers identifiers(words());
  EXPECT_EQ(identifiers.judge("icp-filing", "京ICP备1号"), Form::Malformed);
  EXPECT_EQ(identifiers.judge("game-isbn", "978-7-498-05646-8"), Form::Malformed);
  EXPECT_EQ(identifiers.judge("uscc", "91350100M000100Y44"), Form::Doubtful);
  EXPECT_EQ(identifiers.judge("psb-filing", "京公网安备44010802012345号"), Form::Doubtful);
  EXPECT_EQ(identifiers.judge("mlps-certificate", "99010812345-00001"), Form::Malformed);
  EXPECT_EQ(identifiers.judge("news-licence", "x"), Form::Doubtful);
  EXPECT_EQ(identifiers.judge("unheard-of", "x"), Form::Unknown);
  EXPECT_EQ(identifiers.judge("icp-licence", "京B2-20201234"), Form::WellFormed);
  EXPECT_EQ(identifiers.judge("icp-licence", "京ICP证090001号"), Form::WellFormed) << "the old numbering still stands";
  EXPECT_EQ(identifiers.judge("telecom-licence", "京ICP证090001号"), Form::WellFormed);
  EXPECT_EQ(identifiers.judge("edi-licence", "京ICP证090001号"), Form::Malformed);
  EXPECT_EQ(identifiers.judge("game-publication-number", "978-7-498-05646-7"), Form::WellFormed);
  EXPECT_EQ(identifiers.judge("game-publication-number", "国新出审〔2024〕1234号"), Form::WellFormed);
}

TEST(Identifiers, ForgiveHowNumbersAreCopied) {
  EXPECT_EQ(narrow_number("京 icp备１２３４５６７８号－１　"), "京ICP备12345678号-1");
  EXPECT_EQ(narrow_number("\xE4\xBA"), "\xE4\xBA");
  EXPECT_EQ(narrow_number(""), "");
  const Identifiers identifiers(words());
  EXPECT_EQ(identifiers.judge("icp-filing", "京 icp备１２３４５６７８号－１"), Form::WellFormed);
  EXPECT_EQ(identifiers.judge("android-application-id", " com.example"), Form::Malformed);
}

TEST(Identifiers, CheckDigitsCatchEveryWrongDigit) {
  const Identifiers identifiers(words());
  // Each kind with a check digit, a genuine-looking number, and the place of its last digit.
  for (const auto& [kind, number] :
       {std::pair("uscc", "91350100M000100Y43"), std::pair("game-isbn", "978-7-498-05646-7"),
        std::pair("food-business-licence", "JY11108071215650")}) {
    ASSERT_EQ(identifiers.judge(kind, number), Form::WellFormed) << kind;
    const char right = std::string_view(number).back();
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string changed(number);
      changed.back() = digit;
      EXPECT_EQ(identifiers.judge(kind, changed) == Form::WellFormed, digit == right) << kind << ' ' << changed;
    }
  }
}

TEST(Identifiers, DivisionCodesAreThoseOfAProvince) {
  const Identifiers identifiers(words());
  EXPECT_EQ(identifiers.judge("mlps-certificate", "11010812345-00001"), Form::WellFormed);
  EXPECT_EQ(identifiers.judge("mlps-certificate", "16010812345-00001"), Form::Malformed);
  EXPECT_EQ(identifiers.judge("algorithm-filing", "网信算备160108123456701240017号"), Form::Doubtful);
  EXPECT_EQ(identifiers.judge("blockchain-filing", "京网信备11010123123456780015号"), Form::WellFormed);
  EXPECT_EQ(identifiers.judge("education-app-filing", "教APP备1100001号"), Form::WellFormed);
  EXPECT_EQ(identifiers.judge("education-app-filing", "教APP备9900001号"), Form::Doubtful);
}

TEST(Identifiers, NumbersComeApart) {
  const Vocabulary vocabulary = words();
  const Identifiers identifiers(vocabulary);
  const auto parts = identifiers.parts("app-filing", "渝ICP备2025012345号-12A");
  ASSERT_TRUE(parts);
  EXPECT_EQ(vocabulary.text(parts->province->title.en), "Chongqing");
  EXPECT_EQ(parts->year, 2025);
  EXPECT_EQ(parts->entity, "渝ICP备2025012345号");
  EXPECT_EQ(identifiers.parts("icp-filing", "陇ICP备19001358号-1")->year, 2019);
  EXPECT_EQ(vocabulary.text(identifiers.parts("uscc", "91350100M000100Y43")->division->title.en), "Fujian");
  EXPECT_EQ(identifiers.parts("game-approval", "新广出审〔2016〕45号")->year, 0);
  EXPECT_FALSE(identifiers.parts("app-filing", "x"));
  EXPECT_FALSE(identifiers.parts("unheard-of", "x"));
  ASSERT_EQ(identifiers.recognise("京ICP备12345678号-2A").size(), 1u);
  EXPECT_EQ(vocabulary.text(identifiers.recognise("京ICP备12345678号-2A").front()->slug), "app-filing");
  EXPECT_TRUE(identifiers.recognise("permission-purpose").empty());
}

TEST(Identifiers, ServeManyThreads) {
  const Identifiers identifiers(words());
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] { EXPECT_EQ(identifiers.judge("wechat-appid", "wx0123456789abcdef"), Form::WellFormed); });
}

}  // namespace
}  // namespace hegui::vocab
