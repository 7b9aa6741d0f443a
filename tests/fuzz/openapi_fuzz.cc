// Descriptions of services and lists of dependencies of any bytes, with a vocabulary to judge names by: facts or a
// reason, within limits.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "read/format/dependencies.h"
#include "read/format/openapi.h"
#include "words.h"

namespace {

constexpr std::string_view kWords = R"toml(
[[category]]
slug = "c"
title = { zh = "类", en = "c" }
opinions_group = "contact"
sensitive = "no"
[[field_rules]]
tail_words = ["status"]
not_person_parents = ["shop"]
person_parents = ["user"]
[[field]]
slug = "phone"
category = "c"
sensitivity = "medium"
strength = "strong"
zh = ["手机号"]
exact = ["phone", "a", "b"]
tokens = ["phone number"]
exclude = ["model"]
formats = ["phone"]
[[field]]
slug = "name"
category = "c"
sensitivity = "medium"
strength = "weak"
exact = ["name", "x"]
context = ["user"]
[[sdk]]
slug = "s"
title = { zh = "某", en = "s" }
provider = { zh = "某", en = "s" }
kind = "push"
gradle = ["a:b"]
pods = ["A"]
npm = ["a"]
ohpm = ["@a/b"]
pub = ["a"]
)toml";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  static const vocab::Vocabulary vocabulary(fuzz::compile_words(kWords));
  read::Limits limits;
  limits.max_depth = 40;
  limits.max_nodes = 20'000;
  const read::Context context{.limits = limits, .vocabulary = &vocabulary};
  // The first byte chooses the name, by which some lists are told.
  static constexpr const char* kNames[] = {"openapi.yaml",    "package.json", "libs.versions.toml", "Podfile.lock",
                                           "gradle.lockfile", "pubspec.lock", "Package.resolved",   "bom.json",
                                           "pnpm-lock.yaml",  "yarn.lock",    "plugin.xml"};
  const char* const name = size == 0 ? "x" : kNames[data[0] % std::size(kNames)];
  const std::size_t skipped = size == 0 ? 0 : 1;
  const auto source =
      std::make_shared<const Source>(name, std::string(reinterpret_cast<const char*>(data) + skipped, size - skipped));
  for (const auto& read : {read::read_openapi(source, context), read::read_dependencies(source, context),
                           read::read_sbom(source, context)}) {
    for (const Diagnostic& issue : read.issues) static_cast<void>(render(issue));
    if (!read && read.issues.empty()) __builtin_trap();  // a refusal has a reason
  }
  return 0;
}
