#include "gather/ignore.h"

#include <gtest/gtest.h>

#include "gather/walk.h"

namespace hegui::gather {
namespace {

Result<IgnoreFile> parse(std::string text) {
  return IgnoreFile::parse(std::make_shared<const Source>(".gitignore", std::move(text)));
}

struct Case {
  const char *patterns, *path;  // a path that ends with a slash is a folder
  char decision;                // '+' ignored, '-' taken back, '.' nothing said
};

// What `git check-ignore -v -n` answers.
constexpr Case kCases[] = {
    {"a.xml", "a.xml", '+'},
    {"a.xml", "x/y/a.xml", '+'},
    {"a.xml", "a.xmlx", '.'},
    {"# a.xml", "a.xml", '.'},
    {"\\#a", "#a", '+'},
    {"\\!a", "!a", '+'},
    {"/a", "a", '+'},
    {"/a", "x/a", '.'},
    {"x/a", "x/a", '+'},
    {"x/a", "y/x/a", '.'},
    {"a/", "a", '.'},
    {"a/", "a/", '+'},
    {"a/", "x/a/", '+'},
    {"x/a/", "y/x/a/", '.'},
    {"*.apk", "out.apk", '+'},
    {"*.apk", "x/out.apk", '+'},
    {"*.apk\n!keep.apk", "keep.apk", '-'},
    {"!keep.apk\n*.apk", "keep.apk", '+'},
    {"x/*", "x/a", '+'},
    {"x/*", "x/y/a", '.'},
    {"**/a", "a", '+'},
    {"**/a", "x/y/a", '+'},
    {"**/x/a", "y/z/x/a", '+'},
    {"x/**", "x/", '.'},
    {"x/**", "x/y/a", '+'},
    {"x/**/a", "x/a", '+'},
    {"x/**/a", "x/y/z/a", '+'},
    {"x/**/a", "y/a", '.'},
    {"x/**/y/**/a", "x/1/y/2/y/3/a", '+'},
    {"x**y/a", "x1y/a", '+'},
    {"x**y/a", "x/y/a", '.'},
    {"?.b", "a.b", '+'},
    {"x?a", "x/a", '.'},
    {"[ab]c", "bc", '+'},
    {"[!ab]c", "bc", '.'},
    {"[^ab]c", "dc", '+'},
    {"[a-c]1", "b1", '+'},
    {"[]-]1", "]1", '+'},
    {"[[:digit:]x]1", "71", '+'},
    {"[[:upper:]]1", "a1", '.'},
    {"[\\]]1", "]1", '+'},
    {"[a", "[a", '.'},
    {"a\\", "a\\", '.'},
    {"\\*", "b", '.'},
    {"a  ", "a", '+'},
    {"a\\ ", "a ", '+'},
    {"a\r\nb\r\n", "b", '+'},
    {"\xEF\xBB\xBF/a", "a", '+'},
    {"\n\n", "a", '.'},
    {"/", "a", '.'},
    {"*", "x/a", '+'},
    {"/*\n!/x/", "x/", '-'},
    {"a*b*c", "aXbXbXc", '+'},
    {"a*b*c", "aXbXbX", '.'},
};

TEST(Ignore, DecidesAsGitDoes) {
  for (const Case& each : kCases) {
    const auto file = parse(each.patterns);
    ASSERT_TRUE(file);
    std::string_view path = each.path;
    const bool is_folder = path.ends_with('/');
    if (is_folder) path.remove_suffix(1);
    const auto decision = file->decide(path, is_folder);
    EXPECT_EQ(!decision ? '.' : decision->ignored ? '+' : '-', each.decision) << each.patterns << " on " << each.path;
  }
}

TEST(Ignore, NamesTheLineThatDecides) {
  const auto file = parse("# build\n\n*.apk\n!a.apk\n*.aab");
  EXPECT_EQ(file->decide("b.apk", false)->line, 3u);
  EXPECT_EQ(file->decide("a.apk", false)->line, 4u);
}

TEST(Ignore, AsterisksAreNoBomb) {
  std::string stars, folders, name(4000, 'a'), path;
  for (int i = 0; i < 2000; ++i) stars += "*a", folders += "**/a/", path += "a/";
  const auto file = parse(stars + "b\n" + folders + "b");
  EXPECT_FALSE(file->decide(name, false));
  EXPECT_FALSE(file->decide(path + path + "c", false));
}

TEST(Ignore, AFileOfTooManyPatternsIsRefused) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "a\n";
  EXPECT_TRUE(parse(text));
  const auto refused = parse(text + "b\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code{1009});
}

std::string told(const Walk& walk) {
  std::string out;
  for (const std::string& file : walk.files) out += "+" + file + "\n";
  for (const Left& left : walk.left)
    out += "-" + left.path + " " + std::string(name(left.why)) + (left.rule.empty() ? "" : " " + left.rule) + "\n";
  for (const Diagnostic& issue : walk.issues) out += issue.code.to_string() + " " + issue.place.file + "\n";
  return out;
}

TEST(Walk, HonoursTheIgnoreFilesOfEveryFolder) {
  MemoryFileSystem files;
  files.add("p/.gitignore", "old/\n*.apk\n!release.apk\n");
  files.add("p/a/.gitignore", "/b\n!special.apk\n");
  files.add("p/a/AndroidManifest.xml", "");
  files.add("p/a/b/AndroidManifest.xml", "");
  files.add("p/a/c/b/AndroidManifest.xml", "");
  files.add("p/a/special.apk", "");
  files.add("p/old/release.apk", "");
  files.add("p/debug.apk", "");
  files.add("p/release.apk", "");
  EXPECT_EQ(told(walk("p", files, 100)),
            "+p/a/AndroidManifest.xml\n+p/a/c/b/AndroidManifest.xml\n+p/a/special.apk\n+p/release.apk\n"
            "-p/a/b ignored p/a/.gitignore:1\n-p/debug.apk ignored p/.gitignore:2\n-p/old ignored p/.gitignore:1\n");
}

TEST(Walk, HonoursTheIgnoreFilesAboveUpToTheTopOfTheWorkTree) {
  MemoryFileSystem files;
  files.add("/.gitignore", "*\n");
  files.add("/w/.git/HEAD", "");
  files.add("/w/.gitignore", "/x/y/*.apk\ngenerated/\n");
  files.add("/w/x/y/a.apk", "");
  files.add("/w/x/y/a.aab", "");
  files.add("/w/x/y/generated/b.apk", "");
  EXPECT_EQ(told(walk("/w/x/y", files, 100)),
            "+/w/x/y/a.aab\n-/w/x/y/a.apk ignored /w/.gitignore:1\n-/w/x/y/generated ignored /w/.gitignore:2\n");
  EXPECT_EQ(told(walk("/w/x/y/generated", files, 100)), "+/w/x/y/generated/b.apk\n") << "somebody named it";
}

TEST(Walk, SaysWhyEachFolderWasNotEntered) {
  MemoryFileSystem files;
  for (const char* folder :
       {"build", "node_modules", "androidTest", "macos", "A.framework", ".idea", "AppUITests", "src"})
    files.add(std::string("p/") + folder + "/Info.plist", "");
  EXPECT_EQ(told(walk("p", files, 100)),
            "+p/src/Info.plist\n-p/.idea hidden\n-p/A.framework part\n-p/AppUITests tests\n-p/androidTest tests\n"
            "-p/build build-output\n-p/macos other-platform\n-p/node_modules vendored\n");
}

TEST(Walk, TellsTheLimitsItHits) {
  MemoryFileSystem files;
  for (int i = 0; i < 4; ++i) files.add("many/" + std::to_string(i) + ".apk", "");
  EXPECT_EQ(told(walk("many", files, 3)), "+many/0.apk\n+many/1.apk\n+many/2.apk\nHG1004 many\n");
  std::string deep = "deep";
  for (int i = 0; i < 60; ++i) deep += "/d";
  files.add(deep + "/a.apk", "");
  EXPECT_TRUE(told(walk("deep", files, 3)).starts_with("HG1004 deep/d/d"));
}

TEST(Walk, AnIgnoreFileThatCannotBeHonouredIsAWarning) {
  MemoryFileSystem files;
  files.add("p/.gitignore", std::string((1 << 20) + 1, 'a'));
  files.add("p/a.apk", "");
  const Walk walked = walk("p", files, 3);
  EXPECT_EQ(told(walked), "+p/a.apk\nHG1003 p/.gitignore\n");
  EXPECT_EQ(walked.issues.front().level, Level::Warning);
}

}  // namespace
}  // namespace hegui::gather
