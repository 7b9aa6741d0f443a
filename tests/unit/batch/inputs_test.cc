#include "batch/inputs.h"

#include <gtest/gtest.h>

#include "batch/packages.h"
#include "batch/shard.h"

namespace hegui::batch {
namespace {

// A list given in blocks of `block` bytes.
List list_of(std::string text, bool null_ended, std::size_t block = 3) {
  return List(
      [text = std::move(text), at = std::size_t{0}, block](char* into, std::size_t size) mutable {
        const std::size_t count = std::min({block, size, text.size() - at});
        text.copy(into, count, at);
        at += count;
        return count;
      },
      null_ended);
}

std::string shown(const Part& part) {
  if (part.problem) return part.name + " !" + part.problem->code.to_string();
  return part.name + (part.content ? "=" + *part.content : "") + (part.copy ? " at " + part.path : "") +
         (part.sought ? " ?" : "");
}

std::vector<std::string> all(List list) {
  std::vector<std::string> out;
  while (auto part = list.next()) out.push_back(shown(*part));
  return out;
}

using Texts = std::vector<std::string>;

TEST(List, HasThreeForms) {
  EXPECT_EQ(all(list_of("a\n\nb c\r\nlast", false)), (Texts{"a", "b c", "last"}));
  EXPECT_EQ(all(list_of(std::string("a\nb\0\0c", 6), true)), (Texts{"a\nb", "c"}));
  EXPECT_EQ(
      all(list_of("{\"path\":\"p\"}\n{\"path\":\"q\",\"content\":\"x\\ny\"}\n{\"content_base64\":\"aGk=\"}\n", false)),
      (Texts{"p", "q=x\ny", "<stdin>:3=hi"}));
  EXPECT_EQ(all(list_of("{\"path\":\"p\",\"file\":\"f\"}\n{\"file\":\"g\"}\n", false)),
            (Texts{"p at f", "<stdin>:2 at g"}));
  EXPECT_TRUE(all(list_of("", false)).empty());
}

TEST(List, TellsLinesItCannotRead) {
  EXPECT_EQ(
      all(list_of("{}\n[1]\n{\"file\":1}\n{\"content_base64\":\"?\"}\n{\"path\":\"x\"", false)),
      (Texts{"<stdin>:1 !HG5301", "<stdin>:2 !HG5301", "<stdin>:3 !HG5301", "<stdin>:4 !HG5301", "<stdin>:5 !HG5301"}));
}

Texts walk(const FileSystem& files, std::vector<std::string> paths, Group group, List* list = nullptr) {
  const read::Limits limits;
  Inputs inputs(std::move(paths), group, list, files, limits);
  Texts out;
  while (auto part = inputs.next()) out.push_back(shown(*part));
  return out;
}

TEST(Inputs, WalksFoldersInOrderAndTakesPathsAsTheyAre) {
  MemoryFileSystem files;
  for (const char* path :
       {"d/b.xml", "d/AndroidManifest.xml", "d/a/z.apk", "d/a/config.json", "d/.git/config", "x.xml"})
    files.add(path, "text");
  EXPECT_EQ(walk(files, {"x.xml", "d"}, Group::File),
            (Texts{"x.xml", "d/AndroidManifest.xml", "d/a/config.json ?", "d/a/z.apk", "d/b.xml ?"}));
  EXPECT_EQ(walk(files, {"gone"}, Group::File), Texts{"gone"}) << "opening it will tell";
  List list = list_of("d\nx.xml\n", false);
  EXPECT_EQ(walk(files, {"-", "x.xml"}, Group::File, &list).size(), 6u);
}

TEST(Inputs, FindsTheNearestProjects) {
  MemoryFileSystem files;
  for (const char* path : {"all/one/build.gradle", "all/one/app/build.gradle", "all/more/two/app.json",
                           "all/more/three/AndroidManifest.xml", "all/notes/n.txt"})
    files.add(path, "");
  EXPECT_EQ(walk(files, {"all"}, Group::Project), (Texts{"all/more/three", "all/more/two", "all/one"}));
  EXPECT_EQ(walk(files, {"all/one/app"}, Group::Project), Texts{"all/one/app"});
}

TEST(Packages, JoinInputsOfOneName) {
  Packages packages;
  for (const auto& [name, package] : {std::pair{"a", "p"}, {"b", ""}, {"c", "q"}, {"d", "p"}, {"e", ""}}) {
    Part part;
    part.name = name;
    packages.add(std::move(part), package);
  }
  Texts out;
  for (const Item& item : packages.take()) {
    out.emplace_back();
    for (const Part& part : item.parts) out.back() += part.name;
  }
  EXPECT_EQ(out, (Texts{"ad", "b", "c", "e"}));
}

TEST(Shard, TakesEachDigestOnce) {
  for (const char* digest : {"0000000000000000ff", "ffffffffffffffff00", "deadbeef", ""}) {
    unsigned taken = 0;
    for (std::uint32_t index = 1; index <= 7; ++index) taken += Shard{index, 7}.takes(digest) ? 1 : 0;
    EXPECT_EQ(taken, 1u) << digest;
    EXPECT_TRUE(Shard{}.takes(digest));
  }
}

}  // namespace
}  // namespace hegui::batch
