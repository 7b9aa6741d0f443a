// What the path of an input within its project says of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hegui::gather {

// Names of the folders from the top of a project down.
using Steps = std::vector<std::string_view>;

Steps steps(std::string_view folder);

// With small letters for the capitals of ASCII.
std::string lowered(std::string_view text);

// The folder an input speaks for: of a manifest the module that holds its source set, of `gradle/libs.versions.toml`
// the folder above, of Package.resolved the folder of its Xcode project, of others the folder they lie in. `path` is
// relative to the project; the top is empty.
std::string seat(std::string_view path);

// Where the manifest of an Android module lies among the variants of a build.
// `release` is in all that ships, of the others what ships is not known.
enum class SourceSet : std::uint8_t { Main, Release, Variant, Debug };
SourceSet source_set(std::string_view path);

// `path` as the input at `input` means it: relative to its folder.
std::string beside(std::string_view input, const std::string& path);

// Whether one of the folders holds examples of how to use what lies elsewhere.
bool in_example(const Steps& folders);

// Whether a module's folders say that it serves tests: `core/testing`, `benchmarks`, `fakes/data`.
bool speaks_of_tests(std::string_view module);

// Whether a folder's name says that it holds a part for a watch, a television or a desktop: `WatchWidgets`,
// `MacBridge`.
bool speaks_of_other_apple_system(std::string_view folder);

// Whether a name is one that Xcode gives to a watch app: `Shop Watch App`, `Shop-Watch-App-Info.plist`.
bool speaks_of_watch_app(std::string_view name);

// What is left of a folder's name without the words that tell platforms and kinds of code apart: `ride` of
// `ride-android`, nothing of `ios`.
std::string stem(std::string_view folder);

// Whether `folder` is `above` or lies below it.
bool lies_in(const Steps& folder, const Steps& above);

}  // namespace hegui::gather
