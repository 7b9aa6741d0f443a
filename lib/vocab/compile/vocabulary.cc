#include "vocab/compile/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "vocab/policy_terms.h"
#include "vocab/purpose.h"
#include "vocab/vocabulary.h"

namespace hegui::vocab {
namespace {

constexpr std::array<std::string_view, 14> kTables = {
    "permission", "category",    "item",    "app_type", "sdk",           "identifier",  "province",
    "field",      "field_rules", "service", "purpose",  "sensitive_api", "policy_term", "secret"};
constexpr std::array<std::string_view, 3> kSensitivities = {"no", "conditional", "yes"};

using Nodes = std::vector<const Node*>;

struct MarkKey {
  std::string_view key;
  MarkKind kind;
};
constexpr MarkKey kMarkKeys[] = {
    {"android_prefixes", MarkKind::ClassPrefix},
    {"weak_prefixes", MarkKind::WeakClassPrefix},
    {"native_libs", MarkKind::NativeLibrary},
    {"gradle", MarkKind::Gradle},
    {"pods", MarkKind::Pod},
    {"ios_frameworks", MarkKind::IosFramework},
    {"npm", MarkKind::Npm},
    {"ohpm", MarkKind::Ohpm},
    {"pub", MarkKind::Pub},
    {"wechat_plugins", MarkKind::WechatPlugin},
};

// The key of a table as a view, or empty.
std::string_view text_of(const Node& table, std::string_view key) {
  const Node* node = table.find(key);
  return node != nullptr && node->is(Node::Kind::String) ? std::string_view(node->text) : std::string_view{};
}

class Rows {
 public:
  Rows(image::Writer& image, Issues& issues) : image_(image), issues_(issues) {}

  // Orders the tables by key and drops what repeats, with a complaint.
  template <class Key>
  void order(Nodes& nodes, std::string_view what, Key key) {
    std::ranges::stable_sort(nodes, {}, key);
    for (std::size_t i = 1; i < nodes.size(); ++i) {
      if (key(nodes[i]) != key(nodes[i - 1])) continue;
      Diagnostic twice = error(code::kDuplicate, nodes[i]->span, fmt::format("{} is described twice", what));
      twice.related.push_back({resolve(nodes[i - 1]->span), "first here"});
      issues_.push_back(std::move(twice));
    }
  }

  void know_categories(const Nodes& nodes) { know(nodes, categories_); }
  void know_items(const Nodes& nodes) { know(nodes, items_); }

  void category(const Node& table) {
    TableReader reader(table, "a category", issues_);
    CategoryRow row;
    row.slug = text(reader.text("slug", Need::Required));
    row.title = local(reader.words("title", Need::Required));
    row.standard_class = text(reader.text("standard_class"));
    row.opinions_group = text(reader.text("opinions_group", Need::Required));
    row.sensitive = sensitivity(reader);
    reader.finish();
    image_.row(kCategorySection, row);
  }

  void item(const Node& table) {
    TableReader reader(table, "an item", issues_);
    ItemRow row;
    row.slug = text(reader.text("slug", Need::Required));
    row.title = local(reader.words("title", Need::Required));
    row.category = text(reader.text("category", Need::Required));
    if (const Node* category = table.find("category")) refer(*category, categories_, "category");
    row.words = text_rows(reader.strings("words"), kTextSection, image_);
    row.sensitive = sensitivity(reader);
    reader.finish();
    image_.row(kItemSection, row);
  }

  void permission(const Node& table) {
    static constexpr std::array<std::string_view, 3> kRisks = {"high", "medium", "low"};
    TableReader reader(table, "a permission", issues_);
    PermissionRow row;
    row.platform = text(reader.text("platform", Need::Required));
    row.name = text(reader.text("name", Need::Required));
    row.kind = text(reader.text("kind", Need::Required));
    row.group = text(reader.text("group"));
    row.level = text(reader.text("level"));
    row.since = text(reader.text("since"));
    row.risk = text(reader.word("risk", kRisks, Need::Required));
    row.verified = text(reader.text("verified"));
    row.title = local(reader.words("title", Need::Required));
    row.advice = local(reader.words("advice"));
    row.categories = references(reader.strings("categories", Need::Required), categories_, "category");
    row.sensitive = sensitivity(reader);
    row.prefix = reader.flag("prefix") ? 1 : 0;
    reader.finish();
    image_.row(kPermissionSection, row);
  }

  void app_type(const Node& table) {
    TableReader reader(table, "an app type", issues_);
    AppTypeRow row;
    row.number = static_cast<std::uint32_t>(reader.integer("number"));
    row.slug = text(reader.text("slug", Need::Required));
    row.title = local(reader.words("title", Need::Required));
    row.basic_function = local(reader.words("basic_function", Need::Required));
    row.words = text(reader.text("words"));
    row.verified = text(reader.text("verified"));
    row.necessary = references(reader.strings("necessary", Need::Required), items_, "item");
    std::vector<ConditionalItemRow> conditional;
    for (const Node* entry : reader.tables("conditional")) {
      TableReader one(*entry, "a conditional item", issues_);
      const Node* item = one.get("item", Node::Kind::String, Need::Required);
      if (item != nullptr) refer(*item, items_, "item");
      conditional.push_back({text(item != nullptr ? std::string_view(item->text) : std::string_view{}),
                             local(one.words("when", Need::Required))});
      one.finish();
    }
    row.conditional = image_.rows<ConditionalItemRow>(kConditionalItemSection, conditional);
    row.permission_hints = text_rows(reader.strings("permission_hints"), kTextSection, image_);
    reader.finish();
    image_.row(kAppTypeSection, row);
  }

  void sdk(const Node& table) {
    TableReader reader(table, "an SDK", issues_);
    SdkRow row;
    row.slug = text(reader.text("slug", Need::Required));
    row.title = local(reader.words("title", Need::Required));
    row.provider = local(reader.words("provider", Need::Required));
    row.kind = text(reader.text("kind", Need::Required));
    row.parent = text(reader.text("parent"));
    row.privacy_url = text(reader.text("privacy_url"));
    row.confidence = text(reader.text("confidence"));
    row.categories = references(reader.strings("categories"), categories_, "category");
    row.permissions = text_rows(reader.strings("permissions"), kTextSection, image_);
    row.tracker = reader.flag("tracker") ? 1 : 0;
    row.domestic = reader.flag("domestic") ? 1 : 0;
    const std::uint32_t index = image_.row(kSdkSection, row);
    const std::vector<const Node*> weak = reader.strings("weak_prefixes");
    for (const MarkKey& mark : kMarkKeys) {
      for (const Node* value : reader.strings(mark.key)) {
        // The list of prefixes holds the weak ones too.
        const bool also_weak = mark.kind == MarkKind::ClassPrefix &&
                               std::ranges::any_of(weak, [&](const Node* w) { return w->text == value->text; });
        if (!also_weak) marks_[{mark.kind, value->text}].push_back(index);
      }
    }
    reader.finish();
  }

  void identifier(const Node& table) {
    static constexpr std::array<std::string_view, 3> kCertainties = {"uncertain", "observed", "certain"};
    static constexpr std::array<std::string_view, 4> kChecks = {"uscc-mod31", "gb2260-prefix", "ean13",
                                                                "gbt17710-mod11-10"};
    TableReader reader(table, "an identifier", issues_);
    IdentifierRow row;
    row.slug = text(reader.text("slug", Need::Required));
    row.title = local(reader.words("title", Need::Required));
    row.issuer = local(reader.words("issuer"));
    row.pattern = text(reader.text("pattern", Need::Required));
    row.check = text(reader.word("check", kChecks));
    row.kinds = text_rows(reader.strings("kinds"), kTextSection, image_);
    row.valid = text_rows(reader.strings("valid", Need::Required), kTextSection, image_);
    row.invalid = text_rows(reader.strings("invalid", Need::Required), kTextSection, image_);
    const auto it = std::ranges::find(kCertainties, reader.word("certainty", kCertainties, Need::Required));
    row.certainty = it == kCertainties.end() ? Certainty::Uncertain : static_cast<Certainty>(it - kCertainties.begin());
    row.chinese = reader.flag("chinese") ? 1 : 0;
    row.loose = reader.flag("loose") ? 1 : 0;
    row.min_length = static_cast<std::uint32_t>(reader.integer("min_length", 0));
    row.max_length = static_cast<std::uint32_t>(reader.integer("max_length", UINT32_MAX));
    reader.finish();
    image_.row(kIdentifierSection, row);
  }

  void province(const Node& table) {
    TableReader reader(table, "a province", issues_);
    ProvinceRow row;
    row.division = text(reader.text("division", Need::Required));
    row.title = local(reader.words("title", Need::Required));
    row.telecom_name = text(reader.text("telecom_name", Need::Required));
    row.police_name = text(reader.text("police_name", Need::Required));
    reader.finish();
    image_.row(kProvinceSection, row);
  }

  void service(const Node& table) {
    static constexpr std::array<std::string_view, 2> kKeys = {"services", "features"};
    TableReader reader(table, "a service", issues_);
    ServiceRow row;
    row.slug = text(reader.text("slug", Need::Required));
    row.key = text(reader.word("key", kKeys, Need::Required));
    row.title = local(reader.words("title", Need::Required));
    row.telecom = text(reader.text("telecom"));
    row.words = text_rows(reader.strings("words"), kTextSection, image_);
    row.titles = text_rows(reader.strings("titles"), kTextSection, image_);
    reader.finish();
    image_.row(kServiceSection, row);
  }

  void purpose(const Node& table) {
    static constexpr std::array<std::string_view, 5> kResults = {"missing", "unresolved", "placeholder", "vague",
                                                                 "fine"};
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

  void field(const Node& table) {
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

  void field_rules(const Node& table) {
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

  void sensitive_api(const Node& table) {
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

  void policy_term(const Node& table) {
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

  void secret(const Node& table) {
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

  // Where several SDKs carry one mark, the first by slug has it.
  void write_marks() {
    for (const auto& [key, sdks] : marks_)
      image_.row(kSdkMarkSection, SdkMarkRow{key.first, sdks.front(), text(key.second)});
  }

 private:
  using Names = std::vector<std::string_view>;

  image::Text text(std::string_view value) { return image_.text(value); }
  image::Range texts(TableReader& reader, std::string_view key) {
    return text_rows(reader.strings(key), kTextSection, image_);
  }
  // A slug that must be one of `known`.
  image::Text reference(TableReader& reader, std::string_view key, Need need, const Names& known) {
    const Node* node = reader.get(key, Node::Kind::String, need);
    if (node == nullptr) return text({});
    refer(*node, known, key);
    return text(node->text);
  }
  LocalText local(const Words& words) { return {text(words.zh), text(words.en)}; }

  static void know(const Nodes& nodes, Names& names) {
    for (const Node* node : nodes) names.push_back(text_of(*node, "slug"));
  }

  Sensitivity sensitivity(TableReader& reader) {
    const std::string_view word = reader.word("sensitive", kSensitivities, Need::Required);
    const auto it = std::ranges::find(kSensitivities, word);
    return it == kSensitivities.end() ? Sensitivity::No : static_cast<Sensitivity>(it - kSensitivities.begin());
  }

  void refer(const Node& node, const Names& known, std::string_view what) {
    if (std::ranges::find(known, node.text) != known.end()) return;
    issues_.push_back(error(code::kUnknownReference, node.span, fmt::format("unknown {} `{}`", what, node.text),
                            did_you_mean(node.text, known)));
  }

  image::Range regexes(const std::vector<const Node*>& nodes) {
    for (const Node* node : nodes) regex(*node);
    return text_rows(nodes, kTextSection, image_);
  }

  std::string_view regex(const Node& node) {
    if (const std::string why = pattern_mistake(node.text); !why.empty())
      issues_.push_back(error(code::kWrongType, node.span, fmt::format("this is no regular expression: {}", why)));
    return node.text;
  }

  image::Range references(const std::vector<const Node*>& nodes, const Names& known, std::string_view what) {
    for (const Node* node : nodes) refer(*node, known, what);
    return text_rows(nodes, kTextSection, image_);
  }

  image::Writer& image_;
  Issues& issues_;
  Names categories_, items_;
  std::map<std::pair<MarkKind, std::string>, std::vector<std::uint32_t>> marks_;
};

}  // namespace

struct VocabularyCompiler::Tables {
  std::array<Nodes, kTables.size()> nodes;
};

VocabularyCompiler::VocabularyCompiler() : tables_(std::make_unique<Tables>()) {}
VocabularyCompiler::~VocabularyCompiler() = default;
VocabularyCompiler::VocabularyCompiler(VocabularyCompiler&&) noexcept = default;

std::span<const std::string_view> VocabularyCompiler::tables() { return kTables; }

void VocabularyCompiler::add(std::string_view name, const Node& table) {
  const auto it = std::ranges::find(kTables, name);
  if (it != kTables.end()) tables_->nodes[static_cast<std::size_t>(it - kTables.begin())].push_back(&table);
}

void VocabularyCompiler::write(image::Writer& image, Issues& issues) {
  auto& [permissions, categories, items, app_types, sdks, identifiers, provinces, fields, field_rules, services,
         purposes, sensitive_apis, policy_terms, secrets] = tables_->nodes;
  const auto by_slug = [](const Node* node) { return text_of(*node, "slug"); };
  Rows rows(image, issues);
  rows.order(permissions, "this permission",
             [](const Node* node) { return std::pair(text_of(*node, "platform"), text_of(*node, "name")); });
  rows.order(categories, "this category", by_slug);
  rows.order(items, "this item", by_slug);
  rows.order(sdks, "this SDK", by_slug);
  rows.order(identifiers, "this identifier", by_slug);
  rows.order(provinces, "this province", [](const Node* node) { return text_of(*node, "division"); });
  rows.order(services, "this service",
             [](const Node* node) { return std::pair(text_of(*node, "key"), text_of(*node, "slug")); });
  const auto by_number = [](std::string_view key) {
    return [key](const Node* node) {
      const Node* number = node->find(key);
      return number != nullptr ? number->integer : 0;
    };
  };
  rows.order(app_types, "this app type", by_number("number"));
  rows.order(purposes, "a class of purposes with this order", by_number("order"));
  rows.order(fields, "this field", by_slug);
  rows.order(field_rules, "the set of rules of fields", [](const Node*) { return 0; });
  rows.order(sensitive_apis, "this interface", by_slug);
  rows.order(policy_terms, "this term of policies",
             [](const Node* node) { return std::pair(text_of(*node, "kind"), text_of(*node, "slug")); });
  rows.order(secrets, "this form of secrets", by_slug);
  rows.know_categories(categories);
  rows.know_items(items);
  for (const Node* node : categories) rows.category(*node);
  for (const Node* node : items) rows.item(*node);
  for (const Node* node : permissions) rows.permission(*node);
  for (const Node* node : app_types) rows.app_type(*node);
  for (const Node* node : sdks) rows.sdk(*node);
  rows.write_marks();
  for (const Node* node : identifiers) rows.identifier(*node);
  for (const Node* node : provinces) rows.province(*node);
  for (const Node* node : services) rows.service(*node);
  for (const Node* node : purposes) rows.purpose(*node);
  for (const Node* node : fields) rows.field(*node);
  for (const Node* node : field_rules) rows.field_rules(*node);
  for (const Node* node : sensitive_apis) rows.sensitive_api(*node);
  for (const Node* node : policy_terms) rows.policy_term(*node);
  for (const Node* node : secrets) rows.secret(*node);
}

}  // namespace hegui::vocab
