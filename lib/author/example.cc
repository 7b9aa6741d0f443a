#include "author/example.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "author/toml_text.h"
#include "read/format/declaration_keys.h"

namespace hegui::author {
namespace {

using facts::Cell;
using facts::FactId;
using facts::FactSet;
using facts::FactType;
using facts::Item;
using facts::Row;
using facts::Schema;
using read::Key;
using value::Kind;
using value::Value;

// Changes with each build: stated here it would only go stale.
constexpr std::string_view kVersion = "subject.version";

// What one sees of a permission or SDK beside its keys, to answer the questions about it.
constexpr std::string_view kRemarks[] = {"permissions[].title"};

constexpr std::string_view kHead =
    "# 合规申报 · compliance declaration\n"
    "#\n"
    "# 去掉行首的 # 并填写；不清楚的项留作注释即可，报告会列出缺少的项。\n"
    "# Take the # off a line and answer it. Leave what you do not know: the report lists what is missing.\n"
    "\n";

constexpr std::string_view kWaiver =
    "# 暂不整改的不符合项 · failures accepted for a time: the rule, why, who answers for it, and the last day it "
    "holds\n"
    "#[[waiver]]\n"
    "#rule = \"UR-000\"\n"
    "#item = \"\"\n"
    "#reason = \"to be repaired in the next release\"\n"
    "#owner = \"name@example.com\"\n"
    "#expires = 2026-12-31\n"
    "#evidence = \"https://example.com\"\n";

constexpr std::string_view kEvidence =
    "# 证据：把上面的一项事实与证明它的文件绑定；文件缺失、改动或过期后该事实视为不明\n"
    "# evidence: ties a fact stated above to the file that shows it; once the file is missing, changed or expired the "
    "fact counts as "
    "unknown\n"
    "#[[evidence]]\n"
    "#fact = \"policy.url\"\n"
    "#item = \"\"\n"
    "#file = \"evidence/policy.pdf\"\n"
    "#sha256 = \"0000000000000000000000000000000000000000000000000000000000000000\"\n"
    "#who = \"name@example.com\"\n"
    "#when = 2026-01-01\n"
    "#valid_until = 2026-12-31\n";

std::string kind_of(const Row& row) {
  const std::vector<std::string_view> words = read::allowed_words(row);
  if (!words.empty())
    return fmt::format("{}{}", row.type == FactType::Strings ? "any of " : "", fmt::join(words, " | "));
  switch (row.type) {
    case FactType::Bool:
      return "true | false";
    case FactType::Int:
    case FactType::Double:
      return row.unit.empty() ? "number" : std::string(row.unit);
    case FactType::String:
      return "text";
    case FactType::Date:
      return "YYYY-MM-DD";
    case FactType::Strings:
      return "list of texts";
    case FactType::Ints:
      return "list of numbers";
    case FactType::Records:
      break;
  }
  return "one table each";
}

// A value of the right type that says nothing yet.
std::string sample_of(const Row& row) {
  const std::vector<std::string_view> words = read::allowed_words(row);
  switch (row.type) {
    case FactType::Bool:
      return "false";
    case FactType::Int:
    case FactType::Double:
      return fmt::format("{}", read::bounds_of(row).least);
    case FactType::String:
      return words.empty() ? "\"\"" : toml_string(words.front());
    case FactType::Date:
      return "2026-01-01";
    case FactType::Strings:
      return words.empty() ? "[]" : fmt::format("[{}]", toml_string(words.front()));
    case FactType::Ints:
    case FactType::Records:
      break;
  }
  return "[]";
}

bool allows(const Row& row, Value value) {
  const std::vector<std::string_view> words = read::allowed_words(row);
  const auto is_word = [&](Value text) {
    return words.empty() || std::ranges::find(words, text.as_text()) != words.end();
  };
  if (row.type == FactType::String) return is_word(value);
  if (row.type == FactType::Strings) return std::ranges::all_of(value.as_list().items, is_word);
  if (row.type != FactType::Int && row.type != FactType::Double) return true;
  const read::Bounds bounds = read::bounds_of(row);
  const double number = row.type == FactType::Int ? static_cast<double>(value.as_int()) : value.as_double();
  return !(bounds.has_least && number < bounds.least) && !(bounds.has_most && number > bounds.most);
}

// The value of a cell as the declaration may state it, or empty.
std::string stated(FactId id, const Cell& cell) {
  const Row& row = Schema::get().row(id);
  if (cell.knowledge != facts::Knowledge::Known || row.type == FactType::Records || !allows(row, cell.value)) return {};
  return toml_value(row.type, cell.value);
}

class Writer {
 public:
  explicit Writer(const facts::Subject* subject) : subject_(subject) {}

  void manifests(std::span<const std::string> paths) {
    out_ += kHead;
    out_ += "# 要检查的清单和安装包，相对于本文件 · manifests and packages to check, relative to this file\n";
    if (paths.empty()) {
      out_ += "#manifests = [\"app/src/main/AndroidManifest.xml\"]\n";
      return;
    }
    out_ += "manifests = [\n";
    for (const std::string& path : paths) out_ += fmt::format("  {},\n", toml_string(path));
    out_ += "]\n";
  }

  // The keys of one table: its values first, as TOML wants it, then what stands below it.
  void table(const Key& keys, const std::string& path) {
    const auto is_value = [](const Key& key) {
      return key.id != 0 && Schema::get().row(key.id).type != FactType::Records;
    };
    if (!path.empty() && std::ranges::any_of(keys.children, is_value)) out_ += fmt::format("\n[{}]\n", path);
    for (const Key& key : keys.children)
      if (is_value(key)) value(key);
    const std::string prefix = path.empty() ? "" : path + ".";
    for (const Key& key : keys.children) {
      if (is_value(key)) continue;
      if (key.id == 0)
        table(key, prefix + std::string(key.name));
      else
        list(key, prefix + std::string(key.name));
    }
  }

  void waiver() {
    out_ += '\n';
    out_ += kWaiver;
    out_ += '\n';
    out_ += kEvidence;
  }

  std::string take() && { return std::move(out_); }

 private:
  void value(const Key& key) {
    const Row& row = Schema::get().row(key.id);
    const std::string known = subject_ == nullptr ? "" : stated(key.id, subject_->facts.cell(key.id));
    out_ += fmt::format("# {} · {} ({})\n", row.zh, row.en, kind_of(row));
    const bool ask = known.empty() || row.path == kVersion;
    out_ += fmt::format("{}{} = {}\n", ask ? "#" : "", key.name, known.empty() ? sample_of(row) : known);
  }

  void list(const Key& key, const std::string& path) {
    const Row& row = Schema::get().row(key.id);
    out_ += fmt::format("\n# {} · {}\n", row.zh, row.en);
    std::size_t written = 0;
    if (subject_ != nullptr && Schema::get().list_of(key.id) == 0)
      for (const Item* item = subject_->facts.cell(key.id).first; item != nullptr; item = item->next)
        written += record(key, path, *item);
    if (written == 0) blank_record(key, path);
  }

  // One record to copy, with the meaning of each of its keys.
  void blank_record(const Key& key, const std::string& path) {
    out_ += fmt::format("#[[{}]]\n", path);
    for (const Key& field : key.children) {
      const Row& row = Schema::get().row(field.id);
      if (row.type == FactType::Records) continue;
      out_ += fmt::format("# {} · {} ({})\n#{} = {}\n", row.zh, row.en, kind_of(row), field.name, sample_of(row));
    }
    inner_lists(key, path);
  }

  void inner_lists(const Key& key, const std::string& path) {
    for (const Key& field : key.children)
      if (Schema::get().row(field.id).type == FactType::Records)
        blank_record(field, fmt::format("{}.{}", path, field.name));
  }

  // One thing the inputs show: what is known of it, then the open questions. False when it has no name a declaration
  // could use.
  bool record(const Key& key, const std::string& path, const Item& item) {
    std::string answers, questions;
    bool named = false;
    const std::vector<std::string_view> names = read::naming_keys(key.id);
    for (const Key& field : key.children) {
      const Row& row = Schema::get().row(field.id);
      if (row.type == FactType::Records) continue;
      const std::string known = stated(field.id, FactSet::cell(item, field.id));
      if (known.empty()) {
        questions += fmt::format("#{} = {}  # {} ({})\n", field.name, sample_of(row), row.zh, kind_of(row));
        continue;
      }
      answers += fmt::format("{} = {}\n", field.name, known);
      named = named || std::ranges::find(names, field.name) != names.end();
    }
    if (!named) return false;
    out_ += fmt::format("\n[[{}]]\n{}{}{}", path, remarks(key.id, item), answers, questions);
    return true;
  }

  static std::string remarks(FactId list, const Item& item) {
    std::string out;
    for (const std::string_view path : kRemarks) {
      const FactId id = Schema::get().at(path);
      if (Schema::get().list_of(id) != list) continue;
      const Cell& cell = FactSet::cell(item, id);
      if (cell.knowledge == facts::Knowledge::Known && cell.value.is(Kind::String))
        out += fmt::format("# {}\n", toml_string(cell.value.as_text()));
    }
    return out;
  }

  const facts::Subject* subject_;
  std::string out_;
};

}  // namespace

std::string example(const facts::Subject* subject, std::span<const std::string> manifests) {
  Writer writer(subject);
  writer.manifests(manifests);
  writer.table(read::declaration_keys(), {});
  writer.waiver();
  return std::move(writer).take();
}

}  // namespace hegui::author
