#include "gather/git_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

#include "base/process.h"

namespace hegui::gather {
namespace {

constexpr Code kUnreadable{1001}, kTooLarge{1003}, kGit{1008};
constexpr std::uint64_t kMostListing = std::uint64_t{1} << 30;

// What git is told before every command: no network, no prompt, no helper of the repository's own choosing.
Result<std::string> git(const std::string& folder, std::initializer_list<std::string> words, std::uint64_t most) {
  std::vector<std::string> arguments = {
      "git", "-C", folder, "-c", "core.fsmonitor=false", "-c", "protocol.allow=never"};
  arguments.insert(arguments.end(), words.begin(), words.end());
  const std::string environment[] = {"GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0",
                                     "LC_ALL=C"};
  auto ran = run_program(arguments, environment, most);
  if (!ran) return std::unexpected(std::move(ran.error()));
  if (ran->status == 0) return std::move(ran->out);
  std::string why = ran->err.substr(0, ran->err.find('\n'));
  return std::unexpected(
      error(kGit, {}, fmt::format("git: {}", why.empty() ? fmt::format("exit status {}", ran->status) : why)));
}

std::string_view without_line_break(std::string_view text) {
  return text.ends_with('\n') ? text.substr(0, text.size() - 1) : text;
}

std::string_view cut(std::string_view& text, char at) {
  const std::size_t end = std::min(text.find(at), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

}  // namespace

Result<std::unique_ptr<GitTree>> GitTree::open_tree(const std::string& folder, const std::string& revision) {
  // A revision is a word of a person's; an option of git's it must not become.
  if (revision.empty() || revision.starts_with('-'))
    return std::unexpected(error(kGit, {}, fmt::format("`{}` is no revision", revision),
                                 "name a commit, branch or tag, such as HEAD or main"));
  auto top = git(folder, {"rev-parse", "--show-toplevel"}, kMostListing);
  if (!top) return std::unexpected(std::move(top.error()));
  auto tree = std::make_unique<GitTree>();
  tree->top_ = without_line_break(*top);
  tree->revision_ = revision;
  auto object = git(tree->top_, {"rev-parse", "--verify", "--quiet", revision + "^{tree}"}, kMostListing);
  if (!object)
    return std::unexpected(
        error(kGit, {}, fmt::format("git knows no revision `{}` here", revision), "fetch it first, or name another"));
  const auto listing = git(
      tree->top_, {"ls-tree", "-r", "-l", "-z", "--full-tree", std::string(without_line_break(*object))}, kMostListing);
  if (!listing) return std::unexpected(listing.error());
  for (std::string_view rest = *listing; !rest.empty();) {
    std::string_view entry = cut(rest, '\0');  // `mode type object size<TAB>path`, the size padded
    const std::string_view mode = cut(entry, ' '), type = cut(entry, ' ');
    Blob blob{std::string(cut(entry, ' ')), mode == "120000" ? DirectoryEntry::Kind::Link : DirectoryEntry::Kind::File,
              0};
    entry.remove_prefix(std::min(entry.find_first_not_of(' '), entry.size()));
    const std::string_view size = cut(entry, '\t');
    std::from_chars(size.data(), size.data() + size.size(), blob.size);
    if (type == "blob") tree->blobs_.emplace(entry, std::move(blob));
  }
  return tree;
}

Diagnostic GitTree::missing(const std::string& path) const {
  Diagnostic diagnostic = error(kUnreadable, {}, fmt::format("is not in {}", revision_));
  diagnostic.place.file = path;
  return diagnostic;
}

Result<std::string> GitTree::inside(const std::string& path) const {
  std::error_code failure;
  const std::filesystem::path whole = std::filesystem::weakly_canonical(std::filesystem::absolute(path), failure);
  if (failure) return std::unexpected(missing(path));
  std::string within = whole.lexically_relative(top_).generic_string();
  if (within == "..") return std::unexpected(missing(path));
  if (within.starts_with("../") || within.empty()) return std::unexpected(missing(path));
  return within == "." ? std::string{} : within;
}

Result<SourcePtr> GitTree::open(const std::string& path, std::uint64_t max_bytes) const {
  const auto within = inside(path);
  if (!within) return std::unexpected(within.error());
  const auto it = blobs_.find(*within);
  if (it == blobs_.end() || it->second.kind != DirectoryEntry::Kind::File) return std::unexpected(missing(path));
  if (it->second.size > max_bytes) {
    Diagnostic diagnostic =
        error(kTooLarge, {}, fmt::format("{} bytes exceed the limit of {}", it->second.size, max_bytes));
    diagnostic.place.file = path;
    return std::unexpected(std::move(diagnostic));
  }
  auto bytes = git(top_, {"cat-file", "blob", it->second.object}, it->second.size + 65536);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return std::make_shared<const Source>(path, std::move(*bytes));
}

Result<std::vector<DirectoryEntry>> GitTree::list(const std::string& path) const {
  const auto within = inside(path);
  if (!within) return std::unexpected(within.error());
  const std::string prefix = within->empty() ? std::string{} : *within + "/";
  std::vector<DirectoryEntry> entries;
  std::set<std::string> folders;
  for (auto it = blobs_.lower_bound(prefix); it != blobs_.end() && it->first.starts_with(prefix); ++it) {
    const std::string rest = it->first.substr(prefix.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string::npos)
      entries.push_back({rest, it->second.kind});
    else if (folders.insert(rest.substr(0, slash)).second)
      entries.push_back({rest.substr(0, slash), DirectoryEntry::Kind::Directory});
  }
  if (entries.empty()) return std::unexpected(missing(path));
  std::ranges::sort(entries, {}, &DirectoryEntry::name);
  return entries;
}

Result<DirectoryEntry> GitTree::stat(const std::string& path) const {
  const auto within = inside(path);
  if (!within) return std::unexpected(within.error());
  const std::string name = within->substr(within->find_last_of('/') + 1);
  // What marks the top of a work tree is in no tree.
  if (*within == ".git") return DirectoryEntry{name, DirectoryEntry::Kind::Directory};
  if (const auto it = blobs_.find(*within); it != blobs_.end()) return DirectoryEntry{name, it->second.kind};
  const std::string prefix = within->empty() ? std::string{} : *within + "/";
  const auto below = blobs_.lower_bound(prefix);
  if (below == blobs_.end() || !below->first.starts_with(prefix)) return std::unexpected(missing(path));
  return DirectoryEntry{name, DirectoryEntry::Kind::Directory};
}

}  // namespace hegui::gather
