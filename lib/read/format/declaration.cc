#include "read/format/declaration.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/nearest_name.h"
#include "base/utf8.h"
#include "read/format/declaration_facts.h"
#include "read/format/declaration_keys.h"

namespace hegui::read {
namespace {

using tree::Document;
using tree::Member;
using tree::Node;
using tree::NodeKind;

constexpr Code kMissing{1255}, kNoTable{1256}, kNoFact{1258}, kNoSum{1259};
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

template <class Record>
struct TextKey {
  std::string_view name;
  std::string Record::* field;
  bool required;
};

template <class Record>
struct DayKey {
  std::string_view name;
  void (*set)(Record& record, Date day);
  bool required;
};

// What a record under one of the reserved names may hold.
template <class Record>
struct Shape {
  std::string_view list, article;  // `waiver`, `a`
  std::string_view help;           // what such a record says
  std::span<const TextKey<Record>> texts;
  std::span<const DayKey<Record>> days;
};

constexpr TextKey<Waiver> kWaiverTexts[] = {
    {"rule", &Waiver::rule, true},   {"item", &Waiver::item, false},         {"reason", &Waiver::reason, true},
    {"owner", &Waiver::owner, true}, {"evidence", &Waiver::evidence, false},
};
constexpr DayKey<Waiver> kWaiverDays[] = {{"expires", [](Waiver& waiver, Date day) { waiver.expires = day; }, true}};
constexpr Shape<Waiver> kWaivers{"waiver", "a",
                                 "a waiver names the rule, the reason, who answers for it, and the last day it holds",
                                 kWaiverTexts, kWaiverDays};

constexpr TextKey<Evidence> kEvidenceTexts[] = {
    {"fact", &Evidence::fact, true},     {"item", &Evidence::item, false}, {"file", &Evidence::file, true},
    {"sha256", &Evidence::sha256, true}, {"who", &Evidence::who, true},
};
constexpr DayKey<Evidence> kEvidenceDays[] = {
    {"when", [](Evidence& evidence, Date day) { evidence.when = day; }, true},
    {"valid_until", [](Evidence& evidence, Date day) { evidence.valid_until = day; }, false},
};
constexpr Shape<Evidence> kEvidence{
    "evidence", "an", "an evidence names the fact, the file that shows it, its SHA-256, who put it there and when",
    kEvidenceTexts, kEvidenceDays};

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n\u3000") == std::string_view::npos; }

template <class Record>
void read_day(const Document& document, const Node& node, const std::string& path, const DayKey<Record>& key,
              Record& record, std::vector<Diagnostic>& issues) {
  const std::optional<Date> day = node.is(NodeKind::Date)     ? node.date
                                  : node.is(NodeKind::String) ? parse_date(node.text)
                                                              : std::nullopt;
  if (day)
    key.set(record, *day);
  else
    issues.push_back(wrong_type(document, node, path, "a date", "write it as YYYY-MM-DD"));
}

template <class Record>
Record record_of(const Document& document, const Node& node, const Shape<Record>& shape,
                 std::vector<Diagnostic>& issues) {
  Record record;
  record.place = resolve(document.span(node));
  std::vector<std::string_view> known;
  for (const TextKey<Record>& key : shape.texts) known.push_back(key.name);
  for (const DayKey<Record>& key : shape.days) known.push_back(key.name);
  for (const Member& member : node.members) {
    const std::string path = fmt::format("{}[].{}", shape.list, member.key);
    if (const auto day = std::ranges::find(shape.days, member.key, &DayKey<Record>::name); day != shape.days.end()) {
      read_day(document, member.value, path, *day, record, issues);
      continue;
    }
    const auto text = std::ranges::find(shape.texts, member.key, &TextKey<Record>::name);
    if (text == shape.texts.end())
      issues.push_back(unknown_key(document, member, path, known));
    else if (!member.value.is(NodeKind::String))
      issues.push_back(wrong_type(document, member.value, path, "a string"));
    else if (text->required && is_blank(member.value.text))
      issues.push_back(error(kMissing, document.span(member.value), fmt::format("`{}` is empty", path)));
    else
      record.*text->field = member.value.text;
  }
  const auto require = [&](std::string_view name) {
    if (node.find(name) == nullptr)
      issues.push_back(error(kMissing, document.span(node),
                             fmt::format("{} {} needs `{}`", shape.article, shape.list, name),
                             std::string(shape.help)));
  };
  for (const TextKey<Record>& key : shape.texts)
    if (key.required) require(key.name);
  for (const DayKey<Record>& key : shape.days)
    if (key.required) require(key.name);
  return record;
}

template <class Record>
std::vector<Record> records_of(const Document& document, const Shape<Record>& shape, std::vector<Diagnostic>& issues) {
  std::vector<Record> records;
  const Node* list = document.root().find(shape.list);
  if (list == nullptr) return records;
  if (!list->is(NodeKind::Array)) {
    issues.push_back(wrong_type(
        document, *list, shape.list, "an array of tables",
        fmt::format("write each one as an entry of an array; in TOML, under double brackets [[{}]]", shape.list)));
    return records;
  }
  for (std::size_t i = 0; i < list->items.size() && issues.size() < kMostMistakes; ++i) {
    const Node& record = list->items[i];
    if (record.is(NodeKind::Object))
      records.push_back(record_of(document, record, shape, issues));
    else
      issues.push_back(wrong_type(document, record, fmt::format("{}[{}]", shape.list, i), "a table"));
  }
  return records;
}

// Why an evidence could prove nothing, or nothing.
std::optional<Diagnostic> misdirected(const Document& document, const Node& record, const Evidence& evidence) {
  const Node *fact = record.find("fact"), *sum = record.find("sha256");
  const facts::Schema& schema = facts::Schema::get();
  const facts::FactId id = schema.find(evidence.fact);
  if (fact != nullptr && !evidence.fact.empty() && (id == 0 || !is_declared_fact(id))) {
    const std::string_view near = nearest_name(evidence.fact, schema.paths());
    return error(kNoFact, document.span(*fact), fmt::format("`{}` is no fact that a declaration states", evidence.fact),
                 near.empty() ? "`hegui explain` tells of a fact" : fmt::format("did you mean `{}`?", near));
  }
  if (id != 0 && schema.row(id).type == facts::FactType::Records)
    return error(kNoFact, document.span(*fact), fmt::format("`{}` is a list", evidence.fact),
                 "name a field of it, as `list[].field`");
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  if (sum != nullptr && !evidence.sha256.empty() &&
      (evidence.sha256.size() != 64 || !std::ranges::all_of(evidence.sha256, is_hex)))
    return error(kNoSum, document.span(*sum), "`evidence[].sha256` is no SHA-256: 64 hexadecimal digits",
                 "`sha256sum FILE` prints it");
  return std::nullopt;
}

std::vector<Evidence> evidence_of(const Document& document, std::vector<Diagnostic>& issues) {
  std::vector<Evidence> all = records_of(document, kEvidence, issues);
  const Node* list = document.root().find("evidence");
  if (list == nullptr || list->items.size() != all.size()) return all;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (auto wrong = misdirected(document, list->items[i], all[i])) issues.push_back(std::move(*wrong));
  return all;
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

bool recognises_declaration(const Look& look) { return notation_of(look) == Notation::Toml || shows_declaration(look); }

bool shows_declaration(const Look& look) {
  const Notation named = notation_of_name(look.name);
  if (look.name.starts_with("hegui.") && named != Notation::None) return true;
  // A table's head opens like an array.
  const bool lines = look.form == Look::Form::Text || named == Notation::Toml;
  return std::ranges::any_of(look.keys, is_top_table) ||
         (lines && notation_of_lines(look.source.text().substr(0, kPrefix)) != Notation::None);
}

Checked<facts::FactSet> read_declaration(const SourcePtr& source, const tree::Limits& limits,
                                         const vocab::Vocabulary* vocabulary) {
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
  read_facts(document, vocabulary, builder, out.issues);
  manifests_of(document, out.issues);
  records_of(document, kWaivers, out.issues);
  evidence_of(document, out.issues);
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
    std::ranges::move(records_of(document, kWaivers, known), std::back_inserter(waivers));
  });
  return waivers;
}

std::vector<Evidence> read_evidence(const facts::FactSet& facts) {
  std::vector<Evidence> evidence;
  std::vector<Diagnostic> known;
  each_declaration(facts, [&](const Document& document) {
    std::ranges::move(evidence_of(document, known), std::back_inserter(evidence));
  });
  return evidence;
}

}  // namespace hegui::read
