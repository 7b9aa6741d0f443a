// Permissions of Android and iOS as cross-platform manifests hold them: elements of an Android manifest as text, names
// with or without their prefix, and usage descriptions by key.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "read/format.h"
#include "read/format/json_facts.h"

namespace hegui::read::cross {

// Names asked for by `<uses-permission …/>` elements in `text`, those taken out by `tools:node="remove"` left out; a
// text without any element is one name. Nothing when it is not well-formed.
std::optional<std::vector<std::string>> android_names(std::string_view text, const Limits& limits);

// `CAMERA` as `android.permission.CAMERA`; a name with a dot is whole.
std::string whole_android_name(std::string_view name);

// Whether `key` is one under which iOS shows the user why something is asked for.
bool is_usage_description(std::string_view key);

}  // namespace hegui::read::cross
