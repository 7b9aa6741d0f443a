// Filling in a rule's message.
#include <fmt/format.h>

#include "check/evaluate.h"

namespace hegui::check {

using facts::Knowledge;
using facts::Schema;
using value::Kind;
using value::Value;

std::string display(Value value) {
  switch (value.kind()) {
    case Kind::Bool:
      return value.as_bool() ? "true" : "false";
    case Kind::Int:
      return fmt::format("{}", value.as_int());
    case Kind::Uint:
      return fmt::format("{}", value.as_uint());
    case Kind::Double:
      return fmt::format("{}", value.as_double());
    case Kind::String:
    case Kind::Bytes:
      return std::string(value.as_text());
    case Kind::Timestamp: {
      const std::int64_t days = value.seconds() / 86400 - (value.seconds() % 86400 < 0 ? 1 : 0);
      return Date{static_cast<std::int32_t>(days)}.to_string();
    }
    case Kind::Duration:
      return fmt::format("{}s", value.seconds());
    case Kind::List: {
      std::string out;
      for (const Value& item : value.as_list().items) {
        if (!out.empty()) out += ", ";
        out += display(item);
      }
      return out;
    }
    case Kind::Null:
    case Kind::Type:
    case Kind::Map:
    case Kind::Record:
    case Kind::Optional:
    case Kind::Unknown:
    case Kind::Error:
      return "?";
  }
  return "?";
}

std::string message(const policy::Policy& policy, std::span<const policy::TemplatePart> parts,
                    const facts::Subject& subject, const facts::Item* item, std::string_view label) {
  std::string out;
  for (const policy::TemplatePart& part : parts) {
    if (part.fact == 0) {
      out += policy.text(part.text);
      continue;
    }
    if (part.fact == policy::kItemItself) {
      out += label.empty() ? "?" : label;
      continue;
    }
    const facts::FactId list = Schema::get().list_of(part.fact);
    const facts::Cell* cell = nullptr;
    if (list == 0)
      cell = &subject.facts.cell(part.fact);
    else if (item != nullptr && item->list == list)
      cell = &facts::FactSet::cell(*item, part.fact);
    out += cell != nullptr && cell->knowledge == Knowledge::Known ? display(cell->value) : "?";
  }
  return out;
}

}  // namespace hegui::check
