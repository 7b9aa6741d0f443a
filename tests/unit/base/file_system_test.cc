#include "base/file_system.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace hegui {
namespace {

std::string temporary(const char* name) { return (std::filesystem::path(testing::TempDir()) / name).string(); }

TEST(Disk, ReadsBackWhatWasWritten) {
  const std::string path = temporary("hegui-write-test.txt");
  ASSERT_TRUE(write_file(path, "一二三"));
  const auto source = disk().open(path, 1000);
  ASSERT_TRUE(source) << source.error().message;
  EXPECT_EQ((*source)->text(), "一二三");
  EXPECT_EQ((*source)->name(), path);
  std::filesystem::remove(path);
}

TEST(Disk, SaysWhyItCannotRead) {
  const auto missing = disk().open(temporary("hegui-no-such-file"), 10);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code.number, 1001);
  const auto folder = disk().open(testing::TempDir(), 10);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code.number, 1002);
  const std::string path = temporary("hegui-large-test.txt");
  ASSERT_TRUE(write_file(path, "0123456789abc"));
  const auto large = disk().open(path, 10);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code.number, 1003);
  std::filesystem::remove(path);
}

TEST(Disk, WritingWhereNothingCanBeWrittenIsAnError) {
  const auto written = write_file("/nonexistent-folder/file", "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code.number, 5001);
}

TEST(MemoryFileSystem, ImpliesFolders) {
  MemoryFileSystem files;
  files.add("app/hegui.toml", "a");
  files.add("app/src/AndroidManifest.xml", "b");
  const auto entries = files.list("app");
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 2u);
  EXPECT_EQ((*entries)[0].name, "hegui.toml");
  EXPECT_EQ((*entries)[1].name, "src");
  EXPECT_EQ((*entries)[1].kind, DirectoryEntry::Kind::Directory);
  EXPECT_FALSE(files.open("app/none", 10));
}

}  // namespace
}  // namespace hegui
