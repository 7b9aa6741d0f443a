#include "gather/gather.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "gather/layout.h"
#include "gather/place.h"
#include "gather/walk.h"
#include "gather/xcode_files.h"
#include "read/format/declaration.h"
#include "read/format/ios_plist.h"
#include "read/format/xcode_project.h"

namespace hegui::gather {
namespace {

constexpr Code kNothingFound{1005};
constexpr Code kOtherList{1510}, kOtherBundle{1511};  // of the reader of property lists
constexpr std::size_t kMaxFiles = 10'000;

class Gatherer {
 public:
  Gatherer(const FileSystem& files, const read::Context& context) : files_(files), context_(context) {
    context_.beside = [this](const Source& input, std::string_view path) { return open_beside(input, path); };
  }

  void path(const std::string& path) {
    const auto entry = files_.stat(path);
    if (!entry) {
      fail(entry.error());
    } else if (entry->kind == DirectoryEntry::Kind::Directory) {
      folder(path);
    } else {
      file(path);
    }
  }

  void source(const SourcePtr& source) {
    Checked<Read> read = take(source);
    std::ranges::move(read.issues, std::back_inserter(out_.issues));
    if (!read) return;
    const std::vector<std::string> named = read::declared_manifests(read.value->facts);
    given_.push_back(std::move(*read.value));
    for (const std::string& manifest : named) path(beside(source->name(), manifest));
  }

  Gathered finish() && {
    out_.products = group(std::move(given_), std::move(found_));
    for (Folder& folder : out_.folders) {
      std::erase_if(folder.left,
                    [&](const Left& each) { return each.why == Why::Package && seen_.contains(each.path); });
      folder.products = products_of(folder);
    }
    return std::move(out_);
  }

 private:
  void file(const std::string& path) {
    auto opened = files_.open(path, context_.limits.max_input_bytes);
    if (opened)
      source(*opened);
    else
      fail(opened.error());
  }

  // The facts of an input; nothing, and no issue, when it was read before.
  Checked<Read> take(const SourcePtr& source) {
    if (!seen_.insert(source->name()).second) return {};
    ++out_.inputs;
    Checked<facts::FactSet> read = read::read(source, context_);
    if (!read) return {{}, std::move(read.issues)};
    return {Read{source->name(), std::move(*read.value), std::move(read.issues)}, {}};
  }

  void folder(const std::string& path) {
    Walk found = walk(path, files_, kMaxFiles);
    std::ranges::move(found.issues, std::back_inserter(out_.issues));
    std::erase_if(found.files, [&](const std::string& each) {
      if (!may_be_something_else(each) || is_input(each)) return false;
      found.left.push_back({each, Why::OtherThing});
      return true;
    });
    std::ranges::copy_if(found.perhaps, std::back_inserter(found.files),
                         [&](const std::string& each) { return is_format(each, {"openapi", "sbom"}); });
    const bool any = !found.files.empty();
    leave_twins(found);
    const XcodeFiles projects = xcode_files(found, files_, context_);
    leave_others(found, projects);
    // What lies below the working directory is named as other programs know it.
    const auto shown = [](std::string& each) {
      if (each.starts_with("./")) each.erase(0, 2);
    };
    std::ranges::for_each(found.files, shown);
    for (Left& each : found.left) shown(each.path), shown(each.rule);
    std::vector<Read> reads;
    std::erase_if(found.files, [&](const std::string& each) { return !take_found(each, projects, reads, found.left); });
    for (const Read& read : reads)
      for (const std::string& manifest : read::declared_manifests(read.facts))
        if (const std::string named = beside(read.path, manifest); !seen_.contains(named)) this->path(named);
    std::string top = path == "." ? "" : path;
    shown(top);
    const auto again = [this](const std::string& each, const std::vector<std::string>& apps) -> std::optional<Read> {
      const auto opened = files_.open(each, context_.limits.max_input_bytes);
      if (!opened) return std::nullopt;
      auto read = apps.empty() ? read::read(*opened, context_) : read::ios::read_project_of(*opened, context_, apps);
      return read ? std::optional(Read{each, std::move(*read.value), {}}) : std::nullopt;
    };
    Layout layout = lay_out(top, std::move(reads), files_, projects, again);
    for (Left& each : layout.left) {
      std::erase(found.files, each.path);
      if (each.why == Why::Package) seen_.erase(each.path);  // it may be named besides
      found.left.push_back(std::move(each));
    }
    if (found.files.empty()) fail(nothing_to_judge(path, any));
    found_.push_back(std::move(layout.products));
    out_.folders.push_back({path, std::move(found.files), std::move(found.left), 0});
  }

  static Diagnostic nothing_to_judge(const std::string& folder, bool any_left) {
    Diagnostic out = any_left ? error(kNothingFound, {},
                                      "all that was found below this folder is left out: there is nothing to judge",
                                      "`hegui check -v` tells why; what it should have read can be named directly")
                              : error(kNothingFound, {}, "no manifest, package or declaration below this folder",
                                      "name a manifest or package directly, or write a declaration with `hegui init`");
    out.place.file = folder;
    return out;
  }

  static bool has(const std::vector<Diagnostic>& issues, Code code) {
    return std::ranges::any_of(issues, [&](const Diagnostic& issue) { return issue.code == code; });
  }

  // False when a file that a folder holds is of something that is not judged: a property list of another program or
  // platform. What cannot be read otherwise is an issue.
  bool take_found(const std::string& path, const XcodeFiles& projects, std::vector<Read>& reads,
                  std::vector<Left>& left) {
    const auto opened = files_.open(path, context_.limits.max_input_bytes);
    if (!opened) {
      fail(opened.error());
      return true;
    }
    Checked<Read> read = take(*opened);
    if (has(read.issues, kOtherBundle) && is_for_phones(projects, path))
      if (auto shared = read::ios::read_plist_for_phones(*opened, context_))
        read = {Read{path, std::move(*shared.value), std::move(shared.issues)}, {}};
    if (read) {
      reads.push_back(std::move(*read.value));
      return true;
    }
    for (const auto& [code, why] :
         {std::pair(kOtherList, Why::OtherThing), std::pair(kOtherBundle, Why::OtherPlatform)})
      if (has(read.issues, code)) {
        left.push_back({path, why});
        return false;
      }
    std::ranges::move(read.issues, std::back_inserter(out_.issues));
    return true;
  }

  // What is written in two notations is read once.
  void leave_twins(Walk& found) const {
    leave_twins_of_services(found);
    leave_twins_of_harmony(found);
  }

  // OpenHarmony's own build takes `app.json` and `module.json`, hvigor, which developers build with, those with a 5.
  void leave_twins_of_harmony(Walk& found) const {
    const std::set<std::string> all(found.files.begin(), found.files.end());
    std::erase_if(found.files, [&](const std::string& each) {
      if (!each.ends_with(".json") || !all.contains(each + "5") || !is_format(each, {"harmony-manifest"})) return false;
      found.left.push_back({each, Why::OtherNotation});
      return true;
    });
  }

  // Tools write a description in both notations; read twice, each of its operations would count twice.
  void leave_twins_of_services(Walk& found) const {
    std::set<std::string> taken;  // paths without ending and without folders called by a notation
    std::erase_if(found.files, [&](const std::string& each) {
      const std::size_t dot = each.rfind('.');
      const std::string_view ending = std::string_view(each).substr(dot == each.npos ? each.size() : dot);
      if (ending != ".json" && ending != ".yaml" && ending != ".yml") return false;
      std::string stem = each.substr(0, dot);
      for (const std::string_view notation : {"/json/", "/yaml/", "/yml/"})
        if (const std::size_t at = stem.rfind(notation); at != stem.npos) stem.erase(at, notation.size() - 1);
      if (!is_format(each, {"openapi"}) || taken.insert(std::move(stem)).second) return false;
      found.left.push_back({each, Why::OtherNotation});
      return true;
    });
  }

  std::size_t products_of(const Folder& folder) const {
    const std::set<std::string_view> taken(folder.taken.begin(), folder.taken.end());
    const auto is_of_folder = [&](const facts::FactSet& facts) {
      return std::ranges::any_of(facts.inputs(),
                                 [&](const facts::Input& input) { return taken.contains(input.source->name()); });
    };
    return static_cast<std::size_t>(std::ranges::count_if(
        out_.products, [&](const Product& product) { return std::ranges::any_of(product.facts, is_of_folder); }));
  }

  // What cannot be opened counts as an input: `file` says why.
  bool is_input(const std::string& path) const {
    const auto opened = files_.open(path, context_.limits.max_input_bytes);
    return !opened || read::recognise(**opened) != nullptr;
  }

  bool is_format(const std::string& path, std::initializer_list<std::string_view> names) const {
    const auto opened = files_.open(path, context_.limits.max_input_bytes);
    const read::Format* format = opened ? read::recognise(**opened) : nullptr;
    return format != nullptr && std::ranges::find(names, format->name) != names.end();
  }

  SourcePtr open_beside(const Source& input, std::string_view path) const {
    const std::string file =
        std::filesystem::path(beside(input.name(), std::string(path))).lexically_normal().generic_string();
    const auto entry = files_.stat(file);
    if (!entry || entry->kind != DirectoryEntry::Kind::File) return nullptr;
    auto opened = files_.open(file, context_.limits.max_entry_bytes);
    return opened ? *opened : nullptr;
  }

  void fail(Diagnostic diagnostic) { out_.issues.push_back(std::move(diagnostic)); }

  const FileSystem& files_;
  read::Context context_;  // with access to the files beside an input
  std::set<std::string> seen_;
  std::vector<Read> given_;                            // inputs named one by one
  std::vector<std::vector<std::vector<Read>>> found_;  // products of each folder
  Gathered out_;
};

}  // namespace

Gathered gather(std::span<const std::string> paths, const FileSystem& files, const read::Context& context,
                const SourcePtr& standard_input) {
  Gatherer gatherer(files, context);
  for (const std::string& path : paths) {
    if (path == "-" && standard_input)
      gatherer.source(standard_input);
    else
      gatherer.path(path);
  }
  return std::move(gatherer).finish();
}

}  // namespace hegui::gather
