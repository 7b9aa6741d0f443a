// Holds what hegui reads of real packages against what other tools printed of them. The corpus is not part of the
// project: the variable HEGUI_CORPUS names its folder (apk/, truth/); without it the test is skipped, and says so.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "base/file_system.h"
#include "read/format.h"

namespace hegui::read {
namespace {

namespace fs = std::filesystem;
using facts::fact;
using facts::FactSet;
using facts::Knowledge;

// One package as another tool printed it.
struct Truth {
  std::set<std::string> permissions;
  std::map<std::string, std::string> words;  // package, versionCode, sdkVersion …
};

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The pairs name='value' of a line; the first of a name counts.
std::map<std::string, std::string> fields_of(const std::string& line) {
  std::map<std::string, std::string> out;
  for (std::size_t sign = line.find("='"); sign != std::string::npos; sign = line.find("='", sign)) {
    const std::size_t name = line.find_last_of(" :", sign) + 1, end = line.find('\'', sign + 2);
    if (end == std::string::npos) break;
    out.try_emplace(line.substr(name, sign - name), line.substr(sign + 2, end - sign - 2));
    sign = end;
  }
  return out;
}

// `package: name='P' versionCode='1'` of badging, and `uses-permission: name='X' maxSdkVersion='18'` of the list of
// permissions, which unlike badging adds none of its own.
Truth parse_truth(const fs::path& folder) {
  Truth truth;
  std::istringstream lines(slurp(folder / "badging") + slurp(folder / "permissions"));
  bool listed = false;  // in the list of permissions, which begins with the package's bare name
  for (std::string line; std::getline(lines, line);) {
    const std::string head = line.substr(0, line.find(':'));
    const std::map<std::string, std::string> fields = fields_of(line);
    listed = listed || (head == "package" && fields.empty());
    if (listed && (head == "uses-permission" || head == "uses-permission-sdk-23"))
      truth.permissions.insert(fields.contains("name") ? fields.at("name") : "");
    if (head == "package")
      for (const auto& [name, value] : fields) truth.words["package." + name] = value;
    if (head == "sdkVersion" || head == "targetSdkVersion") {
      const std::size_t quote = line.find('\'');
      truth.words[head] = line.substr(quote + 1, line.rfind('\'') - quote - 1);
    }
    if (line == "application-debuggable") truth.words["debuggable"] = "true";
  }
  return truth;
}

std::string text_of(const FactSet& set, const char* path) {
  const facts::Cell& cell = set.cell(fact(path));
  if (cell.knowledge != Knowledge::Known) return "-";
  if (cell.value.is(value::Kind::Int)) return std::to_string(cell.value.as_int());
  if (cell.value.is(value::Kind::Bool)) return cell.value.as_bool() ? "true" : "false";
  return std::string(cell.value.as_text());
}

std::set<std::string> permissions_of(const FactSet& set) {
  std::set<std::string> out;
  for (const facts::Item* item = set.cell(fact("permissions")).first; item != nullptr; item = item->next) {
    const facts::Cell& name = FactSet::cell(*item, fact("permissions[].name"));
    out.insert(name.knowledge == Knowledge::Known ? std::string(name.value.as_text()) : "?");
  }
  return out;
}

// Holds one fact against the other tool's word, where that tool has one (and where a number is asked for, a number).
void expect_same(const FactSet& set, const char* path, const std::string& word, bool number) {
  if (word.empty() || (number && word.find_first_not_of("-0123456789") != std::string::npos)) return;
  EXPECT_EQ(text_of(set, path), word) << path;
}

TEST(AndroidTruth, PackagesAgreeWithOtherTools) {
  const char* corpus = std::getenv("HEGUI_CORPUS");
  if (corpus == nullptr) GTEST_SKIP() << "HEGUI_CORPUS is not set: no real packages are compared";
  std::size_t compared = 0, unread = 0;
  for (const fs::directory_entry& file : fs::recursive_directory_iterator(fs::path(corpus) / "apk")) {
    if (!file.is_regular_file()) continue;
    const fs::path place = fs::path(corpus) / "truth" / fs::relative(file.path(), fs::path(corpus) / "apk");
    Truth truth = parse_truth(place);
    const Result<SourcePtr> source = disk().open(file.path().string(), std::uint64_t{1} << 32);
    ASSERT_TRUE(source) << source.error().message;
    const Checked<FactSet> read = hegui::read::read(*source, {});
    SCOPED_TRACE(file.path().filename().string());
    if (!truth.words.contains("package.name")) {
      ++unread;
      std::cout << "no truth: " << file.path().filename().string() << ": "
                << (read ? "hegui reads package " + text_of(*read.value, "android.package")
                         : render(read.issues.back()));
      std::cout << '\n';
      continue;
    }
    ++compared;
    EXPECT_TRUE(read) << (read.issues.empty() ? "" : render(read.issues.back()));
    if (!read) continue;
    EXPECT_EQ(permissions_of(*read.value), truth.permissions);
    EXPECT_EQ(text_of(*read.value, "android.package"), truth.words["package.name"]);
    expect_same(*read.value, "android.version_name", truth.words["package.versionName"], false);
    expect_same(*read.value, "android.version_code", truth.words["package.versionCode"], true);
    expect_same(*read.value, "android.min_sdk", truth.words["sdkVersion"], true);
    expect_same(*read.value, "android.target_sdk", truth.words["targetSdkVersion"], true);
    if (text_of(*read.value, "android.has_application") == "true")
      expect_same(*read.value, "android.debuggable", truth.words.contains("debuggable") ? "true" : "false", false);
    for (const Diagnostic& issue : read.issues) std::cout << render(issue);
  }
  std::cout << compared << " packages compared, " << unread << " without truth\n";
  EXPECT_GT(compared, 0u);
}

// Names that `uses-permission` elements of a dumped tree carry: the line below such an element that states attribute
// 0x01010003.
std::set<std::string> permissions_of_tree(const std::string& text) {
  std::set<std::string> out;
  std::istringstream lines(text);
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("E: ") != std::string::npos)
      inside =
          line.find("E: uses-permission") != std::string::npos || line.find(":uses-permission") != std::string::npos;
    const std::size_t value = line.find("(0x01010003)=\"");
    if (inside && value != std::string::npos)
      out.insert(line.substr(value + 14, line.find('"', value + 14) - value - 14));
  }
  return out;
}

TEST(AndroidTruth, CompiledManifestsAgreeWithTheirDumps) {
  const char* corpus = std::getenv("HEGUI_CORPUS");
  if (corpus == nullptr) GTEST_SKIP() << "HEGUI_CORPUS is not set: no real compiled manifests are compared";
  for (const fs::directory_entry& file : fs::recursive_directory_iterator(fs::path(corpus) / "axml")) {
    if (!file.is_regular_file()) continue;
    SCOPED_TRACE(file.path().filename().string());
    const std::string truth = (fs::path(corpus) / "truth" / fs::relative(file.path(), corpus)).string();
    const std::string dump = slurp(truth + ".xmltree");
    const Checked<FactSet> read = hegui::read::read(*disk().open(file.path().string(), std::uint64_t{1} << 32), {});
    for (const Diagnostic& issue : read.issues) std::cout << render(issue);
    EXPECT_TRUE(read);
    if (!read || dump.empty() || fs::exists(truth + ".xmltree.err")) continue;  // a dump that broke off says too little
    EXPECT_EQ(permissions_of(*read.value), permissions_of_tree(dump));
  }
}

TEST(AndroidTruth, TextManifestsAreReadWithoutComplaint) {
  const char* corpus = std::getenv("HEGUI_CORPUS");
  if (corpus == nullptr) GTEST_SKIP() << "HEGUI_CORPUS is not set: no real text manifests are read";
  std::size_t files = 0;
  for (const fs::directory_entry& file : fs::recursive_directory_iterator(fs::path(corpus) / "android")) {
    if (!file.is_regular_file()) continue;
    ++files;
    SCOPED_TRACE(file.path().filename().string());
    const Checked<FactSet> read = hegui::read::read(*disk().open(file.path().string(), std::uint64_t{1} << 32), {});
    for (const Diagnostic& issue : read.issues) std::cout << render(issue);
    EXPECT_TRUE(read);
  }
  std::cout << files << " text manifests read\n";
}

}  // namespace
}  // namespace hegui::read
