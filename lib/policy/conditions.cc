#include "policy/conditions.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "cel/check.h"
#include "cel/parse.h"
#include "facts/schema.h"
#include "policy/policy.h"

namespace hegui::policy {
namespace {

Checked<cel::Ast> parse(const vocab::Node& node) {
  const vocab::StringPlaces places = vocab::locate_string(node);
  const Source& source = *node.span.source;
  if (places.plain) return cel::parse(source, {&source, places.offsets.front(), places.offsets.back()});
  return cel::parse(source, cel::Escaped{node.text, places.offsets});
}

// The facts of the subject by their paths.
const cel::Environment& subject_names() {
  static const cel::Environment names = [] {
    cel::Environment all;
    const facts::Schema& schema = facts::Schema::get();
    for (const facts::FactId id : schema.roots())
      all.add({std::string(schema.row(id).path), schema.type(id), schema.slot(id), id});
    return all;
  }();
  return names;
}

}  // namespace

void Conditions::without_item() { has_item_ = false; }

void Conditions::with_item(const value::Type* type, std::uint32_t fact) {
  has_item_ = true;
  if (!item_) item_ = subject_names();
  item_->add({"it", type, item_slot(), fact});
}

std::optional<cel::Ast> Conditions::check(const vocab::Node& node, const value::Type* expected,
                                          vocab::Issues& issues) const {
  Checked<cel::Ast> parsed = parse(node);
  std::ranges::move(parsed.issues, std::back_inserter(issues));
  if (!parsed) return std::nullopt;
  Checked<cel::Ast> checked = cel::check(*std::move(parsed.value), has_item_ ? *item_ : subject_names(), expected);
  std::ranges::move(checked.issues, std::back_inserter(issues));
  return std::move(checked.value);
}

}  // namespace hegui::policy
