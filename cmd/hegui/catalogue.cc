// `hegui rules`, `hegui clauses`, `hegui explain`: the policy itself.
#include <fmt/format.h>

#include "check/select.h"
#include "commands.h"
#include "load.h"
#include "report/catalogue.h"
#include "report/rules_markdown.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

report::CatalogueOptions catalogue_options(const Common& common, std::string_view format) {
  return {.chinese = common.language == Language::Zh, .json = format == "json"};
}

}  // namespace

int run_rules(const Rules& options, const Common& common) {
  const auto loaded = load_policy(common);
  if (!loaded) return 2;
  const auto chosen = check::select(loaded->policy, options.select, options.ignore);
  if (!chosen) return print(chosen.error()), 2;
  if (options.format == "markdown") {
    print(report::rules_markdown(loaded->policy, *chosen, common.language == Language::Zh));
    return 0;
  }
  print(report::list_rules(loaded->policy, *chosen, catalogue_options(common, options.format)));
  return 0;
}

int run_clauses(const Clauses& options, const Common& common) {
  const auto loaded = load_policy(common);
  if (!loaded) return 2;
  if (!options.instrument.empty() && !loaded->policy.find_instrument(options.instrument)) {
    print_error(
        fmt::format("hegui: no instrument is called `{}`; `hegui clauses` lists all of them\n", options.instrument));
    return 2;
  }
  print(report::list_clauses(loaded->policy, options.instrument, catalogue_options(common, options.format)));
  return 0;
}

int run_explain(const Explain& options, const Common& common) {
  const auto loaded = load_policy(common);
  if (!loaded) return 2;
  const auto text = report::explain(loaded->policy, loaded->identifiers, options.id, common.language == Language::Zh);
  if (!text) {
    const std::string nearest = report::nearest_explained(loaded->policy, options.id);
    print_error(fmt::format(
        "hegui: nothing is known of `{}`{}\n", options.id,
        nearest.empty() ? "; try `hegui rules` or `hegui clauses`" : fmt::format("; did you mean `{}`?", nearest)));
    return 2;
  }
  print(*text);
  return 0;
}

}  // namespace hegui::cli
