// Policy files through toml++. Its positions are lines and columns; ours are bytes, so each file's lines are counted
// once.
#include <algorithm>

#include "base/toml_guard.h"
#include "base/toml_library.h"
#include "base/utf8.h"
#include "vocab/compile/document.h"

namespace hegui::vocab {
namespace {

constexpr Code kSyntax{3001};

// Where a text begins after its byte order mark, which the library does not count.
std::size_t start_of(std::string_view text) {
  return text.starts_with(utf8::kByteOrderMark) ? utf8::kByteOrderMark.size() : 0;
}

// Turns the library's positions into bytes of the source.
class Lines {
 public:
  explicit Lines(const Source& source) : source_(source) {
    const std::string_view text = source.text();
    starts_.push_back(static_cast<std::uint32_t>(start_of(text)));
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }

  std::uint32_t offset(const toml::source_position& at) const {
    const std::string_view text = source_.text();
    if (at.line == 0) return 0;
    if (at.line > starts_.size()) return static_cast<std::uint32_t>(text.size());
    std::size_t byte = starts_[at.line - 1];
    for (toml::source_index column = 1; column < at.column && byte < text.size() && text[byte] != '\n'; ++column)
      byte += utf8::decode(text, byte).size;
    return static_cast<std::uint32_t>(byte);
  }

  Span span(const toml::source_region& region) const {
    const std::uint32_t begin = offset(region.begin);
    return {&source_, begin, std::max(begin, offset(region.end))};
  }

 private:
  const Source& source_;
  std::vector<std::uint32_t> starts_;
};

Node convert(const toml::node& from, const Lines& lines);

void convert_table(const toml::table& table, const Lines& lines, Node& out) {
  for (const auto& [key, value] : table)
    out.entries.push_back({std::string(key.str()), lines.span(key.source()), convert(value, lines)});
  // The library sorts keys; people write them in an order.
  std::ranges::stable_sort(out.entries, {}, [](const Entry& entry) { return entry.key_span.begin; });
}

Node convert(const toml::node& from, const Lines& lines) {
  Node out;
  out.span = lines.span(from.source());
  if (const auto* table = from.as_table()) {
    convert_table(*table, lines, out);
  } else if (const auto* array = from.as_array()) {
    out.kind = Node::Kind::Array;
    for (const toml::node& item : *array) out.items.push_back(convert(item, lines));
  } else if (const auto* string = from.as_string()) {
    out.kind = Node::Kind::String;
    out.text = string->get();
  } else if (const auto* integer = from.as_integer()) {
    out.kind = Node::Kind::Int;
    out.integer = integer->get();
  } else if (const auto* real = from.as_floating_point()) {
    out.kind = Node::Kind::Double;
    out.real = real->get();
  } else if (const auto* flag = from.as_boolean()) {
    out.kind = Node::Kind::Bool;
    out.flag = flag->get();
  } else if (const auto* date = from.as_date()) {
    out.kind = Node::Kind::Date;
    const std::chrono::year_month_day day{std::chrono::year{date->get().year}, std::chrono::month{date->get().month},
                                          std::chrono::day{date->get().day}};
    out.date.days = static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count());
  } else {
    out.kind = Node::Kind::Other;
  }
  return out;
}

// Skips one escape of a basic string that starts at `at` (a backslash); returns how many bytes of the value it makes.
std::size_t escape(std::string_view raw, std::size_t& at) {
  const char kind = at + 1 < raw.size() ? raw[at + 1] : '\0';
  if (kind == 'u' || kind == 'U') {
    const std::size_t digits = kind == 'u' ? 4 : 8;
    std::uint32_t point = 0;
    for (std::size_t i = 0; i < digits && at + 2 + i < raw.size(); ++i) {
      const char c = raw[at + 2 + i];
      point = point * 16 + static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    at += 2 + digits;
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  if (kind == '\n' || kind == '\r' || kind == ' ' || kind == '\t') {  // a line that goes on
    ++at;
    while (at < raw.size() && (raw[at] == ' ' || raw[at] == '\t' || raw[at] == '\n' || raw[at] == '\r')) ++at;
    return 0;
  }
  at += 2;
  return 1;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  const auto it = std::ranges::find(entries, key, &Entry::key);
  return it == entries.end() ? nullptr : &it->value;
}

std::string_view name(Node::Kind kind) {
  static constexpr std::string_view kNames[] = {"table",  "array",   "string", "integer",
                                                "number", "boolean", "date",   "date with a time"};
  return kNames[static_cast<std::size_t>(kind)];
}

Checked<Node> parse_document(const Source& source) {
  Checked<Node> out;
  const Lines lines(source);
  const std::size_t start = start_of(source.text());
  const std::string_view text = source.text().substr(start);
  if (std::optional<TomlRefusal> refusal = refuse_toml(text)) {
    const auto begin = static_cast<std::uint32_t>(start + refusal->begin);
    const Span span{&source, begin, begin + static_cast<std::uint32_t>(refusal->size), {}};
    out.issues.push_back(error(kSyntax, span, std::move(refusal->message), std::move(refusal->help)));
    return out;
  }
  const auto parsed = [&]() -> std::optional<toml::parse_result> {
    try {
      return toml::parse(text, std::string_view{});
    } catch (const TomlImpossible&) {
      return std::nullopt;
    }
  }();
  if (!parsed) {
    out.issues.push_back(error(kSyntax, {&source, 0, 0, {}}, "not TOML, in a way its library cannot name",
                               "look for quotes or brackets that do not close"));
    return out;
  }
  if (!*parsed) {
    const toml::parse_error& failure = parsed->error();
    out.issues.push_back(error(kSyntax, lines.span(failure.source()), std::string(failure.description())));
    return out;
  }
  out.value = convert(parsed->table(), lines);
  return out;
}

StringPlaces locate_string(const Node& node) {
  const std::string_view raw = node.span.source->text().substr(node.span.begin, node.span.end - node.span.begin);
  StringPlaces out{.offsets = {}, .plain = true};
  const char quote = raw.empty() ? '\0' : raw.front();
  const bool many = raw.size() >= 6 && raw[1] == quote && raw[2] == quote;
  std::size_t at = many ? 3 : 1;
  if (many && raw.substr(at).starts_with("\r\n"))
    at += 2;
  else if (many && raw.substr(at).starts_with("\n"))
    at += 1;
  while (out.offsets.size() < node.text.size() && at < raw.size()) {
    const auto here = static_cast<std::uint32_t>(node.span.begin + at);
    std::size_t made = 1;
    if (quote == '"' && raw[at] == '\\') {
      out.plain = false;
      made = escape(raw, at);
    } else {
      if (raw[at] == '\r' && node.text[out.offsets.size()] == '\n') {  // the library reads any line break as one
        out.plain = false;
        ++at;
      }
      ++at;
    }
    out.offsets.insert(out.offsets.end(), made, here);
  }
  out.offsets.resize(node.text.size(), node.span.begin);
  out.offsets.push_back(static_cast<std::uint32_t>(node.span.begin + std::min(at, raw.size())));
  return out;
}

}  // namespace hegui::vocab
