// `hegui diff`: two states of a product, judged alike, and what changed between them.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "base/file_system.h"
#include "commands.h"
#include "gather/git_tree.h"
#include "judge.h"
#include "load.h"
#include "report/diff.h"
#include "result/baseline.h"
#include "result/diff.h"
#include "result/json.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

constexpr std::uint64_t kMostStoredBytes = std::uint64_t{4} << 30;
constexpr Code kNotFound{1001}, kNothingFound{1005};

// Whether a JSON text says of itself, at its start, that it is a stored result.
bool is_stored(std::string_view text) {
  const std::string_view start = text.substr(0, 200);
  return start.starts_with('{') && start.find("\"format_version\"") != std::string_view::npos &&
         start.find("\"type\"") != std::string_view::npos;
}

class Comparison {
 public:
  Comparison(const Diff& options, const LoadedPolicy& loaded, const Plan& plan, const Common& common)
      : options_(options), loaded_(loaded), plan_(plan), common_(common) {}

  // One state: a stored result, or anything that can be checked. Nothing when a stored result is none, which has been
  // printed then.
  std::optional<result::Run> state(const std::string& path) const {
    if (path != "-") {
      const auto entry = disk().stat(path);
      if (entry && entry->kind == DirectoryEntry::Kind::File) {
        const auto source = disk().open(path, kMostStoredBytes);
        if (source && is_stored((*source)->text())) return stored(**source);
      }
    }
    return judge(load_inputs({path}, context()), loaded_, plan_, disk());
  }

  // The paths as they are now, or as they stood at the revision. Where nothing stood there yet, there is nothing to
  // read.
  result::Run now(const std::vector<std::string>& paths) const {
    return judge(load_inputs(paths, context()), loaded_, plan_, disk());
  }

  std::optional<result::Run> then(const std::vector<std::string>& paths) const {
    std::error_code failure;
    const std::filesystem::path first(paths.front());
    const std::string folder =
        std::filesystem::is_directory(first, failure) ? first.string() : first.parent_path().string();
    const auto tree = gather::GitTree::open_tree(folder.empty() ? "." : folder, options_.against);
    if (!tree) return print(common_, tree.error()), std::nullopt;
    std::vector<std::string> there;
    for (const std::string& path : paths)
      if ((*tree)->stat(path)) there.push_back(path);
    gather::Gathered gathered = gather::gather(there, **tree, context(), nullptr);
    std::erase_if(gathered.issues,
                  [](const Diagnostic& issue) { return issue.code == kNothingFound || issue.code == kNotFound; });
    result::Run run = judge(std::move(gathered), loaded_, plan_, **tree);
    for (Diagnostic& issue : run.issues) issue.place.file = options_.against + ":" + issue.place.file;
    return run;
  }

 private:
  read::Context context() const { return {.limits = common_.limits, .vocabulary = &loaded_.vocabulary}; }

  std::optional<result::Run> stored(const Source& source) const {
    auto run = result::from_json(source.text(), source.name());
    if (!run) return print(common_, run.error()), std::nullopt;
    return std::move(*run);
  }

  const Diff& options_;
  const LoadedPolicy& loaded_;
  const Plan& plan_;
  const Common& common_;
};

// Whether the paths given can be compared; prints why not.
bool are_comparable(const Diff& options, const Common& common) {
  const auto& paths = options.check.paths;
  if (options.against.empty() && paths.size() != 2) {
    complain(common, "diff 需要 OLD 和 NEW，或 --against REV 和要比较的内容；见 hegui diff --help",
             "diff wants OLD and NEW, or --against REV and what to compare; see hegui diff --help");
    return false;
  }
  if (options.against.empty() || std::ranges::find(paths, "-") == paths.end()) return true;
  complain(common, "--against 比较文件；标准输入没有更早的版本",
           "--against compares files; standard input has no earlier revision");
  return false;
}

// What could not be read of the earlier state is told with the later one's, and counts as much.
void take_issues(const result::Run& before, result::Run& after) {
  after.issues.insert(after.issues.end(), before.issues.begin(), before.issues.end());
  for (const result::Subject& subject : before.subjects)
    std::ranges::copy_if(subject.issues, std::back_inserter(after.issues),
                         [](const Diagnostic& issue) { return issue.level == Level::Error; });
}

}  // namespace

int run_diff(const Diff& options, const Common& common) {
  if (!are_comparable(options, common)) return 2;
  const auto loaded = load_policy(common);
  if (!loaded) return 2;
  auto how = plan(options.check, common, loaded->policy);
  if (!how) return 2;
  how->facts = true;
  const Comparison comparison(options, *loaded, *how, common);
  std::vector<std::string> paths = options.check.paths;
  if (paths.empty()) paths.emplace_back(".");
  const bool against = !options.against.empty();
  std::optional<result::Run> before = against ? comparison.then(paths) : comparison.state(paths.front());
  if (!before) return 2;
  std::optional<result::Run> after = against ? comparison.now(paths) : comparison.state(paths.back());
  if (!after) return 2;
  take_issues(*before, *after);
  const result::Diff diff = result::diff(*before, *after);
  result::Baseline baseline = result::baseline_of(*before);
  const bool one_each = before->subjects.size() == 1 && after->subjects.size() == 1;
  if (one_each) baseline.subjects.front().identity = result::identity_of(after->subjects.front());
  how->gate.baseline = &baseline;
  tell_issues(options.check, common, *after);
  const result::Gate gate = result::gate(*after, how->gate);
  const bool written = write_reports(options.check, common, gate,
                                     [&](std::string_view format, const report::WriteOptions& write, std::string& out) {
                                       report::write_diff(format, diff, write, out);
                                     });
  return written ? gate.exit_status : 2;
}

}  // namespace hegui::cli
