#include "config.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "base/file_system.h"
#include "base/nearest_name.h"
#include "read/syntax/tree.h"

namespace hegui::cli {
namespace {

namespace fs = std::filesystem;
using read::tree::Document;
using read::tree::Member;
using read::tree::Node;
using read::tree::NodeKind;

constexpr Code kUnknown{5501}, kWrongValue{5502};
constexpr std::uint64_t kMostBytes = std::uint64_t{16} << 20;
constexpr std::string_view kOwnFile = "hegui.config.toml";
constexpr std::string_view kDeclarations[] = {"hegui.toml", "hegui.json", "hegui.yaml", "hegui.yml"};

constexpr std::string_view kKeys[] = {"as-of",          "baseline",  "color",    "fail-on",        "format",
                                      "ignore",         "lang",      "max-drop", "max-entry-size", "max-input-size",
                                      "max-memory",     "min-score", "policy",   "profile",        "quiet",
                                      "replace-policy", "select",    "strict",   "verbose"};
constexpr std::string_view kPaths[] = {"baseline", "policy"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

class Reader {
 public:
  explicit Reader(const Document& document) : document_(document) {}

  void read(const Node& table, Checked<Config>& out) {
    for (const Member& member : table.members) setting(member, out);
  }

 private:
  void setting(const Member& member, Checked<Config>& out) {
    if (!is_one_of(member.key, kKeys)) {
      const std::string_view near = nearest_name(member.key, kKeys);
      out.issues.push_back(error(kUnknown, document_.key_span(member),
                                 fmt::format("`{}` is no option that a configuration may give", member.key),
                                 near.empty() ? fmt::format("there are: {}", fmt::join(kKeys, ", "))
                                              : fmt::format("did you mean `{}`?", near)));
      return;
    }
    Setting setting{std::string(member.key), {}, false, resolve(document_.key_span(member))};
    const Node& value = member.value;
    bool understood = true;
    if (value.is(NodeKind::Bool)) {
      if (!value.flag) return;
      setting.is_flag = true;
    } else if (value.is(NodeKind::Array)) {
      for (const Node& item : value.items) understood = understood && add(item, setting);
      if (value.items.empty()) return;
    } else {
      understood = add(value, setting);
    }
    if (understood)
      out.value->settings.push_back(std::move(setting));
    else
      out.issues.push_back(error(kWrongValue, document_.span(value),
                                 fmt::format("`{}` wants a text, a number, true, or a list of texts", member.key),
                                 fmt::format("write it as after --{} on the command line", member.key)));
  }

  bool add(const Node& node, Setting& setting) const {
    if (node.is(NodeKind::String))
      setting.values.push_back(is_one_of(setting.name, kPaths) ? beside(std::string(node.text))
                                                               : std::string(node.text));
    else if (node.is(NodeKind::Int))
      setting.values.push_back(fmt::format("{}", node.integer));
    else if (node.is(NodeKind::Double))
      setting.values.push_back(fmt::format("{}", node.real));
    else if (node.is(NodeKind::Date))
      setting.values.push_back(node.date.to_string());
    else
      return false;
    return true;
  }

  std::string beside(const std::string& path) const {
    return (fs::path(document_.source().name()).parent_path() / path).string();
  }

  const Document& document_;
};

Checked<Document> parse(const SourcePtr& source) {
  const std::string& name = source->name();
  if (name.ends_with(".json")) return read::tree::parse_json(source);
  if (name.ends_with(".yaml") || name.ends_with(".yml")) return read::tree::parse_yaml(source);
  return read::tree::parse_toml(source);
}

// Whether there is anything to look for: most declarations have no such table, and are read soon anyway.
bool may_configure(const Source& source) {
  return source.text().find(source.name().ends_with(".toml") ? "[hegui]" : "hegui") != std::string_view::npos;
}

// The configuration in a file, which is one by itself or a declaration with the table; nothing at all where it has
// none.
Checked<Config> read_config(const std::string& path, bool own) {
  Checked<Config> out;
  const auto source = disk().open(path, kMostBytes);
  if (!source) {
    if (own) out.issues.push_back(source.error());
    return out;
  }
  if (!own && !may_configure(**source)) return out;
  const Checked<Document> document = parse(*source);
  if (!document) {
    // A broken declaration is told when it is checked.
    if (own) out.issues = document.issues;
    return out;
  }
  const Node* table = own ? &document.value->root() : document.value->root().find("hegui");
  if (table == nullptr) return out;
  out.value = Config{path, {}};
  if (table->is(NodeKind::Object))
    Reader(*document.value).read(*table, out);
  else
    out.issues.push_back(error(kWrongValue, document.value->span(*table), "`hegui` must be a table of options"));
  return out;
}

bool is_found(const Checked<Config>& config) { return config.value.has_value() || !config.issues.empty(); }

bool is_declaration_name(std::string_view path) {
  return path.ends_with(".toml") || path.ends_with("hegui.json") || path.ends_with("hegui.yaml") ||
         path.ends_with("hegui.yml");
}

// Relative to where hegui runs, where that is the same file by fewer words.
std::string shown(const fs::path& path) {
  std::error_code failure;
  const fs::path here = fs::current_path(failure);
  const std::string relative = path.lexically_relative(here).string();
  return failure || relative.empty() || relative.starts_with("..") ? path.string() : relative;
}

}  // namespace

Checked<Config> find_config(std::span<const std::string> paths) {
  for (const std::string& path : paths) {
    if (!is_declaration_name(path)) continue;
    if (auto config = read_config(path, false); is_found(config)) return config;
  }
  std::error_code failure;
  fs::path folder = fs::current_path(failure);
  if (!paths.empty() && paths.front() != "-") {
    const fs::path first = fs::absolute(paths.front(), failure).lexically_normal();
    folder = fs::is_directory(first, failure) ? first : first.parent_path();
  }
  if (!folder.has_filename() && folder.has_relative_path()) folder = folder.parent_path();
  for (;;) {
    if (fs::exists(folder / kOwnFile, failure)) return read_config(shown(folder / kOwnFile), true);
    for (const std::string_view name : kDeclarations) {
      if (!fs::exists(folder / name, failure)) continue;
      if (auto config = read_config(shown(folder / name), false); is_found(config)) return config;
    }
    if (fs::exists(folder / ".git", failure) || folder == folder.parent_path()) return {};
    folder = folder.parent_path();
  }
}

std::span<const std::string_view> config_keys() { return kKeys; }

}  // namespace hegui::cli
