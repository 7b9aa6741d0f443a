// Stating the values of a property list as facts. A value that holds a build variable (`$(NAME)`, `${NAME}`), or cannot
// be read, is unknown with its place; one of the wrong type is told and unknown; a missing one is left alone.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "facts/fact_set.h"
#include "read/syntax/tree.h"

namespace hegui::read::ios {

// Whether a build variable stands in the text, which only the build replaces.
bool has_variable(std::string_view text);
// Whether variables are all that the text says: nothing but blanks and punctuation stands beside them.
bool is_only_variables(std::string_view text);

class Values {
 public:
  // All must outlive it; the document's text is copied where facts need it. Warnings: HG1512 a value of the wrong type,
  // HG1513 a text or lists too long to keep. At most eight per document.
  Values(const tree::Document& document, facts::FactBuilder& facts, std::vector<Diagnostic>& issues)
      : document_(document), facts_(facts), issues_(issues) {
    facts_.keep(document.shared_source());
  }

  const tree::Node& root() const { return document_.root(); }
  const tree::Node* find(std::string_view key) const { return document_.root().find(key); }
  facts::FactBuilder& facts() { return facts_; }

  // Where a value stands: bytes of a text, an element path that lives with the facts.
  Span at(const tree::Node& node);

  // The string, where it can be judged. Without one the caller has nothing to say but `unknown`.
  std::optional<std::string_view> text(const tree::Node& node);
  // A boolean as the platform takes one: also a number, or YES and NO.
  std::optional<bool> flag(const tree::Node& node);

  // State a fact by the value at `node`; null leaves it alone.
  void state_text(facts::FactId id, const tree::Node* node, facts::Item* item = nullptr);
  void state_flag(facts::FactId id, const tree::Node* node, facts::Item* item = nullptr);
  // The strings of an array, or one string alone. Members that cannot be judged leave the list open.
  void state_list(facts::FactId id, const tree::Node* node, facts::Item* item = nullptr);
  // As state_list, for lists put together from several places: adds one member, or opens the list.
  void append(facts::FactId id, const tree::Node& node, facts::Item* item = nullptr);

  // Whether one more member may be added to `list`, which is left open when not. Bounds the members of all lists of one
  // document together.
  bool has_room(facts::FactId list, const tree::Node& node, facts::Item* item = nullptr);
  // A copy of a string that lives with the facts, whatever it says; nothing when it is too long.
  std::optional<std::string_view> keep(const tree::Node& node);
  // Warns that `node` should be `wanted`, an article and noun.
  void wrong_type(const tree::Node& node, std::string_view wanted);

 private:
  void warn(Code code, const tree::Node& node, std::string message);

  const tree::Document& document_;
  facts::FactBuilder& facts_;
  std::vector<Diagnostic>& issues_;
  int warnings_ = 0;
  std::size_t members_ = 0;
};

}  // namespace hegui::read::ios
