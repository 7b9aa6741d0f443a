#include "read/look.h"

#include <algorithm>
#include <array>

#include "read/container/zip.h"
#include "read/syntax/axml.h"
#include "read/syntax/plist.h"
#include "read/syntax/xml_text.h"

namespace hegui::read {
namespace {

constexpr std::size_t kProbe = std::size_t{256} << 10;  // bytes
// Of JSON and YAML: a member that tells what a document is may stand behind one that is large, since many tools sort
// them by name (`paths`, then `swagger`).
constexpr std::size_t kKeyProbe = std::size_t{16} << 20;
constexpr std::size_t kMostKeys = 256;

std::string_view base_name(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\!");
  return name.substr(slash == name.npos ? 0 : slash + 1);
}

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '$' || c == '.' || (c & 0x80) != 0;
}

// Walks the top level of a JSON or JSON5 object and keeps the names of its members; stops quietly at what it does not
// understand.
class JsonKeys {
 public:
  explicit JsonKeys(std::string_view text) : text_(text) {}

  // Past blanks and comments.
  void skip_blanks() {
    for (;;) {
      at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("//"))
        at_ = std::min(text_.find('\n', at_), text_.size());
      else if (rest.starts_with("/*"))
        at_ = std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2;
      else
        return;
    }
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  std::vector<std::string_view> keys() {
    std::vector<std::string_view> found;
    ++at_;  // the brace
    while (found.size() < kMostKeys) {
      skip_blanks();
      if (peek() == ',') {
        ++at_;
        continue;
      }
      const std::string_view key = name();
      skip_blanks();
      if (key.empty() || peek() != ':') break;
      found.push_back(key);
      ++at_;
      skip_value();
    }
    return found;
  }

 private:
  std::string_view name() {
    const char quote = peek();
    if (quote == '"' || quote == '\'') {
      const std::size_t begin = at_ + 1;
      skip_string();
      return at_ > begin ? text_.substr(begin, at_ - begin - 1) : std::string_view{};
    }
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_name_byte(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  void skip_string() {
    const char quote = text_[at_++];
    while (at_ < text_.size() && text_[at_] != quote) at_ += text_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_ + 1, text_.size());
  }

  // To the comma after the value, or the brace that ends the object.
  void skip_value() {
    for (std::size_t depth = 0; at_ < text_.size();) {
      skip_blanks();
      const char c = peek();
      if (c == '"' || c == '\'') {
        skip_string();
        continue;
      }
      if (depth == 0 && (c == ',' || c == '}' || c == ']')) return;
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      ++at_;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// Words before a colon at the beginning of a line: the top members of a YAML mapping in block style.
std::vector<std::string_view> yaml_keys(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty() && found.size() < kMostKeys) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t colon = line.find(':');
    if (colon == line.npos ||
        (colon + 1 < line.size() && std::string_view(" \t\r").find(line[colon + 1]) == std::string_view::npos))
      continue;
    std::string_view key = line.substr(0, colon);
    if (key.size() > 1 && (key.front() == '"' || key.front() == '\'') && key.back() == key.front())
      key = key.substr(1, key.size() - 2);
    if (!key.empty() && std::ranges::all_of(key, is_name_byte)) found.push_back(key);
  }
  return found;
}

// Name of the element that `text` begins with.
std::string root_name(std::string_view text) {
  std::string name;
  for (const char c : text.substr(1, 400)) {
    if (c == '\0') continue;  // UTF-16
    if (std::string_view(" \t\r\n>/").find(c) != std::string_view::npos) break;
    name += c;
  }
  return name;
}

}  // namespace

bool Look::has_key(std::string_view key) const { return std::ranges::find(keys, key) != keys.end(); }

bool Look::has_entry(std::string_view entry) const { return std::ranges::find(entries, entry) != entries.end(); }

bool Look::has_entry_under(std::string_view prefix) const {
  return std::ranges::any_of(entries, [&](std::string_view entry) { return entry.starts_with(prefix); });
}

Look look(const Source& source) {
  Look seen{source, base_name(source.name()), Look::Form::Text, {}, {}, {}};
  const std::string_view bytes = source.text();
  if (zip::is_zip(bytes)) {
    seen.form = Look::Form::Zip;
    seen.entries = zip::names(bytes);
    return seen;
  }
  if (axml::is_axml(bytes.substr(0, kProbe))) {
    seen.form = Look::Form::Axml;
    return seen;
  }
  if (bytes.starts_with("bplist")) {
    seen.form = Look::Form::Plist;
    seen.keys = plist::keys(bytes, kMostKeys);
    return seen;
  }
  std::string_view text = bytes.substr(0, kProbe);
  std::string decoded;  // of UTF-16: what stands in its Latin letters
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") || text.substr(0, 4).find('\0') != text.npos) {
    decoded = text;
    std::erase(decoded, '\0');
    text = decoded;
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) text.remove_prefix(2);
  }
  if (const std::string_view element = xml::skip_prolog(text); element.size() > 1 && element.front() == '<') {
    seen.form = Look::Form::Xml;
    seen.root = root_name(element);
    if (seen.root == "plist" && decoded.empty()) seen.keys = plist::keys(text, kMostKeys);
    return seen;
  }
  if (!decoded.empty()) return seen;
  text = bytes.substr(0, kKeyProbe);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  JsonKeys json(text);
  json.skip_blanks();
  if (json.peek() == '{' || json.peek() == '[') seen.form = Look::Form::Json;
  if (json.peek() == '{') seen.keys = json.keys();
  if (seen.form == Look::Form::Json && seen.keys.empty() && plist::notation_of(text.substr(0, kProbe))) {
    seen.form = Look::Form::Plist;
    seen.keys = plist::keys(text.substr(0, kProbe), kMostKeys);
  }
  if (seen.form == Look::Form::Text) seen.keys = yaml_keys(text);
  return seen;
}

}  // namespace hegui::read
