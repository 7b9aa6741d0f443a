#include "vocab/compile/table_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest_name.h"

namespace hegui::vocab {

std::string did_you_mean(std::string_view name, std::span<const std::string_view> candidates) {
  const std::string_view near = nearest_name(name, candidates);
  return near.empty() ? std::string{} : fmt::format("did you mean `{}`?", near);
}

image::Range text_rows(std::span<const Node* const> nodes, std::uint32_t section, image::Writer& image) {
  std::vector<image::Text> rows;
  for (const Node* node : nodes) rows.push_back(image.text(node->text));
  return image.rows<image::Text>(section, rows);
}

const Node* TableReader::get(std::string_view key, Need need) {
  asked_.push_back(key);
  const Node* node = table_.find(key);
  if (node == nullptr && need == Need::Required)
    issues_.push_back(error(code::kMissingKey, table_.span, fmt::format("{} needs `{}`", what_, key)));
  return node;
}

const Node* TableReader::get(std::string_view key, Node::Kind kind, Need need) {
  const Node* node = get(key, need);
  if (node == nullptr || node->is(kind)) return node;
  issues_.push_back(error(code::kWrongType, node->span,
                          fmt::format("`{}` of {} is {}, expected {}", key, what_, name(node->kind), name(kind))));
  return nullptr;
}

std::string_view TableReader::text(std::string_view key, Need need) {
  const Node* node = get(key, Node::Kind::String, need);
  if (node == nullptr) return {};
  if (node->text.empty() && need == Need::Required)
    issues_.push_back(error(code::kMissingKey, node->span, fmt::format("`{}` of {} is empty", key, what_)));
  return node->text;
}

std::string_view TableReader::word(std::string_view key, std::span<const std::string_view> words, Need need) {
  const Node* node = get(key, Node::Kind::String, need);
  if (node == nullptr) return {};
  if (std::ranges::find(words, node->text) != words.end()) return node->text;
  std::string help = did_you_mean(node->text, words);
  if (help.empty()) help = fmt::format("one of: {}", fmt::join(words, ", "));
  issues_.push_back(
      error(code::kUnknownWord, node->span, fmt::format("`{}` is no {}", node->text, key), std::move(help)));
  return {};
}

bool TableReader::flag(std::string_view key, bool otherwise) {
  const Node* node = get(key, Node::Kind::Bool, Need::Optional);
  return node != nullptr ? node->flag : otherwise;
}

std::int64_t TableReader::integer(std::string_view key, std::int64_t otherwise) {
  const Node* node = get(key, Node::Kind::Int, Need::Optional);
  return node != nullptr ? node->integer : otherwise;
}

std::optional<Date> TableReader::date(std::string_view key) {
  const Node* node = get(key, Node::Kind::Date, Need::Optional);
  if (node == nullptr) return std::nullopt;
  return node->date;
}

Words TableReader::words(std::string_view key, Need need) {
  const Node* node = get(key, Node::Kind::Table, need);
  if (node == nullptr) return {};
  Words out;
  for (const Entry& entry : node->entries) {
    if (entry.key != "zh" && entry.key != "en") {
      issues_.push_back(error(code::kUnknownKey, entry.key_span,
                              fmt::format("unknown language `{}` of `{}`", entry.key, key), "zh and en"));
    } else if (!entry.value.is(Node::Kind::String)) {
      issues_.push_back(error(code::kWrongType, entry.value.span,
                              fmt::format("`{}.{}` is {}, expected string", key, entry.key, name(entry.value.kind))));
    } else {
      (entry.key == "zh" ? out.zh : out.en) = entry.value.text;
    }
  }
  for (const std::string_view language : {"zh", "en"}) {
    if (!(language == "zh" ? out.zh : out.en).empty()) continue;
    issues_.push_back(error(code::kMissingLanguage, node->span,
                            fmt::format("`{}` of {} lacks its words in `{}`", key, what_, language)));
  }
  return out;
}

std::vector<const Node*> TableReader::strings(std::string_view key, Need need) {
  std::vector<const Node*> out;
  const Node* node = get(key, Node::Kind::Array, need);
  if (node == nullptr) return out;
  for (const Node& item : node->items) {
    if (item.is(Node::Kind::String))
      out.push_back(&item);
    else
      issues_.push_back(
          error(code::kWrongType, item.span, fmt::format("`{}` holds {}, expected strings", key, name(item.kind))));
  }
  return out;
}

std::vector<const Node*> TableReader::tables(std::string_view key, Need need) {
  std::vector<const Node*> out;
  const Node* node = get(key, Node::Kind::Array, need);
  if (node == nullptr) return out;
  for (const Node& item : node->items) {
    if (item.is(Node::Kind::Table))
      out.push_back(&item);
    else
      issues_.push_back(
          error(code::kWrongType, item.span, fmt::format("`{}` holds {}, expected tables", key, name(item.kind))));
  }
  return out;
}

void TableReader::finish() {
  for (const Entry& entry : table_.entries) {
    if (std::ranges::find(asked_, entry.key) != asked_.end()) continue;
    issues_.push_back(error(code::kUnknownKey, entry.key_span, fmt::format("unknown key `{}` of {}", entry.key, what_),
                            did_you_mean(entry.key, asked_)));
  }
}

}  // namespace hegui::vocab
