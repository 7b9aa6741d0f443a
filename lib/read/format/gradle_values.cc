#include "read/format/gradle_values.h"

#include <algorithm>

namespace hegui::read::gradle {

std::string_view last_part(std::string_view name) { return name.substr(name.rfind('.') + 1); }

Given given(std::span<const Token> tokens) {
  constexpr std::string_view kConversions[] = {"get", "toInt", "toInteger", "toString", "parseInt"};
  constexpr std::string_view kProperties[] = {"property", "findProperty", "gradleProperty"};
  Given out;
  bool computed = false;
  bool named = false;  // the text that follows is the name of a property
  const Token* before = nullptr;
  for (const Token& token : tokens) {
    const bool called = token.text == "(" && before != nullptr && before->kind == TokenKind::Name;
    const std::string_view call = called ? last_part(before->text) : std::string_view{};
    const bool property = called && std::ranges::find(kProperties, call) != std::end(kProperties);
    named = named || property;
    computed = computed || (called && !property && std::ranges::find(kConversions, call) == std::end(kConversions));
    const bool type = before != nullptr && before->text == "as";
    before = &token;
    if (type || token.text == "as") continue;  // what it is taken for
    if (named && token.kind == TokenKind::Text) {
      out.name = token.text;
      named = false;
      continue;
    }
    switch (token.kind) {
      case TokenKind::Text:
      case TokenKind::Number:
        computed = computed || out.literal != nullptr || !out.name.empty();
        out.literal = &token;
        break;
      case TokenKind::Name:
        computed = computed || out.literal != nullptr;
        out.name += (out.name.empty() ? "" : ".") + std::string(token.text);
        break;
      case TokenKind::Filled:
        return {};
      case TokenKind::Sign:
        computed = computed || std::string_view("=().").find(token.text) == std::string_view::npos;
        break;
    }
  }
  return computed ? Given{} : out;
}

std::span<const Token> release_of(std::span<const Token> tokens) {
  const bool released = tokens.size() > 4 && tokens[1].text == "=" && tokens[2].text == "release";
  return released ? tokens.subspan(3) : tokens;
}

bool Definition::look_in(std::span<const Token> tokens) {
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const std::span<const Token> at = tokens.subspan(i);
    if (at[0].kind == TokenKind::Sign || last_part(at[0].text) != wanted) continue;
    const std::size_t sign = at[1].text == "]" ? 2 : 1;
    if (sign + 1 >= at.size() || std::string_view("=:,").find(at[sign].text) == std::string_view::npos) continue;
    if (at[sign + 1].text == "=") continue;  // a comparison
    if (!take(at[sign].text == "=", at.subspan(sign + 1))) return false;
  }
  return true;
}

bool Definition::take(bool assigned, std::span<const Token> value) {
  const bool whole = value.size() == 1 || std::string_view(",])").find(value[1].text) != std::string_view::npos;
  const bool plain = value[0].kind == TokenKind::Number || value[0].kind == TokenKind::Text;
  if (!plain || !whole) return !assigned || (value[0].kind == TokenKind::Name && last_part(value[0].text) == wanted);
  if (literal != nullptr && literal->text != value[0].text) return false;
  literal = &value[0];
  return true;
}

}  // namespace hegui::read::gradle
