// The reader of TOML 1.0. It is our own because declarations are hostile input and toml++ 3.3 tells its compiler that
// some malformed documents cannot happen, and because places are wanted for every part. The first syntax error ends the
// reading.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "read/syntax/toml_scalar.h"
#include "read/syntax/toml_tables.h"
#include "read/syntax/toml_text.h"
#include "read/syntax/tree.h"

namespace hegui::read::tree {
namespace {

constexpr Code kUnclosed{1202}, kTwice{1203}, kDepth{1206}, kNodes{1207}, kSyntax{1220};

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool is_word(char c) { return is_bare(c) || c == '+' || c == '.' || c == ':'; }

struct Part {
  std::string_view text;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class Parser {
 public:
  Parser(Document& document, const Limits& limits, std::vector<Diagnostic>& issues)
      : document_(document), limits_(limits), issues_(issues), text_(document.source().text()) {}

  void run() {
    if (text_.starts_with(utf8::kByteOrderMark)) at_ = utf8::kByteOrderMark.size();
    TomlTable* root = tables_.make(here(), static_cast<std::uint32_t>(text_.size()), 0);
    root_ = current_ = root;
    while (issues_.empty()) {
      skip_blank();
      if (at_ == text_.size()) break;
      if (text_[at_] == '\n' || text_[at_] == '#' || text_[at_] == '\r') {
        if (!line_end()) return;
        continue;
      }
      if (!(text_[at_] == '[' ? header() : assignment(*current_)) || !line_end()) return;
    }
    if (issues_.empty()) document_.set_root(TomlTables::finish(*root, document_.arena()));
  }

 private:
  std::uint32_t here() const { return static_cast<std::uint32_t>(at_); }
  bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool at(std::string_view wanted) const { return text_.substr(at_, wanted.size()) == wanted; }

  bool fail(Code code, std::size_t begin, std::size_t end, std::string message, std::string help = {}) {
    const Span span{
        &document_.source(), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end)), {}};
    issues_.push_back(error(code, span, std::move(message), std::move(help)));
    return false;
  }

  bool fail(const TextProblem& problem) {
    return fail(problem.code, problem.begin, problem.end, problem.message, problem.help);
  }

  bool expected(std::string_view wanted, std::string help = {}) {
    const std::size_t size = at_ < text_.size() ? utf8::decode(text_, at_).size : 0;
    std::string found = "the end of the text";
    if (size != 0)
      found = at('\n') || at("\r\n") ? "the end of the line" : fmt::format("`{}`", text_.substr(at_, size));
    return fail(kSyntax, at_, at_ + size, fmt::format("expected {}, found {}", wanted, found), std::move(help));
  }

  void skip_blank() {
    while (at(' ') || at('\t')) ++at_;
  }

  // A comment, if one begins here, up to its line's end.
  bool comment() {
    if (!at('#')) return true;
    for (; at_ < text_.size() && text_[at_] != '\n' && !at("\r\n"); ++at_)
      if (is_toml_control(text_[at_])) return fail(toml_control(text_, at_));
    return true;
  }

  // Blanks, a comment, and the line's end; the text's end will do.
  bool line_end() {
    skip_blank();
    if (!comment()) return false;
    if (at("\r\n")) ++at_;
    if (at_ == text_.size()) return true;
    if (!at('\n')) return expected("the end of the line");
    ++at_;
    return true;
  }

  // Blanks, comments and line ends, as they may stand between the members of an array.
  bool skip_lines() {
    for (;;) {
      skip_blank();
      if (!comment()) return false;
      if (at("\r\n")) ++at_;
      if (!at('\n')) return true;
      ++at_;
    }
  }

  // A dotted key. Blanks around its parts are skipped, those after it too.
  bool key(std::vector<Part>& parts) {
    do {
      if (!parts.empty()) ++at_;
      skip_blank();
      Part part{{}, here(), 0};
      if (at("\"\"\"") || at("'''")) return expected("a key on one line");
      if (at('"') || at('\'')) {
        if (!text(part.text)) return false;
      } else {
        while (at_ < text_.size() && is_bare(text_[at_])) ++at_;
        part.text = text_.substr(part.begin, at_ - part.begin);
        if (part.text.empty()) return expected("a key", key_help());
      }
      part.end = here();
      parts.push_back(part);
      if (parts.size() > limits_.max_depth) return too_deep(part.begin);
      skip_blank();
    } while (at('.'));
    return true;
  }

  std::string key_help() const {
    if (braces_ != 0 && (at('\n') || at("\r\n"))) return "a table in braces stands on one line";
    return "a key of other characters than A-Z a-z 0-9 _ - stands in quotes";
  }

  bool too_deep(std::size_t begin) {
    return fail(kDepth, begin, begin + 1,
                fmt::format("arrays and tables stand more than {} deep in each other", limits_.max_depth));
  }

  bool count(std::size_t begin) {
    return ++nodes_ <= limits_.max_nodes ||
           fail(kNodes, begin, begin, fmt::format("more than {} values in one document", limits_.max_nodes));
  }

  TomlTable* new_table(const Part& part, std::uint32_t depth) {
    if (depth > limits_.max_depth) return too_deep(part.begin), nullptr;
    return count(part.begin) ? tables_.make(part.begin, part.end, depth) : nullptr;
  }

  bool twice(const Part& part, const TomlEntry& first) {
    fail(kTwice, part.begin, part.end, fmt::format("`{}` stands twice", part.text), "keep one of the two");
    const Span span{&document_.source(), first.key_begin, first.key_end, {}};
    issues_.back().related.push_back({resolve(span), "first here"});
    return false;
  }

  bool no_table(const Part& part, const TomlEntry& entry) {
    fail(kTwice, part.begin, part.end, fmt::format("`{}` is a finished value and cannot grow", part.text));
    const Span span{&document_.source(), entry.key_begin, entry.key_end, {}};
    issues_.back().related.push_back({resolve(span), "given here"});
    return false;
  }

  // The table under `part`, made where there is none; the last one of an array of tables. Null after an error.
  TomlTable* descend(TomlTable& table, const Part& part) {
    if (TomlEntry* known = table.find(part.text)) {
      if (!known->elements.empty()) return known->elements.back();
      if (known->table == nullptr) no_table(part, *known);
      return known->table;
    }
    TomlTable* fresh = new_table(part, table.depth + 1);
    if (fresh != nullptr) table.add({.key = part.text, .key_begin = part.begin, .key_end = part.end, .table = fresh});
    return fresh;
  }

  // `[a.b]` or `[[a.b]]`: the table that the lines after it belong to.
  bool header() {
    const std::uint32_t begin = here();
    const bool array = at("[[");
    at_ += array ? 2 : 1;
    std::vector<Part> parts;
    if (!key(parts)) return false;
    if (!at(array ? "]]" : "]")) return expected(array ? "`]]`" : "`]`");
    at_ += array ? 2 : 1;
    TomlTable* parent = root_;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      parent = descend(*parent, parts[i]);
      if (parent == nullptr) return false;
    }
    ++section_;
    const Part place{parts.back().text, begin, here()};
    return array ? open_element(*parent, parts.back(), place) : open_table(*parent, parts.back(), place);
  }

  bool open_table(TomlTable& parent, const Part& part, const Part& place) {
    if (TomlEntry* known = parent.find(part.text)) {
      if (known->table == nullptr || known->table->defined || known->table->dotted_in != 0) return twice(part, *known);
      current_ = known->table;
      current_->begin = place.begin;
      current_->end = place.end;
    } else {
      current_ = new_table(place, parent.depth + 1);
      if (current_ == nullptr) return false;
      parent.add({.key = part.text, .key_begin = part.begin, .key_end = part.end, .table = current_});
    }
    current_->defined = true;
    return true;
  }

  bool open_element(TomlTable& parent, const Part& part, const Part& place) {
    TomlEntry* known = parent.find(part.text);
    if (known != nullptr && known->elements.empty()) return twice(part, *known);
    current_ = new_table(place, parent.depth + 2);
    if (current_ == nullptr) return false;
    current_->defined = true;
    if (known == nullptr) {
      known = &parent.add({.key = part.text, .key_begin = part.begin, .key_end = part.end});
      known->value.begin = place.begin;
      known->value.end = place.end;
    }
    known->elements.push_back(current_);
    return true;
  }

  // `a.b = value` in `table`.
  bool assignment(TomlTable& table) {
    std::vector<Part> parts;
    if (!key(parts)) return false;
    if (!at('=')) return expected(fmt::format("`=` after the key `{}`", parts.back().text));
    ++at_;
    TomlTable* owner = &table;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      TomlEntry* known = owner->find(parts[i].text);
      // What a header or another section defined is closed to dotted keys.
      const bool closed =
          known != nullptr &&
          (!known->elements.empty() ||
           (known->table != nullptr &&
            (known->table->defined || (known->table->dotted_in != 0 && known->table->dotted_in != section_))));
      if (closed) return twice(parts[i], *known);
      owner = descend(*owner, parts[i]);
      if (owner == nullptr) return false;
      owner->dotted_in = section_;
    }
    const Part& part = parts.back();
    if (const TomlEntry* known = owner->find(part.text)) return twice(part, *known);
    skip_blank();
    Node node;
    if (!value(node, owner->depth + 1)) return false;
    owner->add({.key = part.text, .key_begin = part.begin, .key_end = part.end, .value = node});
    return true;
  }

  bool value(Node& out, std::uint32_t depth) {
    if (!count(at_)) return false;
    out.begin = here();
    const bool nested = at('[') || at('{');
    if (nested && depth > limits_.max_depth) return too_deep(at_);
    out.kind = NodeKind::String;
    const bool ok = at('[')               ? array(out, depth)
                    : at('{')             ? inline_table(out, depth)
                    : at('"') || at('\'') ? text(out.text)
                                          : word(out);
    out.end = here();
    return ok;
  }

  bool word(Node& out) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    if (at_ == begin)
      return expected("a value", at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= 0x80
                                     ? "text stands in quotes"
                                     : "");
    // A day and a time may stand apart by one space.
    if (at_ - begin == 10 && looks_like_day(text_.substr(begin, 10)) && at(' ') && at_ + 1 < text_.size() &&
        text_[at_ + 1] >= '0' && text_[at_ + 1] <= '9') {
      ++at_;
      while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    }
    const std::string_view found = text_.substr(begin, at_ - begin);
    std::string_view problem;
    return read_toml_scalar(found, out, problem) ||
           fail(kSyntax, begin, at_, fmt::format("`{}` is no value", found), std::string(problem));
  }

  bool array(Node& out, std::uint32_t depth) {
    out.kind = NodeKind::Array;
    const std::size_t opened = at_++;
    std::vector<Node> items;
    for (;;) {
      if (!skip_lines()) return false;
      if (at(']')) break;
      if (at_ == text_.size())
        return fail(kUnclosed, opened, opened + 1, "this `[` is never closed", "close it with `]`");
      if (!value(items.emplace_back(), depth + 1) || !skip_lines()) return false;
      if (at(',')) {
        ++at_;
      } else if (!at(']')) {
        return at_ == text_.size()
                   ? fail(kUnclosed, opened, opened + 1, "this `[` is never closed", "close it with `]`")
                   : expected("`,` or `]`");
      }
    }
    ++at_;
    out.items = document_.arena().copy(std::span<const Node>(items));
    return true;
  }

  // Stands on one line and never grows afterwards.
  bool inline_table(Node& out, std::uint32_t depth) {
    ++at_;
    TomlTable table{.begin = out.begin, .depth = depth};
    const std::uint32_t outer = std::exchange(section_, ++sections_within_);
    ++braces_;
    skip_blank();
    bool more = !at('}');
    while (more) {
      if (!assignment(table)) return false;
      skip_blank();
      more = at(',');
      if (more)
        ++at_;
      else if (!at('}'))
        return expected("`,` or `}`", at('\n') || at("\r\n") ? "a table in braces stands on one line" : "");
    }
    ++at_;
    --braces_;
    section_ = outer;
    const std::uint32_t begin = out.begin;
    out = TomlTables::finish(table, document_.arena());
    out.begin = begin;
    return true;
  }

  // A quoted text.
  bool text(std::string_view& out) {
    std::string copy;
    if (const auto problem = read_toml_text(text_, at_, copy)) return fail(*problem);
    out = document_.arena().copy(std::string_view(copy));
    return true;
  }

  Document& document_;
  const Limits& limits_;
  std::vector<Diagnostic>& issues_;
  std::string_view text_;
  std::size_t at_ = 0;
  TomlTables tables_;
  TomlTable* root_ = nullptr;
  TomlTable* current_ = nullptr;
  std::uint32_t section_ = 1;                    // number of the header whose lines are read
  std::uint32_t sections_within_ = 0x8000'0000;  // numbers of tables in braces, apart from those of headers
  std::uint32_t braces_ = 0;                     // tables in braces that are open
  std::uint32_t nodes_ = 0;
};

}  // namespace

Checked<Document> parse_toml(const SourcePtr& source, const Limits& limits) {
  Checked<Document> out;
  if (refuse_text(*source, out.issues)) return out;
  Document document(source);
  Parser(document, limits, out.issues).run();
  if (out.issues.empty()) out.value = std::move(document);
  return out;
}

}  // namespace hegui::read::tree
