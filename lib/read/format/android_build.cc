#include "read/format/android_build.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "read/format/dependency_list.h"
#include "read/format/gradle_catalog.h"
#include "read/format/gradle_values.h"
#include "read/format/pubspec.h"
#include "read/syntax/gradle.h"

namespace hegui::read::android {
namespace {

using gradle::Catalog;
using gradle::Definition;
using gradle::dotted;
using gradle::Given;
using gradle::given;
using gradle::last_part;
using gradle::release_of;
using gradle::Statement;
using gradle::Token;
using gradle::TokenKind;

constexpr std::size_t kMaxBytes = std::size_t{1} << 20;  // of one script
constexpr std::size_t kMaxTokens = 100'000;
constexpr std::size_t kMaxApplied = 8;
constexpr std::string_view kAbove[] = {"", "../", "../../", "../../../"};

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (wrong != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return out;
}

struct Script {
  SourcePtr source;
  std::vector<Statement> statements;
};

class BuildReader {
 public:
  BuildReader(const Source& manifest, const Context& context, facts::FactBuilder& facts)
      : manifest_(manifest), context_(context), facts_(facts) {}

  std::optional<ModuleBuild> run() {
    if (!context_.beside) return std::nullopt;
    const std::string_view path = manifest_.name();
    const std::size_t folder = path.rfind('/'), set = path.substr(0, std::min(folder, path.size())).rfind("/src/");
    const bool in_set = path.starts_with("src/") || set != path.npos;
    const std::string_view name = path.substr(path.rfind('/', folder - 1) + 1);
    module_ = in_set ? "../../" : "";
    if (!add_script("build.gradle.kts") && !add_script("build.gradle")) return std::nullopt;
    for (std::size_t i = 0; i < scripts_.size(); ++i) apply(i);
    for (const Script& script : scripts_)
      for (const Statement& statement : script.statements) read(statement);
    if (build_.builds == Builds::App && build_.application_id.missing()) build_.application_id = build_.name_space;
    if (!in_set || name.starts_with("main/") || name.starts_with("androidMain/")) state_dependencies();
    for (Script& script : definitions_) facts_.keep(script.source);
    for (Script& script : scripts_) {
      facts_.keep(script.source);
      build_.scripts.push_back(std::move(script.source));
    }
    return std::move(build_);
  }

 private:
  SourcePtr open(std::string_view path) const {
    SourcePtr source = context_.beside(manifest_, module_ + std::string(path));
    return source != nullptr && source->text().size() <= kMaxBytes ? source : nullptr;
  }

  bool add_script(std::string_view path) {
    SourcePtr source = open(path);
    if (source == nullptr) return false;
    auto statements = gradle::parse(source->text(), kMaxTokens);
    scripts_.push_back({std::move(source), std::move(statements)});
    return true;
  }

  // `apply from: '../common.gradle'`
  void apply(std::size_t script) {
    std::vector<std::string> paths;
    for (const Statement& statement : scripts_[script].statements) {
      if (statement.tokens.front().text != "apply") continue;
      for (const Token& token : statement.tokens) {
        std::string path(token.text);
        if (token.kind == TokenKind::Filled)
          for (const std::string_view root : {"$rootDir/", "${rootDir}/", "${rootProject.projectDir}/"})
            if (path.starts_with(root)) path.replace(0, root.size(), "../");
        if ((token.kind == TokenKind::Text || path != token.text) && path.ends_with(".gradle")) paths.push_back(path);
      }
    }
    for (const std::string& path : paths)
      if (scripts_.size() < kMaxApplied && !add_script(path)) add_script("../" + path);
  }

  void read(const Statement& statement) {
    std::span<const Token> tokens = statement.tokens;
    const Token& first = tokens.front();
    if (statement.within("plugins") || first.text == "apply") return read_plugin(tokens);
    if (first.kind != TokenKind::Name || first.text == "import") return;
    // `configure<LibraryExtension> {` of a module whose plugin is the project's own.
    if (last_part(first.text) == "configure")
      for (const Token& token : tokens) {
        if (token.text == "LibraryExtension") builds(Builds::Library);
        if (token.text == "ApplicationExtension") builds(Builds::App);
      }
    const auto in = [&](std::string_view block) {
      return std::ranges::find(statement.blocks, block) != statement.blocks.end() ||
             first.text.find(std::string(block) + ".") != std::string_view::npos;
    };
    const bool varies = in("productFlavors") || in("buildTypes") || in("flavorDimensions");
    std::string_view key = last_part(first.text);
    // `minSdk { version = release(24) }`, since version 9 of Android's plugin.
    if (key == "version" && !statement.blocks.empty()) {
      key = statement.blocks.back();
      tokens = release_of(tokens);
    } else if (tokens.size() == 1) {
      return;  // opens a block
    }
    if (key == "namespace" && !varies && !in("defaultConfig")) return text(build_.name_space, tokens, false);
    if (key == "compileSdk" || key == "compileSdkVersion") return level(build_.compile_sdk, tokens, varies);
    if (!in("defaultConfig") && !varies) return;
    if (key == "applicationId") {
      if (!varies || build_.application_id.missing()) text(build_.application_id, tokens, varies);
      if (!varies && build_.builds == Builds::Untold) build_.builds = Builds::App;
    } else if (key == "versionName") {
      text(build_.version_name, tokens, varies);
    } else if (key == "versionCode") {
      level(build_.version_code, tokens, varies);
    } else if (key == "minSdk" || key == "minSdkVersion") {
      level(build_.min_sdk, tokens, varies);
    } else if (key == "targetSdk" || key == "targetSdkVersion") {
      level(build_.target_sdk, tokens, varies);
    }
  }

  // `id("com.android.application")`, `alias(libs.plugins.android.application)`, `apply plugin: 'com.android.library'`,
  // and plugins of the project's own that end so; those for libraries may go on, as in
  // `Plugins.Library.androidCompose`. `apply false` only makes one known.
  void read_plugin(std::span<const Token> tokens) {
    for (const Token& token : tokens)
      if (token.text == "false") return;
    for (const Token& token : tokens) {
      if (token.kind != TokenKind::Name && token.kind != TokenKind::Text) continue;
      std::string_view id = token.text;
      if (const std::size_t alias = id.find(".plugins."); alias != id.npos && catalog() != nullptr)
        if (const std::string_view found = catalog()->plugin(dotted(id.substr(alias + 9))); !found.empty()) id = found;
      std::string name;
      for (const char c : id)
        if (c != '.' && c != '-' && c != '_') name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      if (name.ends_with("androidapplication")) builds(Builds::App);
      if (name.find("androidlibrary") != name.npos || name.find("libraryandroid") != name.npos ||
          name.ends_with("androiddynamicfeature") || name == "comandroidtest" ||
          name.ends_with("kotlinmultiplatformlibrary"))
        builds(Builds::Library);
    }
  }

  // A script that may build either says nothing.
  void builds(Builds what) {
    if (build_.builds != Builds::Untold && build_.builds != what) torn_ = true;
    build_.builds = torn_ ? Builds::Untold : what;
  }

  void text(Stated<std::string_view>& into, std::span<const Token> tokens, bool varies) {
    const Given value = given(tokens.subspan(1));
    if (const flutter::Pubspec* pubspec = is_of_flutter(value.name) ? pubspec_of_project() : nullptr) {
      set(into, pubspec->name().empty() ? std::nullopt : std::optional(facts_.keep(pubspec->name())), tokens, varies);
      if (into.readable()) into.span = pubspec->span();
      return;
    }
    const auto written = written_for(value);
    set(into, written ? std::optional(facts_.keep(*written)) : std::nullopt, tokens, varies);
  }

  void level(Stated<std::int64_t>& into, std::span<const Token> tokens, bool varies) {
    const Given value = given(tokens.subspan(1));
    if (const flutter::Pubspec* pubspec = is_of_flutter(value.name) ? pubspec_of_project() : nullptr) {
      set(into, number_of(pubspec->number()), tokens, varies);
      if (into.readable()) into.span = pubspec->span();
      return;
    }
    const auto written = written_for(value);
    set(into, written ? number_of(*written) : std::nullopt, tokens, varies);
  }

  // A literal, or what the version catalog or the scripts write for the name.
  std::optional<std::string_view> written_for(const Given& value) {
    if (value.literal != nullptr) return value.literal->text;
    if (const std::size_t versions = value.name.find(".versions."); versions != value.name.npos) {
      std::string alias = value.name.substr(versions + 10);
      for (const std::string_view call : {".toInt", ".toInteger", ".toString", ".get", ".asProvider"})
        if (alias.ends_with(call)) alias.erase(alias.size() - call.size());
      const std::string_view found = catalog() != nullptr ? catalog()->version(dotted(alias)) : std::string_view{};
      return found.empty() ? std::nullopt : std::optional(found);
    }
    const Token* literal = definition(value.name);
    return literal != nullptr ? std::optional(literal->text) : std::nullopt;
  }

  // The version that Flutter's build takes from the project's pubspec.yaml, by the names of its templates old and new.
  // API levels come from Flutter itself, which nothing here shows.
  static bool is_of_flutter(std::string_view name) {
    name = name.substr(0, name.find(".toInt"));
    for (const std::string_view known :
         {"flutter.versionCode", "flutter.versionName", "flutterVersionCode", "flutterVersionName"})
      if (name == known) return true;
    return false;
  }

  // Of the project that the one for Android lies in, or null.
  const flutter::Pubspec* pubspec_of_project() {
    if (!pubspec_)
      if (SourcePtr source = open("../../pubspec.yaml")) {
        pubspec_.emplace(source);
        facts_.keep(std::move(source));
      }
    return pubspec_ ? &*pubspec_ : nullptr;
  }

  // A variant that says something else makes the value unreadable; so does a value that cannot be told.
  template <class T>
  void set(Stated<T>& into, std::optional<T> value, std::span<const Token> tokens, bool varies) {
    const Span at = span(tokens);
    if (!value || (varies && into.value != *value))
      into = {State::Unreadable, {}, into.missing() ? at : into.span};
    else if (!varies && into.state != State::Unreadable)
      into = {State::Readable, *value, at};
  }

  // What is written for `name`, which code names by its last part, when the project writes it just once.
  const Token* definition(std::string name) {
    for (const std::string_view call : {".toInteger", ".toInt", ".get", ".toString"})
      if (name.ends_with(call)) name.erase(name.size() - call.size());
    if (name.empty() || name.starts_with("flutter.")) return nullptr;
    gather_definitions();
    Definition found{last_part(name)};
    for (const auto* scripts : {&scripts_, &definitions_})
      for (const Script& script : *scripts)
        for (const Statement& statement : script.statements)
          if (!found.look_in(statement.tokens)) return nullptr;
    return found.literal;
  }

  void gather_definitions() {
    if (gathered_) return;
    gathered_ = true;
    for (const std::string_view above : kAbove)
      for (const std::string_view file : {"build.gradle", "build.gradle.kts", "gradle.properties", "variables.gradle",
                                          "config.gradle", "versions.gradle"}) {
        if (above.empty() && file.starts_with("build.")) continue;
        if (SourcePtr source = open(std::string(above) + std::string(file))) {
          const bool plain = file.ends_with(".properties");
          auto statements =
              plain ? gradle::parse_properties(source->text(), kMaxTokens) : gradle::parse(source->text(), kMaxTokens);
          definitions_.push_back({std::move(source), std::move(statements)});
        }
      }
  }

  const Catalog* catalog() {
    if (!sought_) {
      sought_ = true;
      for (const std::string_view above : kAbove)
        if (const SourcePtr source = open(std::string(above) + "gradle/libs.versions.toml")) {
          catalog_.emplace(source, context_.limits);
          facts_.keep(source);
          break;
        }
    }
    return catalog_ ? &*catalog_ : nullptr;
  }

  void state_dependencies() {
    if (context_.vocabulary == nullptr) return;
    facts_.also_states(facts::kDependencies);
    DependencyList list(facts_, context_.vocabulary, {});
    for (const Script& script : scripts_)
      for (const Statement& statement : script.statements)
        if (const auto use = statement.within("dependencies") ? use_of(statement) : std::nullopt)
          state_dependency(list, statement.tokens, *use);
  }

  // `implementation` and `api` are in every build, those of a variant that is neither for tests nor for debugging may
  // be in the one that ships; `classpath` and tools that only the build uses are in none.
  static std::optional<Use> use_of(const Statement& statement) {
    std::string name(last_part(statement.tokens.front().text));
    for (const std::string_view block : statement.blocks)
      if (block.find("Test") != block.npos || block == "buildscript") return std::nullopt;
    constexpr std::string_view kAlways[] = {"implementation", "api", "compile", "runtimeOnly", "releaseImplementation"};
    if (std::ranges::find(kAlways, name) != std::end(kAlways)) return Use::Shipped;
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const bool tool = name.find("test") != name.npos || name.find("debug") != name.npos;
    const bool variant = name.ends_with("implementation") || name.ends_with("api") || name.ends_with("runtimeonly");
    return variant && !tool ? std::optional(Use::Untold) : std::nullopt;
  }

  void state_dependency(DependencyList& list, std::span<const Token> tokens, Use use) {
    const Span at = span(tokens);
    const Token* group = nullptr;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
      const Token& token = tokens[i];
      if (token.text == "project" || token.text == "platform" || token.text == "enforcedPlatform") return;
      if (token.kind == TokenKind::Name && token.text.starts_with("libs."))
        return state_alias(list, token.text, at, use);
      if (token.kind != TokenKind::Text && token.kind != TokenKind::Filled) continue;
      if (const std::size_t colon = token.text.find(':'); colon != token.text.npos) {
        const std::size_t second = std::min(token.text.find(':', colon + 1), token.text.size());
        list.add(vocab::MarkKind::Gradle, token.text.substr(0, second),
                 token.text.substr(std::min(second + 1, token.text.size())), use, at);
        return;
      }
      if (group != nullptr) {
        list.add(vocab::MarkKind::Gradle, fmt::format("{}:{}", group->text, token.text), {}, use, at);
        return;
      }
      group = &token;
    }
  }

  void state_alias(DependencyList& list, std::string_view accessor, const Span& at, Use use) {
    const Catalog* found = catalog();
    if (found == nullptr) return;
    const std::string alias = dotted(accessor.substr(accessor.find('.') + 1));
    std::vector<std::string> members{alias};
    if (alias.starts_with("bundles.")) members = found->bundle(std::string_view(alias).substr(8));
    for (const std::string& member : members) {
      const auto [module, version] = found->library(member);
      if (!module.empty()) list.add(vocab::MarkKind::Gradle, module, version, use, at);
    }
  }

  // From the first token to the last, which stand in one of the scripts.
  Span span(std::span<const Token> tokens) const {
    if (tokens.empty()) return {};
    for (const Script& script : scripts_) {
      const std::string_view text = script.source->text();
      const std::string_view first = tokens.front().text, last = tokens.back().text;
      if (first.data() < text.data() || first.data() >= text.data() + text.size()) continue;
      const bool quoted = tokens.back().kind == TokenKind::Text || tokens.back().kind == TokenKind::Filled;
      return {script.source.get(), static_cast<std::uint32_t>(first.data() - text.data()),
              static_cast<std::uint32_t>(last.data() + last.size() - text.data() + (quoted ? 1 : 0))};
    }
    return {};
  }

  const Source& manifest_;
  const Context& context_;
  facts::FactBuilder& facts_;
  std::string module_;  // path from the manifest's folder
  std::vector<Script> scripts_, definitions_;
  std::optional<Catalog> catalog_;
  std::optional<flutter::Pubspec> pubspec_;
  bool gathered_ = false, sought_ = false, torn_ = false;
  ModuleBuild build_;
};

}  // namespace

std::optional<ModuleBuild> read_build(const Source& manifest, const Context& context, facts::FactBuilder& facts) {
  return BuildReader(manifest, context, facts).run();
}

}  // namespace hegui::read::android
