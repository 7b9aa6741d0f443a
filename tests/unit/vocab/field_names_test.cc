// Names of fields by the real vocabulary: Chinese, pinyin, initials, English, what only looks like personal data, and
// what stands beside a name.
#include "vocab/field_names.h"

#include <gtest/gtest.h>

#include "policy/embedded.h"

namespace hegui::vocab {
namespace {

class Names : public testing::Test {
 protected:
  // `slug`, `slug?` where it is not sure, joined by blanks.
  std::string judge(const FieldQuery& field) const {
    std::string out;
    for (const FieldHit& hit : names.judge(field))
      out.append(out.empty() ? "" : " ").append(vocabulary.text(hit.row->slug)).append(hit.sure ? "" : "?");
    return out;
  }
  std::string under(std::string_view name, std::vector<FieldHolder> holders) const {
    return judge({.name = name, .holders = holders});
  }

  Vocabulary vocabulary{image::View(policy::embedded_image())};
  FieldNames names{vocabulary};
};

TEST_F(Names, AreSplitIntoWords) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(words_of_name("mobileNo"), (Words{"mobile", "no"}));
  EXPECT_EQ(words_of_name("IDCardNo"), (Words{"id", "card", "no"}));
  EXPECT_EQ(words_of_name("user_phone-2nd"), (Words{"user", "phone", "2nd"}));
  EXPECT_EQ(words_of_name("SHA256"), (Words{"sha", "256"}));
  EXPECT_EQ(words_of_name("手机号"), (Words{"手机号"}));
  EXPECT_EQ(words_of_name("用户.手机号"), (Words{"用户", "手机号"}));
  EXPECT_EQ(words_of_name("__"), Words{});
}

TEST_F(Names, AChineseLabelIsANameToo) {
  const auto labelled = [&](std::string_view name, std::string_view label, bool flag = false) {
    return judge({.name = name, .label = name_in_label(label), .flag = flag});
  };
  EXPECT_EQ(labelled("zd1", "手机号"), "mobile-number");
  EXPECT_EQ(labelled("zd1", "手机号（必填）"), "mobile-number");
  EXPECT_EQ(labelled("zd1", "身份证号, 18 位"), "id-card");
  EXPECT_EQ(labelled("phone", "手机号"), "mobile-number") << "once";
  EXPECT_EQ(labelled("zd1", "手机号是否已验证"), "") << "not as a whole";
  EXPECT_EQ(labelled("code", "发送到手机号的验证码"), "");
  EXPECT_EQ(labelled("zd1", "手机号", true), "") << "a flag about it";
  EXPECT_EQ(labelled("url", "地址"), "") << "too short to mean one thing";
  EXPECT_EQ(labelled("no", "序列号"), "") << "of anything";
}

TEST_F(Names, OfEveryKindAndTheirFalseFriends) {
  struct Sample {
    std::string_view name, expected;
  };
  constexpr Sample kSamples[] = {
      {"手机号", "mobile-number"},
      {"sjh", "mobile-number"},
      {"mobileNo", "mobile-number"},
      {"phone_number", "mobile-number"},
      {"lxdh", "mobile-number"},
      {"userPhone", "mobile-number"},
      {"phoneModel", "device-model?"},
      {"phoneType", ""},
      {"isPhoneVerified", ""},
      {"email", "email"},
      {"contactEmail", "email"},
      {"emailTemplateId", ""},
      {"dzyx", "email"},
      {"realName", "real-name"},
      {"xm", "real-name"},
      {"first_name", "real-name"},
      {"fileName", ""},
      {"className", ""},
      {"hostName", ""},
      {"真实姓名", "real-name"},
      {"nickName", "nickname"},
      {"loginName", "username"},
      {"yhm", "username"},
      {"serviceAccountName", ""},
      {"password", "password"},
      {"mima", "password"},
      {"passwordPolicy", ""},
      {"openid", "openid"},
      {"unionId", "openid"},
      {"openidConnectConfig", ""},
      {"idCard", "id-card"},
      {"id_no", "id-card"},
      {"sfzh", "id-card"},
      {"身份证号", "id-card"},
      {"zjhm", "id-card"},
      {"idCardFront", "id-photo"},
      {"cardId", ""},
      {"passportNo", "passport"},
      {"faceImage", "face"},
      {"faceId", "face"},
      {"fontFace", ""},
      {"interfaceName", ""},
      {"gender", "gender"},
      {"xb", "gender"},
      {"birthday", "birthday"},
      {"csrq", "birthday"},
      {"dateOfBirth", "birthday"},
      {"age", "age"},
      {"maxAge", ""},
      {"pageSize", ""},
      {"maritalStatus", "marital"},
      {"minzu", "ethnicity"},
      {"homeAddress", "address"},
      {"jtzz", "address"},
      {"收货地址", "address"},
      {"ipAddress", "ip?"},
      {"clientIp", "ip"},
      {"macAddress", "mac?"},
      {"walletAddress", ""},
      {"emailAddress", "email"},
      {"receiverName", "recipient"},
      {"shrxm", "recipient"},
      {"lat", "latitude?"},
      {"jingdu", "latitude?"},
      {"latency", ""},
      {"imei", "device-id"},
      {"deviceId", "device-id"},
      {"oaid", "oaid"},
      {"bankCardNo", "bank-card"},
      {"yhkh", "bank-card"},
      {"cardNumber", "bank-card"},
      {"khh", "bank-pinyin"},
      {"country", ""},
      {"minute", ""},
      {"island", ""},
      {"bicycleId", ""},
      {"monthlyIncome", "income"},
      {"outcome", ""},
      {"creditScore", "credit"},
      {"orderNo", "order?"},
      {"diagnosis", "health"},
      {"bingli", "health"},
      {"heartRate", "health"},
      {"stepCount", "fitness"},
      {"stepId", ""},
      {"xueli", "education?"},
      {"jianli", "resume"},
      {"resumeToken", ""},
      {"tongxunlu", "contacts"},
      {"emergencyContact", "contacts"},
      {"chatHistory", "sms"},
      {"callLog", "calls"},
      {"callerId", ""},
      {"installedApps", "apps"},
      {"avatarUrl", "avatar"},
      {"plateNo", "plate"},
      {"childName", "child"},
      {"childNode", ""},
      {"guardianPhone", "child"},
      {"religion", "religion"},
      {"clipboardData", "clipboard"},
      {"guiji", "track"},
      {"trackId", ""},
      {"status", ""},
      {"createTime", ""},
      {"sessionState", ""},
      {"", ""},
  };
  for (const auto& [name, expected] : kSamples) EXPECT_EQ(judge({.name = name}), expected) << name;
}

TEST_F(Names, ByWhatHoldsThem) {
  EXPECT_EQ(under("name", {}), "person-name-context?");
  EXPECT_EQ(under("name", {{"Order"}, {"customer"}}), "person-name-context");
  EXPECT_EQ(under("name", {{"SysUser"}, {"authority", "SysAuthority"}}), "person-name-context?") << "not the user's";
  EXPECT_EQ(under("name", {{"customer"}, {"data", "BaseInfo"}}), "person-name-context") << "what only wraps";
  EXPECT_EQ(under("name", {{"", "Employee"}, {"", "Party", true}}), "person-name-context") << "what it is composed of";
  EXPECT_EQ(under("name", {{"buyer", "Party"}}), "person-name-context");
  EXPECT_EQ(under("name", {{"", "dto.UserCreateRequest"}}), "person-name-context");
  EXPECT_EQ(under("name", {{"", "UserRole"}}), "person-name-context?") << "a role is no user";
  EXPECT_EQ(under("name", {{"fields", "BulkSignerListCustomField"}}), "person-name-context?");
  EXPECT_EQ(under("addr", {{"redis", "config.Redis"}}), "");
  EXPECT_EQ(under("addr", {{"", "dto.HostOperate"}}), "") << "a machine's";
  EXPECT_EQ(under("phone", {{"", "DingtalkSetting"}}), "");
  EXPECT_EQ(under("phone", {{"", "UserSetting"}}), "mobile-number");
  EXPECT_EQ(under("registrationId", {{"scanners"}}), "push-registration?");
  EXPECT_EQ(under("registrationId", {{"push"}}), "push-registration");
  EXPECT_EQ(under("name", {{"signers"}}), "person-name-context") << "several of them";
  EXPECT_EQ(under("password", {{"", "InitDB"}}), "") << "of a database";
  EXPECT_EQ(under("phone", {{"shop"}}), "");
  EXPECT_EQ(under("userName", {{"", "request.InitDB"}}), "") << "the account of a database";
  EXPECT_EQ(under("username", {{"mysql", "config.Mysql"}}), "");
  EXPECT_EQ(under("loginName", {{"smtp"}, {"data"}}), "") << "beyond what only wraps";
  EXPECT_EQ(under("password", {{"", "DatabaseAccount"}}), "") << "an account by name, of a database";
  EXPECT_EQ(under("userName", {{"", "UserConfig"}}), "username") << "a user is named";
  EXPECT_EQ(under("userName", {{"server"}, {"members"}}), "username");
  EXPECT_EQ(under("userId", {{"company"}}), "username") << "people of a company have accounts";
  EXPECT_EQ(under("userEmail", {{"config"}}), "email");
  EXPECT_EQ(under("phone", {{"shop"}, {"contactPerson"}}), "mobile-number");
  EXPECT_EQ(under("ip", {{"vm"}}), "ip?");
  EXPECT_EQ(under("ip", {{"login"}}), "ip");
  EXPECT_EQ(under("latitude", {{"store"}}), "");
  EXPECT_EQ(under("latitude", {{"driver"}}), "latitude");
  EXPECT_EQ(under("deviceId", {{"terminal"}}), "device-id");
}

TEST_F(Names, ByFormatTypeAndPosition) {
  EXPECT_EQ(judge({.name = "value", .format = "email"}), "email");
  EXPECT_EQ(judge({.name = "value", .format = "uuid"}), "");
  EXPECT_EQ(judge({.name = "age", .flag = true}), "");
  EXPECT_EQ(judge({.name = "Age", .header = true}), "");
  EXPECT_EQ(judge({.name = std::string(5000, 'a') + "Phone"}), "");
}

}  // namespace
}  // namespace hegui::vocab
