#include "author/example.h"

#include <fmt/format.h>

#include <algorithm>

#include "author/toml_text.h"

namespace hegui::author {
namespace {

using facts::Item;
using facts::Schema;
using read::Key;

constexpr std::string_view kHead =
    "# 合规申报 · compliance declaration\n"
    "#\n"
    "# 去掉行首的 # 并填写；不清楚的项留作注释即可，报告会列出缺少的项。方括号中是要求该项的条款，hegui explain "
    "可查。\n"
    "# Take the # off a line and answer it. Leave what you do not know: the report lists what is missing. In brackets "
    "stand the clauses that ask; hegui explain tells what they say.\n"
    "\n";

class Writer {
 public:
  explicit Writer(DraftSources sources) : sources_(sources), draft_(sources) {}

  // The keys of one table: its values first, as TOML wants it, then what stands below it.
  void table(const Key& keys, const std::string& path) {
    if (!path.empty() && std::ranges::any_of(keys.children, is_value)) out_ += fmt::format("\n[{}]\n", path);
    for (const Key& key : keys.children)
      if (is_value(key)) out_ += draft_.value(key);
    const std::string prefix = path.empty() ? "" : path + ".";
    for (const Key& key : keys.children) {
      if (is_value(key)) continue;
      if (key.id == 0)
        table(key, prefix + std::string(key.name));
      else
        list(key, prefix + std::string(key.name));
    }
  }

  void list(const Key& key, const std::string& path) {
    out_ += '\n' + draft_.list_meaning(key);
    std::size_t written = 0;
    if (sources_.subject != nullptr && Schema::get().list_of(key.id) == 0) {
      for (const Item* item = sources_.subject->facts.cell(key.id).first; item != nullptr; item = item->next) {
        const std::string record = draft_.record(key, path, *item);
        if (record.empty()) continue;
        out_ += '\n' + record;
        ++written;
      }
    }
    if (written == 0) out_ += draft_.blank_record(key, path);
  }

  std::string take() && { return std::move(out_); }

 private:
  DraftSources sources_;
  Draft draft_;
  std::string out_;
};

}  // namespace

std::string manifest_lines(std::span<const std::string> paths) {
  std::string out = "# 要检查的清单和安装包，相对于本文件 · manifests and packages to check, relative to this file\n";
  if (paths.empty()) return out + "#manifests = [\"app/src/main/AndroidManifest.xml\"]\n";
  out += "manifests = [\n";
  for (const std::string& path : paths) out += fmt::format("  {},\n", toml_string(path));
  return out + "]\n";
}

std::string example_of(const Key& key, const std::string& path, DraftSources sources) {
  Writer writer(sources);
  if (key.id == 0)
    writer.table(key, path);
  else
    writer.list(key, path);
  return std::move(writer).take();
}

std::string example(DraftSources sources, std::span<const std::string> manifests) {
  std::string out(kHead);
  out += manifest_lines(manifests);
  out += example_of(read::declaration_keys(), {}, sources);
  out += '\n';
  out += blank_waiver();
  out += '\n';
  out += blank_evidence();
  return out;
}

}  // namespace hegui::author
