#include "policy/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "policy/codes.h"
#include "policy/rows.h"

namespace hegui::policy {
namespace {

using vocab::Issues;
using vocab::Need;
using vocab::Node;
using vocab::TableReader;

constexpr std::array<std::string_view, 9> kKinds = {
    "policy-document",    "law",      "administrative-regulation", "departmental-rule",
    "normative-document", "standard", "self-discipline",           "store-policy",
    "reference"};
constexpr std::array<std::string_view, 3> kForces = {"mandatory", "recommended", "voluntary"};
constexpr std::array<std::string_view, 3> kMarks = {"v", "p", "k"};
constexpr std::array<std::string_view, 3> kReaches = {"none", "needs-person", "state"};

const Node* string_of(const Node& table, std::string_view key) {
  const Node* node = table.find(key);
  return node != nullptr && node->is(Node::Kind::String) && !node->text.empty() ? node : nullptr;
}

void twice(const Node& node, const Node& first, std::string_view what, Issues& issues) {
  Diagnostic issue =
      error(vocab::code::kDuplicate, node.span, fmt::format("{} `{}` is defined twice", what, node.text));
  issue.related.push_back({hegui::resolve(first.span), "first here"});
  issues.push_back(std::move(issue));
}

std::int32_t days(const std::optional<Date>& date) { return date ? date->days : kNoDate; }

// `pipl` of `pipl:17`.
std::string_view slug_of(std::string_view id) { return id.substr(0, id.find(':')); }

}  // namespace

void Catalogue::index(Issues& issues) {
  std::map<std::string, const Node*> first;
  for (const Node* table : instruments_) {
    const Node* slug = string_of(*table, "slug");
    if (slug == nullptr) {
      TableReader(*table, "an instrument", issues).text("slug", Need::Required);
      continue;
    }
    const auto [it, fresh] = first.try_emplace(slug->text, slug);
    if (!fresh) {
      twice(*slug, *it->second, "instrument", issues);
      continue;
    }
    if (slug->text.find(':') != std::string::npos)
      issues.push_back(error(code::kName, slug->span, "a slug has no colon"));
    pending_[slug->text] = {table, true};
    slugs_.try_emplace(slug->text, 0);
  }
  by_row_.resize(slugs_.size());
  std::uint32_t row = 0;
  for (auto& [slug, number] : slugs_) {
    by_row_[row] = pending_.find(slug)->second.table;
    number = row++;
  }
  for (const Node* table : clauses_) {
    const Node* id = string_of(*table, "id");
    if (id == nullptr) {
      TableReader(*table, "a clause", issues).text("id", Need::Required);
      continue;
    }
    if (id->text.find(':') == std::string::npos) {
      issues.push_back(
          error(code::kName, id->span, fmt::format("`{}` is no clause id", id->text), "write <instrument>:<number>"));
      continue;
    }
    const auto [it, fresh] = pending_.try_emplace(id->text, Pending{table, false});
    if (!fresh) twice(*id, *string_of(*it->second.table, "id"), "clause", issues);
  }
  for (const auto& [id, unused] : pending_) ids_.push_back(id);
}

void Catalogue::write(image::Writer& image, Issues& issues) {
  index(issues);
  for (const Node* table : by_row_) write_instrument(*table, image, issues);
  for (const auto& [id, pending] : pending_) write_clause(id, pending, image, issues);
}

void Catalogue::write_instrument(const Node& table, image::Writer& image, Issues& issues) {
  TableReader reader(table, "an instrument", issues);
  InstrumentRow row;
  row.slug = image.text(reader.text("slug", Need::Required));
  row.title = local_text(reader.words("title", Need::Required), image);
  row.issuer = local_text(reader.words("issuer"), image);
  row.note = local_text(reader.words("note"), image);
  row.kind = image.text(reader.word("kind", kKinds, Need::Required));
  row.force = image.text(reader.word("force", kForces));
  row.number = image.text(reader.text("number"));
  row.verified = image.text(reader.word("verified", kMarks));
  row.issued = days(reader.date("issued"));
  row.effective = days(reader.date("effective"));
  row.repealed = days(reader.date("repealed"));
  row.draft = reader.flag("draft") ? 1 : 0;
  reader.strings("parents");
  reader.finish();
  image.row(kInstrumentSection, row);
}

void Catalogue::write_clause(std::string_view id, const Pending& pending, image::Writer& image, Issues& issues) {
  const Node& table = *pending.table;
  Issues unheard;  // the instrument's own keys were judged with the instrument
  TableReader reader(table, "a clause", pending.whole ? unheard : issues);
  ClauseRow row;
  row.id = image.text(id);
  row.title = local_text(reader.words("title", Need::Required), image);
  row.verified = image.text(reader.word("verified", kMarks));
  std::vector<const Node*> parents = reader.strings("parents");
  if (!pending.whole) {
    row.number = image.text(id.substr(id.find(':') + 1));
    reader.text("id", Need::Required);
    row.summary = local_text(reader.words("summary"), image);
    row.coverage = local_text(reader.words("coverage"), image);
    row.was = image.text(reader.text("was"));
    row.now = image.text(reader.text("now"));
    row.from = days(reader.date("from"));
    row.until = days(reader.date("until"));
    row.number_verified = reader.flag("number_verified", true) ? 1 : 0;
    row.quotes = vocab::text_rows(reader.strings("quotes"), kTextListSection, image);
    const std::string_view reach = reader.word("reach", kReaches);
    row.reach = reach == "needs-person" ? Reach::NeedsPerson : reach == "state" ? Reach::AddressedToState : Reach::None;
    reader.finish();
  }
  const auto instrument = slugs_.find(slug_of(id));
  if (instrument == slugs_.end()) {
    std::vector<std::string_view> known;
    for (const auto& [slug, unused] : slugs_) known.push_back(slug);
    issues.push_back(error(vocab::code::kUnknownReference, table.find("id")->span,
                           fmt::format("unknown instrument `{}`", slug_of(id)),
                           vocab::did_you_mean(slug_of(id), known)));
    return;
  }
  row.instrument = instrument->second;
  if (!pending.whole && table.find("parents") == nullptr)
    parents = TableReader(*by_row_[row.instrument], "an instrument", unheard).strings("parents");
  // What the instrument names as its parents was resolved with its own row; what is unknown is reported there once.
  const bool own = pending.whole || table.find("parents") != nullptr;
  row.parents = image.rows<ClauseIndex>(kParentListSection, resolve(parents, own ? issues : unheard));
  image.row(kClauseSection, row);
}

std::vector<ClauseIndex> Catalogue::resolve(const std::vector<const Node*>& ids, Issues& issues) const {
  std::vector<ClauseIndex> out;
  for (const Node* id : ids) {
    const auto it = std::ranges::lower_bound(ids_, std::string_view(id->text));
    if (it != ids_.end() && *it == id->text)
      out.push_back(static_cast<ClauseIndex>(it - ids_.begin()));
    else
      issues.push_back(error(vocab::code::kUnknownReference, id->span, fmt::format("unknown clause `{}`", id->text),
                             vocab::did_you_mean(id->text, ids_)));
  }
  return out;
}

}  // namespace hegui::policy
