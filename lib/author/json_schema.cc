#include "author/json_schema.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "read/format/declaration_keys.h"

namespace hegui::author {
namespace {

using facts::FactId;
using facts::FactType;
using facts::Row;
using facts::Schema;
using read::Key;
using Json = nlohmann::ordered_json;

constexpr std::string_view kDialect = "https://json-schema.org/draft/2020-12/schema";

Json words_of(const Row& row) {
  Json words = Json::array();
  for (const std::string_view word : read::allowed_words(row)) words.push_back(std::string(word));
  return words;
}

std::string description(const Row& row) {
  std::string text = fmt::format("{} · {}", row.zh, row.en);
  if (!row.unit.empty()) text += fmt::format(" ({})", row.unit);
  return text;
}

void add_bounds(const Row& row, Json& out) {
  const read::Bounds bounds = read::bounds_of(row);
  if (bounds.has_least) out["minimum"] = static_cast<std::int64_t>(bounds.least);
  if (bounds.has_most) out["maximum"] = static_cast<std::int64_t>(bounds.most);
}

// The type of one fact. `limits`: with the words and bounds a declaration is held to; what manifests state knows none.
Json scalar(const Row& row, FactType type, bool limits) {
  Json out = Json::object();
  switch (type) {
    case FactType::Bool:
      out["type"] = "boolean";
      break;
    case FactType::Int:
    case FactType::Double:
      out["type"] = type == FactType::Int ? "integer" : "number";
      if (limits) add_bounds(row, out);
      break;
    case FactType::String:
      out["type"] = "string";
      if (Json words = words_of(row); limits && !words.empty()) out["enum"] = std::move(words);
      break;
    case FactType::Date:
      out["type"] = "string";
      out["format"] = "date";
      break;
    case FactType::Strings:
    case FactType::Ints:
      out["type"] = "array";
      out["items"] = scalar(row, type == FactType::Strings ? FactType::String : FactType::Int, limits);
      break;
    case FactType::Records:
      out["type"] = "array";
      break;
  }
  return out;
}

Json described(const Row& row, bool limits) {
  Json out = {{"description", description(row)}};
  out.update(scalar(row, row.type, limits));
  return out;
}

Json object() { return {{"type", "object"}, {"additionalProperties", false}, {"properties", Json::object()}}; }

Json of_key(const Key& key);

Json of_table(const Key& key) {
  Json out = object();
  for (const Key& child : key.children) out["properties"][std::string(child.name)] = of_key(child);
  return out;
}

Json of_key(const Key& key) {
  if (key.id == 0) return of_table(key);
  const Row& row = Schema::get().row(key.id);
  Json out = described(row, true);
  if (row.type != FactType::Records) return out;
  out["items"] = of_table(key);
  Json names = Json::array();
  for (const std::string_view name : read::naming_keys(key.id)) names.push_back({{"required", {std::string(name)}}});
  if (!names.empty()) out["items"]["anyOf"] = std::move(names);
  return out;
}

Json text(std::string_view meaning) { return {{"description", std::string(meaning)}, {"type", "string"}}; }

Json waiver() {
  Json record = object();
  Json& keys = record["properties"];
  keys["rule"] = text("规则编号或名称 · id or name of the rule");
  keys["item"] = text("具体对象，空则为全部 · which item; all when it is not given");
  keys["reason"] = text("理由 · why");
  keys["owner"] = text("责任人 · who answers for it");
  keys["expires"] = text("有效期至 · last day it holds");
  keys["expires"]["format"] = "date";
  keys["evidence"] = text("证据链接或文件 · link or file");
  for (const char* required : {"rule", "reason", "owner"}) keys[required]["minLength"] = 1;
  record["required"] = {"rule", "reason", "owner", "expires"};
  return {{"description", "暂不整改的不符合项 · failures accepted for a time"},
          {"type", "array"},
          {"items", std::move(record)}};
}

Json evidence() {
  Json record = object();
  Json& keys = record["properties"];
  keys["fact"] = text("申报的事实 · path of the declared fact, such as policy.url or sdks[].purpose");
  keys["item"] = text("列表中的哪一项，空则为全部 · which record of a list; all when it is not given");
  keys["file"] = text("证明文件，相对于本文件 · the file that shows it, relative to this one");
  keys["sha256"] = text("文件的 SHA-256 · SHA-256 of the file");
  keys["sha256"]["pattern"] = "^[0-9A-Fa-f]{64}$";
  keys["who"] = text("提供人 · who put it there");
  keys["when"] = text("提供日期 · when");
  keys["valid_until"] = text("有效期至 · last day it shows anything");
  for (const char* day : {"when", "valid_until"}) keys[day]["format"] = "date";
  for (const char* required : {"fact", "file", "who"}) keys[required]["minLength"] = 1;
  record["required"] = {"fact", "file", "sha256", "who", "when"};
  return {
      {"description", "事实的证据 · files that show declared facts"}, {"type", "array"}, {"items", std::move(record)}};
}

// The shape of a fact in `hegui facts` output.
Json of_fact(FactId id) {
  const Row& row = Schema::get().row(id);
  Json out = described(row, false);
  if (row.type != FactType::Records) return out;
  Json record = object();
  for (const FactId field : Schema::get().fields(id))
    record["properties"][std::string(Schema::get().leaf(field))] = of_fact(field);
  out["items"] = std::move(record);
  return out;
}

Json facts_object() {
  Json top = object();
  for (const FactId id : Schema::get().roots()) {
    Json* at = &top;
    std::string_view path = Schema::get().row(id).path;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
      Json& table = (*at)["properties"][std::string(path.substr(0, dot))];
      if (table.is_null()) table = object();
      at = &table;
      path.remove_prefix(dot + 1);
    }
    (*at)["properties"][std::string(path)] = of_fact(id);
  }
  return top;
}

Json place() {
  Json out = object();
  out["properties"] = {{"file", {{"type", "string"}}},
                       {"line", {{"type", "integer"}, {"minimum", 1}}},
                       {"column", {{"description", "code points, from 1"}, {"type", "integer"}, {"minimum", 1}}},
                       {"element", {{"description", "path of the element in a binary input"}, {"type", "string"}}}};
  out["required"] = {"file"};
  return out;
}

Json paths(std::string_view meaning) {
  return {{"description", std::string(meaning)}, {"type", "array"}, {"items", {{"type", "string"}}}};
}

}  // namespace

std::string declaration_schema() {
  Json out = {{"$schema", std::string(kDialect)},
              {"title", "hegui declaration"},
              {"description", "合规申报 · what an operator states about a product"}};
  out.update(of_table(read::declaration_keys()));
  Json& keys = out["properties"];
  keys["$schema"] = {{"type", "string"}};
  keys["manifests"] =
      paths("要检查的清单和安装包，相对于本文件 · manifests and packages to check, relative to this file");
  keys["manifests"]["items"]["minLength"] = 1;
  keys["waiver"] = waiver();
  keys["evidence"] = evidence();
  keys["hegui"] = {{"description", "检查的默认选项 · default options of the check, named as on the command line"},
                   {"type", "object"}};
  return out.dump(2) + "\n";
}

std::string facts_schema() {
  Json out = {{"$schema", std::string(kDialect)},
              {"title", "hegui facts"},
              {"description", "the facts of one product, with where each was read"}};
  out.update(object());
  Json& keys = out["properties"];
  Json input = object();
  input["properties"] = {{"file", {{"type", "string"}}}, {"format", {{"type", "string"}}}};
  input["required"] = {"file", "format"};
  keys["inputs"] = {{"type", "array"}, {"items", std::move(input)}};
  keys.update(facts_object()["properties"]);
  keys["origins"] = {{"description", "fact path, records with their index, to the places it was read from"},
                     {"type", "object"},
                     {"additionalProperties", {{"type", "array"}, {"items", {{"$ref", "#/$defs/place"}}}}}};
  keys["absent"] = paths("facts that an input could state and none does");
  keys["unknown"] = paths("facts that no input given can state, or that could not be read");
  keys["open"] = paths("lists that may have members no input showed");
  Json disagreement = object();
  disagreement["properties"] = {{"fact", {{"type", "string"}}},
                                {"kept", Json::object()},
                                {"other", Json::object()},
                                {"other_place", {{"$ref", "#/$defs/place"}}}};
  disagreement["required"] = {"fact", "kept", "other"};
  keys["disagreements"] = {
      {"description", "facts that inputs state differently"}, {"type", "array"}, {"items", std::move(disagreement)}};
  out["required"] = {"inputs", "origins", "absent", "unknown", "open", "disagreements"};
  out["$defs"] = {{"place", place()}};
  return out.dump(2) + "\n";
}

}  // namespace hegui::author
