// TOML as a plain tree with places: what policy files are read through, so that one file alone needs the TOML library
// and every complaint can point at the key or value it is about.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/source.h"

namespace hegui::vocab {

struct Entry;

struct Node {
  enum class Kind : std::uint8_t { Table, Array, String, Int, Double, Bool, Date, Other } kind = Kind::Table;
  Span span;                   // of the value; of a table written as `[a.b]`, its header
  std::string text;            // String
  std::int64_t integer = 0;    // Int
  double real = 0;             // Double
  bool flag = false;           // Bool
  Date date;                   // Date
  std::vector<Entry> entries;  // Table, in file order
  std::vector<Node> items;     // Array

  bool is(Kind wanted) const { return kind == wanted; }
  // The value of `key` in a table, or null.
  const Node* find(std::string_view key) const;
};

struct Entry {
  std::string key;
  Span key_span;
  Node value;
};

// `table`, `array`, `string` …: what a node is, for messages.
std::string_view name(Node::Kind kind);

// The tree of one file; spans point into `source`, which must outlive it. Errors: HG3001 with the parser's words, one
// per file.
Checked<Node> parse_document(const Source& source);

// Where the bytes of a string stand in its file: `text` is the value, offsets[i] the byte of text[i], with one entry
// more for the end. For a string without escapes the offsets run on by one and `plain` says so.
struct StringPlaces {
  std::vector<std::uint32_t> offsets;
  bool plain = false;
};
StringPlaces locate_string(const Node& node);

}  // namespace hegui::vocab
