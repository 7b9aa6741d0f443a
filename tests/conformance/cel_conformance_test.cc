// Runs the official CEL suite, each test checked and unchecked. What is left out stands in cel_skip.txt with its
// reason; a listed test that passes fails the run, so that the list only shrinks.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "base/source.h"
#include "cel/check.h"
#include "cel/evaluate.h"
#include "cel/parse.h"
#include "cel/program.h"
#include "cel_suite.h"

namespace hegui::cel::conformance {
namespace {

using value::Kind;
using value::Value;

std::map<std::string, std::string> read_skips() {
  std::map<std::string, std::string> out;
  std::ifstream file(HEGUI_SOURCE_DIR "/tests/conformance/cel_skip.txt");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t colon = line.find(": ");
    out[line.substr(0, colon)] = colon == std::string::npos ? "" : line.substr(colon + 2);
  }
  return out;
}

std::string say(const std::vector<Diagnostic>& issues) {
  return issues.empty() ? "no diagnostic" : issues[0].code.to_string() + " " + issues[0].message;
}

std::string judge(const SuiteTest& test, const Ast& ast) {
  image::Writer writer;
  const ProgramRef program = plan(ast, writer);
  const std::string image = writer.finish();
  Scratch scratch;
  const Value got = evaluate(view(image::View(image), program), test.slots, scratch);
  if (test.wanted)
    return same(got, *test.wanted) ? "" : fmt::format("wanted {}, got {}", show(*test.wanted), show(got));
  return got.is(Kind::Error) ? "" : fmt::format("wanted an error, got {}", show(got));
}

// What is wrong, or nothing.
std::string run(const SuiteTest& test) {
  if (!test.unsupported.empty()) return "unsupported: " + test.unsupported;
  const Source source("test", test.expression);
  const Span whole{&source, 0, static_cast<std::uint32_t>(test.expression.size())};
  Checked<Ast> parsed = parse(source, whole);
  const bool wants_error = !test.wanted && !test.check_only;
  if (!parsed) return wants_error ? "" : "parse: " + say(parsed.issues);
  if (test.check) {
    Checked<Ast> checked = check(*parsed.value, test.environment, nullptr);
    if (!checked) return wants_error ? "" : "check: " + say(checked.issues);
    const std::string type = checked.value->type()->to_string();
    if (!test.type.empty() && type != test.type) return fmt::format("wanted type {}, got {}", test.type, type);
    // Where the suite and the reference disagree, the suite is right.
    if (test.type.empty() && !test.reference.empty() && type != test.reference)
      return fmt::format("the reference has type {}, got {}", test.reference, type);
    if (test.check_only) return "";
    if (std::string wrong = judge(test, *checked.value); !wrong.empty()) return "checked: " + wrong;
  }
  std::string wrong = judge(test, resolve(std::move(*parsed.value), test.environment));
  return wrong.empty() ? "" : "unchecked: " + wrong;
}

struct Count {
  int passed = 0, listed = 0, failed = 0;
};

TEST(Conformance, CelSuite) {
  const char* path = std::getenv("HEGUI_CEL_SUITE");
  if (path == nullptr || *path == '\0')
    GTEST_SKIP() << "HEGUI_CEL_SUITE is not set: the CEL suite was NOT run; scripts/fetch_cel_suite gets it";
  const Suite suite(path);
  ASSERT_EQ(suite.mistake, "");
  ASSERT_GT(suite.tests.size(), 1000u);
  std::map<std::string, std::string> skips = read_skips();
  std::map<std::string, Count> counts;
  for (const SuiteTest& test : suite.tests) {
    const std::string wrong = run(test);
    Count& count = counts[test.file];
    const auto listed = skips.find(test.id);
    if (listed != skips.end()) {
      ++count.listed;
      EXPECT_NE(wrong, "") << test.id << " passes: take it off cel_skip.txt";
      EXPECT_NE(listed->second, "") << test.id << " is listed without a reason";
      skips.erase(listed);
    } else if (wrong.empty()) {
      ++count.passed;
    } else {
      ++count.failed;
      ADD_FAILURE() << test.id << ": " << test.expression << "\n  " << wrong;
    }
  }
  for (const auto& [id, reason] : skips) ADD_FAILURE() << id << " stands on cel_skip.txt but not in the suite";
  Count all;
  for (const auto& [file, count] : counts) {
    fmt::print("{:<18}{:>5} passed{:>5} left out{:>5} failed\n", file, count.passed, count.listed, count.failed);
    all = {all.passed + count.passed, all.listed + count.listed, all.failed + count.failed};
  }
  fmt::print("{:<18}{:>5} passed{:>5} left out{:>5} failed\n", "all", all.passed, all.listed, all.failed);
}

}  // namespace
}  // namespace hegui::cel::conformance
