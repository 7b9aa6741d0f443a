// What AndroidManifest.xml says, written once for the text that developers keep and the compiled form inside packages.
// The platform's defaults are part of what it says: a flag that is not there has the value Android gives it, where that
// can be known.
#pragma once

#include <optional>
#include <vector>

#include "read/format.h"
#include "read/format/android_manifest_values.h"

namespace hegui::read::android {

// Where the network security configuration of a package allows plain HTTP, when it was read.
struct Cleartext {
  std::optional<bool> stated;  // the base configuration's own word
  Span span;
};

// A manifest beside the main one: of a feature module or a split. What it asks for and its components are the
// product's.
struct ManifestPart {
  const xml::Document& document;
  Resolver resolve;
};

struct ManifestInput {
  const xml::Document& document;
  Resolver resolve;  // of a package; empty for a manifest on its own
  // The network security configuration `reference` (a path in the package, or empty when unresolved) leads to; empty
  // function or result: it is not at hand. `target` is the API level the product is made for.
  std::function<std::optional<Cleartext>(std::string_view path, std::int64_t target)> network;
  std::span<const ManifestPart> parts = {};
};

// Whether the tree is a manifest: its root says so.
bool is_manifest(const xml::Document& document);

// States the facts of a manifest. Warnings: HG1131 a value of the wrong kind, HG1132 more entries than facts are made
// of.
void state_manifest(const ManifestInput& input, facts::FactBuilder& facts, std::vector<Diagnostic>& issues);

// Rows of the table of formats: AndroidManifest.xml on its own, text or compiled.
bool recognises_manifest(const Look& look);
Checked<facts::FactSet> read_manifest(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::android
