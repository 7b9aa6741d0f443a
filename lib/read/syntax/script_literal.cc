#include "read/syntax/script_literal.h"

#include <algorithm>

#include "read/syntax/script_scanner.h"

namespace hegui::read {
std::optional<ScriptLiteral> exported_literal(std::string_view script) {
  const std::optional<script::Exported> object = script::exported_object(script);
  if (!object || object->returned) return std::nullopt;
  ScriptLiteral out;
  out.text = script;
  const auto blank = [&](std::size_t from, std::size_t to) {
    std::ranges::replace_if(
        out.text.begin() + static_cast<std::ptrdiff_t>(from), out.text.begin() + static_cast<std::ptrdiff_t>(to),
        [](char c) { return c != '\n' && c != '\r'; }, ' ');
  };
  script::Scanner scan(script, object->brace + 1);
  while (true) {
    scan.skip_blanks();
    if (scan.ended()) return std::nullopt;
    if (scan.take("}")) break;
    const std::size_t begin = scan.at();
    const bool spread = scan.take("...");
    const std::string_view name = spread ? std::string_view{} : scan.name();
    scan.skip_blanks();
    const bool valued = !name.empty() && scan.take(":");
    const bool literal = scan.skip_value() && valued;
    if (scan.at() == begin) return std::nullopt;
    if (scan.peek() == ',') scan.take(",");
    if (literal) {
      out.members.push_back(name);
      continue;
    }
    if (name.empty())
      out.open = true;
    else
      out.computed.push_back(name);
    blank(begin, scan.at());
  }
  blank(0, object->brace);
  blank(scan.at(), out.text.size());
  return out;
}

}  // namespace hegui::read
