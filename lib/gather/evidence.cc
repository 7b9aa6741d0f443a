#include "gather/evidence.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.h"
#include "read/format/declaration.h"
#include "read/format/declaration_keys.h"

namespace hegui::gather {
namespace {

using facts::Cell;
using facts::FactId;
using facts::FactSet;
using facts::Item;
using facts::Knowledge;
using facts::Schema;
using read::Evidence;

constexpr Code kMissing{1260}, kChanged{1261}, kExpired{1262}, kNothing{1263};

struct Trouble {
  Code code;
  std::string message, help;
};

std::string beside(const std::string& declaration, const std::string& file) {
  const std::size_t slash = declaration.rfind('/');
  return file.starts_with('/') || slash == std::string::npos ? file : declaration.substr(0, slash + 1) + file;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// Why the evidence shows nothing, or nothing.
std::optional<Trouble> trouble_of(const Evidence& evidence, const FileSystem& files, Date as_of,
                                  const read::Limits& limits) {
  if (evidence.valid_until && *evidence.valid_until < as_of)
    return Trouble{kExpired, fmt::format("`{}` was valid until {}", evidence.file, evidence.valid_until->to_string()),
                   "renew it and set another day"};
  const auto file = files.open(beside(evidence.place.file, evidence.file), limits.max_input_bytes);
  if (!file)
    return Trouble{kMissing, fmt::format("`{}`: {}", evidence.file, file.error().message),
                   "put the file back, or take the evidence out"};
  const std::string sum = sha256_hex((*file)->text());
  if (sum == lower(evidence.sha256)) return std::nullopt;
  return Trouble{kChanged, fmt::format("`{}` has changed: its SHA-256 is {}", evidence.file, sum),
                 "look at the file; if it still shows the fact, write the new sum, who and when"};
}

bool is_named(const Item& item, const std::string& name) {
  for (const FactId field : Schema::get().fields(item.list)) {
    const Cell& cell = FactSet::cell(item, field);
    const auto names = read::naming_keys(item.list);
    if (cell.knowledge == Knowledge::Known && cell.value.is(value::Kind::String) && cell.value.as_text() == name &&
        std::ranges::find(names, Schema::get().leaf(field)) != names.end())
      return true;
  }
  return false;
}

// Calls `visit` for each known cell of the fact that the evidence is about.
template <class Visit>
void each_cell(FactSet& facts, FactId fact, const std::string& item_name, Visit visit) {
  std::vector<FactId> lists;  // the innermost first
  for (FactId list = Schema::get().list_of(fact); list != 0; list = Schema::get().list_of(list)) lists.push_back(list);
  const auto descend = [&](const auto& self, Cell& list, std::size_t depth) -> void {
    for (Item* item = list.first; item != nullptr; item = item->next) {
      if (depth == lists.size() && !item_name.empty() && !is_named(*item, item_name)) continue;
      Cell& next = FactSet::cell(*item, depth == 1 ? fact : lists[depth - 2]);
      if (depth > 1)
        self(self, next, depth - 1);
      else if (next.knowledge == Knowledge::Known)
        visit(next);
    }
  };
  if (!lists.empty()) return descend(descend, facts.cell(lists.back()), lists.size());
  if (Cell& cell = facts.cell(fact); cell.knowledge == Knowledge::Known) visit(cell);
}

}  // namespace

void verify_evidence(Product& product, const FileSystem& files, Date as_of, const read::Limits& limits) {
  for (FactSet& facts : product.facts) {
    for (const Evidence& evidence : read::read_evidence(facts)) {
      const std::string what =
          evidence.item.empty() ? evidence.fact : fmt::format("{} ({})", evidence.fact, evidence.item);
      const auto tell = [&](Code code, std::string message, std::string help) {
        Diagnostic issue = warning(code, {}, std::move(message), std::move(help));
        issue.place = evidence.place;
        product.issues.push_back(std::move(issue));
      };
      std::size_t stated = 0;
      const auto trouble = trouble_of(evidence, files, as_of, limits);
      each_cell(facts, Schema::get().at(evidence.fact), evidence.item, [&](Cell& cell) {
        ++stated;
        if (!trouble) return;
        cell.knowledge = Knowledge::Unknown;
        cell.unreadable = true;
        cell.value = {};
      });
      if (stated == 0)
        tell(kNothing, fmt::format("the evidence ties to nothing: this declaration does not state {}", what),
             "state the fact, or delete the evidence");
      else if (trouble)
        tell(trouble->code, fmt::format("{} counts as unknown: {}", what, trouble->message), trouble->help);
    }
  }
}

}  // namespace hegui::gather
