#include "read/format/declaration.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "read/format/declaration_facts.h"

namespace hegui::read {
namespace {

using tree::Document;
using tree::Member;
using tree::Node;
using tree::NodeKind;

constexpr Code kWrongType{1251}, kMissing{1255}, kNoTable{1256};
constexpr std::size_t kPrefix = std::size_t{64} << 10;

enum class Notation { Toml, Json, Yaml, None };

Notation notation_of_name(std::string_view name) {
  const std::string_view ending = name.substr(std::min(name.rfind('.'), name.size()));
  if (ending == ".toml") return Notation::Toml;
  if (ending == ".json" || ending == ".json5") return Notation::Json;
  return ending == ".yaml" || ending == ".yml" ? Notation::Yaml : Notation::None;
}

bool is_top_table(std::string_view name) { return name == "subject" || name == "operator"; }

// The notation of `text` when some line begins one of the two tables in TOML or YAML.
Notation notation_of_lines(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool bracket = line.starts_with('[');
    if (bracket) line.remove_prefix(1);
    const std::string_view word = line.substr(0, std::min(line.find_first_of(" \t\r.]:="), line.size()));
    if (!is_top_table(word)) continue;
    line.remove_prefix(word.size());
    if (bracket && (line.starts_with(']') || line.starts_with('.'))) return Notation::Toml;
    if (!bracket && line.starts_with('.')) return Notation::Toml;
    if (!bracket && line.starts_with(':')) return Notation::Yaml;
  }
  return Notation::None;
}

// By the name where it says, else by the tables that only a declaration has.
Notation notation_of(const Look& look) {
  if (const Notation named = notation_of_name(look.name); named != Notation::None) return named;
  if (look.form == Look::Form::Json)
    return std::ranges::any_of(look.keys, is_top_table) ? Notation::Json : Notation::None;
  return look.form == Look::Form::Text ? notation_of_lines(look.source.text().substr(0, kPrefix)) : Notation::None;
}

Checked<Document> parse(const SourcePtr& source, const tree::Limits& limits) {
  switch (notation_of(look(*source))) {
    case Notation::Json:
      return tree::parse_json(source, limits);
    case Notation::Yaml:
      return tree::parse_yaml(source, limits);
    case Notation::Toml:
    case Notation::None:
      break;
  }
  return tree::parse_toml(source, limits);
}

// The strings under `manifests`; mistakes go to `issues`.
std::vector<std::string> manifests_of(const Document& document, std::vector<Diagnostic>& issues) {
  std::vector<std::string> paths;
  const Node* list = document.root().find("manifests");
  if (list == nullptr) return paths;
  if (!list->is(NodeKind::Array)) {
    issues.push_back(wrong_type(document, *list, "manifests", "an array of strings", "put it in brackets: [ … ]"));
    return paths;
  }
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    const Node& item = list->items[i];
    if (!item.is(NodeKind::String))
      issues.push_back(wrong_type(document, item, fmt::format("manifests[{}]", i), "a string"));
    else if (item.text.empty())
      issues.push_back(error(kMissing, document.span(item), fmt::format("`manifests[{}]` is empty", i),
                             "write the path of a manifest"));
    else
      paths.emplace_back(item.text);
  }
  return paths;
}

struct WaiverKey {
  std::string_view name;
  std::string Waiver::* field;
  bool required;
};

constexpr WaiverKey kWaiverKeys[] = {
    {"rule", &Waiver::rule, true},   {"item", &Waiver::item, false},         {"reason", &Waiver::reason, true},
    {"owner", &Waiver::owner, true}, {"evidence", &Waiver::evidence, false},
};
constexpr std::string_view kExpires = "expires";
constexpr std::string_view kWaiverNames[] = {"rule", "item", "reason", "owner", kExpires, "evidence"};

void read_expiry(const Document& document, const Node& node, Waiver& waiver, std::vector<Diagnostic>& issues) {
  const std::optional<Date> day = node.is(NodeKind::Date)     ? node.date
                                  : node.is(NodeKind::String) ? parse_date(node.text)
                                                              : std::nullopt;
  if (day)
    waiver.expires = *day;
  else
    issues.push_back(wrong_type(document, node, "waiver[].expires", "a date", "write it as YYYY-MM-DD"));
}

Waiver waiver_of(const Document& document, const Node& record, std::vector<Diagnostic>& issues) {
  Waiver waiver;
  waiver.place = resolve(document.span(record));
  for (const Member& member : record.members) {
    const std::string path = fmt::format("waiver[].{}", member.key);
    if (member.key == kExpires) {
      read_expiry(document, member.value, waiver, issues);
      continue;
    }
    const auto* key = std::ranges::find(kWaiverKeys, member.key, &WaiverKey::name);
    if (key == std::end(kWaiverKeys))
      issues.push_back(unknown_key(document, member, path, kWaiverNames));
    else if (!member.value.is(NodeKind::String))
      issues.push_back(wrong_type(document, member.value, path, "a string"));
    else if (key->required && member.value.text.empty())
      issues.push_back(error(kMissing, document.span(member.value), fmt::format("`{}` is empty", path)));
    else
      waiver.*key->field = member.value.text;
  }
  const auto require = [&](std::string_view name) {
    if (record.find(name) == nullptr)
      issues.push_back(error(kMissing, document.span(record), fmt::format("a waiver needs `{}`", name),
                             "a waiver names the rule, the reason, who answers for it, and the last day it holds"));
  };
  for (const WaiverKey& key : kWaiverKeys)
    if (key.required) require(key.name);
  require(kExpires);
  return waiver;
}

std::vector<Waiver> waivers_of(const Document& document, std::vector<Diagnostic>& issues) {
  std::vector<Waiver> waivers;
  const Node* list = document.root().find("waiver");
  if (list == nullptr) return waivers;
  if (!list->is(NodeKind::Array)) {
    issues.push_back(wrong_type(document, *list, "waiver", "an array of tables",
                                "write each one as an entry of an array; in TOML, under double brackets [[waiver]]"));
    return waivers;
  }
  for (std::size_t i = 0; i < list->items.size() && issues.size() < kMostMistakes; ++i) {
    const Node& record = list->items[i];
    if (record.is(NodeKind::Object))
      waivers.push_back(waiver_of(document, record, issues));
    else
      issues.push_back(wrong_type(document, record, fmt::format("waiver[{}]", i), "a table"));
  }
  return waivers;
}

// The trees of the declarations that `facts` was read from. What they hold was found right when they were read.
template <class Visit>
void each_declaration(const facts::FactSet& facts, Visit visit) {
  for (const facts::Input& input : facts.inputs()) {
    if (input.format != kDeclarationFormat) continue;
    const Checked<Document> document = parse(input.source, {});
    if (document) visit(*document.value);
  }
}

}  // namespace

bool recognises_declaration(const Look& look) {
  const Notation notation = notation_of(look);
  if (notation == Notation::Toml || (notation != Notation::None && look.name.starts_with("hegui."))) return true;
  return std::ranges::any_of(look.keys, is_top_table) ||
         (look.form == Look::Form::Text && notation_of_lines(look.source.text().substr(0, kPrefix)) != Notation::None);
}

Checked<facts::FactSet> read_declaration(const SourcePtr& source, const tree::Limits& limits) {
  Checked<facts::FactSet> out;
  const Checked<Document> parsed = parse(source, limits);
  out.issues = parsed.issues;
  if (!parsed) return out;
  const Document& document = *parsed.value;
  if (!document.root().is(NodeKind::Object)) {
    out.issues.push_back(
        error(kNoTable, document.span(document.root()),
              fmt::format("a declaration is a table at its top, found {}", tree::kind_name(document.root().kind)),
              "`hegui init` writes one to start from"));
    return out;
  }
  facts::FactBuilder builder(source, kDeclarationFormat, facts::kDeclaration);
  read_facts(document, builder, out.issues);
  manifests_of(document, out.issues);
  waivers_of(document, out.issues);
  if (out.issues.empty()) out.value = std::move(builder).finish();
  return out;
}

std::vector<std::string> declared_manifests(const facts::FactSet& facts) {
  std::vector<std::string> paths;
  std::vector<Diagnostic> known;
  each_declaration(facts, [&](const Document& document) {
    std::ranges::move(manifests_of(document, known), std::back_inserter(paths));
  });
  return paths;
}

std::vector<Waiver> read_waivers(const facts::FactSet& facts) {
  std::vector<Waiver> waivers;
  std::vector<Diagnostic> known;
  each_declaration(facts, [&](const Document& document) {
    std::ranges::move(waivers_of(document, known), std::back_inserter(waivers));
  });
  return waivers;
}

}  // namespace hegui::read
