#include "gather/ignore_stack.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace hegui::gather {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFile = ".gitignore";
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 20;

bool is_ignore_file(const DirectoryEntry& entry) {
  return entry.kind == DirectoryEntry::Kind::File && entry.name == kFile;
}

}  // namespace

IgnoreStack::IgnoreStack(const std::string& folder, const FileSystem& files, std::vector<Diagnostic>& issues)
    : files_(files) {
  std::error_code failure;
  fs::path top = fs::absolute(folder, failure).lexically_normal();
  if (failure) return;
  if (!top.has_filename()) top = top.parent_path();
  std::vector<std::string> names;  // from the folder up
  while (!files.stat((top / ".git").string())) {
    if (top == top.parent_path()) return;
    names.push_back(top.filename().string());
    top = top.parent_path();
  }
  std::ranges::reverse(names);
  // Named as seen from where `folder` is.
  top = folder;
  for (std::size_t up = 0; up < names.size(); ++up) top /= "..";
  top = top.lexically_normal();
  for (const std::string& name : names) {
    add(top.string(), issues);
    if (rule(name, true)) {
      files_in_force_.clear();
      path_.clear();
      return;
    }
    path_ += name + "/";
    top /= name;
  }
}

void IgnoreStack::add(const std::string& folder, std::vector<Diagnostic>& issues) {
  const std::string path = (fs::path(folder) / kFile).string();
  const auto entry = files_.stat(path);
  if (!entry || entry->kind != DirectoryEntry::Kind::File) return;
  const auto source = files_.open(path, kMostBytes);
  auto patterns = source ? IgnoreFile::parse(*source) : Result<IgnoreFile>(std::unexpected(source.error()));
  if (patterns) {
    files_in_force_.push_back({std::move(*patterns), path_.size()});
  } else {
    issues.push_back(std::move(patterns.error()));
    issues.back().level = Level::Warning;
  }
}

IgnoreStack::Inside::Inside(IgnoreStack& stack, const std::string& folder, std::span<const DirectoryEntry> entries,
                            std::vector<Diagnostic>& issues)
    : stack_(stack), files_before_(stack.files_in_force_.size()), length_before_(stack.path_.size()) {
  if (std::exchange(stack.begun_, true)) stack.path_ += fs::path(folder).filename().string() + "/";
  if (std::ranges::any_of(entries, is_ignore_file)) stack.add(folder, issues);
}

IgnoreStack::Inside::~Inside() {
  while (stack_.files_in_force_.size() > files_before_) stack_.files_in_force_.pop_back();
  stack_.path_.resize(length_before_);
}

std::optional<std::string> IgnoreStack::rule(std::string_view name, bool is_folder) const {
  const std::string path = path_ + std::string(name);
  for (auto it = files_in_force_.rbegin(); it != files_in_force_.rend(); ++it) {
    const auto decision = it->patterns.decide(std::string_view(path).substr(it->length), is_folder);
    if (!decision) continue;
    if (!decision->ignored) return std::nullopt;
    return fmt::format("{}:{}", it->patterns.name(), decision->line);
  }
  return std::nullopt;
}

}  // namespace hegui::gather
