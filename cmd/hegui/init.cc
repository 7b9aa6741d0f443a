// `hegui init`: a declaration to fill in, or one that is there completed.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "ask.h"
#include "author/complete.h"
#include "author/example.h"
#include "base/file_system.h"
#include "commands.h"
#include "load.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20;  // of a declaration to complete

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

bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code problem;
  return a == b || std::filesystem::equivalent(a, b, problem);
}

// Whether questions are to be asked; nothing when they cannot be, which has been printed then.
std::optional<bool> asks(const Init& options, const Common& common) {
  if (options.ask.value_or(false) && in_ci()) {
    complain(common, "CI 中无人回答，请去掉 --ask", "nobody answers in CI: leave out --ask");
    return std::nullopt;
  }
  const bool person = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0 && !in_ci() && options.file != "-";
  return options.ask.value_or(person);
}

std::size_t count_lines(std::string_view text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

int write(const Init& options, const Common& common, const std::string& text, const SourcePtr& before) {
  if (options.file == "-") {
    print(text);
    return 0;
  }
  if (before && before->text() == text) {
    print(in_language<std::string>(common, fmt::format("{} 没有可补的。\n", options.file),
                                   fmt::format("Nothing to add to {}.\n", options.file)));
    return 0;
  }
  if (const auto written = write_file(options.file, text); !written) {
    print(common, written.error());
    return 2;
  }
  if (before) {
    const std::size_t lines = count_lines(text) - count_lines(before->text());
    print(in_language<std::string>(
        common, fmt::format("已在 {} 中补入 {} 行，原有内容未动。\n", options.file, lines),
        fmt::format("Added {} lines to {}; what was there is as it was.\n", lines, options.file)));
    return 0;
  }
  print(in_language<std::string>(
      common, fmt::format("已写入 {}。逐项回答后运行：hegui check … {}\n", options.file, options.file),
      fmt::format("Wrote {}. Answer its questions, then run: hegui check … {}\n", options.file, options.file)));
  return 0;
}

}  // namespace

int run_init(const Init& options, const Common& common) {
  const auto loaded = load_policy(common);
  const auto asking = asks(options, common);
  if (!loaded || !asking) return 2;
  const read::Context context{.limits = common.limits, .vocabulary = &loaded->vocabulary};
  gather::Gathered gathered = load_inputs(options.paths, context);
  for (const Diagnostic& issue : gathered.issues) print(common, issue);
  if (gathered.products.size() > 1) {
    complain(common, "这些输入属于 {} 个产品，而一份申报只写一个：请指定其中一个的输入",
             "these inputs are {} products; a declaration is of one: name the inputs of one", gathered.products.size());
    return 2;
  }
  if (!options.paths.empty() && gathered.products.empty()) return 2;
  const bool unread = !gathered.issues.empty();

  SourcePtr before;
  if (options.file != "-" && !options.force && disk().stat(options.file)) {
    const auto opened = disk().open(options.file, kMostBytes);
    if (!opened) return print(common, opened.error()), 2;
    before = *opened;
    if (!options.file.ends_with(".toml")) {
      complain(common, "{} 已存在，而只有 TOML 可以补写；可用 --force 覆盖，或用 -o 指定其他文件",
               "{} exists and only TOML is completed; --force replaces it, -o FILE names another", options.file);
      return 2;
    }
    std::vector<std::string> paths = options.paths;
    std::erase_if(paths, [&](const std::string& path) { return is_same_file(path, options.file); });
    paths.push_back(options.file);
    gathered = load_inputs(paths, context);
    for (const Diagnostic& issue : gathered.issues)
      if (!unread) print(common, issue);
  }

  gather::Product product;
  if (!gathered.products.empty()) product = std::move(gathered.products.front());
  std::vector<std::string> manifests = named_manifests(product, options.file);
  facts::Subject subject = subject_of(product, *loaded);
  std::optional<facts::FactSet> answers = *asking ? ask(subject, common) : std::nullopt;
  if (answers) {
    // Answers come last: what inputs say is not asked.
    std::vector<facts::FactSet> inputs;
    inputs.push_back(std::move(subject.facts));
    inputs.push_back(std::move(*answers));
    subject = facts::merge(std::move(inputs));
  }
  const author::DraftSources sources{&subject, &loaded->policy};
  if (!before) {
    const int status = write(options, common, author::example(sources, manifests), nullptr);
    return unread ? 2 : status;
  }
  const auto completed = author::complete(before, sources, manifests);
  for (const Diagnostic& issue : completed.issues) print(common, issue);
  if (!completed) return 2;
  const int status = write(options, common, *completed.value, before);
  return unread || !gathered.issues.empty() ? 2 : status;
}

}  // namespace hegui::cli
