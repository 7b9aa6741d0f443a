// HarmonyOS manifests: module.json5 and app.json5 of the stage model, config.json of the older FA model, and the
// module.json of a built package, which holds what the first two say.
#pragma once

#include "base/result.h"
#include "facts/fact_set.h"
#include "read/format.h"
#include "read/format/harmony_strings.h"
#include "read/format/json_facts.h"

namespace hegui::read::harmony {

// States what the manifests of one product say: of one module, or of all modules of a package.
class ManifestReader {
 public:
  ManifestReader(facts::FactBuilder& facts, std::vector<Diagnostic>& issues);

  // The `app` and `module` of one manifest. References to strings are looked up in `strings`; those that are not found
  // are unknown.
  void state(const tree::Document& document, const Strings& strings);
  // resources/base/profile/network_config.json.
  void state_network(const tree::Document& document);
  // After the last manifest: what only all modules together say. `whole`: there is no module that could not be read.
  void finish(bool whole);

 private:
  bool is_library(const tree::Node& module) const;
  void state_app(const tree::Node& app, bool library);
  void state_sanitizers(const tree::Node& app);
  void state_versions(const tree::Node& app, bool library);
  void state_api(facts::FactId id, const tree::Node* in, std::string_view key);
  void state_module(const tree::Node& module);
  void state_runner(const tree::Node& module, std::string_view name);
  void state_permission(const tree::Node& request);
  void state_component(const tree::Node& component, std::string_view module, std::string_view kind);
  void state_device_config(const tree::Node& config);
  void state_resolved(facts::FactId id, const tree::Node& in, std::string_view key, facts::Item* item = nullptr);

  facts::FactBuilder& facts_;
  std::vector<Diagnostic>& issues_;
  JsonFacts* json_ = nullptr;                     // of the document being stated
  const Strings* strings_ = nullptr;              // likewise
  std::optional<PermissionRecords> permissions_;  // from the first module on
  NamedRecords components_;
  Span without_runner_;            // a module without a test runner
  bool all_runners_known_ = true;  // whether what each module says of its test runner is known
};

// The kinds of facts the manifest in `document` can state; none when it is no manifest of HarmonyOS.
facts::SourceMask states(const tree::Document& document);

bool recognises_manifest(const Look& look);

// Errors: those of JSON, and HG1410 neither an `app` nor a `module` object.
Checked<facts::FactSet> read_manifest(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::harmony
