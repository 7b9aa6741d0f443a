// The terms of the real vocabulary: each term's own examples, and what denies.
#include "vocab/policy_terms.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/utf8.h"
#include "policy/embedded.h"

namespace hegui::vocab {
namespace {

class Terms : public ::testing::Test {
 protected:
  static std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const utf8::Decoded point = utf8::decode(text, at);
      at += point.size;
      if (normalised(point.value) != 0) utf8::append(out, normalised(point.value));
    }
    return out;
  }

  std::size_t term(std::string_view kind, std::string_view slug) const {
    const auto it = std::ranges::find_if(terms_.rows(), [&](const PolicyTermRow& row) {
      return terms_.text(row.kind) == kind && terms_.text(row.slug) == slug;
    });
    return static_cast<std::size_t>(it - terms_.rows().begin());
  }

  bool affirms(std::string_view slug, std::string_view sentence) const {
    return matcher_.find_affirmed(term("category", slug), plain(sentence)).has_value();
  }

  const PolicyTerms terms_{image::View(policy::embedded_image())};
  const PolicyMatcher matcher_{terms_};
};

TEST_F(Terms, AgreeWithTheirExamples) {
  EXPECT_GT(terms_.rows().size(), 100u);
  for (std::size_t i = 0; i < terms_.rows().size(); ++i) {
    const PolicyTermRow& row = terms_.rows()[i];
    for (const image::Text like : terms_.texts(row.like))
      EXPECT_TRUE(matcher_.find(i, plain(terms_.text(like)))) << terms_.text(row.slug) << ": " << terms_.text(like);
    for (const image::Text unlike : terms_.texts(row.unlike))
      EXPECT_FALSE(matcher_.find(i, plain(terms_.text(unlike))))
          << terms_.text(row.slug) << ": " << terms_.text(unlike);
  }
}

TEST_F(Terms, WhatIsDeniedIsNotMentioned) {
  EXPECT_TRUE(affirms("location-precise", "我们会收集您的精确位置信息"));
  EXPECT_FALSE(affirms("location-precise", "我们不会收集您的精确位置信息"));
  EXPECT_FALSE(affirms("contacts", "本应用不会读取您的通讯录、短信"));
  EXPECT_FALSE(affirms("communication-content", "本应用不会读取您的通讯录、短信"));
  EXPECT_FALSE(affirms("contacts", "We do not collect your phone contacts."));
}

TEST_F(Terms, ADenialEndsWithItsClause) {
  EXPECT_TRUE(affirms("phone-number", "我们不会收集您的通讯录，但会收集您的手机号"));
  EXPECT_TRUE(affirms("phone-number", "我们会收集您的手机号，不会收集您的通讯录"));
  EXPECT_FALSE(affirms("contacts", "我们会收集您的手机号，不会收集您的通讯录"));
}

TEST_F(Terms, AConditionDeniesNothing) {
  EXPECT_TRUE(affirms("contacts", "未经您同意，我们不会收集您的通讯录"));
  EXPECT_TRUE(affirms("contacts", "Without your consent we do not collect your phone contacts."));
}

TEST_F(Terms, FullWidthLettersAndBlanksArePlainOnes) {
  EXPECT_EQ(plain("ＩＭＥＩ，\u3000ａ\u00A0\u200Bb"), "IMEI, a b");
}

}  // namespace
}  // namespace hegui::vocab
