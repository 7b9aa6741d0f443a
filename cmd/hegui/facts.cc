// `hegui facts`: what the inputs say, before anything is judged.
#include <fmt/format.h>

#include "author/facts_json.h"
#include "base/file_system.h"
#include "base/utf8.h"
#include "check/evaluate.h"
#include "commands.h"
#include "gather/evidence.h"
#include "gather/policy_text.h"
#include "load.h"
#include "selection.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

using facts::Cell;
using facts::FactId;
using facts::Item;
using facts::Knowledge;
const facts::Schema& schema() { return facts::Schema::get(); }

std::string places(const facts::Origin* origins) {
  std::string out;
  for (; origins != nullptr; origins = origins->next)
    out += (out.empty() ? "" : ", ") + utf8::printable(resolve(origins->span).to_string());
  return out.empty() ? out : "   # " + out;
}

void print_cell(FactId id, const Cell& cell, int indent);

void print_item(const Item& item, int indent) {
  print(fmt::format("{:{}}-{}\n", "", indent, places(item.origins)));
  for (const FactId field : schema().fields(item.list))
    print_cell(field, facts::FactSet::cell(item, field), indent + 2);
}

void print_cell(FactId id, const Cell& cell, int indent) {
  const std::string_view name = schema().leaf(id);
  if (cell.unreadable && cell.knowledge != Knowledge::Known) {
    print(fmt::format("{:{}}{} = ?{}\n", "", indent, name, places(cell.origins)));
    return;
  }
  if (cell.knowledge != Knowledge::Known) return;
  if (schema().row(id).type == facts::FactType::Records) {
    print(fmt::format("{:{}}{}: {}{}\n", "", indent, name, cell.count, cell.open ? "+" : ""));
    for (const Item* item = cell.first; item != nullptr; item = item->next) print_item(*item, indent + 2);
    return;
  }
  print(fmt::format("{:{}}{} = {}{}\n", "", indent, name, utf8::printable(check::display(cell.value)),
                    places(cell.origins)));
}

}  // namespace

int run_facts(const Facts& options, const Common& common) {
  const auto loaded = load_policy(common);
  const auto today = day_of({}, common);
  if (!loaded || !today) return 2;
  const read::Context context{.limits = common.limits, .vocabulary = &loaded->vocabulary};
  gather::Gathered gathered = load_inputs(options.paths, context);
  bool ok = gathered.issues.empty();
  for (const Diagnostic& issue : gathered.issues) print(common, issue);
  for (gather::Product& product : gathered.products) {
    gather::read_policy_text(product, disk(), loaded->vocabulary, loaded->terms());
    gather::verify_evidence(product, disk(), *today, common.limits);
    for (const Diagnostic& issue : product.issues) {
      print(common, issue);
      ok = ok && issue.level != Level::Error;
    }
    const facts::Subject subject = subject_of(product, *loaded);
    if (options.format == "json") {
      print(author::facts_json(subject, true));
      continue;
    }
    print(fmt::format("{}\n", utf8::printable(product.name)));
    for (const FactId id : schema().roots()) print_cell(id, subject.facts.cell(id), 2);
  }
  return ok ? 0 : 2;
}

}  // namespace hegui::cli
