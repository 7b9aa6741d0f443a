// `hegui schema`: JSON Schemas of what hegui reads and writes.
#include "author/json_schema.h"
#include "commands.h"
#include "report/diff.h"
#include "result/json.h"
#include "terminal.h"

namespace hegui::cli {

int run_schema(const Schema& options, const Common&) {
  if (options.what == "declaration")
    print(author::declaration_schema());
  else if (options.what == "policy")
    print(author::policy_schema());
  else if (options.what == "facts")
    print(author::facts_schema());
  else if (options.what == "diff")
    print(report::diff_schema());
  else
    print(result::report_schema());
  return 0;
}

}  // namespace hegui::cli
