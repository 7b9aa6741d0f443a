#include "gather/place.h"

#include <algorithm>
#include <iterator>

namespace hegui::gather {
namespace {

constexpr std::string_view kExamples[] = {"example", "examples", "sample", "samples", "demo", "demos", "playground"};
constexpr std::string_view kCommonWords[] = {
    "android", "ios",    "iphone", "ipad",    "apple",   "harmony",     "harmonyos", "ohos",      "hmos",
    "app",     "apps",   "mobile", "client",  "src",     "main",        "native",    "platforms", "mp",
    "weapp",   "wechat", "weixin", "mini",    "program", "miniprogram", "uni",       "uniapp",    "flutter",
    "rn",      "runner", "entry",  "xcode",   "project", "code",        "packages",  "alipay",    "douyin",
    "feishu",  "baidu",  "server", "backend", "api"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? std::string_view{} : path.substr(0, slash);
}

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// Of a build that only developers and testers install: `internal`, `devRelease`.
bool is_within(std::string_view set) {
  constexpr std::string_view kWords[] = {"dev", "develop", "development", "internal", "mock", "staging", "qa", "uat"};
  if (set.ends_with("release")) set.remove_suffix(7);
  return std::ranges::find(kWords, set) != std::end(kWords);
}

// `app/src/free/AndroidManifest.xml`: the module `app` and the set `free`.
struct InModule {
  std::string_view module, set;
};

InModule in_module(std::string_view path) {
  const std::string_view set = folder_of(path), sources = folder_of(set);
  if (name_of(sources) != "src") return {set, {}};
  return {folder_of(sources), name_of(set)};
}

// Words of a name: parted by signs, and by a capital after a small letter.
std::vector<std::string> words(std::string_view name) {
  std::vector<std::string> out;
  bool fresh = true;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool sign = c == '-' || c == '_' || c == '.' || c == ' ';
    const bool capital = c >= 'A' && c <= 'Z' && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z' && i > 1;
    if (fresh || capital || sign) {
      if (out.empty() || !out.back().empty()) out.emplace_back();
    }
    fresh = false;
    if (!sign) out.back() += lower(c);
  }
  return out;
}

}  // namespace

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

Steps steps(std::string_view folder) {
  Steps out;
  while (!folder.empty()) {
    const std::size_t slash = std::min(folder.find('/'), folder.size());
    if (slash != 0) out.push_back(folder.substr(0, slash));
    folder.remove_prefix(std::min(slash + 1, folder.size()));
  }
  return out;
}

std::string seat(std::string_view path) {
  const std::string_view name = name_of(path), folder = folder_of(path);
  if (name == "AndroidManifest.xml" || name == "module.json5" || name == "module.json" || name == "config.json")
    return std::string(in_module(path).module);
  if ((name == "app.json5" || name == "app.json") && name_of(folder) == "AppScope")
    return std::string(folder_of(folder));
  if (name.ends_with(".versions.toml") && name_of(folder) == "gradle") return std::string(folder_of(folder));
  for (const std::string_view ending : {".xcodeproj/", ".xcworkspace/"})
    if (const std::size_t at = path.find(ending); at != path.npos)
      return std::string(folder_of(path.substr(0, at + ending.size() - 1)));
  return std::string(folder);
}

SourceSet source_set(std::string_view path) {
  const std::string set = lowered(in_module(path).set);
  if (set.empty() || set == "main" || set == "androidmain") return SourceSet::Main;
  if (set == "release") return SourceSet::Release;
  const bool for_developers = set.starts_with("debug") || set.ends_with("debug") || set.starts_with("benchmark") ||
                              set == "profile" || set == "test" || is_within(set);
  return for_developers ? SourceSet::Debug : SourceSet::Variant;
}

std::string beside(std::string_view input, const std::string& path) {
  const std::size_t slash = input.rfind('/');
  return path.starts_with('/') || slash == input.npos ? path : std::string(input.substr(0, slash + 1)) + path;
}

bool in_example(const Steps& folders) {
  return std::ranges::any_of(folders, [](std::string_view folder) {
    const std::string name = lowered(folder);
    constexpr std::string_view kSigns = "-_.";
    return std::ranges::any_of(kExamples, [&](std::string_view word) {
      if (name.size() <= word.size()) return name == word;
      return (name.ends_with(word) && kSigns.find(name[name.size() - word.size() - 1]) != kSigns.npos) ||
             (name.starts_with(word) && kSigns.find(name[word.size()]) != kSigns.npos);
    });
  });
}

bool speaks_of_tests(std::string_view module) {
  static constexpr std::string_view kBeginnings[] = {"test", "benchmark", "fake", "mock", "fixture", "screenshot"};
  return std::ranges::any_of(steps(module), [](std::string_view folder) {
    return std::ranges::any_of(words(folder), [](const std::string& word) {
      return std::ranges::any_of(kBeginnings, [&](std::string_view each) { return word.starts_with(each); });
    });
  });
}

bool speaks_of_other_apple_system(std::string_view folder) {
  static constexpr std::string_view kSystems[] = {"watch", "tv", "mac", "catalyst"};
  return std::ranges::any_of(
      words(folder), [](const std::string& word) { return std::ranges::find(kSystems, word) != std::end(kSystems); });
}

bool speaks_of_watch_app(std::string_view name) {
  const std::vector<std::string> all = words(name);
  const auto watch = std::ranges::find(all, "watch");
  if (watch == all.end() || watch + 1 == all.end()) return false;
  const std::string& next = *(watch + 1);
  return next == "app" || next == "kit" || next == "os";
}

std::string stem(std::string_view folder) {
  std::string out;
  for (const std::string& word : words(folder))
    if (std::ranges::find(kCommonWords, word) == std::end(kCommonWords)) out += word;
  return out;
}

bool lies_in(const Steps& folder, const Steps& above) {
  return folder.size() >= above.size() && std::equal(above.begin(), above.end(), folder.begin());
}

}  // namespace hegui::gather
