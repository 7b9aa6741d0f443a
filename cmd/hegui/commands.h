// One function per command; each returns the exit status: 0 done, 1 a gate or a test failed, 2 something could not be
// read or was wrong.
#pragma once

#include "options.h"

namespace hegui::cli {

int run_check(const Check& options, const Common& common);
int run_diff(const Diff& options, const Common& common);
int run_facts(const Facts& options, const Common& common);
int run_rules(const Rules& options, const Common& common);
int run_clauses(const Clauses& options, const Common& common);
int run_explain(const Explain& options, const Common& common);
int run_init(const Init& options, const Common& common);
int run_generate(const Generate& options, const Common& common);
int run_policy_check(const PolicyCheck& options, const Common& common);
int run_policy_test(const PolicyTest& options, const Common& common);
int run_policy_new(const PolicyNew& options, const Common& common);
int run_completion(const Completion& options, const Common& common);
int run_manual(const Manual& options, const Common& common);
int run_batch(const Batch& options, const Common& common);
int run_report(const Report& options, const Common& common);
int run_schema(const Schema& options, const Common& common);

}  // namespace hegui::cli
