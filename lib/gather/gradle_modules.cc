#include "gather/gradle_modules.h"

#include <algorithm>

#include "gather/place.h"
#include "read/syntax/gradle.h"

namespace hegui::gather {
namespace {

using read::gradle::Statement;
using read::gradle::Token;
using read::gradle::TokenKind;
namespace gradle = read::gradle;

constexpr std::uint64_t kMaxScript = std::uint64_t{1} << 20;
constexpr std::size_t kMaxTokens = 100'000;

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

// The names of modules in a statement, as `:core:data`.
void names_in(const Statement& statement, std::set<std::string>& out) {
  constexpr std::string_view kAccessors = "projects.";
  for (const Token& token : statement.tokens) {
    const bool text = token.kind == TokenKind::Text && token.text.starts_with(':');
    if (text && std::ranges::all_of(token.text, [](char c) { return is_name(c) || c == ':'; })) out.emplace(token.text);
    if (token.kind != TokenKind::Name || !token.text.starts_with(kAccessors)) continue;
    std::string name = ":";
    for (const char c : token.text.substr(kAccessors.size())) name += c == '.' ? ':' : c;
    out.insert(std::move(name));
  }
}

// `testImplementation`, `debugApi`, `baselineProfile`, `ksp`: what is added so is not in what ships.
bool is_for_tests(const Statement& statement) {
  std::string name(statement.tokens.front().text.substr(statement.tokens.front().text.rfind('.') + 1));
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const std::string_view block : statement.blocks)
    if (block.find("Test") != block.npos || block == "buildscript") return true;
  constexpr std::string_view kTools[] = {"baselineprofile",      "lintchecks", "detektplugins", "ksp", "kapt",
                                         "corelibrarydesugaring"};
  return name.find("test") != name.npos || name.find("debug") != name.npos ||
         std::ranges::find(kTools, name) != std::end(kTools);
}

// `includeBuild("build-logic")`; those of Flutter and React Native add nothing of the project's own.
bool includes_a_build(std::string_view settings) {
  for (const Statement& statement : gradle::parse(settings, kMaxTokens)) {
    const std::string_view name = statement.tokens.front().text;
    if (name != "includeBuild" && !name.ends_with(".includeBuild")) continue;
    const bool foreign = std::ranges::any_of(statement.tokens, [](const Token& token) {
      return token.text.find("node_modules") != token.text.npos || token.text.find("flutter") != token.text.npos;
    });
    if (!foreign) return true;
  }
  return false;
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
  folders_.emplace(module);
  for (std::string& name : names_of(module)) {
    std::vector<std::string>& called = modules_[std::move(name)];
    if (called.empty() || called.back() != module) called.emplace_back(module);
  }
}

bool GradleModules::builds(const std::string& app, const std::string& module, bool only) {
  const std::set<std::string>& used = used_by(app);
  if (used.contains(module)) return true;
  if (used.empty() && only) return !for_tests().contains(module);
  return has_own_plugins(app) && is_untold(module);
}

bool GradleModules::is_untold(const std::string& module) {
  return !(for_tests().contains(module) && speaks_of_tests(module)) &&
         std::ranges::none_of(apps_, [&](const std::string& app) { return used_by(app).contains(module); });
}

const std::set<std::string>& GradleModules::for_tests() {
  if (for_tests_) return *for_tests_;
  std::vector<std::string> open;
  const auto add = [&](const std::string& module) {
    for (const std::string& named : named_by(module).tests) open.push_back(named);
  };
  std::ranges::for_each(apps_, add);
  std::ranges::for_each(folders_, add);
  std::set<std::string> out(open.begin(), open.end());
  follow(std::move(open), out);
  return for_tests_.emplace(std::move(out));
}

const std::set<std::string>& GradleModules::used_by(const std::string& app) {
  const auto [at, fresh] = used_.try_emplace(app);
  if (fresh) follow({app}, at->second);
  return at->second;
}

void GradleModules::follow(std::vector<std::string> open, std::set<std::string>& used) {
  while (!open.empty()) {
    const std::string module = std::move(open.back());
    open.pop_back();
    for (const std::string& named : named_by(module).shipped)
      if (used.insert(named).second) open.push_back(named);
  }
}

bool GradleModules::has_own_plugins(const std::string& app) const {
  Steps folders = steps(app);
  for (;; folders.pop_back()) {
    std::string path = folder_;
    for (const std::string_view step : folders)
      path.append(path.empty() || path.ends_with('/') ? "" : "/").append(step);
    const std::string below = path.empty() || path.ends_with('/') ? path : path + "/";
    for (const char* name : {"settings.gradle.kts", "settings.gradle"}) {
      const auto source =
          files_.stat(below + name) ? files_.open(below + name, kMaxScript) : Result<SourcePtr>(nullptr);
      if (!source || *source == nullptr) continue;
      const auto sources = files_.stat(below + "buildSrc");
      return (sources && sources->kind == DirectoryEntry::Kind::Directory) || includes_a_build((*source)->text());
    }
    if (folders.empty()) return false;
  }
}

std::string GradleModules::without_manifest(std::string_view name, const std::string& from) const {
  if (name.size() < 2) return {};
  for (const char sign : {'\0', '-', '_'}) {
    std::string path;
    for (const char c : name.substr(1)) {
      const bool capital = sign != '\0' && c >= 'A' && c <= 'Z';
      if (capital) path += sign;
      path += c == ':' ? '/' : capital ? static_cast<char>(c + 32) : c;
    }
    for (std::string above = from;;) {
      std::string module = above.empty() ? path : above + "/" + path;
      if (has_script(folder_, module, files_)) return module;
      if (above.empty()) break;
      above.resize(above.find('/') == above.npos ? 0 : above.rfind('/'));
    }
  }
  return {};
}

const GradleModules::Named& GradleModules::named_by(const std::string& module) {
  const auto [at, fresh] = named_.try_emplace(module);
  Named& out = at->second;
  if (!fresh) return out;
  const std::string path = script_of(folder_, module, files_);
  const auto source = path.empty() ? Result<SourcePtr>(nullptr) : files_.open(path, kMaxScript);
  if (!source || *source == nullptr) return out;
  std::set<std::string> shipped, tests;
  for (const Statement& statement : gradle::parse((*source)->text(), kMaxTokens))
    names_in(statement, is_for_tests(statement) ? tests : shipped);
  const Steps own = steps(module);
  for (const auto& [names, into] : {std::pair(&shipped, &out.shipped), std::pair(&tests, &out.tests)})
    for (const std::string& name : *names) {
      const auto called = modules_.find(name);
      if (called == modules_.end()) {
        if (std::string bare = without_manifest(name, module); !bare.empty()) into->push_back(std::move(bare));
        continue;
      }
      std::size_t closest = 0;
      for (const std::string& each : called->second) closest = std::max(closest, shared(own, steps(each)));
      for (const std::string& each : called->second)
        if (shared(own, steps(each)) == closest && each != module) into->push_back(each);
    }
  return out;
}

}  // namespace hegui::gather
