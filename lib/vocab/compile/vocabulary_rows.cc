// What apps are, use and hold: permissions, kinds of information, SDKs, numbers.
#include "vocab/compile/vocabulary_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "vocab/purpose.h"

namespace hegui::vocab {
namespace {

constexpr std::array<std::string_view, 3> kSensitivities = {"no", "conditional", "yes"};

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

}  // namespace

std::string_view text_of(const Node& table, std::string_view key) {
  const Node* node = table.find(key);
  return node != nullptr && node->is(Node::Kind::String) ? std::string_view(node->text) : std::string_view{};
}

void Rows::category(const Node& table) {
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

void Rows::item(const Node& table) {
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

void Rows::permission(const Node& table) {
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

void Rows::app_type(const Node& table) {
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

void Rows::sdk(const Node& table) {
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

void Rows::identifier(const Node& table) {
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

void Rows::province(const Node& table) {
  TableReader reader(table, "a province", issues_);
  ProvinceRow row;
  row.division = text(reader.text("division", Need::Required));
  row.title = local(reader.words("title", Need::Required));
  row.telecom_name = text(reader.text("telecom_name", Need::Required));
  row.police_name = text(reader.text("police_name", Need::Required));
  reader.finish();
  image_.row(kProvinceSection, row);
}

void Rows::service(const Node& table) {
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

void Rows::write_marks() {
  for (const auto& [key, sdks] : marks_)
    image_.row(kSdkMarkSection, SdkMarkRow{key.first, sdks.front(), text(key.second)});
}

image::Range Rows::texts(TableReader& reader, std::string_view key) {
  return text_rows(reader.strings(key), kTextSection, image_);
}

image::Text Rows::reference(TableReader& reader, std::string_view key, Need need, const Names& known) {
  const Node* node = reader.get(key, Node::Kind::String, need);
  if (node == nullptr) return text({});
  refer(*node, known, key);
  return text(node->text);
}

void Rows::know(const Nodes& nodes, Names& names) {
  for (const Node* node : nodes) names.push_back(text_of(*node, "slug"));
}

Sensitivity Rows::sensitivity(TableReader& reader) {
  const std::string_view word = reader.word("sensitive", kSensitivities, Need::Required);
  const auto it = std::ranges::find(kSensitivities, word);
  return it == kSensitivities.end() ? Sensitivity::No : static_cast<Sensitivity>(it - kSensitivities.begin());
}

void Rows::refer(const Node& node, const Names& known, std::string_view what) {
  if (std::ranges::find(known, node.text) != known.end()) return;
  issues_.push_back(error(code::kUnknownReference, node.span, fmt::format("unknown {} `{}`", what, node.text),
                          did_you_mean(node.text, known)));
}

image::Range Rows::regexes(const std::vector<const Node*>& nodes) {
  for (const Node* node : nodes) regex(*node);
  return text_rows(nodes, kTextSection, image_);
}

std::string_view Rows::regex(const Node& node) {
  if (const std::string why = pattern_mistake(node.text); !why.empty())
    issues_.push_back(error(code::kWrongType, node.span, fmt::format("this is no regular expression: {}", why)));
  return node.text;
}

image::Range Rows::references(const std::vector<const Node*>& nodes, const Names& known, std::string_view what) {
  for (const Node* node : nodes) refer(*node, known, what);
  return text_rows(nodes, kTextSection, image_);
}

}  // namespace hegui::vocab
