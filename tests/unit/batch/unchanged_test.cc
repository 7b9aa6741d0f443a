#include "batch/unchanged.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <limits>

#include "batch/worker.h"
#include "policy/embedded.h"
#include "result/assemble.h"

namespace hegui::batch {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000, kNoon = 1'800'000'000 * kSecond;

TEST(HasRested, IsWaryOfWhatChangedAMomentAgoAndOfTheFuture) {
  const auto rested = [](std::int64_t modified, std::int64_t changed) {
    return has_rested({.modified = kNoon + modified, .changed = kNoon + changed}, kNoon);
  };
  EXPECT_TRUE(rested(-3 * kSecond, -3 * kSecond));
  EXPECT_TRUE(rested(-kRest, -kRest));
  EXPECT_FALSE(rested(-kRest + 1, -kRest));
  EXPECT_FALSE(rested(-kRest, -kRest + 1)) << "its name or rights changed, or its time was set";
  EXPECT_FALSE(rested(0, 0));
  EXPECT_FALSE(rested(-3 * kSecond, 3600 * kSecond)) << "the clock was set back";
  EXPECT_FALSE(rested(3600 * kSecond, -3 * kSecond));
  EXPECT_GT(kRest, 2 * kSecond) << "FAT tells times to two seconds";
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  EXPECT_FALSE(has_rested({.modified = kMost, .changed = kMost}, kNoon));
  EXPECT_TRUE(has_rested({.modified = -kMost, .changed = 0}, kNoon));
}

// One file by any name, whose stamp is what the test says.
class OneFile final : public FileSystem {
 public:
  std::string text;
  FileStamp stamp;
  mutable std::vector<std::string> opened;  // paths
  std::function<void()> while_read = [] {};

  Result<SourcePtr> open(const std::string& path, std::uint64_t) const override {
    opened.push_back(path);
    auto source = std::make_shared<const Source>(path, text, stamp);
    while_read();
    return source;
  }
  Result<std::vector<DirectoryEntry>> list(const std::string& path) const override {
    return std::unexpected(error({1001}, {}, path));
  }
  Result<DirectoryEntry> stat(const std::string& path) const override {
    return DirectoryEntry{path, DirectoryEntry::Kind::File, stamp};
  }
};

std::int64_t g_now = kNoon;

constexpr std::string_view kManifest = R"(<manifest xmlns:a="http://schemas.android.com/apk/res/android" package="a.b">
  <uses-sdk a:targetSdkVersion="34"/><application a:debuggable="true"
  a:networkSecurityConfig="@xml/network"/></manifest>)";

class Unchanged : public testing::Test {
 protected:
  Unchanged() {
    files.text = kManifest;
    files.stamp = {.device = 1, .inode = 2, .size = kManifest.size(), .modified = 4, .changed = 5};
    g_now = kNoon;
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directory(folder_);
    auto store = store::Store::open(path());
    EXPECT_TRUE(store);
    store_ = std::move(*store);
    EXPECT_TRUE(store_.use({"p", "t", "2026-11-24", "s"}, {}, ""));
    EXPECT_TRUE(store_.begin_run({}, "", std::nullopt));
  }
  ~Unchanged() override { std::filesystem::remove_all(folder_); }

  // Judges the file by this name and keeps the result; how it became known, and whether it was opened for that.
  Outcome::Is work(const std::string& name = "m.xml") {
    Part part;
    part.name = name;
    part.path = "m.xml";
    part.copy = name != part.path;
    part.sought = sought;
    Item item;
    item.parts.push_back(std::move(part));
    auto lookup = store::Lookup::open(path(), store_.context());
    EXPECT_TRUE(lookup);
    files.opened.clear();
    outcome = Worker(setup, std::move(*lookup)).work(item);
    opened = !files.opened.empty();
    if (outcome.is == Outcome::Is::LeftOut || outcome.is == Outcome::Is::OtherShard) return outcome.is;
    const store::Met met[] = {{number_++, outcome.row}};
    EXPECT_TRUE(store_.add(met));
    return outcome.is;
  }

 private:
  std::string path() const { return (folder_ / "r.db").string(); }
  const std::filesystem::path folder_ = std::filesystem::path(testing::TempDir()) / "hegui-unchanged-test";
  store::Store store_;
  std::uint64_t number_ = 0;
  const policy::Policy policy_{image::View(policy::embedded_image())};
  const vocab::Vocabulary vocabulary_{image::View(policy::embedded_image())};
  const vocab::Identifiers identifiers_{vocabulary_};
  const vocab::PurposeText purposes_{vocabulary_};
  const Date day_ = *parse_date("2026-11-24");
  const result::Run run_ = result::begin_run(policy_, "t", day_);

 protected:
  OneFile files;
  batch::Setup setup{
      .terms = {.policy = policy_, .as_of = day_, .chosen = {}, .detail = result::Detail::Lean, .digests = false},
      .vocabulary = vocabulary_,
      .identifiers = identifiers_,
      .purposes = purposes_,
      .run = run_,
      .files = files,
      .limits = {},
      .shard = {},
      .rows = true,
      .now = [] { return g_now; }};
  Outcome outcome;
  bool sought = false, opened = false;
};

using Is = Outcome::Is;

TEST_F(Unchanged, ARestedFileIsNotOpenedAgain) {
  EXPECT_EQ(work(), Is::Judged);
  EXPECT_EQ(files.opened, std::vector<std::string>{"m.xml"})
      << "were other files to decide too, its stamp would not do";
  const store::Row judged = outcome.row;
  EXPECT_EQ(work(), Is::Unopened);
  EXPECT_FALSE(opened);
  EXPECT_EQ(outcome.row.line, judged.line);
  EXPECT_EQ(outcome.row.inputs, judged.inputs);
  EXPECT_EQ(outcome.row.score, judged.score);
  EXPECT_EQ(outcome.row.worst, judged.worst);
  EXPECT_GT(outcome.row.worst, 0);
  EXPECT_FALSE(outcome.row.errors);
}

TEST_F(Unchanged, AnythingTheSystemSaysDecides) {
  EXPECT_EQ(work(), Is::Judged);
  for (std::uint64_t FileStamp::* field : {&FileStamp::device, &FileStamp::inode, &FileStamp::size}) {
    files.stamp.*field += 1;
    EXPECT_EQ(work(), Is::Known) << "its bytes are the same";
    EXPECT_TRUE(opened);
    EXPECT_EQ(work(), Is::Unopened) << "the new stamp is remembered";
  }
  for (std::int64_t FileStamp::* field : {&FileStamp::modified, &FileStamp::changed}) {
    files.stamp.*field -= 1;
    EXPECT_EQ(work(), Is::Known);
    EXPECT_EQ(work(), Is::Unopened);
  }
  EXPECT_EQ(work("other.xml"), Is::Judged) << "results carry the name";
  EXPECT_EQ(work("other.xml"), Is::Unopened);
  EXPECT_EQ(work(), Is::Unopened);
  files.stamp.changed -= 1;
  files.text = std::string(kManifest) + "\n";
  EXPECT_EQ(work(), Is::Judged);
  EXPECT_EQ(work(), Is::Unopened);
}

TEST_F(Unchanged, NumbersOfAllBitsAreRemembered) {
  files.stamp.device = files.stamp.inode = std::numeric_limits<std::uint64_t>::max();
  files.stamp.modified = -kNoon;
  EXPECT_EQ(work(), Is::Judged);
  EXPECT_EQ(work(), Is::Unopened);
}

TEST_F(Unchanged, AFileThatHasNotRestedIsReadEachTime) {
  files.stamp.changed = kNoon - kSecond;
  EXPECT_EQ(work(), Is::Judged);
  EXPECT_EQ(work(), Is::Known);
  g_now += kSecond;
  EXPECT_EQ(work(), Is::Known);
  g_now += kSecond;
  EXPECT_EQ(work(), Is::Known) << "what was read before it had rested is not remembered";
  EXPECT_EQ(work(), Is::Unopened);
  g_now -= 3600 * kSecond;
  EXPECT_EQ(work(), Is::Known) << "the clock was set back, its times lie ahead";
}

TEST_F(Unchanged, AFileThatChangedWhileItWasReadIsKnownByNothing) {
  files.while_read = [&] { files.stamp.modified += 1; };
  EXPECT_EQ(work(), Is::Judged);
  EXPECT_FALSE(outcome.row.file);
  files.while_read = [] {};
  EXPECT_EQ(work(), Is::Judged) << "the bytes that were judged may not be those of the digest";
  EXPECT_EQ(work(), Is::Unopened);
  // The same where the bytes were known.
  files.stamp.changed -= 1;
  files.while_read = [&] { files.stamp.inode += 1; };
  EXPECT_EQ(work(), Is::Known);
  EXPECT_FALSE(outcome.row.file);
}

TEST_F(Unchanged, WithChecksumEveryFileIsRead) {
  EXPECT_EQ(work(), Is::Judged);
  setup.checksum = true;
  EXPECT_EQ(work(), Is::Known);
  EXPECT_TRUE(opened);
  files.text += " ";  // nothing else shows it
  EXPECT_EQ(work(), Is::Judged);
  setup.checksum = false;
  const std::string line = outcome.row.line;
  EXPECT_EQ(work(), Is::Unopened);
  EXPECT_EQ(outcome.row.line, line) << "what was remembered is set right";
}

TEST_F(Unchanged, ShardsGoByTheContentThatIsRemembered) {
  EXPECT_EQ(work(), Is::Judged);
  int taken = 0;
  for (std::uint32_t index = 1; index <= 3; ++index) {
    setup.shard = {index, 3};
    const Is is = work();
    EXPECT_FALSE(opened);
    EXPECT_EQ(is, setup.shard.takes(outcome.row.inputs) ? Is::Unopened : Is::OtherShard);
    taken += is == Is::Unopened ? 1 : 0;
  }
  EXPECT_EQ(taken, 1);
}

TEST_F(Unchanged, WhatFoldersLeaveOutIsLeftOutThoughItWasNamedBefore) {
  files.text = "no manifest";
  EXPECT_EQ(work(), Is::Judged);
  EXPECT_TRUE(outcome.row.unreadable);
  EXPECT_EQ(work(), Is::Unopened);
  sought = true;
  EXPECT_EQ(work(), Is::LeftOut);
  files.text = kManifest.substr(0, kManifest.size() / 2);
  EXPECT_EQ(work(), Is::Judged) << "it cannot be read, but its format is known";
  EXPECT_TRUE(outcome.row.unreadable);
  EXPECT_EQ(work(), Is::Known);
}

TEST_F(Unchanged, DeclarationsAreReadEachTime) {
  files.text = "[subject]\nname = \"x\"\nkind = \"app\"\n";
  EXPECT_EQ(work("hegui.toml"), Is::Judged);
  EXPECT_EQ(work("hegui.toml"), Is::Known);
  EXPECT_TRUE(opened);
}

}  // namespace
}  // namespace hegui::batch
