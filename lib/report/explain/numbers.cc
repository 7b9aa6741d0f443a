#include "report/explain/numbers.h"

#include <fmt/format.h>

#include <algorithm>

namespace hegui::report::explain {
namespace {

using vocab::IdentifierRow;
using vocab::ProvinceRow;

std::string_view certainty(const World& world, vocab::Certainty value) {
  switch (value) {
    case vocab::Certainty::Certain:
      return world.say("有标准或大量样本", "laid down in a standard or seen in many samples");
    case vocab::Certainty::Observed:
      return world.say("仅由样本归纳，不符只作提示", "known from samples only, so a mismatch is a notice");
    case vocab::Certainty::Uncertain:
      break;
  }
  return world.say("样本很少，只用于识别", "few samples, for recognition only");
}

// The rules whose conditions name the kind or one of its further words, or read a fact that is called after it.
void rules_of(Sheet& sheet, const IdentifierRow& row) {
  const World& world = sheet.world;
  std::vector<std::string_view> words = {world.text(row.slug)};
  for (const image::Text word : world.vocabulary().texts(row.kinds)) words.push_back(world.text(word));
  sheet.rules_naming(words);
  std::string name(world.text(row.slug));
  std::ranges::replace(name, '-', '_');
  std::vector<facts::FactId> facts;
  for (facts::FactId id = 1; id <= facts::Schema::get().size(); ++id)
    if (const std::string_view path = facts::Schema::get().row(id).path;
        path.substr(path.rfind('.') + 1).starts_with(name))
      facts.push_back(id);
  if (!sheet.tells_rules()) sheet.rules_reading(facts);
}

void kind(Sheet& sheet, const IdentifierRow& row) {
  const World& world = sheet.world;
  sheet.head(world.local(row.title), world.text(row.slug), world.say("一种编号", "a kind of official number"));
  sheet.line(world.say("核发：", "given by:"), world.local(row.issuer));
  for (const image::Text example : world.vocabulary().texts(row.valid))
    sheet.line(world.say("例：", "such as:"), world.text(example));
  if (row.check.size > 0)
    sheet.plain(world.say("含校验码或区划代码，一并核对", "Its check digits or division code are verified"));
  sheet.line(world.say("来源：", "source:"), certainty(world, row.certainty));
  rules_of(sheet, row);
}

void number(Sheet& sheet, const IdentifierRow& row, std::string_view word) {
  const World& world = sheet.world;
  sheet.head(word, world.text(row.slug), world.local(row.title));
  sheet.line(world.say("核发：", "given by:"), world.local(row.issuer));
  if (const auto parts = world.identifiers.parts(world.text(row.slug), word)) {
    const ProvinceRow* province = parts->province != nullptr ? parts->province : parts->division;
    if (province != nullptr) sheet.line(world.say("省份：", "province:"), world.local(province->title));
    if (parts->year != 0) sheet.line(world.say("年份：", "year:"), fmt::format("{}", parts->year));
    sheet.line(world.say("主体号：", "names the filer:"), parts->entity);
  }
  if (row.check.size > 0) sheet.plain(world.say("校验码或区划代码相符", "Its check digits or division code fit"));
  sheet.line(world.say("格式的来源：", "source of its form:"), certainty(world, row.certainty));
  sheet.plain(
      world.say("格式相符不等于真实有效，请在发号机关的系统中查询。",
                "The right form is no proof that the number exists: look it up at the authority that gives it."));
  rules_of(sheet, row);
}

void province(Sheet& sheet, const ProvinceRow& row) {
  const World& world = sheet.world;
  const std::string_view telecom = world.text(row.telecom_name), police = world.text(row.police_name);
  sheet.head(world.local(row.title), world.text(row.division), world.say("省级行政区", "a province"));
  sheet.line(world.say("区划代码前两位：", "division codes begin with:"), world.text(row.division));
  sheet.line(world.say("ICP、APP备案号和电信许可证中的简称：", "in ICP and app filing numbers and telecom licences:"),
             telecom);
  sheet.line(world.say("公安备案号中的简称：", "in public-security filing numbers:"), police);
  if (telecom != police)
    sheet.plain(world.say("两类编号的简称不同", "The two kinds of number abbreviate it differently"));
  sheet.line(world.say("来源：", "source:"), world.source({}));
}

// 四川省, 宁夏回族自治区: the title with what kind of province it is.
bool is_province(const World& world, const ProvinceRow& row, std::string_view word) {
  const std::string_view title = world.text(row.title.zh);
  static constexpr std::string_view kKinds[] = {"省", "市", "自治区", "特别行政区"};
  const bool with_kind = word.starts_with(title) &&
                         std::ranges::any_of(kKinds, [&](std::string_view kind) { return word.ends_with(kind); });
  return with_kind || word == world.text(row.division) || word == world.text(row.telecom_name) ||
         word == world.text(row.police_name);
}

}  // namespace

void find_numbers(const World& world, std::string_view word, std::vector<Entry>& out) {
  for (const ProvinceRow& row : world.vocabulary().provinces())
    if (is_province(world, row, word) ||
        match(word, {world.text(row.title.zh), world.text(row.title.en)}) == Match::Exact)
      out.push_back({Match::Exact, std::string(world.local(row.title)), std::string(world.text(row.division)),
                     world.say("省级行政区", "a province"), [&row](Sheet& sheet) { province(sheet, row); }});
  // A further word of a kind names it wholly only where it is not the name of another.
  const auto rows = world.vocabulary().identifiers();
  const bool own = std::ranges::any_of(rows, [&](const IdentifierRow& row) { return world.text(row.slug) == word; });
  for (const IdentifierRow& row : rows) {
    const auto is_word = [&](image::Text one) { return world.text(one) == word; };
    const Match named = match(word, {world.text(row.slug), world.text(row.title.zh), world.text(row.title.en)});
    const bool further = std::ranges::any_of(world.vocabulary().texts(row.kinds), is_word);
    const Match how_far = !further ? named : own && named != Match::Exact ? Match::Part : Match::Exact;
    if (how_far != Match::No)
      out.push_back({how_far, std::string(world.local(row.title)), std::string(world.text(row.slug)),
                     world.say("一种编号", "a kind of official number"), [&row](Sheet& sheet) { kind(sheet, row); }});
  }
  // What is a word of anything else is no number.
  if (out.empty())
    for (const IdentifierRow* row : world.identifiers.recognise(word))
      out.push_back({Match::Exact, std::string(word), std::string(world.text(row->slug)), world.local(row->title),
                     [row, word](Sheet& sheet) { number(sheet, *row, word); }});
}

std::string misspelt_number(const World& world, std::string_view word) {
  for (const IdentifierRow& row : world.vocabulary().identifiers()) {
    if (row.check.size == 0 || row.loose != 0 || !world.identifiers.parts(world.text(row.slug), word)) continue;
    return fmt::format(fmt::runtime(world.say("形式像{}，但校验码或区划代码不符，请核对",
                                              "it has the form of the {}, but its check digits or division code do not "
                                              "fit; compare it with the certificate")),
                       world.local(row.title));
  }
  return {};
}

}  // namespace hegui::report::explain
