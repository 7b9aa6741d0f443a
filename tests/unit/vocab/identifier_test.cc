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
}

TEST(Identifiers, ForgiveHowNumbersAreCopied) {
  EXPECT_EQ(narrow_number("京 icp备１２３４５６７８号－１　"), "京ICP备12345678号-1");
  EXPECT_EQ(narrow_number("\xE4\xBA"), "\xE4\xBA");
  EXPECT_EQ(narrow_number(""), "");
  const Identifiers identifiers(words());
  EXPECT_EQ(identifiers.judge("icp-filing", "京 icp备１２３４５６７８号－１"), Form::WellFormed);
  EXPECT_EQ(identifiers.judge("android-application-id", " com.example"), Form::Malformed);
}

TEST(Identifiers, ServeManyThreads) {
  const Identifiers identifiers(words());
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] { EXPECT_EQ(identifiers.judge("wechat-appid", "wx0123456789abcdef"), Form::WellFormed); });
}

}  // namespace
}  // namespace hegui::vocab
