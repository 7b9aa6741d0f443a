#include "paper/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "check/evaluate.h"
#include "report/words.h"

namespace hegui::paper {
namespace {

using facts::FactId;
using facts::Item;
using facts::Knowledge;
using facts::Schema;
using value::Value;
using ValueKind = value::Kind;

struct Word {
  std::string_view word, zh, en;
};

// What declarations may say in one word, as a reader of a paper wants it.
constexpr Word kWords[] = {
    {"launch", "启动时", "at launch"},
    {"on-use", "使用该功能时", "when the function is used"},
    {"registration", "注册时", "at registration"},
    {"consent", "取得同意", "consent"},
    {"contract", "订立、履行合同所必需", "contract"},
    {"human-resources", "人力资源管理所必需", "management of staff"},
    {"legal-duty", "履行法定义务所必需", "legal duty"},
    {"emergency", "应对突发事件、紧急情况", "emergency"},
    {"news", "新闻报道、舆论监督", "news reporting"},
    {"public", "已合法公开的信息", "lawfully public information"},
    {"law", "法律法规规定的其他情形", "as the law provides"},
    {"processor", "受托处理者", "processor"},
    {"controller", "独立处理者", "controller"},
    {"joint", "共同处理者", "joint controller"},
    {"client", "客户端", "client"},
    {"server", "服务端", "server"},
    {"both", "客户端和服务端", "client and server"},
};

bool is_category(std::string_view path) { return path.ends_with(".category") || path.ends_with(".categories"); }

std::string category_name(const Sources& sources, std::string_view slug) {
  const vocab::CategoryRow* row = sources.vocabulary.find_category(slug);
  return row != nullptr ? sources.text(row->title) : std::string(slug);
}

std::string word_of(const Sources& sources, const facts::Row& row, std::string_view text) {
  if (is_category(row.path)) return category_name(sources, text);
  if (row.path.ends_with(".platform") || row.path == "subject.platforms")
    return std::string(report::platform_name(sources.language, text));
  if (row.values.empty()) return std::string(text);
  const auto* word = std::ranges::find(kWords, text, &Word::word);
  return std::string(word == std::end(kWords) ? text : sources.pick(word->zh, word->en));
}

std::string unit_of(const Sources& sources, std::string_view unit) {
  static constexpr Word kUnits[] = {{"days", "天", " days"}, {"years", "年", " years"}};
  const auto* known = std::ranges::find(kUnits, unit, &Word::word);
  if (known != std::end(kUnits)) return std::string(sources.pick(known->zh, known->en));
  return unit.empty() ? std::string{} : fmt::format(" {}", unit);
}

Cell known_or_gap(const Sources& sources, std::string_view path) {
  const FactId id = facts::fact(path);
  const facts::Cell& cell = sources.subject.facts.cell(id);
  if (cell.knowledge != Knowledge::Known) return gap(std::string(path));
  return {readable(sources, id, cell.value)};
}

}  // namespace

std::string category_names(const Sources& sources, const std::vector<std::string_view>& slugs) {
  std::string out;
  for (const std::string_view slug : slugs)
    out += fmt::format("{}{}", out.empty() ? "" : sources.pick("、", ", "), category_name(sources, slug));
  return out;
}

std::string readable(const Sources& sources, FactId fact, Value value) {
  const facts::Row& row = Schema::get().row(fact);
  if (value.is(ValueKind::Bool))
    return std::string(value.as_bool() ? sources.pick("是", "yes") : sources.pick("否", "no"));
  if (value.is(ValueKind::String)) return word_of(sources, row, value.as_text());
  if (value.is(ValueKind::Int) || value.is(ValueKind::Double))
    return check::display(value) + unit_of(sources, row.unit);
  if (value.is(ValueKind::List)) {
    std::string out;
    for (const Value& item : value.as_list().items)
      out += fmt::format("{}{}", out.empty() ? "" : sources.pick("、", ", "), readable(sources, fact, item));
    return out;
  }
  return check::display(value);
}

Records::Records(const Sources& sources, std::string_view list)
    : sources_(sources), list_(list), id_(facts::fact(list)) {}

std::vector<const Item*> Records::items() const {
  std::vector<const Item*> out;
  for (const Item* item = sources_.subject.facts.cell(id_).first; item != nullptr; item = item->next)
    out.push_back(item);
  return out;
}

ListState Records::state() const {
  const facts::Cell& cell = sources_.subject.facts.cell(id_);
  if (cell.first != nullptr) return ListState::Listed;
  return cell.knowledge == Knowledge::Known && !cell.open ? ListState::Empty : ListState::Unstated;
}

const facts::Cell& Records::fact(const Item& item, std::string_view field) const {
  return facts::FactSet::cell(item, facts::fact(fmt::format("{}[].{}", list_, field)));
}

Cell Records::cell(const Item& item, std::string_view field) const {
  Cell out = optional(item, field);
  out.gap = out.text.find_first_not_of(" \t\r\n") == std::string::npos;
  return out;
}

Cell Records::optional(const Item& item, std::string_view field) const {
  const facts::Cell& cell = fact(item, field);
  if (cell.knowledge != Knowledge::Known) return {};
  return {readable(sources_, facts::fact(fmt::format("{}[].{}", list_, field)), cell.value)};
}

bool Records::is_known(const Item& item, std::string_view field) const {
  return fact(item, field).knowledge == Knowledge::Known;
}

bool Records::flag(const Item& item, std::string_view field) const {
  const facts::Cell& cell = fact(item, field);
  return cell.knowledge == Knowledge::Known && cell.value.as_bool();
}

std::string_view Records::text(const Item& item, std::string_view field) const {
  const facts::Cell& cell = fact(item, field);
  return cell.knowledge == Knowledge::Known ? cell.value.as_text() : std::string_view{};
}

std::vector<std::string_view> Records::texts(const Item& item, std::string_view field) const {
  std::vector<std::string_view> out;
  const facts::Cell& cell = fact(item, field);
  if (cell.knowledge == Knowledge::Known)
    for (const Value& text : cell.value.as_list().items) out.push_back(text.as_text());
  return out;
}

Document begin(const Sources& sources, std::string title) {
  Document document;
  document.title = std::move(title);
  document.head = {
      {std::string(sources.pick("产品", "Product")), known_or_gap(sources, "subject.name")},
      {std::string(sources.pick("版本", "Version")), known_or_gap(sources, "subject.version")},
      {std::string(sources.pick("包名", "Package")), known_or_gap(sources, "subject.package_names")},
      {std::string(sources.pick("经营者", "Operator")), known_or_gap(sources, "operator.name")},
      {std::string(sources.pick("依据日期", "As of")), {sources.run.as_of.to_string()}},
  };
  return document;
}

void end(const Sources& sources, Document& document, std::string_view table) {
  const std::size_t gaps = count_gaps(document);
  if (gaps == 0) return;
  document.notes.push_back(
      sources.language == Language::Zh
          ? fmt::format("标有“{}”的共 {} 处：在申报的 {} 中填写后重新生成。", gap_word(sources.language), gaps, table)
          : fmt::format("{} marked \"{}\": state them under {} in the declaration, then generate this again.",
                        gaps == 1 ? "1 place is" : fmt::format("{} places are", gaps), gap_word(sources.language),
                        table));
}

}  // namespace hegui::paper
