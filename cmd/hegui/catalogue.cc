// `hegui rules`, `hegui clauses`, `hegui explain`: the policy itself.
#include <fmt/format.h>
#include <fmt/ranges.h>

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
  const bool chinese = common.language == Language::Zh;
  const auto text = report::explanation(loaded->policy, loaded->identifiers, options.id, chinese);
  if (text) return print(*text), 0;
  const std::vector<std::string> nearest = report::nearest_explained(loaded->policy, loaded->identifiers, options.id);
  print_error(
      nearest.empty()
          ? fmt::format(
                fmt::runtime(
                    chinese ? "hegui：没有“{}”的说明，规则、条款、事实和词表都没有谈到它；可查 `hegui rules`、`hegui "
                              "clauses`\n"
                            : "hegui: nothing is known of `{}`: no rule, clause, fact or vocabulary speaks of it; try "
                              "`hegui rules` or `hegui clauses`\n"),
                options.id)
          : fmt::format(fmt::runtime(chinese ? "hegui：没有“{}”的说明；名称相近的有 {}\n"
                                             : "hegui: nothing is known of `{}`; did you mean {}?\n"),
                        options.id, fmt::format("`{}`", fmt::join(nearest, "`, `"))));
  return 2;
}

}  // namespace hegui::cli
