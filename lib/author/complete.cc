#include "author/complete.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "author/example.h"
#include "author/toml_sections.h"
#include "read/format/declaration.h"
#include "read/syntax/tree.h"

namespace hegui::author {
namespace {

using facts::FactSet;
using facts::Item;
using facts::Schema;
using read::Key;
using read::tree::Node;

constexpr Code kNotExtended{1290};

struct Insertion {
  std::size_t at = 0;
  std::string text;
};

class Completer {
 public:
  Completer(const Source& source, const Node& root, DraftSources sources)
      : source_(source), root_(root), sources_(sources), draft_(sources), sections_(sections_of(source.text())) {}

  void run(std::span<const std::string> manifests) {
    if (root_.find("manifests") == nullptr && !asks(sections_.front(), "manifests"))
      insert(top(), manifest_lines(manifests) + '\n');
    else if (root_.find("manifests") == nullptr && !manifests.empty())
      insert(question(sections_.front(), "manifests")->end, manifest_lines(manifests));
    below(read::declaration_keys(), &root_, {});
    if (root_.find("waiver") == nullptr && section("waiver") == nullptr) append('\n' + std::string(blank_waiver()));
    if (root_.find("evidence") == nullptr && section("evidence") == nullptr)
      append('\n' + std::string(blank_evidence()));
  }

  std::string take() {
    const std::string_view text = source_.text();
    // An inserted line must not stand behind a last line without an end.
    if (!text.empty() && text.back() != '\n' && !(insertions_.empty() && tail_.empty()))
      insertions_.insert(insertions_.begin(), {text.size(), "\n"});
    std::ranges::stable_sort(insertions_, {}, &Insertion::at);
    std::string out;
    std::size_t from = 0;
    for (const Insertion& each : insertions_) {
      out += text.substr(from, each.at - from);
      out += each.text;
      from = each.at;
    }
    out += text.substr(from);
    return out += tail_;
  }

  std::vector<Diagnostic> take_issues() && { return std::move(issues_); }

 private:
  void insert(std::size_t at, std::string text) { insertions_.push_back({at, std::move(text)}); }
  // Behind everything, and behind what is inserted there.
  void append(std::string_view text) { tail_ += text; }

  // Behind the remark a file may open with, which a blank line ends.
  std::size_t top() const {
    if (sections_.front().insert_at != 0) return sections_.front().insert_at;
    const std::string_view text = source_.text();
    std::size_t at = 0;
    while (text.substr(at).starts_with('#')) at = std::min(text.find('\n', at), text.size() - 1) + 1;
    return text.substr(at).starts_with('\n') ? at + 1 : 0;
  }

  // The last section with the path: of a list, behind which a further record fits.
  const Section* section(std::string_view path) const {
    const Section* found = nullptr;
    for (const Section& each : sections_)
      if (!path.empty() && each.path == path && (found == nullptr || !each.commented)) found = &each;
    return found;
  }

  static const Section::Question* question(const Section& section, std::string_view key) {
    const auto it = std::ranges::find(section.questions, key, &Section::Question::key);
    return it == section.questions.end() ? nullptr : &*it;
  }
  static bool asks(const Section& section, std::string_view key) { return question(section, key) != nullptr; }

  // What stands in a table and below it.
  void below(const Key& keys, const Node* node, const std::string& path) {
    const std::string prefix = path.empty() ? "" : path + ".";
    for (const Key& key : keys.children) {
      if (is_value(key)) continue;
      const std::string own = prefix + std::string(key.name);
      const Node* inner = node->find(key.name);
      if (key.id == 0)
        table(key, inner, own);
      else
        list(key, inner, own);
    }
  }

  void table(const Key& key, const Node* node, const std::string& path) {
    if (node == nullptr) {
      if (section(path) == nullptr) append(example_of(key, path, sources_));
      return;
    }
    const Section* own = section(path);
    if (own == nullptr || own->commented) {
      open_table(key, *node, path);
    } else {
      std::string missing;
      for (const Key& value : key.children) {
        if (!is_value(value) || node->find(value.name) != nullptr) continue;
        const Section::Question* asked = question(*own, value.name);
        if (asked == nullptr)
          missing += draft_.value(value);
        else if (const std::string known = draft_.known(value); !known.empty())
          insert(asked->end, fmt::format("{} = {}\n", value.name, known));
      }
      if (!missing.empty()) insert(own->insert_at, std::move(missing));
    }
    below(key, node, path);
  }

  // A table that exists only by what stands below it can be opened; one written in braces or with dots cannot.
  void open_table(const Key& key, const Node& node, const std::string& path) {
    std::string missing;
    for (const Key& value : key.children)
      if (is_value(value) && node.find(value.name) == nullptr) missing += draft_.value(value);
    if (missing.empty()) return;
    const bool implied = std::ranges::any_of(
        sections_, [&](const Section& each) { return !each.commented && each.path.starts_with(path + "."); });
    const bool stated = std::ranges::any_of(
        key.children, [&](const Key& value) { return is_value(value) && node.find(value.name) != nullptr; });
    if (implied && !stated)
      append(fmt::format("\n[{}]\n{}", path, missing));
    else
      cannot_extend(node, path, fmt::format("write it under a header of its own, [{}], to have it completed", path));
  }

  void list(const Key& key, const Node* node, const std::string& path) {
    const Section* own = section(path);
    std::string records;
    if (sources_.subject != nullptr && Schema::get().list_of(key.id) == 0)
      for (const Item* item = sources_.subject->facts.cell(key.id).first; item != nullptr; item = item->next)
        if (!is_listed(key, path, *item))
          if (const std::string record = draft_.record(key, path, *item); !record.empty()) records += '\n' + record;
    const bool inline_list = node != nullptr && (own == nullptr || own->commented);
    if (records.empty()) {
      if (node == nullptr && own == nullptr) append('\n' + draft_.list_meaning(key) + draft_.blank_record(key, path));
    } else if (inline_list) {
      cannot_extend(*node, path, fmt::format("write its entries under [[{}]] to have it completed", path));
    } else if (node == nullptr) {
      append('\n' + draft_.list_meaning(key) + records);
    } else {
      insert(end_of_list(path), std::move(records));
    }
  }

  // Behind the last record and the lists within it.
  std::size_t end_of_list(const std::string& path) const {
    std::size_t end = 0;
    for (const Section& each : sections_)
      if (!each.commented && (each.path == path || each.path.starts_with(path + "."))) end = each.insert_at;
    return end;
  }

  // Stated in the declaration, known there under another name, or put behind `#` by whoever wrote it.
  bool is_listed(const Key& key, const std::string& path, const Item& item) const {
    for (const facts::Origin* origin = item.origins; origin != nullptr; origin = origin->next)
      if ((origin->by & facts::kDeclaration) != 0) return true;
    static const facts::FactId kAlias = facts::fact("sdks[].declared_as");
    if (item.list == Schema::get().list_of(kAlias) && FactSet::cell(item, kAlias).knowledge == facts::Knowledge::Known)
      return true;
    const std::string name = Draft::name_of(key, item);
    return std::ranges::any_of(sections_, [&](const Section& each) {
      return each.commented && each.path == path &&
             std::ranges::any_of(each.questions,
                                 [&](const Section::Question& asked) { return asked.line.ends_with("= " + name); });
    });
  }

  void cannot_extend(const Node& node, const std::string& path, std::string help) {
    issues_.push_back(warning(kNotExtended, {&source_, node.begin, node.end},
                              fmt::format("`{}` is written in a way that nothing can be added to", path),
                              std::move(help)));
  }

  const Source& source_;
  const Node& root_;
  DraftSources sources_;
  Draft draft_;
  std::vector<Section> sections_;
  std::vector<Insertion> insertions_;
  std::string tail_;
  std::vector<Diagnostic> issues_;
};

}  // namespace

Checked<std::string> complete(const SourcePtr& declaration, DraftSources sources,
                              std::span<const std::string> manifests) {
  Checked<std::string> out;
  const auto document = read::tree::parse_toml(declaration);
  auto before = read::read_declaration(declaration, {});
  if (!document || !before) {
    out.issues = document ? std::move(before.issues) : document.issues;
    return out;
  }
  Completer completer(*declaration, document.value->root(), sources);
  completer.run(manifests);
  std::string text = completer.take();
  out.issues = std::move(completer).take_issues();
  // What comes out must be a declaration as what went in was.
  auto after = read::read_declaration(std::make_shared<Source>(declaration->name(), text), {});
  if (after)
    out.value = std::move(text);
  else
    std::ranges::move(after.issues, std::back_inserter(out.issues));
  return out;
}

}  // namespace hegui::author
