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
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// What a module may be called in a script: `project(":core:data")` or `projects.core.data`, by its whole path or, of a
// build below the project's top, an end of it. Both as `:core:data`.
std::vector<std::string> names_of(std::string_view module) {
  std::vector<std::string> out;
  const Steps folders = steps(module);
  for (std::size_t first = 0; first < folders.size(); ++first) {
    std::string path, accessors;
    for (std::size_t i = first; i < folders.size(); ++i) {
      path.append(":").append(folders[i]);
      accessors.append(":").append(accessor(folders[i]));
    }
    if (accessors != path) out.push_back(std::move(accessors));
    out.push_back(std::move(path));
  }
  return out;
}

// The names of modules in a script, as `:core:data`.
std::set<std::string> names_in(std::string_view script) {
  std::set<std::string> out;
  for (std::size_t at = 0; at + 1 < script.size(); ++at) {
    if ((script[at] == '"' || script[at] == '\'') && script[at + 1] == ':') {
      std::size_t end = at + 1;
      while (end < script.size() && (is_name(script[end]) || script[end] == ':')) ++end;
      out.emplace(script.substr(at + 1, end - at - 1));
    }
    constexpr std::string_view kAccessors = "projects.";
    if (!script.substr(at).starts_with(kAccessors) || (at > 0 && is_name(script[at - 1]))) continue;
    std::size_t end = at + kAccessors.size();
    std::string name = ":";
    for (; end < script.size() && (is_name(script[end]) || script[end] == '.'); ++end)
      name += script[end] == '.' ? ':' : script[end];
    out.insert(std::move(name));
  }
  return out;
}

std::size_t shared(const Steps& a, const Steps& b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
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

void GradleModules::add(std::string_view module) {
  for (std::string& name : names_of(module)) {
    std::vector<std::string>& called = modules_[std::move(name)];
    if (called.empty() || called.back() != module) called.emplace_back(module);
  }
}

bool GradleModules::builds(const std::string& app, const std::string& module, bool only) {
  const std::set<std::string>& used = used_by(app);
  return used.empty() ? only : used.contains(module);
}

const std::set<std::string>& GradleModules::used_by(const std::string& app) {
  const auto [at, fresh] = used_.try_emplace(app);
  std::set<std::string>& used = at->second;
  if (!fresh) return used;
  std::vector<std::string> open{app};
  while (!open.empty()) {
    const std::string module = std::move(open.back());
    open.pop_back();
    for (std::string& named : named_by(module))
      if (named != app && used.insert(named).second) open.push_back(std::move(named));
  }
  return used;
}

std::vector<std::string> GradleModules::named_by(const std::string& module) const {
  std::vector<std::string> out;
  const std::string path = script_of(folder_, module, files_);
  const auto source = path.empty() ? Result<SourcePtr>(nullptr) : files_.open(path, kMaxScript);
  if (!source || *source == nullptr) return out;
  const Steps own = steps(module);
  for (const std::string& name : names_in((*source)->text())) {
    const auto called = modules_.find(name);
    if (called == modules_.end()) continue;
    std::size_t closest = 0;
    for (const std::string& each : called->second) closest = std::max(closest, shared(own, steps(each)));
    for (const std::string& each : called->second)
      if (shared(own, steps(each)) == closest) out.push_back(each);
  }
  return out;
}

}  // namespace hegui::gather
