// Purposes by the classes of the real vocabulary: each class's own examples, and what people really write.
#include "vocab/purpose.h"

#include <gtest/gtest.h>

#include "policy/embedded.h"

namespace hegui::vocab {
namespace {

Vocabulary words() { return Vocabulary(image::View(policy::embedded_image())); }

TEST(PurposeText, AgreesWithItsExamples) {
  const Vocabulary vocabulary = words();
  const PurposeText texts(vocabulary);
  EXPECT_GT(vocabulary.purposes().size(), 10u);
  for (const PurposeRow& row : vocabulary.purposes()) {
    for (const image::Text like : vocabulary.texts(row.like))
      EXPECT_TRUE(texts.is_of(row, vocabulary.text(like)))
          << vocabulary.text(row.slug) << ": " << vocabulary.text(like);
    for (const image::Text unlike : vocabulary.texts(row.unlike))
      EXPECT_FALSE(texts.is_of(row, vocabulary.text(unlike)))
          << vocabulary.text(row.slug) << ": " << vocabulary.text(unlike);
  }
}

TEST(PurposeText, JudgesByTheFirstClass) {
  const PurposeText texts(words());
  for (const auto& [text, quality] : std::initializer_list<std::pair<std::string_view, PurposeQuality>>{
           {"", PurposeQuality::Missing},
           {" \u3000\n", PurposeQuality::Missing},
           {"$string:reason", PurposeQuality::Unresolved},
           {"%CAMERA_TEXT%", PurposeQuality::Unresolved},
           {"TODO: add text", PurposeQuality::Placeholder},
           {"应用需要访问相机", PurposeQuality::Placeholder},
           {"是否允许访问您的摄像头", PurposeQuality::Placeholder},
           {"android.permission.CAMERA", PurposeQuality::Placeholder},
           {"Testing camera permissions", PurposeQuality::Placeholder},
           {"为了提升用户体验", PurposeQuality::Vague},
           {"To ensure a better experience.", PurposeQuality::Vague},
           {"用于拍摄并上传头像，提升体验", PurposeQuality::Fine},
           {"用于扫描二维码登录", PurposeQuality::Fine},
           {"To scan QR codes for sign-in", PurposeQuality::Fine},
           {"保护账号安全", PurposeQuality::Plain},
       })
    EXPECT_EQ(texts.judge(text), quality) << text;
}

TEST(PurposeText, AccusesNoShortTextThatNamesAFunction) {
  const PurposeText texts(words());
  for (const std::string_view text :
       {"扫码登录", "叫车", "导航", "实时定位导航", "视频通话", "拍照", "Navigation", "Sign-in", "用于听力测试",
        "用于拍摄商品照片并上架", "用于上传证件照片供审核", "To add photos to your todo list",
        "To test your hearing with the app", "We use your location, for example to show nearby shops in the app"}) {
    const PurposeQuality quality = texts.judge(text);
    EXPECT_TRUE(quality == PurposeQuality::Fine || quality == PurposeQuality::Plain)
        << text << " " << static_cast<int>(quality);
  }
}

TEST(PurposeText, AVocabularyWithoutClassesAccusesNothing) {
  EXPECT_EQ(PurposeText(Vocabulary(image::View{})).judge(""), PurposeQuality::Plain);
}

TEST(PatternMistake, TellsWhatIsWrong) {
  EXPECT_EQ(pattern_mistake("a+"), "");
  EXPECT_NE(pattern_mistake("a("), "");
}

}  // namespace
}  // namespace hegui::vocab
