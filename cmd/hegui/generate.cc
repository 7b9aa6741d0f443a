// `hegui generate`: a paper drafted from what is known of one product.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/file_system.h"
#include "base/nearest_name.h"
#include "batch/judge.h"
#include "commands.h"
#include "gather/evidence.h"
#include "gather/policy_text.h"
#include "load.h"
#include "paper/papers.h"
#include "result/assemble.h"
#include "selection.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

// The paper asked for: one of hegui's own, or a checklist of the policy.
struct Chosen {
  const paper::Kind* kind = nullptr;
  const policy::ChecklistRow* list = nullptr;
};

std::optional<Chosen> choose(const Common& common, const std::string& name, const policy::Policy& policy) {
  const auto kinds = paper::kinds();
  if (const auto it = std::ranges::find(kinds, name, &paper::Kind::name); it != kinds.end())
    return Chosen{.kind = &*it};
  for (const policy::ChecklistRow& list : policy::checklists(policy))
    if (policy.text(list.name) == name) return Chosen{.list = &list};
  std::vector<std::string_view> known;
  std::ranges::transform(kinds, std::back_inserter(known), &paper::Kind::name);
  for (const policy::ChecklistRow& list : policy::checklists(policy)) known.push_back(policy.text(list.name));
  std::string all;
  for (const std::string_view each : known) all += fmt::format("{}{}", all.empty() ? "" : ", ", each);
  complain(common, "没有叫 `{}` 的材料{}；可用的有 {}", "no paper is called `{}`{}; there are: {}", name,
           or_meant(common, nearest_name(name, known)), all);
  return std::nullopt;
}

// The writer of the format asked for, else of the file's ending, else the first.
const paper::Writer* writer_of(const Generate& options) {
  const auto writers = paper::writers();
  const bool named = !options.format.empty();
  const auto it = std::ranges::find_if(writers, [&](const paper::Writer& writer) {
    return named ? writer.name == options.format : options.file.ends_with(writer.ending);
  });
  if (it != writers.end()) return &*it;
  return &writers.front();
}

int deliver(const Generate& options, const Common& common, const std::string& text, std::size_t gaps) {
  if (options.file.empty() || options.file == "-") {
    print(text);
    return 0;
  }
  if (const auto written = write_file(options.file, text); !written) {
    print(common, written.error());
    return 2;
  }
  const std::string open =
      in_language<std::string>(common, fmt::format("，{} 处待补", gaps), fmt::format("; {} to be filled in", gaps));
  print(in_language<std::string>(common, fmt::format("已写入 {}{}。\n", options.file, gaps == 0 ? "" : open),
                                 fmt::format("Wrote {}{}.\n", options.file, gaps == 0 ? "" : open)));
  return 0;
}

}  // namespace

int run_generate(const Generate& options, const Common& common) {
  const auto loaded = load_policy(common);
  if (!loaded) return 2;
  const auto chosen = choose(common, options.kind, loaded->policy);
  const auto day = day_of(options.as_of, common);
  if (!chosen || !day) return 2;
  const bool is_file = chosen->kind != nullptr && chosen->kind->file != nullptr;
  if (is_file && !options.format.empty()) {
    complain(common, "{} 有自己的格式，请去掉 --format", "{} has a format of its own: leave out --format",
             options.kind);
    return 2;
  }
  const read::Context context{.limits = common.limits, .vocabulary = &loaded->vocabulary};
  gather::Gathered gathered = load_inputs(options.paths, context);
  for (const Diagnostic& issue : gathered.issues) print(common, issue);
  if (gathered.products.empty()) return 2;
  if (gathered.products.size() > 1) {
    complain(common, "这些输入属于 {} 个产品，而一份材料只写一个：请指定其中一个的输入",
             "these inputs are {} products; a paper is about one: name the inputs of one", gathered.products.size());
    return 2;
  }
  gather::Product& product = gathered.products.front();
  gather::read_policy_text(product, disk(), loaded->vocabulary, loaded->terms());
  gather::verify_evidence(product, disk(), *day, {});
  for (const Diagnostic& issue : product.issues) print(common, issue);
  const std::string name = product.name;
  const facts::Subject subject = subject_of(product, *loaded);
  result::Run run = result::begin_run(loaded->policy, HEGUI_VERSION, *day);
  check::Scratch scratch;
  run.subjects.push_back(batch::judge({.policy = loaded->policy, .as_of = *day, .chosen = {}, .digests = false},
                                      subject, {}, name, scratch));
  const paper::Sources sources{loaded->policy, loaded->vocabulary, subject, run, run.subjects.front(), common.language};
  int status = 0;
  if (is_file) {
    status = deliver(options, common, chosen->kind->file(sources), 0);
  } else {
    const paper::Document document =
        chosen->kind != nullptr ? chosen->kind->table(sources) : paper::checklist(sources, *chosen->list);
    status =
        deliver(options, common, writer_of(options)->write(document, common.language), paper::count_gaps(document));
  }
  return gathered.issues.empty() ? status : 2;
}

}  // namespace hegui::cli
