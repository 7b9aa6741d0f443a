// Programs run without a shell: what they are given, what comes back, and when they are ended.
#include "base/process.h"

#include <gtest/gtest.h>

namespace hegui {
namespace {

Result<Ran> sh(const std::string& script, std::initializer_list<std::string> more = {}, std::uint64_t most = 1 << 20) {
  std::vector<std::string> arguments = {"sh", "-c", script, "sh"};
  arguments.insert(arguments.end(), more);
  const std::string environment[] = {"HEGUI_TEST=一 二"};
  return run_program(arguments, environment, most);
}

TEST(Process, GivesBothStreamsAndTheStatus) {
  const auto ran = sh("printf out; printf err >&2; exit 3");
  ASSERT_TRUE(ran) << ran.error().message;
  EXPECT_EQ(ran->out, "out");
  EXPECT_EQ(ran->err, "err");
  EXPECT_EQ(ran->status, 3);
  EXPECT_EQ(sh("kill -TERM $$")->status, 128 + 15);
}

TEST(Process, PassesWordsAsTheyAre) {
  EXPECT_EQ(sh("printf %s \"$1\"", {"a b; $(touch x) `y` \"'"})->out, "a b; $(touch x) `y` \"'");
  EXPECT_EQ(sh("printf %s \"$HEGUI_TEST\"")->out, "一 二");
  EXPECT_EQ(sh("cat")->out, "") << "standard input is empty";
}

TEST(Process, EndsWhatWritesTooMuch) {
  const auto ran = sh("yes", {}, 1000);
  ASSERT_FALSE(ran);
  EXPECT_EQ(ran.error().code.number, 1007);
}

TEST(Process, SaysWhatCannotBeStarted) {
  const std::string arguments[] = {"hegui-no-such-program"};
  const auto ran = run_program(arguments, {}, 1000);
  ASSERT_FALSE(ran);
  EXPECT_EQ(ran.error().code.number, 1006);
}

TEST(Process, ReadsMuchFromBothStreamsAtOnce) {
  const auto ran = sh("i=0; while [ $i -lt 3000 ]; do printf '%0100d' $i; printf '%0100d' $i >&2; i=$((i+1)); done");
  ASSERT_TRUE(ran);
  EXPECT_EQ(ran->out.size(), 300000u);
  EXPECT_EQ(ran->err.size(), 300000u);
}

}  // namespace
}  // namespace hegui
