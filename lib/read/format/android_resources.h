// The files that a manifest refers to by `@xml/…`, and what the application element says with or without them: what
// backup leaves out, what a FileProvider shares, which intents components are given.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "facts/fact_set.h"
#include "read/format.h"
#include "read/format/android_manifest_values.h"
#include "read/syntax/xml_tree.h"

namespace hegui::read::android {

// A file that a manifest refers to, as text or compiled.
Checked<xml::Document> parse_xml(const SourcePtr& source, const Limits& limits);

// The document, or nothing and the warning HG1141 that `what` is unknown.
std::optional<xml::Document> or_unknown(Checked<xml::Document> document, std::string_view what,
                                        std::vector<Diagnostic>& issues);

// The file that a reference leads to: `path` is one in the package, or `@xml/name` as a text says it; `what` names it
// in the warning that it is damaged. Empty function or result: it is not at hand.
using FileOf = std::function<std::optional<xml::Document>(std::string_view path, std::string_view what)>;

// Following the references of a manifest to files.
struct References {
  Resolver resolve;
  FileOf file;

  // `@xml/name` as written, or the file a compiled reference leads to; its number when nothing resolves it.
  std::string_view path(const xml::Attribute& attribute, facts::FactBuilder& facts) const;
  std::optional<xml::Document> open(std::string_view path, std::string_view what) const;
};

// States android.backup_rules and android.backup_paths of an application element: rules that include and exclude
// nothing limit nothing.
void state_backup_rules(ValueReader& reader, const xml::Element& application, const References& files);

// States android.file_provider_paths when the provider is a FileProvider.
void state_shared_files(ValueReader& reader, const xml::Element& provider, const References& files);

// States android.intent_matching_flags; unknown where a component has flags of its own, which no single list tells.
void state_matching_flags(ValueReader& reader, const xml::Element& application);

}  // namespace hegui::read::android
