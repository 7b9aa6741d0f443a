// The object that a configuration in JavaScript or TypeScript exports, as the JSON5 it nearly is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::read {

struct ScriptJson {
  // The object on its lines, and lines without text before it. What is computed is the placeholder `"${}"`; members
  // that are taken from elsewhere (`...shared`) or have computed names are left out.
  std::string text;
  std::vector<std::string_view> members;   // of the object itself, views into the script
  std::vector<std::string_view> computed;  // views of what is computed or left out
  bool open = false;                       // an object in it may have members that are left out
};

// Nothing when no object is exported, it does not end, or members from elsewhere come after ones that they may replace.
std::optional<ScriptJson> exported_json(std::string_view script);

}  // namespace hegui::read
