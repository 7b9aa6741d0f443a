#include "gather/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace hegui::gather {
namespace {

constexpr Code kTooMany{1004};
constexpr int kMaxDepth = 40;

// Folders that hold no manifest of the product itself.
constexpr std::string_view kSkipped[] = {"build", "out", "dist", "target", "node_modules", "vendor", "third_party", "Pods",
                                         "test", "tests", "androidTest", "unpackage", "oh_modules", "miniprogram_npm"};
constexpr std::string_view kNames[] = {"AndroidManifest.xml", "hegui.toml", "hegui.json", "hegui.yaml", "hegui.yml"};
constexpr std::string_view kServiceNames[] = {"openapi.json", "openapi.yaml", "openapi.yml", "swagger.json", "swagger.yaml", "swagger.yml"};
constexpr std::string_view kDependencyNames[] = {"bom.json",     "gradle.lockfile",   "Podfile.lock",     "Package.resolved",
                                                 "package.json", "package-lock.json", "oh-package.json5", "pubspec.yaml",
                                                 "pubspec.lock"};
constexpr std::string_view kEndings[] = {".apk", ".aab", ".apks", ".xapk", ".versions.toml", ".cdx.json", ".spdx.json"};

void descend(const std::string& folder, const FileSystem& files, std::size_t max_files, int depth, Walk& out) {
  auto entries = files.list(folder);
  if (!entries) {
    out.issues.push_back(entries.error());
    return;
  }
  for (const DirectoryEntry& entry : *entries) {
    const std::string path = folder.ends_with('/') ? folder + entry.name : folder + "/" + entry.name;
    if (entry.kind == DirectoryEntry::Kind::Directory) {
      const bool skipped = entry.name.starts_with('.') || std::ranges::find(kSkipped, entry.name) != std::end(kSkipped);
      if (!skipped && depth < kMaxDepth) descend(path, files, max_files, depth + 1, out);
    } else if (entry.kind == DirectoryEntry::Kind::File && is_candidate(entry.name)) {
      if (out.files.size() == max_files) {
        Diagnostic full = error(kTooMany, {}, fmt::format("more than {} inputs below this folder; the rest was not read", max_files),
                                "name the folders of single products, or use a list of files");
        full.place.file = folder;
        if (out.issues.empty() || out.issues.back().code != kTooMany) out.issues.push_back(std::move(full));
        return;
      }
      out.files.push_back(path);
    }
  }
}

}  // namespace

bool is_candidate(std::string_view name) {
  const auto among = [&](const auto& names) { return std::ranges::find(names, name) != std::end(names); };
  return among(kNames) || among(kServiceNames) || among(kDependencyNames) ||
         std::ranges::any_of(kEndings, [&](std::string_view ending) { return name.ends_with(ending); });
}

Walk walk(const std::string& folder, const FileSystem& files, std::size_t max_files) {
  Walk out;
  descend(folder, files, max_files, 0, out);
  return out;
}

}  // namespace hegui::gather
