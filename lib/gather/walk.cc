#include "gather/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "gather/ignore_stack.h"

namespace hegui::gather {
namespace {

constexpr Code kTooMuch{1004};
constexpr int kMaxDepth = 40;

struct Named {
  std::string_view name;
  Why why;
};

// Folders that hold no manifest of the product itself.
constexpr Named kSkipped[] = {{"build", Why::BuildOutput},
                              {"bin", Why::BuildOutput},
                              {"obj", Why::BuildOutput},
                              {"out", Why::BuildOutput},
                              {"dist", Why::BuildOutput},
                              {"target", Why::BuildOutput},
                              {"unpackage", Why::BuildOutput},
                              {"DerivedData", Why::BuildOutput},
                              {"node_modules", Why::Vendored},
                              {"vendor", Why::Vendored},
                              {"third_party", Why::Vendored},
                              {"third-party", Why::Vendored},
                              {"thirdparty", Why::Vendored},
                              {"ThirdParty", Why::Vendored},
                              {"3rdparty", Why::Vendored},
                              {"3rd", Why::Vendored},
                              {"Pods", Why::Vendored},
                              {"Carthage", Why::Vendored},
                              {"oh_modules", Why::Vendored},
                              {"miniprogram_npm", Why::Vendored},
                              {"uni_modules", Why::Vendored},
                              {"bower_components", Why::Vendored},
                              {"test", Why::Tests},
                              {"tests", Why::Tests},
                              {"__tests__", Why::Tests},
                              {"androidTest", Why::Tests},
                              {"e2e", Why::Tests},
                              {"detox", Why::Tests},
                              {"fixtures", Why::Tests},
                              {"integration_test", Why::Tests},
                              {"ohosTest", Why::Tests},
                              {"macos", Why::OtherPlatform},
                              {"Preview Content", Why::Variant}};
constexpr Named kEndings[] = {{".xcframework", Why::Part}, {".framework", Why::Part},  {".dSYM", Why::Part},
                              {".bundle", Why::Part},      {".xcbaseline", Why::Part}, {"Tests", Why::Tests}};
constexpr std::string_view kNames[] = {"AndroidManifest.xml",
                                       "PrivacyInfo.xcprivacy",
                                       "hegui.toml",
                                       "hegui.json",
                                       "hegui.yaml",
                                       "hegui.yml",
                                       "module.json5",
                                       "app.json5",
                                       "mini.project.json",
                                       "project.swan.json",
                                       "app.wpy",
                                       "project.tt.json",
                                       "capacitor.config.json",
                                       "gradle.lockfile",
                                       "Podfile.lock",
                                       "project.pbxproj",
                                       "Package.resolved",
                                       "package.json",
                                       "package-lock.json",
                                       "npm-shrinkwrap.json",
                                       "yarn.lock",
                                       "pnpm-lock.yaml",
                                       "oh-package.json5",
                                       "oh-package-lock.json5",
                                       "pubspec.yaml",
                                       "pubspec.lock"};
// Names that other things than manifests have too.
constexpr std::string_view kGeneralNames[] = {"app.json",
                                              "app.config.ts",
                                              "app.config.js",
                                              "app.config.json",
                                              "config.json",
                                              "capacitor.config.ts",
                                              "capacitor.config.js",
                                              "manifest.config.ts",
                                              "manifest.config.js",
                                              "game.json",
                                              "config.xml",
                                              "module.json",
                                              "manifest.json",
                                              "project.config.json",
                                              "project.private.config.json",
                                              "openapi.json",
                                              "openapi.yaml",
                                              "openapi.yml",
                                              "swagger.json",
                                              "swagger.yaml",
                                              "swagger.yml",
                                              "bom.json",
                                              "plugin.xml"};
constexpr std::string_view kFileEndings[] = {
    ".apk", ".aab", ".apks",          ".xapk",     ".ipa",       ".entitlements", ".hap",
    ".hsp", ".app", ".versions.toml", ".cdx.json", ".spdx.json", ".spdx3.json",   "Info.plist"};

constexpr std::string_view kDescriptionEndings[] = {".json", ".yaml", ".yml"};
constexpr std::string_view kDescriptionWords[] = {"api", "swagger", "spec", "bom", "spdx", "cyclonedx"};

bool is_general(std::string_view name) { return std::ranges::find(kGeneralNames, name) != std::end(kGeneralNames); }

// Why a folder of this name is not entered, or nothing.
std::optional<Why> why_skipped(std::string_view name) {
  if (name.starts_with('.')) return Why::Hidden;
  if (const auto* it = std::ranges::find(kSkipped, name, &Named::name); it != std::end(kSkipped)) return it->why;
  const auto* it = std::ranges::find_if(kEndings, [&](const Named& each) { return name.ends_with(each.name); });
  return it == std::end(kEndings) ? std::nullopt : std::optional(it->why);
}

bool speaks_of_a_description(std::string_view name) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::ranges::any_of(kDescriptionWords, [&](std::string_view word) { return lower.find(word) != lower.npos; });
}

// By its name or its folder's, a description of a service or a bill of materials with a name of its own.
bool may_be_description(std::string_view folder, std::string_view name) {
  return std::ranges::any_of(kDescriptionEndings, [&](std::string_view ending) { return name.ends_with(ending); }) &&
         (speaks_of_a_description(name) || speaks_of_a_description(folder.substr(folder.rfind('/') + 1)));
}

class Walker {
 public:
  Walker(const std::string& folder, const FileSystem& files, std::size_t max_files)
      : files_(files), max_files_(max_files), ignored_(folder, files, out_.issues) {}

  void descend(const std::string& folder, int depth) {
    const auto entries = files_.list(folder);
    if (!entries) {
      out_.issues.push_back(entries.error());
      return;
    }
    const IgnoreStack::Inside inside(ignored_, folder, *entries, out_.issues);
    for (const DirectoryEntry& entry : *entries) visit(folder, entry, depth);
  }

  Walk finish() && { return std::move(out_); }

 private:
  void visit(const std::string& folder, const DirectoryEntry& entry, int depth) {
    std::string path = folder.ends_with('/') ? folder + entry.name : folder + "/" + entry.name;
    const bool is_folder = entry.kind == DirectoryEntry::Kind::Directory;
    const bool is_link = entry.kind == DirectoryEntry::Kind::Link;
    const bool candidate = is_candidate(entry.name);
    const bool perhaps = !candidate && may_be_description(depth == 0 ? "spec" : folder, entry.name);
    if (!is_folder && !is_link && (entry.kind != DirectoryEntry::Kind::File || (!candidate && !perhaps))) return;
    if (const std::optional<Why> why = is_folder ? why_skipped(entry.name) : std::nullopt) {
      out_.left.push_back({std::move(path), *why});
    } else if (std::optional<std::string> rule = ignored_.rule(entry.name, is_folder)) {
      out_.left.push_back({std::move(path), Why::Ignored, std::move(*rule)});
    } else if (is_link) {
      out_.left.push_back({std::move(path), Why::Link});
    } else if (is_folder) {
      if (depth == kMaxDepth)
        limit(path, fmt::format("folders are nested more than {} deep here; the rest was not read", kMaxDepth));
      else
        descend(path, depth + 1);
    } else if (std::vector<std::string>& found = perhaps ? out_.perhaps : out_.files; found.size() == max_files_) {
      limit(folder, fmt::format("more than {} inputs below this folder; the rest was not read", max_files_));
    } else {
      found.push_back(std::move(path));
    }
  }

  // Told once each way.
  void limit(const std::string& path, std::string message) {
    if (!out_.issues.empty() && out_.issues.back().code == kTooMuch) return;
    out_.issues.push_back(
        error(kTooMuch, {}, std::move(message), "name the folders of single products, or use a list of files"));
    out_.issues.back().place.file = path;
  }

  const FileSystem& files_;
  const std::size_t max_files_;
  Walk out_;
  IgnoreStack ignored_;
};

}  // namespace

std::string_view name(Why why) {
  switch (why) {
    case Why::Ignored:
      return "ignored";
    case Why::BuildOutput:
      return "build-output";
    case Why::Vendored:
      return "vendored";
    case Why::Tests:
      return "tests";
    case Why::OtherPlatform:
      return "other-platform";
    case Why::Part:
      return "part";
    case Why::Hidden:
      return "hidden";
    case Why::Link:
      return "link";
    case Why::Example:
      return "example";
    case Why::Variant:
      return "variant";
    case Why::Unrelated:
      return "unrelated";
    case Why::OtherThing:
      return "other-thing";
    case Why::Package:
      return "package";
    case Why::OtherNotation:
      return "other-notation";
  }
  return {};
}

bool is_candidate(std::string_view name) {
  return std::ranges::find(kNames, name) != std::end(kNames) || is_general(name) ||
         std::ranges::any_of(kFileEndings, [&](std::string_view ending) { return name.ends_with(ending); });
}

bool may_be_something_else(std::string_view path) {
  return is_general(path.substr(path.find_last_of('/') + 1)) || path.ends_with(".app") || path.ends_with(".plist");
}

Walk walk(const std::string& folder, const FileSystem& files, std::size_t max_files) {
  Walker walker(folder, files, max_files);
  walker.descend(folder, 0);
  return std::move(walker).finish();
}

}  // namespace hegui::gather
