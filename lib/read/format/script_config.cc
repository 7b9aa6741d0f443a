#include "read/format/script_config.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "read/format/json_facts.h"
#include "read/syntax/script_json.h"

namespace hegui::read::cross {
namespace {

constexpr std::uint16_t kNoObject = 1462, kComputed = 1463;
constexpr std::string_view kEndings[] = {".ts", ".js", ".mts", ".mjs", ".cts", ".cjs"};

// At the first, up to the end of its line.
Diagnostic tell_computed(const Source& source, const std::vector<std::string_view>& computed) {
  const std::string_view first = computed.front().substr(0, computed.front().find_first_of("\r\n"));
  const auto begin = static_cast<std::uint32_t>(first.data() - source.text().data());
  const std::string more = computed.size() > 1 ? fmt::format(", and {} more parts", computed.size() - 1) : "";
  return warning({kComputed}, {&source, begin, begin + static_cast<std::uint32_t>(first.size()), {}},
                 fmt::format("this is computed{}: what it says stays unknown", more),
                 "give the manifests that the framework's build writes too");
}

}  // namespace

bool is_script(std::string_view path, std::string_view stem) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.starts_with(stem) && std::ranges::find(kEndings, name.substr(stem.size())) != std::end(kEndings);
}

Config parse_config(const SourcePtr& source, bool script, const Context& context, std::vector<Diagnostic>& issues) {
  Config out;
  out.source = source;
  const Span whole{source.get(), 0, 0, {}};
  if (script) {
    std::optional<ScriptJson> json = exported_json(source->text());
    out.open = json && json->open;
    out.source = json ? std::make_shared<const Source>(source->name(), std::move(json->text)) : nullptr;
    if (json && !json->computed.empty()) issues.push_back(tell_computed(*source, json->computed));
  }
  if (out.source != nullptr) {
    Checked<tree::Document> read = parse_json_manifest(out.source, context);
    out.document = std::move(read.value);
    if (!script) std::ranges::move(read.issues, std::back_inserter(issues));
  }
  if (script && !out.document) {
    out.source = source;
    issues.clear();
    issues.push_back(warning({kNoObject}, whole,
                             "what this file exports is no plain object, so what it says is unknown",
                             "give the manifests that the framework's build writes"));
  }
  return out;
}

Checked<facts::FactSet> unread(const SourcePtr& source, std::string_view framework, std::string_view kind,
                               std::vector<Diagnostic> issues) {
  if (std::ranges::any_of(issues, [](const Diagnostic& each) { return each.level == Level::Error; }))
    return {{}, std::move(issues)};
  facts::FactBuilder facts(source, framework, facts::kMiniProject);
  const Span whole{source.get(), 0, 0, {}};
  state_identity(facts, kind, {}, whole);
  facts.set(facts::fact("cross_platform.framework"), framework, whole);
  return {std::move(facts).finish(), std::move(issues)};
}

}  // namespace hegui::read::cross
