#include "load.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/file_system.h"
#include "derive/derive.h"
#include "policy/compile.h"
#include "policy/embedded.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

constexpr std::uint64_t kMaxPackFile = std::uint64_t{16} << 20;
constexpr int kMaxFolderDepth = 16;

void collect(const std::string& folder, int depth, std::vector<SourcePtr>& out, bool& ok) {
  auto entries = disk().list(folder);
  if (!entries) {
    print(entries.error());
    ok = false;
    return;
  }
  for (const DirectoryEntry& entry : *entries) {
    const std::string path = folder.ends_with('/') ? folder + entry.name : folder + "/" + entry.name;
    if (entry.kind == DirectoryEntry::Kind::Directory && depth < kMaxFolderDepth && !entry.name.starts_with('.')) {
      collect(path, depth + 1, out, ok);
    } else if (entry.kind == DirectoryEntry::Kind::File && entry.name.ends_with(".toml")) {
      auto opened = disk().open(path, kMaxPackFile);
      if (opened) {
        out.push_back(std::move(*opened));
      } else {
        print(opened.error());
        ok = false;
      }
    }
  }
}

// Standard input whole, or null past the limit.
SourcePtr read_standard_input(std::uint64_t limit) {
  std::string text;
  char block[65536];
  for (;;) {
    const ssize_t got = ::read(STDIN_FILENO, block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    text.append(block, static_cast<std::size_t>(got));
    if (text.size() > limit) return nullptr;
  }
  return std::make_shared<Source>("<stdin>", std::move(text));
}

}  // namespace

std::vector<SourcePtr> pack_files(const std::vector<std::string>& folders, bool& ok) {
  std::vector<SourcePtr> files;
  for (const std::string& folder : folders) collect(folder, 0, files, ok);
  return files;
}

std::unique_ptr<LoadedPolicy> load_policy(const Common& common) {
  if (common.policy.empty()) return std::make_unique<LoadedPolicy>(image::View(policy::embedded_image()));
  bool ok = true;
  std::vector<SourcePtr> files = pack_files(common.policy, ok);
  if (!common.replace_policy) {
    const policy::Policy built_in{image::View(policy::embedded_image())};
    std::vector<SourcePtr> own;
    for (const policy::SourceRow& row : built_in.sources())
      own.push_back(std::make_shared<Source>(std::string(built_in.text(row.path)), std::string(built_in.text(row.text))));
    files.insert(files.begin(), own.begin(), own.end());
  }
  auto compiled = policy::compile(files);
  for (const Diagnostic& issue : compiled.issues) print(issue);
  if (!ok || !compiled) return nullptr;
  return std::make_unique<LoadedPolicy>(std::make_unique<std::string>(std::move(*compiled.value)));
}

gather::Gathered load_inputs(const std::vector<std::string>& paths, const read::Context& context) {
  SourcePtr standard_input;
  if (std::ranges::find(paths, "-") != paths.end()) standard_input = read_standard_input(context.limits.max_input_bytes);
  return gather::gather(paths, disk(), context, standard_input);
}

facts::Subject subject_of(gather::Product& product, const vocab::Vocabulary& vocabulary) {
  facts::Subject subject = facts::merge(std::move(product.facts));
  derive::derive(subject, vocabulary);
  return subject;
}

}  // namespace hegui::cli
