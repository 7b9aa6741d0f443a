#include "base/file_system.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

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

TEST(Disk, SaysTheStampOfAFile) {
  const std::string path = temporary("hegui-stamp-test.txt"), link = temporary("hegui-stamp-link");
  ASSERT_TRUE(write_file(path, "0123456789"));
  std::filesystem::remove(link);
  std::filesystem::create_symlink(path, link);
  const auto told = disk().stat(path), followed = disk().stat(link);
  ASSERT_TRUE(told && told->stamp && followed);
  EXPECT_EQ(told->stamp->size, 10u);
  EXPECT_GT(told->stamp->inode, 0u);
  EXPECT_GT(told->stamp->modified, std::int64_t{1'700'000'000} * 1'000'000'000);
  EXPECT_EQ(followed->stamp, told->stamp) << "that of what the link stands for";
  for (const std::size_t size : {std::size_t{10}, std::size_t{100'000}}) {  // read, and mapped
    ASSERT_TRUE(write_file(path, std::string(size, 'x')));
    const auto source = disk().open(path, 1'000'000);
    ASSERT_TRUE(source);
    EXPECT_EQ((*source)->stamp(), disk().stat(path)->stamp);
    EXPECT_NE((*source)->stamp(), told->stamp);
  }
  EXPECT_FALSE(disk().stat(testing::TempDir())->stamp) << "a folder has none";
  std::filesystem::remove(path);
  std::filesystem::remove(link);
}

TEST(Disk, ListsWhatNamesStandFor) {
  const std::string folder = temporary("hegui-list-test");
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder + "/d");
  ASSERT_TRUE(write_file(folder + "/f", "x"));
  std::filesystem::create_symlink("f", folder + "/l");
  ASSERT_EQ(::mkfifo((folder + "/p").c_str(), 0600), 0);
  const auto entries = disk().list(folder);
  ASSERT_TRUE(entries);
  std::vector<std::pair<std::string, DirectoryEntry::Kind>> found;
  for (const DirectoryEntry& entry : *entries) found.emplace_back(entry.name, entry.kind);
  using Kind = DirectoryEntry::Kind;
  EXPECT_EQ(found, (decltype(found){{"d", Kind::Directory}, {"f", Kind::File}, {"l", Kind::Link}, {"p", Kind::Other}}));
  std::filesystem::remove_all(folder);
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
