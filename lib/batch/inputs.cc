#include "batch/inputs.h"

#include <algorithm>

#include "gather/walk.h"

namespace hegui::batch {
namespace {

constexpr std::size_t kDeepest = 64;
constexpr Code kTooDeep{5302};

// Files that make a folder the root of a project.
constexpr std::string_view kMarks[] = {
    "hegui.toml",       "hegui.json",          "hegui.yaml",          "hegui.yml",    "build.gradle",
    "build.gradle.kts", "settings.gradle",     "settings.gradle.kts", "pubspec.yaml", "package.json",
    "oh-package.json5", "build-profile.json5", "project.config.json", "app.json",     "manifest.json",
    "Podfile",          "config.xml",          "Package.swift"};

bool marks_project(const DirectoryEntry& entry) {
  if (entry.kind == DirectoryEntry::Kind::Directory) return entry.name.ends_with(".xcodeproj");
  return entry.kind == DirectoryEntry::Kind::File &&
         (std::ranges::find(kMarks, entry.name) != std::end(kMarks) || gather::is_candidate(entry.name));
}

Part problem(std::string name, Diagnostic why) {
  Part part;
  part.name = std::move(name);
  if (why.place.file.empty()) why.place.file = part.name;
  part.problem = std::move(why);
  return part;
}

Part file(std::string path) {
  Part part;
  part.name = path;
  part.path = std::move(path);
  return part;
}

// Whether a file of this name is a manifest or package, readable or not.
bool tells_what_it_is(std::string_view name) {
  return gather::is_candidate(name) && !gather::may_be_something_else(name);
}

}  // namespace

Inputs::Inputs(std::vector<std::string> paths, Group group, List* list, const FileSystem& files,
               const read::Limits& limits)
    : paths_(std::move(paths)), group_(group), list_(list), files_(files), limits_(limits) {}

std::optional<Part> Inputs::next() {
  for (;;) {
    if (archive_) {
      if (auto part = from_archive()) return part;
    } else if (!folders_.empty()) {
      if (auto part = from_folder()) return part;
    } else if (at_ == paths_.size()) {
      return std::nullopt;
    } else if (paths_[at_] == "-" && list_ != nullptr) {
      std::optional<Part> listed = list_->next();
      if (!listed)
        ++at_;
      else if (listed->problem || listed->content || listed->copy)
        return listed;
      else if (auto part = from_path(listed->path))
        return part;
    } else if (auto part = from_path(paths_[at_++])) {
      return part;
    }
  }
}

bool Inputs::ready() const {
  return archive_ || !folders_.empty() || at_ == paths_.size() || paths_[at_] != "-" || list_ == nullptr ||
         list_->ready();
}

std::optional<Part> Inputs::from_path(const std::string& path) {
  const auto entry = files_.stat(path);
  if (entry && entry->kind == DirectoryEntry::Kind::Directory) return enter(path, true);
  if (entry && path.ends_with(".zip")) return open_archive(path);
  Part part = file(path);
  if (entry) part.stamp = entry->stamp;
  return part;
}

std::optional<Part> Inputs::enter(std::string path, bool named) {
  if (folders_.size() == kDeepest)
    return problem(path, error(kTooDeep, {}, "folders are nested too deep here", "name this folder itself"));
  auto entries = files_.list(path);
  if (!entries) return problem(path, entries.error());
  if (group_ == Group::Project && (std::ranges::any_of(*entries, marks_project) || (named && entries->empty())))
    return file(std::move(path));
  folders_.push_back({std::move(path), std::move(*entries), 0});
  return std::nullopt;
}

std::optional<Part> Inputs::from_folder() {
  while (!folders_.empty()) {
    Folder& folder = folders_.back();
    if (folder.at == folder.entries.size()) {
      folders_.pop_back();
      continue;
    }
    const DirectoryEntry& entry = folder.entries[folder.at++];
    if (entry.name.starts_with('.')) continue;
    std::string path = folder.path.ends_with('/') ? folder.path + entry.name : folder.path + "/" + entry.name;
    switch (entry.kind) {
      case DirectoryEntry::Kind::Directory:
        if (auto part = enter(std::move(path), false)) return part;
        break;
      case DirectoryEntry::Kind::Link:
        ++left_out_.links;
        break;
      case DirectoryEntry::Kind::Other:
        ++left_out_.special;
        break;
      case DirectoryEntry::Kind::File: {
        if (group_ == Group::Project) break;
        if (entry.name.ends_with(".zip")) return open_archive(path);
        Part part = file(std::move(path));
        part.sought = !tells_what_it_is(entry.name);
        return part;
      }
    }
  }
  return std::nullopt;
}

std::optional<Part> Inputs::open_archive(const std::string& path) {
  auto source = files_.open(path, limits_.max_input_bytes);
  if (!source) return problem(path, source.error());
  // A package by another name is one input.
  if (group_ == Group::Project || read::recognise(**source) != nullptr) return file(path);
  auto archive = read::zip::Archive::open(*source, limits_);
  if (!archive) return problem(path, archive.issues.front());
  archive_ = std::make_shared<const read::zip::Archive>(std::move(*archive.value));
  entry_ = 0;
  return std::nullopt;
}

std::optional<Part> Inputs::from_archive() {
  const auto entries = archive_->entries();
  while (entry_ < entries.size()) {
    const read::zip::Entry& entry = entries[entry_++];
    if (entry.is_folder()) continue;
    Part part;
    part.name = archive_->source()->name() + "!" + std::string(entry.name);
    part.archive = archive_;
    part.entry = entry_ - 1;
    part.sought = !tells_what_it_is(entry.name.substr(entry.name.rfind('/') + 1));
    return part;
  }
  archive_.reset();
  return std::nullopt;
}

}  // namespace hegui::batch
