#include "report/explain/words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "check/concern.h"
#include "report/explain/search.h"

#include "vocab/field_names.h"
#include "vocab/policy_terms.h"

namespace hegui::report::explain {
namespace {

using vocab::AppTypeRow;
using vocab::CategoryRow;
using vocab::FieldRow;
using vocab::ItemRow;
using vocab::PolicyTermRow;
using vocab::ServiceRow;

std::string_view sensitivity(const World& world, vocab::Sensitivity value) {
  switch (value) {
    case vocab::Sensitivity::Yes:
      return world.say("是", "yes");
    case vocab::Sensitivity::Conditional:
      return world.say("视内容和用途而定", "according to content and use");
    case vocab::Sensitivity::No:
      break;
  }
  return world.say("否", "no");
}

// The words of a list as they stand, the first of them where there are many.
std::vector<std::string> texts(const World& world, image::Range range, std::size_t most = 12) {
  std::vector<std::string> out;
  for (const image::Text one : world.vocabulary().texts(range)) {
    if (out.size() == most) {
      out.emplace_back("…");
      break;
    }
    out.emplace_back(world.text(one));
  }
  return out;
}

bool in(const World& world, image::Range range, std::string_view word) {
  return std::ranges::any_of(world.vocabulary().texts(range), [&](image::Text one) { return world.text(one) == word; });
}

void service(Sheet& sheet, const ServiceRow& row) {
  const World& world = sheet.world;
  sheet.head(world.local(row.title), world.text(row.slug),
             world.text(row.key) == "services"
                 ? world.say("服务：填入 subject.services", "a service: a word of subject.services")
                 : world.say("功能：填入 subject.features", "a function: a word of subject.features"));
  sheet.line(world.say("又称：", "also called:"), texts(world, row.words));
  sheet.line(world.say("电信业务分类：", "telecom class:"), world.text(row.telecom));
  std::vector<std::string> titles;
  for (const image::Text slug : world.vocabulary().texts(row.titles)) titles.push_back(world.kind(world.text(slug)));
  sheet.line(world.say("相关许可或备案：", "titles it may need:"), titles);
  sheet.line(world.say("来源：", "source:"), world.source({}));
  const std::string_view slug = world.text(row.slug);
  sheet.rules_naming({&slug, 1});
}

void item_line(Sheet& sheet, std::string_view slug, std::string_view when) {
  const World& world = sheet.world;
  const ItemRow* row = world.vocabulary().find_item(slug);
  sheet.entry(fmt::format("{}  {}{}", slug, row == nullptr ? std::string_view{} : world.local(row->title),
                          when.empty()    ? std::string()
                          : world.chinese ? fmt::format("（仅限：{}）", when)
                                          : fmt::format(" (only: {})", when)));
}

void app_type(Sheet& sheet, const AppTypeRow& row) {
  const World& world = sheet.world;
  sheet.head(world.local(row.title), world.text(row.slug),
             fmt::format("{} {}",
                         world.say("常见类型App，填入 subject.app_type，序号",
                                   "a common type of app, a word of subject.app_type, no."),
                         row.number));
  sheet.line(world.say("基本功能：", "basic function:"), world.local(row.basic_function));
  sheet.line(world.say("必要个人信息（原文）：", "necessary information in the words of the list:"),
             world.text(row.words));
  sheet.line(world.say("来源：", "source:"), world.source(world.text(row.verified)));
  if (row.necessary.count == 0)
    sheet.plain(world.say("无须个人信息即可使用基本功能", "its basic function needs no personal information"));
  for (const image::Text slug : world.vocabulary().texts(row.necessary)) item_line(sheet, world.text(slug), {});
  for (const vocab::ConditionalItemRow& one : world.vocabulary().conditional(row))
    item_line(sheet, world.text(one.item), world.local(one.when));
}

// The group of article 15 of the root document.
std::string_view group(const World& world, std::string_view slug) {
  struct Group {
    std::string_view slug, zh, en;
  };
  static constexpr Group kGroups[] = {{"identity", "用户身份", "identity"},
                                      {"location", "地理位置", "location"},
                                      {"contact", "联系方式", "contact"},
                                      {"communication", "通信内容", "communication"},
                                      {"consumption", "消费记录", "consumption"}};
  const auto* found = std::ranges::find(kGroups, slug, &Group::slug);
  return found == std::end(kGroups) ? world.say("其他", "other") : world.say(found->zh, found->en);
}

// The rules that would judge it where an operator declares that it is collected, and those whose conditions name it.
void rules_of_category(Sheet& sheet, const CategoryRow& row) {
  const World& world = sheet.world;
  const std::string_view slug = world.text(row.slug);
  const auto source = std::make_shared<Source>("explain", std::string());
  const Span nowhere{source.get(), 0, 0};
  facts::FactBuilder builder(source, "explain", facts::kDeclaration);
  facts::Item* item = builder.add(facts::fact("collection"), nowhere);
  builder.set(facts::fact("collection[].category"), slug, nowhere, item);
  builder.set(facts::fact("collection[].own_line"), true, nowhere, item);
  builder.set(facts::fact("collection[].declared"), true, nowhere, item);
  if (row.sensitive != vocab::Sensitivity::Conditional)
    builder.set(facts::fact("collection[].sensitive"), row.sensitive == vocab::Sensitivity::Yes, nowhere, item);
  sheet.rules_naming({&slug, 1},
                     check::rules_over(world.policy, std::move(builder).finish(), facts::fact("collection")));
}

void category(Sheet& sheet, const CategoryRow& row) {
  const World& world = sheet.world;
  const vocab::Vocabulary& vocabulary = world.vocabulary();
  const std::string_view slug = world.text(row.slug);
  sheet.head(world.local(row.title), slug,
             world.say("个人信息类别：填入 collection[].category",
                       "a category of personal information: a word of collection[].category"));
  sheet.line(world.say("根文件所列类型：", "group of the root document:"),
             group(world, world.text(row.opinions_group)));
  sheet.line(world.say("国家标准中的类别：", "class of the national standard:"), world.text(row.standard_class));
  sheet.line(world.say("敏感：", "sensitive:"), sensitivity(world, row.sensitive));
  sheet.line(world.say("来源：", "source:"), world.source({}));
  std::vector<std::string> items, permissions;
  for (const ItemRow& one : vocabulary.items())
    if (world.text(one.category) == slug)
      items.push_back(fmt::format("{} ({})", world.local(one.title), world.text(one.slug)));
  for (const vocab::PermissionRow& one : vocabulary.permissions())
    if (in(world, one.categories, slug)) permissions.emplace_back(world.text(one.name));
  constexpr std::size_t kMost = 12;
  if (permissions.size() > kMost) {
    permissions.resize(kMost);
    permissions.emplace_back("…");
  }
  sheet.line(world.say("信息项：", "items:"), items);
  sheet.line(world.say("可获取它的权限：", "permissions that open it:"), permissions);
  rules_of_category(sheet, row);
}

void item(Sheet& sheet, const ItemRow& row) {
  const World& world = sheet.world;
  const vocab::Vocabulary& vocabulary = world.vocabulary();
  const std::string_view slug = world.text(row.slug);
  sheet.head(world.local(row.title), slug,
             world.say("必要个人信息清单中的信息项", "an item of the lists of necessary information"));
  sheet.line(world.say("类别：", "category:"), world.category(world.text(row.category)));
  sheet.line(world.say("敏感：", "sensitive:"), sensitivity(world, row.sensitive));
  sheet.line(world.say("申报中可写作：", "what declarations may call it:"), texts(world, row.words));
  std::vector<std::string> always, sometimes;
  for (const AppTypeRow& type : vocabulary.app_types()) {
    const std::string name = fmt::format("{} ({})", world.local(type.title), world.text(type.slug));
    const auto is_this = [&](const vocab::ConditionalItemRow& one) { return world.text(one.item) == slug; };
    if (in(world, type.necessary, slug))
      always.push_back(name);
    else if (std::ranges::any_of(vocabulary.conditional(type), is_this))
      sometimes.push_back(name);
  }
  sheet.line(world.say("属于必要个人信息的App类型：", "necessary for these types of app:"), always);
  sheet.line(world.say("仅在特定情形必要的App类型：", "necessary in one case only for:"), sometimes);
  sheet.line(world.say("来源：", "source:"), world.source({}));
  if (const CategoryRow* category = vocabulary.find_category(world.text(row.category)))
    rules_of_category(sheet, *category);
}

void field(Sheet& sheet, const FieldRow& row) {
  const World& world = sheet.world;
  const CategoryRow* category = world.vocabulary().find_category(world.text(row.category));
  const ItemRow* item = world.vocabulary().find_item(world.text(row.item));
  sheet.head(world.text(row.slug), {},
             world.say("接口描述中表示个人信息的字段名",
                       "names of fields that hold personal data in the description of a service"));
  if (category != nullptr) sheet.line(world.say("类别：", "category:"), world.category(world.text(row.category)));
  if (category != nullptr) sheet.line(world.say("敏感：", "sensitive:"), sensitivity(world, category->sensitive));
  if (item != nullptr)
    sheet.line(world.say("信息项：", "item:"),
               fmt::format("{} ({})", world.local(item->title), world.text(item->slug)));
  sheet.line(world.say("中文写法：", "in Chinese:"), texts(world, row.zh));
  sheet.line(world.say("整个名称：", "whole names:"), texts(world, row.exact));
  sheet.line(world.say("名称中的词：", "words of a name:"), texts(world, row.tokens));
  sheet.plain(row.strong != 0 ? world.say("名称本身即可说明", "The name says it alone")
                              : world.say("名称旁有指人的词时才算", "Counts only beside a word about a person"));
  sheet.line(world.say("来源：", "source:"), world.source({}));
  if (category != nullptr) rules_of_category(sheet, *category);
}

std::string_view meaning(const World& world, std::string_view kind) {
  if (kind == "right")
    return world.say("隐私政策文本中查找的权利", "a right looked for in the text of a privacy policy");
  if (kind == "statement")
    return world.say("隐私政策文本中查找的说明", "a statement looked for in the text of a privacy policy");
  return world.say("隐私政策文本中的说法", "how the text of a privacy policy says it");
}

std::string term_title(const World& world, const PolicyTermRow& row) {
  const std::string_view slug = world.text(row.slug);
  if (row.title.zh.size > 0) return std::string(world.local(row.title));
  if (const CategoryRow* category = world.vocabulary().find_category(slug))
    return std::string(world.local(category->title));
  if (const ItemRow* item = world.vocabulary().find_item(slug)) return std::string(world.local(item->title));
  return std::string(slug);
}

void term(Sheet& sheet, const PolicyTermRow& row, std::string_view word) {
  const World& world = sheet.world;
  const std::string_view kind = world.text(row.kind);
  sheet.head(term_title(world, row), world.text(row.slug), meaning(world, kind));
  for (const image::Text one : world.vocabulary().texts(row.like))
    sheet.line(world.say("例：", "such as:"), world.text(one));
  for (const image::Text one : world.vocabulary().texts(row.unlike))
    sheet.line(world.say("不算：", "but not:"), world.text(one));
  sheet.line(world.say("来源：", "source:"), world.source({}));
  const facts::FactId omitted[] = {
      facts::fact(kind == "right" ? "policy.omitted_rights" : "policy.omitted_statements")};
  if (kind != "right" && kind != "statement") return;
  sheet.rules_reading(omitted);
  write_rules_speaking_of(sheet, word);
}

// What is called so otherwise is no name of a field.
void find_fields(const World& world, std::string_view word, std::vector<Entry>& out) {
  const auto is_exact = [](const Entry& entry) { return entry.match == Match::Exact; };
  const bool latin = static_cast<unsigned char>(word.front()) < 0x80;
  if (latin && std::ranges::any_of(out, is_exact)) return;
  for (const vocab::FieldHit& hit : vocab::FieldNames(world.vocabulary()).judge({.name = word})) {
    const FieldRow& row = *hit.row;
    out.push_back({Match::Exact,
                   std::string(world.text(row.slug)),
                   {},
                   world.say("字段名", "names of fields"),
                   [&row](Sheet& sheet) { field(sheet, row); }});
    if (const ItemRow* found = world.vocabulary().find_item(world.text(row.item)))
      out.push_back({Match::Exact, std::string(world.local(found->title)), std::string(world.text(found->slug)),
                     world.say("信息项", "an item"), [found](Sheet& sheet) { item(sheet, *found); }});
  }
}

// Rights and statements under their own names; and every term that the word is a way to say.
void find_terms(const World& world, std::string_view word, std::vector<Entry>& out) {
  const vocab::PolicyTerms terms(world.policy.view());
  const vocab::PolicyMatcher matcher(terms);
  for (std::size_t i = 0; i < terms.rows().size(); ++i) {
    const PolicyTermRow& row = terms.rows()[i];
    if (world.text(row.kind) == "negation") continue;
    const bool own = row.title.zh.size > 0;
    Match how_far =
        own ? match(word, {world.text(row.slug), world.text(row.title.zh), world.text(row.title.en)}) : Match::No;
    if (how_far == Match::No && matcher.find(i, word)) how_far = Match::Part;
    if (how_far != Match::No)
      out.push_back({how_far, term_title(world, row), std::string(world.text(row.slug)),
                     meaning(world, world.text(row.kind)), [&row, word](Sheet& sheet) { term(sheet, row, word); }});
  }
}

}  // namespace

void find_words(const World& world, std::string_view word, std::vector<Entry>& out) {
  const vocab::Vocabulary& vocabulary = world.vocabulary();
  const auto named = [&](image::Text slug, vocab::LocalText title, image::Range words) {
    return in(world, words, word) ? Match::Exact
                                  : match(word, {world.text(slug), world.text(title.zh), world.text(title.en)});
  };
  const auto add = [&](Match how_far, image::Text slug, vocab::LocalText title, std::string_view what, auto page) {
    if (how_far != Match::No)
      out.push_back({how_far, std::string(world.local(title)), std::string(world.text(slug)), what, page});
  };
  std::set<std::string_view> services;  // that the word names wholly
  for (const ServiceRow& row : vocabulary.services()) {
    const Match how_far = named(row.slug, row.title, row.words);
    if (how_far == Match::Exact) services.insert(world.text(row.slug));
    add(how_far, row.slug, row.title, world.say("服务或功能", "a service or function"),
        [&row](Sheet& sheet) { service(sheet, row); });
  }
  for (const AppTypeRow& row : vocabulary.app_types())
    add(services.contains(world.text(row.slug)) ? Match::Exact : named(row.slug, row.title, {}), row.slug, row.title,
        world.say("常见类型App", "a common type of app"), [&row](Sheet& sheet) { app_type(sheet, row); });
  for (const CategoryRow& row : vocabulary.categories())
    add(named(row.slug, row.title, {}), row.slug, row.title,
        world.say("个人信息类别", "a category of personal information"),
        [&row](Sheet& sheet) { category(sheet, row); });
  for (const ItemRow& row : vocabulary.items())
    add(named(row.slug, row.title, row.words), row.slug, row.title, world.say("信息项", "an item"),
        [&row](Sheet& sheet) { item(sheet, row); });
  find_fields(world, word, out);
  find_terms(world, word, out);
}

}  // namespace hegui::report::explain
