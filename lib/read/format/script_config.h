// Configurations of frameworks that may be written as JSON or as a script which exports the same object: Expo's
// app.config, Capacitor's, uni-app's manifest.config.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "facts/fact_set.h"
#include "read/format.h"
#include "read/syntax/tree.h"

namespace hegui::read::cross {

// Whether the file at this path has the name `stem` and an ending of JavaScript or TypeScript.
bool is_script(std::string_view path, std::string_view stem);

struct Config {
  SourcePtr source;  // of the document: for a script, the object it exports, on its lines
  std::optional<tree::Document> document;
  // Members are taken from elsewhere, so one that is missing may be there.
  bool open = false;
};

// The document of `source`. For a script whose object cannot be told, none, and a warning (HG1462); what it computes
// are placeholders, told once (HG1463).
Config parse_config(const SourcePtr& source, bool script, const Context& context, std::vector<Diagnostic>& issues);

// Where there is no document: the errors alone, or beside the warning of a script that there is a product of this kind.
Checked<facts::FactSet> unread(const SourcePtr& source, std::string_view framework, std::string_view kind,
                               std::vector<Diagnostic> issues);

}  // namespace hegui::read::cross
