// The rows of each table of the vocabulary, checked while they are written.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/image.h"
#include "vocab/compile/table_reader.h"
#include "vocab/vocabulary.h"

namespace hegui::vocab {

using Nodes = std::vector<const Node*>;

// The string under the key of a table, or an empty one.
std::string_view text_of(const Node& table, std::string_view key);

class Rows {
 public:
  Rows(image::Writer& image, Issues& issues) : image_(image), issues_(issues) {}

  // What the tables that follow refer to.
  void know_categories(const Nodes& nodes) { know(nodes, categories_); }
  void know_items(const Nodes& nodes) { know(nodes, items_); }

  // Each writes the row of one table.
  void category(const Node& table);
  void item(const Node& table);
  void permission(const Node& table);
  void app_type(const Node& table);
  void sdk(const Node& table);
  void identifier(const Node& table);
  void province(const Node& table);
  void service(const Node& table);
  void purpose(const Node& table);
  void field(const Node& table);
  void field_rules(const Node& table);
  void sensitive_api(const Node& table);
  void policy_term(const Node& table);
  void secret(const Node& table);

  // Where several SDKs carry one mark, the first by slug has it.
  void write_marks();

 private:
  using Names = std::vector<std::string_view>;

  static void know(const Nodes& nodes, Names& names);
  image::Text text(std::string_view value) { return image_.text(value); }
  LocalText local(const Words& words) { return {text(words.zh), text(words.en)}; }
  image::Range texts(TableReader& reader, std::string_view key);
  // A slug that must be one of `known`.
  image::Text reference(TableReader& reader, std::string_view key, Need need, const Names& known);
  Sensitivity sensitivity(TableReader& reader);
  void refer(const Node& node, const Names& known, std::string_view what);
  image::Range regexes(const std::vector<const Node*>& nodes);
  std::string_view regex(const Node& node);
  image::Range references(const std::vector<const Node*>& nodes, const Names& known, std::string_view what);

  image::Writer& image_;
  Issues& issues_;
  Names categories_, items_;
  std::map<std::pair<MarkKind, std::string>, std::vector<std::uint32_t>> marks_;
};

}  // namespace hegui::vocab
