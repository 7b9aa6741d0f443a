// Reads the keys of one table and remembers which it has read, so that what is left over is a misspelling to point at.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "vocab/compile/document.h"

namespace hegui::vocab {

// What is wrong with the files read so far.
using Issues = std::vector<Diagnostic>;

namespace code {
inline constexpr Code kUnknownKey{3002};
inline constexpr Code kMissingKey{3003};
inline constexpr Code kWrongType{3004};
inline constexpr Code kUnknownWord{3005};
inline constexpr Code kMissingLanguage{3006};
inline constexpr Code kDuplicate{3007};
inline constexpr Code kUnknownReference{3008};
}  // namespace code

enum class Need : bool { Optional, Required };

// The same words in both languages.
struct Words {
  std::string_view zh, en;
};

// One table of a document. `what` names it for messages (`a rule`). The node must outlive the reader.
class TableReader {
 public:
  TableReader(const Node& table, std::string_view what, Issues& issues) : table_(table), what_(what), issues_(issues) {}

  const Node& table() const { return table_; }
  // The node of `key` when it has the kind wanted; complains when it is of another, or missing and required.
  const Node* get(std::string_view key, Node::Kind kind, Need need);
  // As above for any kind.
  const Node* get(std::string_view key, Need need = Need::Optional);

  std::string_view text(std::string_view key, Need need = Need::Optional);
  // A string that must be one of `words`; empty when it is not.
  std::string_view word(std::string_view key, std::span<const std::string_view> words, Need need = Need::Optional);
  bool flag(std::string_view key, bool otherwise = false);
  std::int64_t integer(std::string_view key, std::int64_t otherwise = 0);
  std::optional<Date> date(std::string_view key);
  // Both languages of a table { zh, en }; one alone is an error.
  Words words(std::string_view key, Need need = Need::Optional);
  // The strings of an array.
  std::vector<const Node*> strings(std::string_view key, Need need = Need::Optional);
  // The tables of an array of tables.
  std::vector<const Node*> tables(std::string_view key, Need need = Need::Optional);

  // Complains about every key that was not asked for, with the nearest that was.
  void finish();

 private:
  const Node& table_;
  std::string_view what_;
  Issues& issues_;
  std::vector<std::string_view> asked_;
};

// "did you mean `x`?" for the candidate nearest to `name`, or empty.
std::string did_you_mean(std::string_view name, std::span<const std::string_view> candidates);

// The strings of `nodes` as rows of `section`.
image::Range text_rows(std::span<const Node* const> nodes, std::uint32_t section, image::Writer& image);

}  // namespace hegui::vocab
