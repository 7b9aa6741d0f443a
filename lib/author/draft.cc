#include "author/draft.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "author/toml_text.h"
#include "facts/worked_out.h"

namespace hegui::author {
namespace {

using facts::Cell;
using facts::FactId;
using facts::FactSet;
using facts::FactType;
using facts::Item;
using facts::Row;
using facts::Schema;
using read::Key;
using value::Kind;
using value::Value;

// Whether all that the answer would serve to work out is known without it.
bool is_answered(FactId field, const Item& item) {
  bool any = false;
  for (const FactId one : Schema::get().fields(item.list)) {
    const std::span<const FactId> from = facts::worked_out_from(one);
    if (std::ranges::find(from, field) == from.end()) continue;
    if (FactSet::cell(item, one).knowledge != facts::Knowledge::Known) return false;
    any = true;
  }
  return any;
}

// Changes with each build: stated here it would only go stale.
constexpr std::string_view kVersion = "subject.version";

// What one sees of a permission or SDK beside its keys, to answer the questions about it.
constexpr std::string_view kRemarks[] = {"permissions[].title"};

// Clauses named beside a question; `hegui explain` tells all.
constexpr std::size_t kMostClauses = 3;

constexpr std::string_view kWaiver =
    "# 暂不整改的不符合项 · failures accepted for a time: the rule, why, who answers for it, and the last day it "
    "holds\n"
    "#[[waiver]]\n"
    "#rule = \"UR-000\"\n"
    "#item = \"\"\n"
    "#reason = \"to be repaired in the next release\"\n"
    "#owner = \"name@example.com\"\n"
    "#expires = 2026-12-31\n"
    "#evidence = \"https://example.com\"\n";

constexpr std::string_view kEvidence =
    "# 证据：把上面的一项事实与证明它的文件绑定；文件缺失、改动或过期后该事实视为不明\n"
    "# evidence: ties a fact stated above to the file that shows it; once the file is missing, changed or expired the "
    "fact counts as "
    "unknown\n"
    "#[[evidence]]\n"
    "#fact = \"policy.url\"\n"
    "#item = \"\"\n"
    "#file = \"evidence/policy.pdf\"\n"
    "#sha256 = \"0000000000000000000000000000000000000000000000000000000000000000\"\n"
    "#who = \"name@example.com\"\n"
    "#when = 2026-01-01\n"
    "#valid_until = 2026-12-31\n";

std::string kind_of(const Row& row) {
  const std::vector<std::string_view> words = read::allowed_words(row);
  if (!words.empty())
    return fmt::format("{}{}", row.type == FactType::Strings ? "any of " : "", fmt::join(words, " | "));
  switch (row.type) {
    case FactType::Bool:
      return "true | false";
    case FactType::Int:
    case FactType::Double:
      return row.unit.empty() ? "number" : std::string(row.unit);
    case FactType::String:
      return "text";
    case FactType::Date:
      return "YYYY-MM-DD";
    case FactType::Strings:
      return "list of texts";
    case FactType::Ints:
      return "list of numbers";
    case FactType::Records:
      break;
  }
  return "one table each";
}

// A value of the right type that says nothing yet.
std::string sample_of(const Row& row) {
  const std::vector<std::string_view> words = read::allowed_words(row);
  switch (row.type) {
    case FactType::Bool:
      return "false";
    case FactType::Int:
    case FactType::Double:
      return fmt::format("{}", read::bounds_of(row).least);
    case FactType::String:
      return words.empty() ? "\"\"" : toml_string(words.front());
    case FactType::Date:
      return "2026-01-01";
    case FactType::Strings:
      return words.empty() ? "[]" : fmt::format("[{}]", toml_string(words.front()));
    case FactType::Ints:
    case FactType::Records:
      break;
  }
  return "[]";
}

bool allows(const Row& row, Value value) {
  const std::vector<std::string_view> words = read::allowed_words(row);
  const auto is_word = [&](Value text) {
    return words.empty() || std::ranges::find(words, text.as_text()) != words.end();
  };
  if (row.type == FactType::String) return is_word(value);
  if (row.type == FactType::Strings) return std::ranges::all_of(value.as_list().items, is_word);
  if (row.type != FactType::Int && row.type != FactType::Double) return true;
  const read::Bounds bounds = read::bounds_of(row);
  const double number = row.type == FactType::Int ? static_cast<double>(value.as_int()) : value.as_double();
  return !(bounds.has_least && number < bounds.least) && !(bounds.has_most && number > bounds.most);
}

// The value of a cell as the declaration may state it, or empty.
std::string stated(FactId id, const Cell& cell) {
  const Row& row = Schema::get().row(id);
  if (cell.knowledge != facts::Knowledge::Known || row.type == FactType::Records || !allows(row, cell.value)) return {};
  return toml_value(row.type, cell.value);
}

std::string remarks(FactId list, const Item& item) {
  std::string out;
  for (const std::string_view path : kRemarks) {
    const FactId id = Schema::get().at(path);
    if (Schema::get().list_of(id) != list) continue;
    const Cell& cell = FactSet::cell(item, id);
    if (cell.knowledge == facts::Knowledge::Known && cell.value.is(Kind::String))
      out += fmt::format("# {}\n", toml_string(cell.value.as_text()));
  }
  return out;
}

}  // namespace

bool is_value(const Key& key) { return key.id != 0 && Schema::get().row(key.id).type != FactType::Records; }

std::string_view blank_waiver() { return kWaiver; }
std::string_view blank_evidence() { return kEvidence; }

std::string Draft::known(const Key& key) const {
  if (sources_.subject == nullptr || Schema::get().row(key.id).path == kVersion) return {};
  return stated(key.id, sources_.subject->facts.cell(key.id));
}

std::string Draft::clauses(FactId fact) const {
  const policy::Policy* policy = sources_.policy;
  if (policy == nullptr) return {};
  std::vector<std::string_view> ids;
  for (const policy::RuleRow& rule : policy->rules()) {
    const auto reads = policy->reads(rule);
    if (std::ranges::find(reads, fact) == reads.end()) continue;
    for (const policy::ClauseIndex clause : policy->clauses_of(rule)) {
      const policy::ClauseRow& row = policy->clauses()[clause];
      // What makes another clause concrete is what asks.
      if (policy->parents_of(row).empty()) continue;
      const std::string_view id = policy->text(row.id);
      if (std::ranges::find(ids, id) == ids.end() && ids.size() < kMostClauses) ids.push_back(id);
    }
  }
  return ids.empty() ? std::string{} : fmt::format(" [{}]", fmt::join(ids, ", "));
}

std::string Draft::meaning(const Key& key) const {
  const Row& row = Schema::get().row(key.id);
  return fmt::format("# {} · {} ({}){}\n", row.zh, row.en, kind_of(row), clauses(key.id));
}

std::string Draft::value(const Key& key) const {
  const Row& row = Schema::get().row(key.id);
  const std::string answer = known(key);
  std::string sample = answer;
  // What holds for this build only is a better sample than none.
  if (sample.empty() && sources_.subject != nullptr) sample = stated(key.id, sources_.subject->facts.cell(key.id));
  if (sample.empty()) sample = sample_of(row);
  return fmt::format("{}{}{} = {}\n", meaning(key), answer.empty() ? "#" : "", key.name, sample);
}

std::string Draft::list_meaning(const Key& key) const {
  const Row& row = Schema::get().row(key.id);
  return fmt::format("# {} · {}\n", row.zh, row.en);
}

std::string Draft::blank_record(const Key& key, const std::string& path) const {
  std::string out = fmt::format("#[[{}]]\n", path);
  for (const Key& field : key.children)
    if (is_value(field))
      out += fmt::format("{}#{} = {}\n", meaning(field), field.name, sample_of(Schema::get().row(field.id)));
  for (const Key& field : key.children)
    if (!is_value(field)) out += blank_record(field, fmt::format("{}.{}", path, field.name));
  return out;
}

std::string Draft::name_of(const Key& key, const Item& item) {
  const std::vector<std::string_view> names = read::naming_keys(key.id);
  std::string out;
  for (const Key& field : key.children)
    if (is_value(field) && std::ranges::find(names, field.name) != names.end())
      if (std::string known = stated(field.id, FactSet::cell(item, field.id)); !known.empty()) out = std::move(known);
  return out;
}

std::string Draft::record(const Key& key, const std::string& path, const Item& item) const {
  if (name_of(key, item).empty()) return {};
  std::string answers, questions;
  for (const Key& field : key.children) {
    if (!is_value(field)) continue;
    const Row& row = Schema::get().row(field.id);
    const std::string known = stated(field.id, FactSet::cell(item, field.id));
    if (known.empty() && is_answered(field.id, item)) continue;
    if (known.empty())
      questions +=
          fmt::format("#{} = {}  # {} ({}){}\n", field.name, sample_of(row), row.zh, kind_of(row), clauses(field.id));
    else
      answers += fmt::format("{} = {}\n", field.name, known);
  }
  return fmt::format("[[{}]]\n{}{}{}", path, remarks(key.id, item), answers, questions);
}

}  // namespace hegui::author
