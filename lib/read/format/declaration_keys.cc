#include "read/format/declaration_keys.h"

#include <algorithm>
#include <charconv>

namespace hegui::read {
namespace {

using facts::FactId;
using facts::FactType;
using facts::Schema;

// Every input may "state" a fact that hegui works out; these two of them an operator states as well.
constexpr std::string_view kWorkedOutOrStated[] = {"sdks[].slug", "sdks[].provider"};
// Worked out from a fact that only some inputs state, and therefore known only where that one is.
constexpr std::string_view kWorkedOut[] = {"permissions[].purpose_quality"};

// The key `name` below `parent`, made when it is new.
Key& child(Key& parent, std::string_view name) {
  const auto it = std::ranges::find(parent.children, name, &Key::name);
  return it != parent.children.end() ? *it : parent.children.emplace_back(Key{name});
}

void add_fields(Key& list) {
  for (const FactId field : Schema::get().fields(list.id)) {
    if (!is_declared_fact(field)) continue;
    Key& key = child(list, Schema::get().leaf(field));
    key.id = field;
    add_fields(key);
  }
}

Key make_keys() {
  Key top;
  for (const FactId id : Schema::get().roots()) {
    if (!is_declared_fact(id)) continue;
    Key* at = &top;
    std::string_view path = Schema::get().row(id).path;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
      at = &child(*at, path.substr(0, dot));
      path.remove_prefix(dot + 1);
    }
    Key& key = child(*at, path);
    key.id = id;
    add_fields(key);
  }
  return top;
}

bool read_count(std::string_view text, double& out) {
  int number = 0;
  const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  out = number;
  return problem == std::errc{} && stop == text.data() + text.size();
}

}  // namespace

const Key* Key::find(std::string_view wanted) const {
  const auto it = std::ranges::find(children, wanted, &Key::name);
  return it == children.end() ? nullptr : &*it;
}

const Key& declaration_keys() {
  static const Key top = make_keys();
  return top;
}

bool is_declared_fact(FactId id) {
  const facts::Row& row = Schema::get().row(id);
  if ((row.stated_by & facts::kDeclaration) == 0) return false;
  if (row.stated_by == facts::kAnyInput)
    return std::ranges::find(kWorkedOutOrStated, row.path) != std::end(kWorkedOutOrStated);
  if (std::ranges::find(kWorkedOut, row.path) != std::end(kWorkedOut)) return false;
  // That a declaration lists a record is said by listing it.
  const std::string_view leaf = Schema::get().leaf(id);
  return Schema::get().list_of(id) == 0 || (leaf != "declared" && leaf != "declared_as" && leaf != "own_line");
}

std::vector<std::string_view> allowed_words(const facts::Row& row) {
  std::vector<std::string_view> words;
  for (std::string_view rest = row.values; !rest.empty();) {
    const std::size_t bar = std::min(rest.find('|'), rest.size());
    words.push_back(rest.substr(0, bar));
    rest.remove_prefix(std::min(bar + 1, rest.size()));
  }
  return words;
}

Bounds bounds_of(const facts::Row& row) {
  Bounds bounds;
  if (row.unit.empty()) return bounds;
  bounds.has_least = true;
  if (row.unit == "percent") {
    bounds.has_most = true;
    bounds.most = 100;
    return bounds;
  }
  const std::size_t to = row.unit.find(" to ");
  if (to == std::string_view::npos) return bounds;
  const std::string_view before = row.unit.substr(0, to);
  Bounds own;
  own.has_least = own.has_most = true;
  if (read_count(before.substr(before.rfind(' ') + 1), own.least) && read_count(row.unit.substr(to + 4), own.most))
    return own;
  return bounds;
}

std::vector<std::string_view> naming_keys(FactId id) {
  std::vector<std::string_view> keys;
  for (const FactId field : Schema::get().fields(id)) {
    const std::string_view leaf = Schema::get().leaf(field);
    const bool text = Schema::get().row(field).type == FactType::String;
    if (!text || !is_declared_fact(field)) continue;
    keys.push_back(leaf);
    // A slug names only what hegui knows; the name does for the rest.
    if (leaf != "slug") break;
  }
  return keys;
}

}  // namespace hegui::read
