// The object literal that a configuration in JavaScript or TypeScript exports, found without evaluating anything: after
// `export default`, a call of `defineAppConfig`, `module.exports =`, or in the `<config>` block of a component file.
// What is computed is named and left out, so that the rest is JSON5.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::read {

struct ScriptLiteral {
  // As long as the script: the literal at its place, blanks for all else and for its computed members, lines kept.
  std::string text;
  std::vector<std::string_view> members;   // names of the members that are literal, views into the script
  std::vector<std::string_view> computed;  // of those that are not
  bool open = false;                       // it takes members from elsewhere (`...shared`)
};

// Nothing when no object literal is exported, or it does not end.
std::optional<ScriptLiteral> exported_literal(std::string_view script);

}  // namespace hegui::read
