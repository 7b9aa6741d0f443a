// What the shipped rules cost on one product: nanoseconds and heap allocations of each condition that can be asked of
// the whole product (`applies`, `each`, and `require` of rules without items), and of judging all rules with their
// items and findings. Usage: rules_bench [path…], by default the demo product.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "cel/evaluate.h"
#include "check/evaluate.h"
#include "derive/derive.h"
#include "facts/subject.h"
#include "gather/gather.h"
#include "policy/embedded.h"

namespace {
std::size_t allocations = 0;
}

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  std::abort();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

using namespace hegui;

struct Measured {
  double nanoseconds = 0;
  double allocations = 0;
};

// The best of five rounds of `count` calls.
template <class Run>
Measured measure(std::size_t count, const Run& run) {
  Measured best{1e18, 0};
  for (int round = 0; round < 6; ++round) {
    const std::size_t before = allocations;
    const auto begin = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < count; ++i) run();
    const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - begin;
    const auto calls = static_cast<double>(count);
    if (spent.count() / calls < best.nanoseconds)
      best = {spent.count() / calls, static_cast<double>(allocations - before) / calls};
  }
  return best;
}

struct Line {
  std::string what;
  Measured measured;
};

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> paths(argv + 1, argv + argc);
  if (paths.empty()) paths.emplace_back("testdata/demo/ride");
  const policy::Policy policy{image::View(policy::embedded_image())};
  const vocab::Vocabulary vocabulary{policy.view()};
  gather::Gathered gathered = gather::gather(paths, disk(), {.limits = {}, .vocabulary = &vocabulary}, nullptr);
  if (gathered.products.size() != 1) {
    std::fprintf(stderr, "rules_bench: these paths are %zu products, one is wanted\n", gathered.products.size());
    return 2;
  }
  facts::Subject subject = facts::merge(std::move(gathered.products.front().facts));
  derive::derive(subject, vocabulary, vocab::Identifiers(vocabulary), vocab::PurposeText(vocabulary));
  const Date day = *parse_date("2026-11-25");  // fixed, so that runs compare
  check::Scratch scratch;

  std::vector<value::Value> slots = facts::slots(subject, scratch.arena);
  slots[facts::Schema::get().slot(facts::fact("as_of"))] = value::Value::timestamp(std::int64_t{day.days} * 86400);
  slots.push_back(value::Value::null());
  std::vector<Line> lines;
  cel::Scratch cel;
  for (const policy::RuleRow& rule : policy.rules()) {
    const auto add = [&](const char* what, cel::ProgramRef program) {
      if (!program) return;
      const cel::ProgramView view = cel::view(policy.view(), program);
      lines.push_back({std::string(policy.text(rule.id)) + " " + what, measure(2'000, [&] {
                         cel::evaluate(view, slots, cel);
                         cel.reset();
                       })});
    };
    add("applies", rule.applies);
    add("each", rule.each);
    if (!rule.each) add("require", rule.require);
  }
  std::ranges::sort(lines, std::greater{}, [](const Line& line) { return line.measured.nanoseconds; });
  double sum = 0, made = 0;
  for (const Line& line : lines) {
    sum += line.measured.nanoseconds;
    made += line.measured.allocations;
  }
  const auto conditions = static_cast<double>(lines.size()), rules = static_cast<double>(policy.rules().size());
  std::printf(
      "%zu rules, %zu conditions: mean %.0f ns, median %.0f ns a condition; %.0f ns a rule; %.3f allocations a "
      "condition\nslowest:\n",
      policy.rules().size(), lines.size(), sum / conditions, lines[lines.size() / 2].measured.nanoseconds, sum / rules,
      made / conditions);
  for (std::size_t i = 0; i < std::min<std::size_t>(5, lines.size()); ++i)
    std::printf("  %8.0f ns  %s\n", lines[i].measured.nanoseconds, lines[i].what.c_str());
  const Measured whole = measure(200, [&] { check::evaluate(policy, subject, day, {}, scratch); });
  std::printf("all rules judged, items and findings included: %.1f us a product, %.0f ns a rule\n",
              whole.nanoseconds / 1000, whole.nanoseconds / rules);
  return 0;
}
