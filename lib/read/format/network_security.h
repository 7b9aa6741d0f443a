// Android's network security configuration: whether plain HTTP is allowed, and whether certificates that users install
// are trusted.
#pragma once

#include <optional>

#include "read/format.h"
#include "read/syntax/xml_tree.h"

namespace hegui::read::android {

// Where the network security configuration of a package allows plain HTTP.
struct Cleartext {
  std::optional<bool> stated;  // the base configuration's own word
  Span span;
};

bool is_network_config(const xml::Document& document);

// States what the configuration says; returns its base configuration's word on plain HTTP, which the caller weighs
// against the manifest. `target`: the API level the product is made for, where known; up to level 23 user certificates
// are trusted by default.
Cleartext state_network_config(const xml::Document& document, std::optional<std::int64_t> target,
                               facts::FactBuilder& facts);

// The row of the table of formats: a configuration on its own.
bool recognises_network_config(const Look& look);
Checked<facts::FactSet> read_network_config(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::android
