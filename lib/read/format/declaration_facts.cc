#include "read/format/declaration_facts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "base/nearest_name.h"
#include "read/format/declaration_keys.h"
#include "read/format/declaration_words.h"

namespace hegui::read {
namespace {

using facts::FactId;
using facts::FactType;
using facts::Item;
using facts::Row;
using facts::Schema;
using tree::Member;
using tree::Node;
using tree::NodeKind;

constexpr Code kUnknownKey{1250}, kWrongType{1251}, kWord{1252}, kRange{1253}, kDay{1254}, kMissing{1255},
    kNotDeclared{1257}, kMore{1264};
constexpr std::string_view kReserved[] = {"manifests", "waiver", "evidence", "hegui", "$schema"};

// What a value of a type is called.
std::string_view wanted(FactType type) {
  switch (type) {
    case FactType::Bool:
      return "true or false";
    case FactType::Int:
      return "an integer";
    case FactType::Double:
      return "a number";
    case FactType::String:
      return "a string";
    case FactType::Date:
      return "a date";
    case FactType::Strings:
      return "an array of strings";
    case FactType::Ints:
      return "an array of integers";
    case FactType::Records:
      return "an array of tables";
  }
  return "a value";
}

// The next step for the commonest slips.
std::string type_help(const Row& row, const Node& node) {
  if (node.is(NodeKind::Null)) return "leave the key out when there is nothing to say";
  switch (row.type) {
    case FactType::Bool:
      if (node.is(NodeKind::String) && (node.text == "true" || node.text == "false")) return "leave the quotes out";
      return node.is(NodeKind::String) ? "write true or false" : "";
    case FactType::Int:
    case FactType::Double:
      return node.is(NodeKind::String) ? "write the number without quotes and unit" : "";
    case FactType::String:
      return node.is(NodeKind::Array) || node.is(NodeKind::Object) ? "" : "put it in quotes";
    case FactType::Date:
      return "write it as YYYY-MM-DD";
    case FactType::Strings:
    case FactType::Ints:
      return node.is(NodeKind::Array) || node.is(NodeKind::Object) ? "" : "put it in brackets: [ … ]";
    case FactType::Records:
      return node.is(NodeKind::Object)
                 ? "write each one as an entry of an array; in TOML, under double brackets [[ … ]]"
                 : "";
  }
  return {};
}

class FactReader {
 public:
  FactReader(const tree::Document& document, const vocab::Vocabulary* vocabulary, facts::FactBuilder& builder,
             std::vector<Diagnostic>& issues)
      : document_(document), vocabulary_(vocabulary), builder_(builder), issues_(issues) {}

  // Members of a table (`item` null) or of one record. `prefix` is the path the members' names are appended to.
  void members(const Node& node, const Key& keys, const std::string& prefix, Item* item) {
    for (const Member& member : node.members) {
      if (full()) return;
      if (prefix.empty() && is_reserved_key(member.key)) continue;
      const std::string path = prefix + std::string(member.key);
      const Key* key = keys.find(member.key);
      if (key == nullptr) {
        unknown(member, keys, path);
      } else if (key->id != 0) {
        fact(member, *key, path, item);
      } else if (member.value.is(NodeKind::Object)) {
        members(member.value, *key, path + ".", item);
      } else {
        report(wrong_type(document_, member.value, path, "a table"));
      }
    }
  }

 private:
  bool full() const { return issues_.size() > kMostMistakes; }

  void report(Diagnostic diagnostic) {
    if (issues_.size() < kMostMistakes) {
      issues_.push_back(std::move(diagnostic));
    } else if (issues_.size() == kMostMistakes) {
      Diagnostic more = error(kMore, {}, fmt::format("more than {} mistakes; the rest is not shown", kMostMistakes));
      more.place.file = document_.source().name();
      issues_.push_back(std::move(more));
    }
  }

  void unknown(const Member& member, const Key& keys, const std::string& path) {
    const auto paths = Schema::get().paths();
    const auto below = [&](std::string_view each) {
      return each.starts_with(path) &&
             (each.size() == path.size() || each[path.size()] == '.' || each[path.size()] == '[');
    };
    if (std::ranges::any_of(paths, below)) {
      report(error(kNotDeclared, document_.key_span(member), fmt::format("`{}` cannot be declared", path),
                   "leave it out: hegui reads it from manifests and packages, or works it out"));
      return;
    }
    std::vector<std::string_view> known;
    known.reserve(keys.children.size());
    for (const Key& key : keys.children) known.push_back(key.name);
    if (&keys == &declaration_keys()) known.insert(known.end(), std::begin(kReserved), std::end(kReserved));
    report(unknown_key(document_, member, path, known));
  }

  // Where a fact stands: from its key to the end of its value, where the one follows the other.
  Span origin(const Member& member) const {
    const Node& node = member.value;
    if (node.begin < member.key_end || node.end < node.begin) return document_.span(node);
    return {&document_.source(), member.key_begin, node.end, {}};
  }

  void fact(const Member& member, const Key& key, const std::string& path, Item* item) {
    const Row& row = Schema::get().row(key.id);
    switch (row.type) {
      case FactType::Records:
        return records(member, key, path, item);
      case FactType::Strings:
      case FactType::Ints:
        return list(member, key, path, item);
      case FactType::Bool:
      case FactType::Int:
      case FactType::Double:
      case FactType::String:
      case FactType::Date:
        break;
    }
    if (const auto value = scalar(member.value, key.id, row.type, path))
      builder_.set(key.id, *value, origin(member), item);
  }

  // The value of a scalar, or nothing after a report. `type` is the row's, or that of a list's members.
  std::optional<value::Value> scalar(const Node& node, FactId id, FactType type, const std::string& path) {
    const Row& row = Schema::get().row(id);
    if (type == FactType::Bool && node.is(NodeKind::Bool)) return value::Value::boolean(node.flag);
    if (type == FactType::Int && node.is(NodeKind::Int)) {
      if (in_range(node, static_cast<double>(node.integer), row, path)) return value::Value::integer(node.integer);
      return std::nullopt;
    }
    if (type == FactType::Double && (node.is(NodeKind::Double) || node.is(NodeKind::Int))) {
      const double number = node.is(NodeKind::Int) ? static_cast<double>(node.integer) : node.real;
      if (in_range(node, number, row, path)) return value::Value::real(number);
      return std::nullopt;
    }
    if (type == FactType::String && node.is(NodeKind::String)) {
      if (is_allowed(node, row, path)) return value::Value::string(builder_.keep(node.text));
      return std::nullopt;
    }
    if (type == FactType::Date && (node.is(NodeKind::Date) || node.is(NodeKind::String))) {
      const std::optional<Date> day = node.is(NodeKind::Date) ? node.date : parse_date(node.text);
      if (day) return value::Value::timestamp(std::int64_t{day->days} * 86400);
      report(error(kDay, document_.span(node), fmt::format("`{}` must be a date, found `{}`", path, node.text),
                   "write it as YYYY-MM-DD"));
      return std::nullopt;
    }
    report(wrong_type(document_, node, path, wanted(type), type == row.type ? type_help(row, node) : std::string{}));
    return std::nullopt;
  }

  bool in_range(const Node& node, double number, const Row& row, const std::string& path) {
    const Bounds bounds = bounds_of(row);
    std::string problem;
    if (!std::isfinite(number))
      problem = "must be a finite number";
    else if (bounds.has_most && (number < bounds.least || number > bounds.most))
      problem = fmt::format("must lie from {} to {}", bounds.least, bounds.most);
    else if (bounds.has_least && number < bounds.least)
      problem = "must not be negative";
    if (problem.empty()) return true;
    report(error(kRange, document_.span(node), fmt::format("`{}` {}, found {}", path, problem, number),
                 row.unit.empty() ? std::string{} : fmt::format("its unit is {}", row.unit)));
    return false;
  }

  bool is_allowed(const Node& node, const Row& row, const std::string& path) {
    const std::vector<std::string_view> words = allowed_words(row);
    if (words.empty() && vocabulary_ != nullptr) {
      const std::optional<std::string> help = word_help(*vocabulary_, row.path, node.text);
      if (help)
        report(error(kWord, document_.span(node), fmt::format("`{}` is no word for `{}`", node.text, path), *help));
      return !help;
    }
    if (words.empty() || std::ranges::find(words, node.text) != words.end()) return true;
    const std::string_view near = nearest_name(node.text, words);
    report(error(
        kWord, document_.span(node), fmt::format("`{}` is no word for `{}`", node.text, path),
        near.empty() ? fmt::format("one of: {}", fmt::join(words, ", ")) : fmt::format("did you mean `{}`?", near)));
    return false;
  }

  void list(const Member& member, const Key& key, const std::string& path, Item* item) {
    const Row& row = Schema::get().row(key.id);
    if (!member.value.is(NodeKind::Array)) {
      report(wrong_type(document_, member.value, path, wanted(row.type), type_help(row, member.value)));
      return;
    }
    if (member.value.items.empty()) builder_.state_list(key.id, origin(member), item);
    for (std::size_t i = 0; i < member.value.items.size() && !full(); ++i) {
      const Node& node = member.value.items[i];
      const FactType type = row.type == FactType::Strings ? FactType::String : FactType::Int;
      const auto value = scalar(node, key.id, type, fmt::format("{}[{}]", path, i));
      if (!value) continue;
      if (type == FactType::String)
        builder_.append(key.id, value->as_text(), document_.span(node), item);
      else
        builder_.append(key.id, value->as_int(), document_.span(node), item);
    }
  }

  void records(const Member& member, const Key& key, const std::string& path, Item* parent) {
    const Row& row = Schema::get().row(key.id);
    if (!member.value.is(NodeKind::Array)) {
      report(wrong_type(document_, member.value, path, wanted(row.type), type_help(row, member.value)));
      return;
    }
    builder_.state_list(key.id, document_.key_span(member), parent);
    const FactId declared = Schema::get().find(std::string(row.path) + "[].declared");
    for (std::size_t i = 0; i < member.value.items.size() && !full(); ++i) {
      const Node& node = member.value.items[i];
      if (!node.is(NodeKind::Object)) {
        report(wrong_type(document_, node, fmt::format("{}[{}]", path, i), "a table"));
        continue;
      }
      Item* item = builder_.add(key.id, document_.span(node), parent);
      if (declared != 0) builder_.set(declared, true, document_.span(node), item);
      members(node, key, path + "[].", item);
      require_name(node, key, path);
    }
  }

  void require_name(const Node& node, const Key& key, const std::string& path) {
    const std::vector<std::string_view> names = naming_keys(key.id);
    if (names.empty() || std::ranges::any_of(names, [&](std::string_view name) { return node.find(name) != nullptr; }))
      return;
    report(error(kMissing, document_.span(node),
                 fmt::format("an entry of `{}` does not say its `{}`", path, fmt::join(names, "` or `"))));
  }

  const tree::Document& document_;
  const vocab::Vocabulary* vocabulary_;
  facts::FactBuilder& builder_;
  std::vector<Diagnostic>& issues_;
};

}  // namespace

bool is_reserved_key(std::string_view key) { return std::ranges::find(kReserved, key) != std::end(kReserved); }

Diagnostic unknown_key(const tree::Document& document, const Member& member, std::string_view path,
                       std::span<const std::string_view> known) {
  constexpr std::size_t kListed = 12;
  const std::string_view near = nearest_name(member.key, known);
  std::string help;
  if (!near.empty())
    help = fmt::format("did you mean `{}`?", near);
  else if (known.size() <= kListed)
    help = fmt::format("known here: {}", fmt::join(known, ", "));
  return error(kUnknownKey, document.key_span(member), fmt::format("unknown key `{}`", path), std::move(help));
}

Diagnostic wrong_type(const tree::Document& document, const Node& node, std::string_view path, std::string_view wanted,
                      std::string help) {
  return error(kWrongType, document.span(node),
               fmt::format("`{}` must be {}, found {}", path, wanted, tree::kind_name(node.kind)), std::move(help));
}

void read_facts(const tree::Document& document, const vocab::Vocabulary* vocabulary, facts::FactBuilder& builder,
                std::vector<Diagnostic>& issues) {
  FactReader(document, vocabulary, builder, issues).members(document.root(), declaration_keys(), {}, nullptr);
}

}  // namespace hegui::read
