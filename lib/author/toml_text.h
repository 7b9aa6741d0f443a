// Values as TOML writes them, for the declarations hegui drafts.
#pragma once

#include <string>
#include <string_view>

#include "facts/schema.h"
#include "value/value.h"

namespace hegui::author {

// A basic string in its quotes. Control characters, bidirectional marks and ill-formed bytes are escaped or replaced,
// so that what is read from a manifest neither ends the string nor misleads whoever opens the file.
std::string toml_string(std::string_view text);

// A known fact's value: of a scalar, or of a list of strings or integers.
std::string toml_value(facts::FactType type, value::Value value);

}  // namespace hegui::author
