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
  if (!chosen) return print(common, chosen.error()), 2;
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
    complain(common, "没有叫 `{}` 的文件；`hegui clauses` 列出全部",
             "no instrument is called `{}`; `hegui clauses` lists all of them", options.instrument);
    return 2;
  }
  print(report::list_clauses(loaded->policy, options.instrument, catalogue_options(common, options.format)));
  return 0;
}

int run_explain(const Explain& options, const Common& common) {
  const auto loaded = load_policy(common);
  if (!loaded) return 2;
  const bool chinese = common.language == Language::Zh;
  const std::string words = fmt::format("{}", fmt::join(options.words, " "));
  const auto text = report::explanation(loaded->policy, loaded->identifiers, words, chinese);
  if (text) return print(*text), 0;
  print_error(fmt::format("hegui: {}\n", report::unexplained(loaded->policy, loaded->identifiers, words, chinese)));
  return 2;
}

}  // namespace hegui::cli
