// Secrets by their forms in the real vocabulary.
#include "vocab/secret.h"

#include <gtest/gtest.h>

#include <string>

#include "policy/embedded.h"

namespace hegui::vocab {
namespace {

Vocabulary words() { return Vocabulary(image::View(policy::embedded_image())); }

// `slug:text` of what is found.
std::vector<std::string> found(std::string_view text) {
  const Vocabulary vocabulary = words();
  std::vector<std::string> out;
  for (const Secret& secret : find_secrets(vocabulary, text))
    out.push_back(std::string(vocabulary.text(secret.form->slug)) + ":" +
                  std::string(text.substr(secret.begin, secret.end - secret.begin)));
  return out;
}

using Found = std::vector<std::string>;

TEST(Secrets, FormsAgreeWithTheirExamples) {
  const Vocabulary vocabulary = words();
  EXPECT_EQ(vocabulary.secrets().size(), 8u);
  for (const SecretRow& row : vocabulary.secrets()) {
    const auto is_found = [&](std::string_view text) {
      return std::ranges::any_of(find_secrets(vocabulary, text),
                                 [&](const Secret& secret) { return secret.form == &row; });
    };
    for (const image::Text like : vocabulary.texts(row.like))
      EXPECT_TRUE(is_found(vocabulary.text(like))) << vocabulary.text(row.slug) << ": " << vocabulary.text(like);
    for (const image::Text unlike : vocabulary.texts(row.unlike))
      EXPECT_FALSE(is_found(vocabulary.text(unlike))) << vocabulary.text(row.slug) << ": " << vocabulary.text(unlike);
  }
}

TEST(Secrets, TellsThoseForServersFromOverlappingOnes) {
  // The value has the form of a named secret too.
  EXPECT_EQ(found(R"({"appid" : "wx0123456789abcdef", "appsecret" : "fedcba9876543210fedcba9876543210"})"),
            Found{"wechat-app-secret:fedcba9876543210fedcba9876543210"});
}

TEST(Secrets, FindsEachInTheOrderOfTheText) {
  EXPECT_EQ(found("AKID0123456789abcdef0123456789ABCDEF LTAI4Gabcdefghijabcdefgh LTAI4Gabcdefghijabcdefgi"),
            (Found{"tencent-secret-id:AKID0123456789abcdef0123456789ABCDEF",
                   "aliyun-access-key-id:LTAI4Gabcdefghijabcdefgh", "aliyun-access-key-id:LTAI4Gabcdefghijabcdefgi"}));
  EXPECT_EQ(found(""), Found{});
  EXPECT_EQ(found("LTAI"), Found{});
}

}  // namespace
}  // namespace hegui::vocab
