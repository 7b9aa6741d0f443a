// `hegui init`: a declaration to fill in.
#include <fmt/format.h>

#include <filesystem>

#include "author/example.h"
#include "base/file_system.h"
#include "commands.h"
#include "load.h"
#include "terminal.h"

namespace hegui::cli {

namespace {

// The inputs as the declaration in `file` is to name them: relative to its folder. Standard input has no path to name.
std::vector<std::string> named_manifests(const gather::Product& product, const std::string& file) {
  std::vector<std::string> names;
  const std::filesystem::path folder = std::filesystem::absolute(file == "-" ? "hegui.toml" : file).parent_path();
  for (const facts::FactSet& facts : product.facts) {
    const std::string& path = facts.inputs().front().source->name();
    if (path.starts_with('<') || (facts.states() & facts::kDeclaration) != 0) continue;
    names.push_back(std::filesystem::absolute(path).lexically_relative(folder).generic_string());
  }
  return names;
}

}  // namespace

int run_init(const Init& options, const Common& common) {
  const auto loaded = load_policy(common);
  if (!loaded) return 2;
  const read::Context context{.limits = common.limits, .vocabulary = &loaded->vocabulary};
  gather::Gathered gathered = load_inputs(options.paths, context);
  for (const Diagnostic& issue : gathered.issues) print(issue);
  if (gathered.products.size() > 1) {
    print_error(fmt::format("hegui: these inputs are {} products; a declaration is of one: name the inputs of one\n", gathered.products.size()));
    return 2;
  }
  if (!options.paths.empty() && gathered.products.empty()) return 2;
  std::vector<std::string> manifests;
  facts::Subject subject;
  if (!gathered.products.empty()) manifests = named_manifests(gathered.products.front(), options.file);
  if (!gathered.products.empty()) subject = subject_of(gathered.products.front(), *loaded);
  const std::string text = author::example(gathered.products.empty() ? nullptr : &subject, manifests);
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
