// The table of contents: read the command line, run the command, return its status.
#include <csignal>
#include <variant>

#include "commands.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

struct Dispatch {
  const Common& common;
  int operator()(const Said& said) const { return said.status; }
  int operator()(const Check& options) const { return run_check(options, common); }
  int operator()(const Diff& options) const { return run_diff(options, common); }
  int operator()(const Facts& options) const { return run_facts(options, common); }
  int operator()(const Rules& options) const { return run_rules(options, common); }
  int operator()(const Clauses& options) const { return run_clauses(options, common); }
  int operator()(const Explain& options) const { return run_explain(options, common); }
  int operator()(const Init& options) const { return run_init(options, common); }
  int operator()(const Generate& options) const { return run_generate(options, common); }
  int operator()(const PolicyCheck& options) const { return run_policy_check(options, common); }
  int operator()(const PolicyTest& options) const { return run_policy_test(options, common); }
  int operator()(const PolicyNew& options) const { return run_policy_new(options, common); }
  int operator()(const Completion& options) const { return run_completion(options, common); }
  int operator()(const Manual& options) const { return run_manual(options, common); }
  int operator()(const Batch& options) const { return run_batch(options, common); }
  int operator()(const Report& options) const { return run_report(options, common); }
  int operator()(const Schema& options) const { return run_schema(options, common); }
};

}  // namespace
}  // namespace hegui::cli

int main(int count, char** arguments) {
  // A file that reaches the limit of its size is told as a full disk is, not by an end.
  std::signal(SIGXFSZ, SIG_IGN);
  const hegui::cli::Options options = hegui::cli::parse(count, arguments);
  const int status = std::visit(hegui::cli::Dispatch{options.common}, options.command);
  return hegui::cli::flush_output() ? status : 2;
}
