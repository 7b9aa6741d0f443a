// What AndroidManifest.xml says, written once for the text that developers keep and the compiled form inside packages.
// The platform's defaults are part of what it says: a flag that is not there has the value Android gives it, where that
// can be known.
#pragma once

#include <optional>
#include <vector>

#include "read/format.h"
#include "read/format/android_build.h"
#include "read/format/android_manifest_values.h"
#include "read/format/android_resources.h"

namespace hegui::read::android {

// A manifest beside the main one: of a feature module or a split. What it asks for and its components are the
// product's.
struct ManifestPart {
  const xml::Document& document;
  Resolver resolve;
};

struct ManifestInput {
  const xml::Document& document;
  Resolver resolve;  // of a package; empty for a manifest on its own
  FileOf file;
  std::span<const ManifestPart> parts = {};
  const ModuleBuild* build = nullptr;  // of a manifest in a project: what its build script overrules
};

// Whether the tree is a manifest: its root says so.
bool is_manifest(const xml::Document& document);

// States the facts of a manifest and of the files it refers to. Warnings: HG1131 a value of the wrong kind, HG1132 more
// entries than facts are made of.
void state_manifest(const ManifestInput& input, facts::FactBuilder& facts, std::vector<Diagnostic>& issues);

// Rows of the table of formats: AndroidManifest.xml on its own, text or compiled.
bool recognises_manifest(const Look& look);
Checked<facts::FactSet> read_manifest(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::android
