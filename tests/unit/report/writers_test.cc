// What holds of every format: it is in the table once, and gives the same bytes for the same run.
#include "report/writers.h"

#include <gtest/gtest.h>

#include <set>

#include "base/utf8.h"
#include "sample_run.h"

namespace hegui::report {
namespace {

namespace sample = result::sample;

std::string written(const Writer& writer, const result::Run& run, const WriteOptions& options = {}) {
  std::string out;
  writer.write(run, options, out);
  return out;
}

WriteOptions in(Language language, Verbosity verbosity, std::uint32_t width) {
  return {language, verbosity, false, width, nullptr};
}

TEST(Writers, HaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const Writer& writer : writers()) {
    EXPECT_TRUE(names.insert(writer.name).second) << writer.name;
    EXPECT_EQ(find_writer(writer.name), &writer);
    EXPECT_FALSE(writer.about.empty());
  }
  EXPECT_EQ(find_writer("pdf"), nullptr);
}

TEST(Writers, GiveTheSameBytesForTheSameRun) {
  for (const Writer& writer : writers())
    EXPECT_EQ(written(writer, sample::fleet()), written(writer, sample::fleet())) << writer.name;
}

TEST(Writers, WriteWellFormedTextWithoutControlCharacters) {
  for (const Writer& writer : writers())
    for (const Language language : {Language::Zh, Language::En}) {
      const std::string out = written(writer, sample::fleet(), in(language, Verbosity::Verbose, 100));
      EXPECT_EQ(utf8::find_invalid(out), std::string::npos) << writer.name;
      EXPECT_EQ(out.find('\x1b'), std::string::npos) << writer.name;
      EXPECT_FALSE(out.empty());
    }
}

TEST(Writers, TakeARunWithoutSubjects) {
  result::Run run = sample::demo();
  run.subjects.clear();
  for (const Writer& writer : writers()) {
    std::string out;
    writer.write(run, {}, out);
  }
}

TEST(TextWriter, KeepsToItsWidth) {
  for (const std::uint32_t width : {60u, 72u, 80u, 100u, 140u})
    for (const Language language : {Language::Zh, Language::En}) {
      const std::string out = written(*find_writer("text"), sample::demo(), in(language, Verbosity::Normal, width));
      for (std::size_t at = 0; at < out.size();) {
        const std::size_t end = out.find('\n', at);
        const std::string_view line = std::string_view(out).substr(at, end - at);
        // Places and codes are kept whole, so that they can be clicked and copied.
        if (line.find("Manifest.xml") == std::string_view::npos && line.find("[HG") == std::string_view::npos) {
          EXPECT_LE(utf8::width(line), width) << line;
        }
        at = end + 1;
      }
    }
}

}  // namespace
}  // namespace hegui::report
