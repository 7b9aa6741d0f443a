// Finding the files of a policy.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "policy/codes.h"
#include "policy/compile.h"

namespace hegui::policy {
namespace {

// Which proposals of the reference became which rules: for people and tests, no policy.
constexpr std::string_view kCoverageFolder = "coverage";

class Collector {
 public:
  Collector(const FileSystem& files, const CollectLimits& limits) : files_(files), limits_(limits) {}

  void folder(const std::string& path, std::uint32_t depth) {
    const auto entries = files_.list(path);
    if (!entries) {
      issues.push_back(entries.error());
      return;
    }
    for (const DirectoryEntry& entry : *entries) {
      if (entry.name.starts_with('.')) continue;
      const std::string inner = path + "/" + entry.name;
      if (depth == 0 && entry.name == kCoverageFolder && entry.kind == DirectoryEntry::Kind::Directory &&
          !is_pack(inner))
        continue;
      if (entry.kind == DirectoryEntry::Kind::Directory) {
        if (depth < limits_.depth)
          folder(inner, depth + 1);
        else
          refuse(fmt::format("`{}` lies deeper than {} folders", inner, limits_.depth));
      } else if (entry.kind == DirectoryEntry::Kind::File && entry.name.ends_with(".toml")) {
        if (sources.size() == limits_.files)
          return refuse(fmt::format("`{}` holds more than {} files", path, limits_.files));
        auto source = files_.open(inner, limits_.file_bytes);
        if (source)
          sources.push_back(*std::move(source));
        else
          issues.push_back(source.error());
      }
    }
  }

  bool is_pack(const std::string& path) const {
    const auto entries = files_.list(path);
    return entries &&
           std::ranges::any_of(*entries, [](const DirectoryEntry& entry) { return entry.name == "pack.toml"; });
  }

  void refuse(std::string message) {
    issues.push_back({.code = code::kFiles, .message = std::move(message), .place = {}});
  }

  std::vector<SourcePtr> sources;
  std::vector<Diagnostic> issues;

 private:
  const FileSystem& files_;
  const CollectLimits& limits_;
};

}  // namespace

Checked<std::vector<SourcePtr>> collect(const FileSystem& files, const std::string& root, const CollectLimits& limits) {
  Collector collector(files, limits);
  std::string folder = root;
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  collector.folder(folder, 0);
  if (collector.sources.empty() && collector.issues.empty())
    collector.refuse(fmt::format("`{}` holds no policy files (*.toml)", root));
  Checked<std::vector<SourcePtr>> out;
  out.issues = std::move(collector.issues);
  if (out.issues.empty()) out.value = std::move(collector.sources);
  return out;
}

}  // namespace hegui::policy
