// Facts as the cells of a paper: known ones as a person reads them, the others as gaps.
#pragma once

#include <string_view>
#include <vector>

#include "paper/papers.h"

namespace hegui::paper {

// What the inputs say of a list; in a list that nobody stated there is something to fill in, not nothing to say.
enum class ListState { Listed, Empty, Unstated };

class Records {
 public:
  // `list` is a path of the schema, and a list of the subject.
  Records(const Sources& sources, std::string_view list);

  std::vector<const facts::Item*> items() const;
  ListState state() const;

  // The field of the item as a cell; a gap when it is not known or empty.
  Cell cell(const facts::Item& item, std::string_view field) const;
  // As above, but the fact may stay unsaid: empty text when it is not known.
  Cell optional(const facts::Item& item, std::string_view field) const;
  bool is_known(const facts::Item& item, std::string_view field) const;
  // False also when it is not known.
  bool flag(const facts::Item& item, std::string_view field) const;
  // Empty also when it is not known.
  std::string_view text(const facts::Item& item, std::string_view field) const;
  std::vector<std::string_view> texts(const facts::Item& item, std::string_view field) const;

 private:
  const facts::Cell& fact(const facts::Item& item, std::string_view field) const;

  const Sources& sources_;
  std::string_view list_;
  facts::FactId id_;
};

// A known value as a person reads it: yes and no, lists joined, the schema's words and slugs of categories spelt out.
std::string readable(const Sources& sources, facts::FactId fact, value::Value value);

// Names of categories in the language; slugs that are none stay.
std::string category_names(const Sources& sources, const std::vector<std::string_view>& slugs);

// A document under its title with the product, its version, its operator and the day at its head.
Document begin(const Sources& sources, std::string title);

// The remark on how gaps are filled, where there are any. Called last.
void end(const Sources& sources, Document& document, std::string_view table);

}  // namespace hegui::paper
