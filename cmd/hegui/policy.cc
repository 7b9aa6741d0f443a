// `hegui policy check`, `hegui policy test` and `hegui policy new`.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>

#include "author/rule_skeleton.h"
#include "base/file_system.h"
#include "check/examples.h"
#include "commands.h"
#include "load.h"
#include "policy/compile.h"
#include "policy/coverage.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

// The packs to look at: the folders named here besides those of --policy.
Common with_folders(const Common& common, const std::vector<std::string>& folders) {
  Common all = common;
  all.policy.insert(all.policy.end(), folders.begin(), folders.end());
  return all;
}

// Letters, digits and hyphens, none of these at an end.
bool is_word(std::string_view word, bool capitals) {
  const auto plain = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || (capitals && c >= 'A' && c <= 'Z');
  };
  return !word.empty() && word.front() != '-' && word.back() != '-' && std::ranges::all_of(word, plain);
}

// What a new rule may cite until its author says better; empty in a policy without clauses.
std::string_view clause_most_cited(const policy::Policy& policy) {
  const auto by_clause = policy::rules_by_clause(policy);
  const auto most = std::ranges::max_element(by_clause, {}, [](const auto& rules) { return rules.size(); });
  if (most == by_clause.end()) return {};
  return policy.text(policy.clauses()[static_cast<std::size_t>(most - by_clause.begin())].id);
}

}  // namespace

int run_policy_check(const PolicyCheck& options, const Common& common) {
  const auto loaded = load_policy(with_folders(common, options.folders));
  if (!loaded) return 2;
  print(fmt::format("{} packs, {} rules, {} clauses of {} instruments: no error\n", loaded->policy.packs().size(),
                    loaded->policy.rules().size(), loaded->policy.clauses().size(),
                    loaded->policy.instruments().size()));
  return 0;
}

int run_policy_test(const PolicyTest& options, const Common& common) {
  const auto loaded = load_policy(with_folders(common, options.folders));
  if (!loaded) return 2;
  const std::vector<SourcePtr> files = policy::sources(loaded->policy);
  const check::ExampleRun run = check::run_examples(loaded->policy, files);
  for (const Diagnostic& failure : run.failures) print(common, failure);
  if (options.uncovered)
    for (const Diagnostic& hidden : run.hidden) print(common, hidden);
  print(fmt::format("{} examples of {} rules: {} failed; {} of {} sides of conditions shown{}\n", run.examples,
                    run.rules, run.failures.size(), run.shown, run.sides,
                    run.hidden.empty() || options.uncovered ? "" : ", --uncovered lists the rest"));
  return run.failures.empty() ? 0 : 1;
}

int run_policy_new(const PolicyNew& options, const Common& common) {
  std::string name = options.name;
  if (name.empty())
    std::ranges::transform(options.id, std::back_inserter(name),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (!is_word(options.id, true)) {
    complain(common, "`{}` 不能作规则编号，请用字母、数字和连字符",
             "`{}` is no rule id; write letters, digits and hyphens", options.id);
    return 2;
  }
  if (!is_word(name, false)) {
    complain(common, "`{}` 不能作规则名，请用连字符连接的小写词",
             "`{}` is no rule name; write lower-case words joined by hyphens", name);
    return 2;
  }
  const auto loaded = load_policy(common);
  if (!loaded) return 2;
  const std::string pack = options.folder + "/pack.toml", rule = fmt::format("{}/rules/{}.toml", options.folder, name);
  if (disk().stat(rule)) {
    complain(common, "{} 已存在，请用 --name 换一个名称", "{} exists; give another --name", rule);
    return 2;
  }
  // What stands in the way of the folder is told when the first file cannot be written.
  std::error_code failed;
  std::filesystem::create_directories(options.folder + "/rules", failed);
  const auto write = [&](const std::string& path, const std::string& text) {
    if (auto written = write_file(path, text); !written) return print(common, written.error()), false;
    print(in_language<std::string>(common, fmt::format("已写入 {}\n", path), fmt::format("Wrote {}\n", path)));
    return true;
  };
  if (!disk().stat(pack) && !write(pack, author::pack_skeleton("own"))) return 2;
  return write(rule, author::rule_skeleton(options.id, name, clause_most_cited(loaded->policy))) ? 0 : 2;
}

}  // namespace hegui::cli
