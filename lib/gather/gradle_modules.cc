#include "gather/gradle_modules.h"

#include <algorithm>

#include "gather/place.h"

namespace hegui::gather {
namespace {

constexpr std::uint64_t kMaxScript = std::uint64_t{1} << 20;

// `feature-home` and `feature_home` are `featureHome` among the accessors that Gradle writes.
std::string accessor(std::string_view name) {
  std::string out;
  bool raise = false;
  for (const char c : name) {
    if (c == '-' || c == '_') {
      raise = true;
    } else {
      out += raise && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
      raise = false;
    }
  }
  return out;
}

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == ':';
}

// Whether `script` has `words` with no name going on behind it.
bool names(std::string_view script, const std::string& words) {
  for (std::size_t at = script.find(words); at != script.npos; at = script.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if (end == script.size() || (!is_name(script[end]) && !(script[end] == '.' && words.starts_with("projects."))))
      return true;
  }
  return false;
}

// `project(":core:data")` or `projects.core.data`, for the whole path or, of a build below the project's top, an end.
bool uses(std::string_view script, std::string_view module) {
  const Steps folders = steps(module);
  for (std::size_t first = 0; first < folders.size(); ++first) {
    std::string path, dotted = "projects";
    for (std::size_t i = first; i < folders.size(); ++i) {
      path.append(":").append(folders[i]);
      dotted.append(".").append(accessor(folders[i]));
    }
    if (names(script, "\"" + path) || names(script, "'" + path) || names(script, dotted)) return true;
  }
  return false;
}

// Path of the build script of a module, or empty.
std::string script_of(const std::string& folder, const std::string& module, const FileSystem& files) {
  for (const char* name : {"build.gradle.kts", "build.gradle"}) {
    std::string path = folder;
    for (const std::string& step : {module, std::string(name)})
      if (!step.empty()) path += (path.empty() || path.ends_with('/') ? "" : "/") + step;
    if (const auto entry = files.stat(path); entry && entry->kind == DirectoryEntry::Kind::File) return path;
  }
  return {};
}

}  // namespace

bool has_script(const std::string& folder, const std::string& module, const FileSystem& files) {
  return !script_of(folder, module, files).empty();
}

bool GradleModules::builds(const std::string& app, const std::string& module, bool only) {
  const std::vector<std::string>& used = used_by(app);
  return used.empty() ? only : std::ranges::find(used, module) != used.end();
}

const std::vector<std::string>& GradleModules::used_by(const std::string& app) {
  const auto [at, fresh] = used_.try_emplace(app);
  std::vector<std::string>& used = at->second;
  if (!fresh) return used;
  std::vector<std::string> open{app};
  while (!open.empty()) {
    const std::string path = script_of(folder_, open.back(), files_);
    open.pop_back();
    const auto source = path.empty() ? Result<SourcePtr>(nullptr) : files_.open(path, kMaxScript);
    if (!source || *source == nullptr) continue;
    const std::string_view text = (*source)->text();
    for (const std::string& module : modules_) {
      if (module == app || std::ranges::find(used, module) != used.end() || !uses(text, module)) continue;
      used.push_back(module);
      open.push_back(module);
    }
  }
  return used;
}

}  // namespace hegui::gather
