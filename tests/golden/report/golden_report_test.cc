// Whole reports against the files in testdata/report. HEGUI_UPDATE=1 in the environment rewrites them; read the
// difference afterwards.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "report/writers.h"
#include "sample_run.h"

namespace hegui::report {
namespace {

namespace sample = result::sample;

struct Case {
  std::string file;  // in testdata/report
  std::string format;
  result::Run (*run)();
  WriteOptions options;
};

void PrintTo(const Case& row, std::ostream* out) { *out << row.file; }

WriteOptions in(Language language, Verbosity verbosity = Verbosity::Normal, bool colour = false,
                std::uint32_t width = 100) {
  return {language, verbosity, colour, width, nullptr};
}

std::vector<Case> cases() {
  std::vector<Case> all{
      {"demo.zh.txt", "text", sample::demo, in(Language::Zh)},
      {"demo.en.txt", "text", sample::demo, in(Language::En)},
      {"demo-narrow.zh.txt", "text", sample::demo, in(Language::Zh, Verbosity::Normal, false, 72)},
      {"demo-verbose.en.txt", "text", sample::demo, in(Language::En, Verbosity::Verbose)},
      {"demo-colour.zh.txt", "text", sample::demo, in(Language::Zh, Verbosity::Normal, true)},
      {"fleet-quiet.en.txt", "text", sample::fleet, in(Language::En, Verbosity::Quiet)},
      {"bare.zh.txt", "text", sample::bare, in(Language::Zh)},
      {"bare.en.txt", "text", sample::bare, in(Language::En)},
      {"clean.en.txt", "text", sample::clean, in(Language::En)},
      {"unreadable.zh.txt", "text", sample::unreadable, in(Language::Zh)},
      {"demo.json", "json", sample::demo, in(Language::Zh)},
      {"fleet.jsonl", "jsonl", sample::fleet, in(Language::Zh)},
      {"demo.zh.sarif", "sarif", sample::demo, in(Language::Zh)},
      {"unreadable.en.sarif", "sarif", sample::unreadable, in(Language::En)},
      {"demo.zh.junit.xml", "junit", sample::demo, in(Language::Zh)},
      {"unreadable.en.junit.xml", "junit", sample::unreadable, in(Language::En)},
      {"fleet.zh.md", "markdown", sample::fleet, in(Language::Zh)},
      {"demo.en.md", "markdown", sample::demo, in(Language::En)},
      {"fleet.zh.csv", "csv", sample::fleet, in(Language::Zh)},
      {"fleet.zh.html", "html", sample::fleet, in(Language::Zh)},
      {"bare.en.html", "html", sample::bare, in(Language::En)},
      {"demo.zh.github.txt", "github", sample::demo, in(Language::Zh)},
      {"unreadable.en.github.txt", "github", sample::unreadable, in(Language::En)},
      {"demo.en.gitlab.json", "gitlab", sample::demo, in(Language::En)},
  };
  return all;
}

class GoldenReport : public testing::TestWithParam<Case> {};

TEST_P(GoldenReport, IsAsStored) {
  const Case& row = GetParam();
  const result::Run run = row.run();
  const result::Gate gate = result::gate(run, {.fail_on = policy::Severity::High, .min_score = {}, .strict = false});
  WriteOptions options = row.options;
  options.gate = &gate;
  std::string got;
  const Writer* writer = find_writer(row.format);
  ASSERT_NE(writer, nullptr);
  writer->write(run, options, got);
  const std::filesystem::path path = std::filesystem::path(HEGUI_SOURCE_DIR) / "testdata/report" / row.file;
  if (std::getenv("HEGUI_UPDATE") != nullptr) std::ofstream(path, std::ios::binary) << got;
  std::ifstream in_file(path, std::ios::binary);
  ASSERT_TRUE(in_file) << path << " is missing";
  std::stringstream want;
  want << in_file.rdbuf();
  EXPECT_EQ(got, want.str());
}

INSTANTIATE_TEST_SUITE_P(All, GoldenReport, testing::ValuesIn(cases()), [](const auto& each) {
  std::string name = each.param.file;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
});

}  // namespace
}  // namespace hegui::report
