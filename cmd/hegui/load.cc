#include "load.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/file_system.h"
#include "derive/derive.h"
#include "derive/policy_text.h"
#include "policy/compile.h"
#include "policy/embedded.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

// Standard input whole, or null past the limit.
SourcePtr read_standard_input(std::uint64_t limit) {
  std::string text;
  char block[65536];
  for (;;) {
    const ssize_t got = ::read(STDIN_FILENO, block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    text.append(block, static_cast<std::size_t>(got));
    if (text.size() > limit) return nullptr;
  }
  return std::make_shared<Source>("<stdin>", std::move(text));
}

}  // namespace

std::unique_ptr<LoadedPolicy> load_policy(const Common& common) {
  if (common.policy.empty()) return std::make_unique<LoadedPolicy>(image::View(policy::embedded_image()));
  bool ok = true;
  std::vector<SourcePtr> files;
  for (const std::string& folder : common.policy) {
    auto found = policy::collect(disk(), folder);
    for (const Diagnostic& issue : found.issues) print(common, issue);
    ok = ok && found;
    if (found) std::ranges::move(*found.value, std::back_inserter(files));
  }
  if (!common.replace_policy) {
    const std::vector<SourcePtr> own =
        policy::sources(policy::Policy(image::View(policy::embedded_image())), "<built-in>/");
    files.insert(files.begin(), own.begin(), own.end());
  }
  auto compiled = policy::compile(files);
  for (const Diagnostic& issue : compiled.issues) print(common, issue);
  if (!ok || !compiled) return nullptr;
  return std::make_unique<LoadedPolicy>(std::make_unique<std::string>(std::move(*compiled.value)));
}

gather::Gathered load_inputs(const std::vector<std::string>& paths, const read::Context& context) {
  SourcePtr standard_input;
  if (std::ranges::find(paths, "-") != paths.end())
    standard_input = read_standard_input(context.limits.max_input_bytes);
  return gather::gather(paths, disk(), context, standard_input);
}

facts::Subject subject_of(gather::Product& product, const LoadedPolicy& policy) {
  facts::Subject subject = facts::merge(std::move(product.facts));
  derive::derive(subject, policy.vocabulary, policy.identifiers, policy.purposes);
  derive::compare_policy_text(subject, policy.vocabulary, policy.terms());
  return subject;
}

}  // namespace hegui::cli
