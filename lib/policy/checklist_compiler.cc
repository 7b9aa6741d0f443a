#include "policy/checklist_compiler.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "policy/checklist.h"
#include "policy/rows.h"

namespace hegui::policy {
namespace {

using vocab::Issues;
using vocab::Need;
using vocab::Node;
using vocab::TableReader;

void unknown(const Node& node, std::string_view what, std::span<const std::string_view> known, Issues& issues) {
  issues.push_back(error(vocab::code::kUnknownReference, node.span, fmt::format("unknown {} `{}`", what, node.text),
                         vocab::did_you_mean(node.text, known)));
}

std::vector<facts::FactId> facts_of(const std::vector<const Node*>& paths, Issues& issues) {
  const facts::Schema& schema = facts::Schema::get();
  std::vector<facts::FactId> out;
  for (const Node* path : paths) {
    const facts::FactId id = schema.find(path->text);
    if (id == 0)
      unknown(*path, "fact", schema.paths(), issues);
    else
      out.push_back(id);
  }
  return out;
}

ChecklistLineRow line_of(const Node& table, const Catalogue& catalogue, std::span<const std::string_view> rules,
                         image::Writer& image, Issues& issues) {
  TableReader reader(table, "a line of a checklist", issues);
  ChecklistLineRow row;
  row.title = local_text(reader.words("title", Need::Required), image);
  row.note = local_text(reader.words("note"), image);
  const std::vector<ClauseIndex> clauses = catalogue.resolve(reader.strings("clauses"), issues);
  row.clauses = image.rows<ClauseIndex>(kClauseListSection, clauses);
  const std::vector<facts::FactId> facts = facts_of(reader.strings("facts"), issues);
  row.facts = image.rows<facts::FactId>(kFactListSection, facts);
  const std::vector<const Node*> named = reader.strings("rules");
  for (const Node* rule : named)
    if (std::ranges::find(rules, rule->text) == rules.end()) unknown(*rule, "rule", rules, issues);
  row.rules = vocab::text_rows(named, kTextListSection, image);
  reader.finish();
  return row;
}

}  // namespace

void write_checklist(const Node& table, const Catalogue& catalogue, std::span<const std::string_view> rules,
                     image::Writer& image, Issues& issues) {
  TableReader reader(table, "a checklist", issues);
  ChecklistRow row;
  row.name = image.text(reader.text("name", Need::Required));
  row.title = local_text(reader.words("title", Need::Required), image);
  row.about = local_text(reader.words("about"), image);
  row.instrument = image.text(reader.text("instrument"));
  row.kind = image.text(reader.text("kind"));
  const Node* instrument = table.find("instrument");
  // An instrument is a clause under its slug, so that naming one that does not exist is told as for clauses.
  if (instrument != nullptr && instrument->is(Node::Kind::String)) {
    catalogue.resolve({instrument}, issues);
    if (instrument->text.find(':') != std::string::npos)
      issues.push_back(error(vocab::code::kWrongType, instrument->span, "`instrument` names one, not a clause of it",
                             "leave out the colon and what follows it"));
  }
  std::vector<ChecklistLineRow> lines;
  for (const Node* line : reader.tables("line")) lines.push_back(line_of(*line, catalogue, rules, image, issues));
  row.lines = image.rows<ChecklistLineRow>(kChecklistLineSection, lines);
  reader.finish();
  if ((instrument != nullptr) == !lines.empty())
    issues.push_back(error(vocab::code::kMissingKey, table.span, "a checklist has either an `instrument` or lines",
                           "name the instrument whose clauses are its lines, or write [[checklist.line]]"));
  image.row(kChecklistSection, row);
}

}  // namespace hegui::policy
