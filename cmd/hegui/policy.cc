// `hegui policy check` and `hegui policy test`.
#include <fmt/format.h>

#include "check/examples.h"
#include "commands.h"
#include "load.h"
#include "policy/compile.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

// The packs to look at: the folders named here besides those of --policy.
Common with_folders(const Common& common, const std::vector<std::string>& folders) {
  Common all = common;
  all.policy.insert(all.policy.end(), folders.begin(), folders.end());
  return all;
}

}  // namespace

int run_policy_check(const PolicyCheck& options, const Common& common) {
  const auto loaded = load_policy(with_folders(common, options.folders));
  if (!loaded) return 2;
  print(fmt::format("{} packs, {} rules, {} clauses of {} instruments: no error\n", loaded->policy.packs().size(), loaded->policy.rules().size(),
                    loaded->policy.clauses().size(), loaded->policy.instruments().size()));
  return 0;
}

int run_policy_test(const PolicyTest& options, const Common& common) {
  const auto loaded = load_policy(with_folders(common, options.folders));
  if (!loaded) return 2;
  const std::vector<SourcePtr> files = policy::sources(loaded->policy);
  const check::ExampleRun run = check::run_examples(loaded->policy, files);
  for (const Diagnostic& failure : run.failures) print(failure);
  if (options.uncovered)
    for (const Diagnostic& hidden : run.hidden) print(hidden);
  print(fmt::format("{} examples of {} rules: {} failed; {} of {} sides of conditions shown{}\n", run.examples, run.rules, run.failures.size(),
                    run.shown, run.sides, run.hidden.empty() || options.uncovered ? "" : ", --uncovered lists the rest"));
  return run.failures.empty() ? 0 : 1;
}

}  // namespace hegui::cli
