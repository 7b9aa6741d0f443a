// Orders the files of a policy into one image: which pack a file belongs to, which part takes which table, and what
// comes before what.
#include "policy/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "base/digest.h"
#include "policy/catalogue.h"
#include "policy/checklist_compiler.h"
#include "policy/codes.h"
#include "policy/rows.h"
#include "policy/rule_compiler.h"
#include "vocab/compile/vocabulary.h"

namespace hegui::policy {
namespace {

using vocab::Issues;
using vocab::Need;
using vocab::Node;
using vocab::TableReader;

constexpr std::string_view kPackFile = "pack.toml";

// `a/b` of `a/b/c.toml`, empty without a folder.
std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}
std::string_view file_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool lies_in(std::string_view path, std::string_view folder) {
  return folder.empty() || (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

struct Pack {
  std::string_view folder;
  std::string_view id = {};     // the folder's own name where its file says none, which is an error
  const Node* table = nullptr;  // null until its file was read
  std::uint32_t index = 0;
  std::int64_t order = 0;
  Weights weights{};
};

struct File {
  SourcePtr source;
  std::string path;  // in its pack, which stands for it by its id: `pack/rules/rule.toml`
  Pack* pack = nullptr;
  Node document;
};

class Compiler {
 public:
  explicit Compiler(std::span<const SourcePtr> sources) { place(sources); }

  Checked<std::string> run() {
    for (File& file : files_) parse(file);
    name_files();
    for (const File& file : files_)
      for (const vocab::Entry& entry : file.document.entries) take(file, entry);
    order_packs();
    for (Pack* pack : packs_) write_pack(*pack);
    catalogue_.write(image_, issues_);
    vocabulary_.write(image_, issues_);
    write_rules();
    for (const Node* table : profiles_) write_profile(*table);
    for (const Node* table : checklists_) write_checklist(*table);
    for (const File& file : files_)
      image_.row(kSourceSection, SourceRow{image_.text(file.path), image_.text(file.source->text())});
    Checked<std::string> out;
    if (std::ranges::none_of(issues_, [](const Diagnostic& issue) { return issue.level == Level::Error; }))
      out.value = digested_image();
    out.issues = std::move(issues_);
    return out;
  }

 private:
  // The image with its own digest, which start-up then need not compute: that of the image without it.
  std::string digested_image() {
    image_.row(kDigestSection, image_.text(sha256_hex(image_.finish())));
    return image_.finish();
  }

  // Finds the pack of every file.
  void place(std::span<const SourcePtr> sources) {
    for (const SourcePtr& source : sources)
      if (file_of(source->name()) == kPackFile) pack_store_.push_back({.folder = folder_of(source->name())});
    for (const SourcePtr& source : sources) {
      Pack* pack = nullptr;
      for (Pack& candidate : pack_store_)
        if (lies_in(source->name(), candidate.folder) &&
            (pack == nullptr || candidate.folder.size() > pack->folder.size()))
          pack = &candidate;
      if (pack == nullptr) {
        issues_.push_back(error(code::kNoPack, {source.get()}, "the file belongs to no pack",
                                "put a pack.toml into its folder or one above"));
        continue;
      }
      files_.push_back({source, {}, pack, {}});
    }
    std::ranges::sort(files_, {}, [](const File& file) { return std::string_view(file.source->name()); });
  }

  void parse(File& file) {
    Checked<Node> parsed = vocab::parse_document(*file.source);
    std::ranges::move(parsed.issues, std::back_inserter(issues_));
    if (!parsed) return;
    file.document = *std::move(parsed.value);
  }

  // Names files by the ids of their packs, not by the folders these happen to lie in; they then stand in that order.
  void name_files() {
    for (Pack& pack : pack_store_) pack.id = file_of(pack.folder);
    for (const File& file : files_) {
      if (!is_pack_file(file)) continue;
      const Node* table = file.document.find("pack");
      const Node* id = table != nullptr && table->is(Node::Kind::Table) ? table->find("id") : nullptr;
      if (id != nullptr && id->is(Node::Kind::String)) file.pack->id = id->text;
    }
    for (File& file : files_) {
      const std::string_view folder = file.pack->folder;
      file.path = fmt::format("{}/{}", file.pack->id,
                              std::string_view(file.source->name()).substr(folder.empty() ? 0 : folder.size() + 1));
    }
    std::ranges::sort(files_, {}, &File::path);
  }

  static bool is_pack_file(const File& file) {
    return file_of(file.source->name()) == kPackFile && folder_of(file.source->name()) == file.pack->folder;
  }

  // Hands a top-level table to whom it belongs.
  void take(const File& file, const vocab::Entry& entry) {
    static const std::vector<std::string_view> kKnown = [] {
      std::vector<std::string_view> known{"pack", "instrument", "clause", "rule", "profile", "checklist"};
      std::ranges::copy(vocab::VocabularyCompiler::tables(), std::back_inserter(known));
      return known;
    }();
    if (std::ranges::find(kKnown, entry.key) == kKnown.end()) {
      issues_.push_back(error(code::kUnknownTable, entry.key_span,
                              fmt::format("unknown table `{}` in a policy", entry.key),
                              vocab::did_you_mean(entry.key, kKnown)));
      return;
    }
    if (entry.key == "pack") {
      if (!entry.value.is(Node::Kind::Table))
        issues_.push_back(error(vocab::code::kWrongType, entry.value.span, "`pack` is one table: [pack]"));
      else if (!is_pack_file(file))
        issues_.push_back(error(code::kUnknownTable, entry.key_span, "`pack` stands only in pack.toml"));
      else
        file.pack->table = &entry.value;
      return;
    }
    if (!entry.value.is(Node::Kind::Array)) {
      issues_.push_back(error(vocab::code::kWrongType, entry.value.span,
                              fmt::format("`{0}` is an array of tables: [[{0}]]", entry.key)));
      return;
    }
    for (const Node& table : entry.value.items) {
      if (!table.is(Node::Kind::Table))
        issues_.push_back(error(vocab::code::kWrongType, table.span, fmt::format("`{}` holds tables", entry.key)));
      else if (entry.key == "instrument")
        catalogue_.add_instrument(table);
      else if (entry.key == "clause")
        catalogue_.add_clause(table);
      else if (entry.key == "rule")
        rules_.push_back({{&table, file.source, file.path, 0}, file.pack});
      else if (entry.key == "profile")
        profiles_.push_back(&table);
      else if (entry.key == "checklist")
        checklists_.push_back(&table);
      else
        vocabulary_.add(entry.key, table);
    }
  }

  void order_packs() {
    for (Pack& pack : pack_store_) {
      if (pack.table == nullptr) continue;
      if (const Node* order = pack.table->find("order"); order != nullptr && order->is(Node::Kind::Int))
        pack.order = order->integer;
      packs_.push_back(&pack);
    }
    for (const File& file : files_) {
      if (file.pack->table == nullptr && is_pack_file(file))
        issues_.push_back(error(vocab::code::kMissingKey, {file.source.get()}, "pack.toml needs a table [pack]"));
    }
    std::ranges::sort(packs_, {}, [](const Pack* pack) { return std::tuple(pack->order, pack->id); });
    for (std::uint32_t i = 0; i < packs_.size(); ++i) packs_[i]->index = i;
  }

  void write_pack(Pack& pack) {
    TableReader reader(*pack.table, "a pack", issues_);
    PackRow row;
    const std::string_view id = reader.text("id", Need::Required);
    row.id = image_.text(id);
    row.title = local_text(reader.words("title", Need::Required), image_);
    row.about = local_text(reader.words("about"), image_);
    row.version = image_.text(reader.text("version"));
    row.order = static_cast<std::int32_t>(reader.integer("order"));
    read_weights(reader, pack.weights);
    reader.finish();
    if (const Node* node = pack.table->find("id"); node != nullptr) unique(pack_ids_, "pack", *node);
    image_.row(kPackSection, row);
  }

  void read_weights(TableReader& reader, Weights& weights) {
    static constexpr std::array<std::string_view, 4> kNames = {"low", "medium", "high", "critical"};
    for (std::size_t i = 0; i < kNames.size(); ++i) weights.tenths[i] = default_weight(static_cast<Severity>(i));
    const Node* table = reader.get("weights", Node::Kind::Table, Need::Optional);
    if (table == nullptr) return;
    TableReader inner(*table, "weights", issues_);
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      const Node* node = inner.get(kNames[i]);
      if (node == nullptr) continue;
      const double number = node->is(Node::Kind::Int) ? static_cast<double>(node->integer) : node->real;
      if ((node->is(Node::Kind::Int) || node->is(Node::Kind::Double)) && number >= 0 && number <= 1000)
        weights.tenths[i] = static_cast<std::uint32_t>(std::lround(number * 10));
      else
        issues_.push_back(error(vocab::code::kWrongType, node->span, "a weight is a number from 0 to 1000"));
    }
    inner.finish();
  }

  void write_rules() {
    std::ranges::stable_sort(rules_, {}, [](const PlacedRule& placed) {
      const Node* id = placed.rule.table->find("id");
      return std::pair(placed.pack->index, id != nullptr ? std::string_view(id->text) : std::string_view{});
    });
    RuleCompiler compiler(catalogue_, image_, issues_);
    for (PlacedRule& placed : rules_) {
      placed.rule.pack = placed.pack->index;
      compiler.compile(placed.rule, placed.pack->weights);
      // Ids and names share one space: both are written where a rule is meant.
      for (const std::string_view key : {"id", "name"})
        if (const Node* node = placed.rule.table->find(key); node != nullptr) unique(rule_ids_, "rule", *node);
    }
  }

  void write_profile(const Node& table) {
    TableReader reader(table, "a profile", issues_);
    ProfileRow row;
    row.name = image_.text(reader.text("name", Need::Required));
    row.title = local_text(reader.words("title", Need::Required), image_);
    row.about = local_text(reader.words("about"), image_);
    row.select = vocab::text_rows(reader.strings("select"), kTextListSection, image_);
    row.ignore = vocab::text_rows(reader.strings("ignore"), kTextListSection, image_);
    row.applies_to = image_.text(reader.text("applies_to"));
    reader.finish();
    if (const Node* node = table.find("name"); node != nullptr) unique(profile_names_, "profile", *node);
    image_.row(kProfileSection, row);
  }

  void write_checklist(const Node& table) {
    std::vector<std::string_view> rules;
    for (const auto& [name, node] : rule_ids_) rules.push_back(name);
    policy::write_checklist(table, catalogue_, rules, image_, issues_);
    if (const Node* node = table.find("name"); node != nullptr) unique(checklist_names_, "checklist", *node);
  }

  using Names = std::map<std::string, const Node*>;
  void unique(Names& names, std::string_view what, const Node& node) {
    if (!node.is(Node::Kind::String) || node.text.empty()) return;
    const auto [it, fresh] = names.try_emplace(node.text, &node);
    if (fresh) return;
    Diagnostic twice =
        error(vocab::code::kDuplicate, node.span, fmt::format("a {} is called `{}` twice", what, node.text));
    twice.related.push_back({resolve(it->second->span), "first here"});
    issues_.push_back(std::move(twice));
  }

  struct PlacedRule {
    RuleTable rule;
    Pack* pack = nullptr;
  };

  std::deque<Pack> pack_store_;
  std::vector<File> files_;
  std::vector<Pack*> packs_;  // in order
  Catalogue catalogue_;
  vocab::VocabularyCompiler vocabulary_;
  std::vector<PlacedRule> rules_;
  std::vector<const Node*> profiles_, checklists_;
  Names pack_ids_, rule_ids_, profile_names_, checklist_names_;
  image::Writer image_;
  Issues issues_;
};

}  // namespace

Checked<std::string> compile(std::span<const SourcePtr> files) { return Compiler(files).run(); }

std::vector<SourcePtr> sources(const Policy& policy, std::string_view above) {
  std::vector<SourcePtr> out;
  for (const SourceRow& row : policy.sources())
    out.push_back(std::make_shared<const Source>(fmt::format("{}{}", above, policy.text(row.path)),
                                                 policy.text(row.text), nullptr));
  return out;
}

}  // namespace hegui::policy
