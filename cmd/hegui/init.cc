// `hegui init`: a declaration to fill in.
#include <fmt/format.h>

#include "author/example.h"
#include "base/file_system.h"
#include "commands.h"
#include "load.h"
#include "terminal.h"

namespace hegui::cli {

int run_init(const Init& options, const Common& common) {
  const auto loaded = load_policy(common);
  if (!loaded) return 2;
  const read::Context context{};
  gather::Gathered gathered = load_inputs(options.paths, context);
  for (const Diagnostic& issue : gathered.issues) print(issue);
  if (gathered.products.size() > 1) {
    print_error(fmt::format("hegui: these inputs are {} products; a declaration is of one: name the inputs of one\n", gathered.products.size()));
    return 2;
  }
  if (!options.paths.empty() && gathered.products.empty()) return 2;
  facts::Subject subject;
  if (!gathered.products.empty()) subject = subject_of(gathered.products.front(), loaded->vocabulary);
  const std::string text = author::declaration_example(gathered.products.empty() ? nullptr : &subject, common.language == Language::Zh);
  if (options.file == "-") {
    print(text);
  } else if (!options.force && disk().stat(options.file)) {
    print_error(fmt::format("hegui: {} exists; --force replaces it, -o FILE names another\n", options.file));
    return 2;
  } else if (auto written = write_file(options.file, text); !written) {
    print(written.error());
    return 2;
  } else {
    print(in_language<std::string>(common, fmt::format("已写入 {}。逐项回答后运行：hegui check … {}\n", options.file, options.file),
                                   fmt::format("Wrote {}. Answer its questions, then run: hegui check … {}\n", options.file, options.file)));
  }
  return gathered.issues.empty() ? 0 : 2;
}

}  // namespace hegui::cli
