// Every sound input cut at every byte and bent at every byte: facts, or one clear word about what is wrong with its
// place, and never a crash. With HEGUI_SEEDS naming a folder the inputs are also written there, a folder for each
// fuzzer.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "policy/embedded.h"
#include "read/format.h"
#include "read/format/policy_text.h"
#include "samples.h"

namespace hegui::read {
namespace {

using testing::Sample;

const vocab::Vocabulary& words() {
  static const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
  return vocabulary;
}

Checked<facts::FactSet> read_one(const std::string& name, std::string bytes) {
  const auto source = std::make_shared<const Source>(name, std::move(bytes));
  if (name.starts_with("policy."))
    return read_policy_text(source, words(), vocab::PolicyTerms{image::View()});  // terms are compiled at each reading
  return read::read(source, {.limits = {}, .vocabulary = &words()});
}

// Facts, or at least one error; every remark says what is wrong and of which file.
void expect_clear(const std::string& name, std::string bytes, const std::string& how) {
  const Checked<facts::FactSet> read = read_one(name, std::move(bytes));
  if (!read) {
    EXPECT_TRUE(std::ranges::any_of(read.issues, [](const Diagnostic& each) { return each.level == Level::Error; }))
        << name << " " << how;
  }
  for (const Diagnostic& issue : read.issues) {
    EXPECT_FALSE(issue.message.empty()) << name << " " << how;
    EXPECT_TRUE(render(issue).starts_with(name)) << name << " " << how << ": " << render(issue);
  }
  EXPECT_LT(read.issues.size(), 200u) << name << " " << how;
}

class Samples : public ::testing::TestWithParam<Sample> {};

TEST_P(Samples, CanBeCutAnywhere) {
  const auto& [name, bytes, fuzzers, first] = GetParam();
  for (std::size_t size = 0; size < bytes.size(); ++size)
    expect_clear(name, bytes.substr(0, size), "cut at " + std::to_string(size));
}

TEST_P(Samples, CanBeBentAnywhere) {
  const auto& [name, bytes, fuzzers, first] = GetParam();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const char value : {'\0', '\x7F', '\xFF'}) {
      std::string bent = bytes;
      bent[at] = value;
      expect_clear(name, std::move(bent), "bent at " + std::to_string(at));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(OfEveryFormat, Samples, ::testing::ValuesIn(testing::samples()),
                         [](const ::testing::TestParamInfo<Sample>& each) {
                           std::string name = std::to_string(each.index) + "_";
                           for (const char c : each.param.name)
                             name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
                           return name;
                         });

TEST(Hostile, EveryFormatHasASample) {
  std::set<std::string_view> met;
  for (const Sample& sample : testing::samples())
    if (const Checked<facts::FactSet> read = read_one(sample.name, sample.bytes))
      for (const facts::Input& input : read.value->inputs()) met.insert(input.format);
  std::string without;
  for (const Format& format : formats())
    if (!met.contains(format.name)) without += std::string(format.name) + " ";
  EXPECT_EQ(without, "");
}

// A number is taken as it is, or unknown or refused: never another number.
TEST(Hostile, HugeNumbersAreNoOtherNumbers) {
  const std::string digits(400, '9');
  const struct {
    std::string name, before, after;
    const char* fact;
  } kPlaces[] = {
      {"AndroidManifest.xml",
       "<manifest package='a' xmlns:android='http://schemas.android.com/apk/res/android' android:versionCode='", "'/>",
       "android.version_code"},
      {"app.json5", "{app: {bundleName: 'a.b', versionName: '1', versionCode: ", "}}", "harmony.version_code"},
      {"hegui.toml", "[subject]\nkind = 'app'\nname = 'x'\n[minors]\n[operator]\nregistered_users = ", "\n",
       "operator.registered_users"},
      {"hegui.json", R"({"subject": {"kind": "app", "name": "x"}, "operator": {"registered_users": )", "}}",
       "operator.registered_users"},
      {"hegui.yaml", "subject: {kind: app, name: x}\noperator: {registered_users: ", "}\n",
       "operator.registered_users"},
  };
  for (const auto& [name, before, after, path] : kPlaces) {
    const auto small = read_one(name, before + "7" + after);
    ASSERT_TRUE(small) << name << render(small.issues.front());
    EXPECT_EQ(small.value->cell(facts::fact(path)).value.as_int(), 7) << name;
    for (const std::string& number : std::vector<std::string>{digits, "-" + digits, "9223372036854775808", "1e999",
                                                              "0x" + digits, "1" + std::string(100'000, '0')}) {
      const auto read = read_one(name, before + number + after);
      if (!read) continue;
      EXPECT_NE(read.value->cell(facts::fact(path)).knowledge, facts::Knowledge::Known)
          << name << " " << number.substr(0, 30);
    }
  }
}

TEST(Hostile, SeedsForTheFuzzers) {
  const char* folder = std::getenv("HEGUI_SEEDS");
  if (folder == nullptr) GTEST_SKIP() << "HEGUI_SEEDS names no folder";
  std::size_t number = 0;
  for (const Sample& sample : testing::samples()) {
    const auto write = [&](std::string_view fuzzer, const std::string& bytes) {
      const std::filesystem::path place = std::filesystem::path(folder) / fuzzer;
      std::filesystem::create_directories(place);
      std::ofstream(place / std::to_string(number), std::ios::binary) << bytes;
    };
    write("format_fuzz", sample.bytes);
    for (const std::string_view fuzzer : sample.fuzzers) write(fuzzer, sample.first + sample.bytes);
    ++number;
  }
}

}  // namespace
}  // namespace hegui::read
