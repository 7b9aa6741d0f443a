// A declaration in any notation; what is read from it must print, and draft a declaration that reads again.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "author/example.h"
#include "author/facts_json.h"
#include "read/format/declaration.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  static constexpr const char* kNames[] = {"hegui.toml", "hegui.json", "hegui.yaml", "<stdin>"};
  if (size == 0) return 0;
  const auto source =
      std::make_shared<Source>(kNames[data[0] % 4], std::string(reinterpret_cast<const char*>(data + 1), size - 1));
  read::recognises_declaration(read::look(*source));
  auto read = read::read_declaration(source, {.max_depth = 40, .max_nodes = 20'000});
  if (read.value.has_value() != read.issues.empty()) std::abort();
  if (!read) return 0;
  const std::vector<std::string> manifests = read::declared_manifests(*read.value);
  read::read_waivers(*read.value);
  read::read_evidence(*read.value);
  std::vector<facts::FactSet> inputs;
  inputs.push_back(std::move(*read.value));
  const facts::Subject subject = facts::merge(std::move(inputs));
  author::facts_json(subject, false);
  const auto drafted = std::make_shared<Source>("hegui.toml", author::example({.subject = &subject}, manifests));
  if (!read::read_declaration(drafted, {})) std::abort();
  return 0;
}
