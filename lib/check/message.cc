// Filling in a rule's message.
#include <fmt/format.h>

#include <algorithm>

#include "check/evaluate.h"
#include "vocab/policy_terms.h"
#include "vocab/vocabulary.h"

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

namespace {

// Which vocabulary the values of a fact are words of.
enum class Of : std::uint8_t { AppType, Item, Category, Kind, Service, Term, Mention, Secret };

struct Named {
  std::string_view path;
  Of of;
};
constexpr Named kNamed[] = {
    {"subject.app_type", Of::AppType},
    {"subject.necessary_items", Of::Item},
    {"collection[].item", Of::Item},
    {"collection[].list_item", Of::Item},
    {"permissions[].needed_for", Of::Item},
    {"collection[].category", Of::Category},
    {"permissions[].categories", Of::Category},
    {"sdks[].categories", Of::Category},
    {"filings[].kind", Of::Kind},
    {"filings[].reads_as", Of::Kind},
    {"licences[].kind", Of::Kind},
    {"subject.services", Of::Service},
    {"subject.features", Of::Service},
    {"policy.omitted_rights", Of::Term},
    {"policy.omitted_statements", Of::Term},
    {"policy.mentions[].name", Of::Mention},
    {"code.secrets[].kind", Of::Secret},
};

// Values as a person of one language reads them: words of the vocabularies by their titles.
class Speaker {
 public:
  Speaker(const policy::Policy& policy, bool chinese)
      : policy_(policy), vocabulary_(policy.view()), chinese_(chinese) {}

  std::string say(facts::FactId fact, Value value) const {
    if (value.is(Kind::Bool)) return chinese_ ? value.as_bool() ? "是" : "否" : value.as_bool() ? "yes" : "no";
    const auto* named = std::ranges::find(kNamed, Schema::get().row(fact).path, &Named::path);
    if (value.is(Kind::List)) {
      std::string out;
      for (const Value& member : value.as_list().items) {
        if (!out.empty()) out += chinese_ ? "、" : ", ";
        out += named == std::end(kNamed) ? display(member) : word(named->of, member);
      }
      return out;
    }
    return named == std::end(kNamed) ? display(value) : word(named->of, value);
  }

 private:
  std::string word(Of of, Value value) const {
    if (!value.is(Kind::String)) return display(value);
    const std::string_view title = title_of(of, value.as_text());
    return std::string(title.empty() ? value.as_text() : title);
  }

  std::string_view local(vocab::LocalText text) const { return policy_.text(chinese_ ? text.zh : text.en); }

  // Empty for what is no word of the vocabulary.
  std::string_view title_of(Of of, std::string_view slug) const {
    const auto in = [&](const auto& rows) {
      for (const auto& row : rows)
        if (policy_.text(row.slug) == slug) return local(row.title);
      return std::string_view{};
    };
    switch (of) {
      case Of::AppType:
        return in(vocabulary_.app_types());
      case Of::Item:
        return in(vocabulary_.items());
      case Of::Category:
        return in(vocabulary_.categories());
      case Of::Kind:
        return in(vocabulary_.identifiers());
      case Of::Service:
        return in(vocabulary_.services());
      case Of::Term:
        return in(vocab::PolicyTerms(policy_.view()).rows());
      case Of::Secret:
        return in(vocabulary_.secrets());
      case Of::Mention:
        for (const std::string_view title :
             {in(vocabulary_.categories()), in(vocabulary_.items()), in(vocabulary_.sdks())})
          if (!title.empty()) return title;
        return title_of(Of::Term, slug);
    }
    return {};
  }

  const policy::Policy& policy_;
  vocab::Vocabulary vocabulary_;
  bool chinese_;
};

}  // namespace

std::string message(const policy::Policy& policy, const policy::RuleRow& rule, bool chinese,
                    const facts::Subject& subject, const facts::Item* item, std::string_view label) {
  const Speaker speaker(policy, chinese);
  std::string out;
  for (const policy::TemplatePart& part : policy.parts(chinese ? rule.message.zh : rule.message.en)) {
    if (part.fact == 0) {
      out += policy.text(part.text);
      continue;
    }
    if (part.fact == policy::kItemItself) {
      out += label.empty() ? "?" : speaker.say(rule.items, Value::string(label));
      continue;
    }
    const facts::FactId list = Schema::get().list_of(part.fact);
    const facts::Cell* cell = nullptr;
    if (list == 0)
      cell = &subject.facts.cell(part.fact);
    else if (item != nullptr && item->list == list)
      cell = &facts::FactSet::cell(*item, part.fact);
    if (cell != nullptr && cell->knowledge == Knowledge::Known)
      out += speaker.say(part.fact, cell->value);
    else
      out += chinese ? "未说明" : "not stated";
  }
  return out;
}

}  // namespace hegui::check
