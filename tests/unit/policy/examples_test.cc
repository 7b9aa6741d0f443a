// Rules against their examples.
#include "check/examples.h"

#include <gtest/gtest.h>

#include <string>

#include "policies.h"

namespace hegui::check {
namespace {

using policy::file;
using policy::files_of;
using policy::kRule;
using policy::with;

// Examples run, and `line:message | help` of each failure.
std::string run(std::string_view rule) {
  const std::vector<SourcePtr> files = files_of(rule);
  const Checked<std::string> compiled = policy::compile(files);
  if (!compiled) return render(compiled.issues.front());
  const policy::Loaded loaded(*compiled.value);
  const ExampleRun done = run_examples(loaded.policy(), files);
  std::string out = std::to_string(done.examples) + "/" + std::to_string(done.rules);
  for (const Diagnostic& failure : done.failures)
    out += "\n" + std::to_string(failure.place.line) + ": " + failure.message + " | " + failure.help;
  return out;
}

std::string more(std::string_view example) {
  return std::string(kRule) + "\n[[rule.example]]\n" + std::string(example);
}

TEST(Examples, AllVerdictsCanBeExpected) {
  EXPECT_EQ(run(kRule), "2/1");
  EXPECT_EQ(run(more("expect = \"unknown\"\nfacts.subject.kind = \"app\"\nfacts.permissions = [{ name = \"a\", "
                     "sensitive = true }]\n")),
            "3/1");
  EXPECT_EQ(run(more("expect = \"unknown\"\nfacts.subject.kind = \"app\"\n")), "3/1");
  EXPECT_EQ(run(more("expect = \"not-applicable\"\nfacts.subject.kind = \"website\"\n")), "3/1");
  EXPECT_EQ(run(more("expect = \"not-judged\"\n")), "3/1");
  EXPECT_EQ(run(more("expect = \"pass\"\nfacts.subject.kind = \"app\"\nfacts.permissions = []\n")), "3/1");
  EXPECT_EQ(run(more("expect = \"not-applicable\"\nfacts.as_of = 2019-06-01\nfacts.subject.kind = \"app\"\n")), "3/1");
}

TEST(Examples, AbsentIsNotUnknown) {
  const std::string rule = with(kRule, "it.purpose != \"\"", "has(it.purpose) && it.purpose != \"\"");
  EXPECT_EQ(
      run(rule +
          "\n[[rule.example]]\nexpect = \"fail\"\nabsent = [\"permissions[].purpose\"]\nfacts.subject.kind = \"app\"\n"
          "facts.permissions = [{ name = \"a\", sensitive = true }]\n"),
      "3/1");
  EXPECT_EQ(run(rule + "\n[[rule.example]]\nexpect = \"unknown\"\nfacts.subject.kind = \"app\"\n"
                       "facts.permissions = [{ name = \"a\", sensitive = true }]\n"),
            "3/1");
}

TEST(Examples, SayWhyTheyFailed) {
  EXPECT_EQ(
      run(more("expect = \"fail\"\nfacts.subject.kind = \"app\"\nfacts.permissions = [{ name = \"a\", sensitive = true "
               "}]\n")),
      "3/1\n26: rule `purpose-missing` says unknown, the example expects fail | not known: permissions[].purpose");
  EXPECT_EQ(run(more("expect = \"pass\"\nfacts.subject.kind = \"app\"\nfacts.permissions = [{ name = \"a\", sensitive "
                     "= true, purpose = \"\" }]\n")),
            "3/1\n26: rule `purpose-missing` says fail, the example expects pass | because of `a`");
  EXPECT_EQ(run(more("expect = \"fail\"\nfacts.as_of = 2019-06-01\nfacts.subject.kind = \"app\"\n")),
            "3/1\n26: rule `purpose-missing` says not-applicable, the example expects fail | none of its clauses is in "
            "force on the day of the example");
}

}  // namespace
}  // namespace hegui::check
