// What texts, fields and code are told by: purposes, names of fields, interfaces, terms of policies, forms of secrets.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "vocab/compile/vocabulary_rows.h"
#include "vocab/policy_terms.h"
#include "vocab/purpose.h"

namespace hegui::vocab {

void Rows::purpose(const Node& table) {
  static constexpr std::array<std::string_view, 5> kResults = {"missing", "unresolved", "placeholder", "vague", "fine"};
  TableReader reader(table, "a class of purposes", issues_);
  PurposeRow row;
  row.slug = text(reader.text("slug", Need::Required));
  row.title = local(reader.words("title", Need::Required));
  row.order = static_cast<std::uint32_t>(reader.integer("order"));
  const auto it = std::ranges::find(kResults, reader.word("result", kResults, Need::Required));
  row.quality = it == kResults.end() ? PurposeQuality::Plain : static_cast<PurposeQuality>(it - kResults.begin());
  row.patterns = regexes(reader.strings("patterns", Need::Required));
  row.unless = regexes(reader.strings("unless"));
  row.like = text_rows(reader.strings("like", Need::Required), kTextSection, image_);
  row.unlike = text_rows(reader.strings("unlike", Need::Required), kTextSection, image_);
  reader.finish();
  image_.row(kPurposeSection, row);
}

void Rows::field(const Node& table) {
  static constexpr std::array<std::string_view, 3> kLevels = {"high", "medium", "low"};
  static constexpr std::array<std::string_view, 2> kStrengths = {"strong", "weak"};
  TableReader reader(table, "a field", issues_);
  FieldRow row;
  row.slug = text(reader.text("slug", Need::Required));
  row.category = reference(reader, "category", Need::Required, categories_);
  row.item = reference(reader, "item", Need::Optional, items_);
  row.sensitivity = text(reader.word("sensitivity", kLevels, Need::Required));
  row.strong = reader.word("strength", kStrengths, Need::Required) == "strong" ? 1 : 0;
  row.zh = texts(reader, "zh");
  row.exact = texts(reader, "exact");
  row.tokens = texts(reader, "tokens");
  row.exclude = texts(reader, "exclude");
  row.context = texts(reader, "context");
  row.formats = texts(reader, "formats");
  reader.finish();
  image_.row(kFieldSection, row);
}

void Rows::field_rules(const Node& table) {
  TableReader reader(table, "the rules of fields", issues_);
  FieldRulesRow row;
  row.flag_prefixes = texts(reader, "flag_prefixes");
  row.tail_words = texts(reader, "tail_words");
  row.tail_exceptions = texts(reader, "tail_exceptions");
  row.header_exclude = texts(reader, "header_exclude");
  row.not_person_parents = texts(reader, "not_person_parents");
  row.system_parents = texts(reader, "system_parents");
  row.person_parents = texts(reader, "person_parents");
  row.machine_parents = texts(reader, "machine_parents");
  row.wrappers = texts(reader, "wrappers");
  reader.finish();
  image_.row(kFieldRulesSection, row);
}

void Rows::sensitive_api(const Node& table) {
  static constexpr std::array<std::string_view, 9> kKinds = {"method",   "field", "uri",       "intent",  "string",
                                                             "selector", "api",   "component", "function"};
  static constexpr std::array<ApiKind, 9> kMeant = {ApiKind::Method,    ApiKind::Field,     ApiKind::Text,
                                                    ApiKind::Text,      ApiKind::Text,      ApiKind::Selector,
                                                    ApiKind::Interface, ApiKind::Component, ApiKind::Function};
  TableReader reader(table, "a sensitive interface", issues_);
  SensitiveApiRow row;
  row.slug = text(reader.text("slug", Need::Required));
  row.platform = text(reader.text("platform", Need::Required));
  const auto kind = std::ranges::find(kKinds, reader.word("kind", kKinds, Need::Required));
  if (kind != kKinds.end()) row.kind = kMeant[static_cast<std::size_t>(kind - kKinds.begin())];
  const bool owned = row.kind == ApiKind::Method || row.kind == ApiKind::Field || row.kind == ApiKind::Selector;
  row.owner = text(reader.text("owner", owned ? Need::Required : Need::Optional));
  row.name = text(reader.text("name", Need::Required));
  row.prefix = reader.flag("prefix") ? 1 : 0;
  row.argument = text(reader.text("argument"));
  row.kit = text(reader.text("kit"));
  row.symbols = text_rows(reader.strings("symbols"), kTextSection, image_);
  row.categories = references(reader.strings("categories", Need::Required), categories_, "category");
  row.permissions = text_rows(reader.strings("permissions"), kTextSection, image_);
  row.verified = text(reader.text("verified"));
  reader.finish();
  image_.row(kSensitiveApiSection, row);
}

void Rows::policy_term(const Node& table) {
  static constexpr std::array<std::string_view, 6> kKinds = {"category", "item",      "permission",
                                                             "right",    "statement", "negation"};
  TableReader reader(table, "a term of policies", issues_);
  PolicyTermRow row;
  const std::string_view kind = reader.word("kind", kKinds, Need::Required);
  const bool own = kind == "right" || kind == "statement";
  row.kind = text(kind);
  row.slug = text(reader.text("slug", Need::Required));
  if (const Node* slug = table.find("slug"); slug != nullptr && kind == "category") refer(*slug, categories_, kind);
  if (const Node* slug = table.find("slug"); slug != nullptr && kind == "item") refer(*slug, items_, kind);
  row.title = local(reader.words("title", own ? Need::Required : Need::Optional));
  row.patterns = regexes(reader.strings("patterns", Need::Required));
  const std::vector<const Node*> near = reader.strings("near");
  if (near.size() % 3 != 0)
    issues_.push_back(error(code::kWrongType, near.back()->span, "`near` holds threes: two patterns and a distance"));
  for (std::size_t i = 0; i < near.size(); ++i)
    if (i % 3 == 2 && near[i]->text.find_first_not_of("0123456789") != std::string::npos)
      issues_.push_back(error(code::kWrongType, near[i]->span, "a distance is a number of characters"));
  row.near = regexes(near);
  row.mask = regexes(reader.strings("mask"));
  row.categories = references(reader.strings("categories"), categories_, "category");
  row.like = text_rows(reader.strings("like", Need::Required), kTextSection, image_);
  row.unlike = text_rows(reader.strings("unlike", Need::Required), kTextSection, image_);
  reader.finish();
  image_.row(kPolicyTermSection, row);
}

void Rows::secret(const Node& table) {
  TableReader reader(table, "a form of secrets", issues_);
  SecretRow row;
  row.slug = text(reader.text("slug", Need::Required));
  row.title = local(reader.words("title", Need::Required));
  row.marks = text_rows(reader.strings("marks", Need::Required), kTextSection, image_);
  const Node* pattern = reader.get("pattern", Node::Kind::String, Need::Required);
  if (pattern != nullptr) row.pattern = text(regex(*pattern));
  row.unless = regexes(reader.strings("unless"));
  row.like = text_rows(reader.strings("like", Need::Required), kTextSection, image_);
  row.unlike = text_rows(reader.strings("unlike", Need::Required), kTextSection, image_);
  row.client = reader.flag("client") ? 1 : 0;
  reader.finish();
  image_.row(kSecretSection, row);
}

}  // namespace hegui::vocab
