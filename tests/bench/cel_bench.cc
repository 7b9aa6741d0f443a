// Nanoseconds and heap allocations per evaluation of a planned condition: comparisons of facts, quantifiers over 20
// records, text functions and patterns, and conditions of the shapes that rules have. `--json` prints one object, for
// comparison with others.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "cel/check.h"
#include "cel/evaluate.h"
#include "cel/parse.h"
#include "cel/program.h"

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
using namespace hegui::cel;
using value::TypePool;
using value::Value;

struct Facts {
  Environment environment;
  std::vector<Value> slots;
  value::TypePool types;
  Arena arena;

  void add(const char* name, const value::Type* type, Value value) {
    const auto slot = static_cast<std::uint32_t>(slots.size());
    slots.push_back(value);
    environment.add({name, type, slot, slot + 1});
  }

  Facts() {
    const value::Type* item = types.record("permissions[]", {{"name", TypePool::string(), 101},
                                                             {"purpose", TypePool::string(), 102},
                                                             {"sensitive", TypePool::boolean(), 103}});
    static const std::uint32_t kLost[] = {102};
    const Value lost = Value::unknown(arena.make<value::Missing>(std::span<const std::uint32_t>(kLost), false));
    std::vector<Value> items;
    for (int i = 0; i < 20; ++i) {
      const std::string name = "android.permission.NUMBER_" + std::to_string(i);
      const Value fields[] = {Value::string(arena.copy(std::string_view(name))),
                              i == 19 ? lost : Value::string("to show the way"), Value::boolean(i % 2 == 0)};
      items.push_back(Value::record(arena.make<value::Record>(item, arena.copy(std::span<const Value>(fields)))));
    }
    const Value texts[] = {Value::string("huawei"), Value::string("xiaomi"), Value::string("oppo")};
    add("app.target_sdk", TypePool::integer(), Value::integer(33));
    add("app.min_sdk", TypePool::integer(), Value::integer(21));
    add("app.name", TypePool::string(), Value::string("Example Ride"));
    add("app.debuggable", TypePool::boolean(), Value::boolean(false));
    add("subject.kind", TypePool::string(), Value::string("app"));
    add("subject.channels", types.list(TypePool::string()),
        Value::list(arena.make<value::List>(arena.copy(std::span<const Value>(texts)))));
    add("permissions", types.list(item),
        Value::list(arena.make<value::List>(arena.copy(std::span<const Value>(items)))));
    add("filing.expires", TypePool::timestamp(), Value::timestamp(1'800'000'000));
    add("as_of", TypePool::timestamp(), Value::timestamp(1'764'000'000));
    add("policy.url", TypePool::string(), Value::string("https://example.com/privacy"));
  }
};

struct Bench {
  const char* group;
  const char* text;
};

constexpr Bench kBenches[] = {
    {"scalar", "app.target_sdk >= app.min_sdk"},
    {"scalar", "app.target_sdk == 33"},
    {"scalar", "subject.kind == 'app'"},
    {"scalar", "!app.debuggable && app.target_sdk > 30"},
    {"list", "'oppo' in subject.channels"},
    {"list", "permissions.exists(p, p.name == 'none')"},
    {"list", "permissions.all(p, !p.sensitive || p.purpose != '')"},
    {"list", "permissions.filter(p, p.sensitive).size() == 10"},
    {"text", "policy.url.startsWith('https://') && policy.url.endsWith('/privacy')"},
    {"text", "app.name.contains('Ride')"},
    {"pattern", "policy.url.matches('^https://[a-z.]+/')"},
    {"rule", "subject.kind == 'app' && app.target_sdk >= 30"},
    {"rule", "has(policy.url) && policy.url.startsWith('https://')"},
    {"rule", "subject.kind in ['app', 'mini-program', 'quick-app'] && !app.debuggable"},
    {"rule", "has(filing.expires) && filing.expires > as_of + duration('720h')"},
    {"rule", "subject.channels.all(c, c in ['huawei', 'xiaomi', 'oppo', 'vivo'])"},
    {"rule", "permissions.exists(p, p.sensitive && p.name.startsWith('android.permission.NUMBER_18'))"},
};

struct Measured {
  double nanoseconds;
  double allocations;
};

Measured measure(const ProgramView& program, const Facts& facts) {
  Scratch scratch;
  const auto run = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      evaluate(program, facts.slots, scratch);
      if (i % 16 == 15) scratch.reset();
    }
  };
  run(2000);
  double best = 1e18, made = 0;
  for (int round = 0; round < 5; ++round) {
    constexpr std::size_t kCount = 40'000;
    const std::size_t before = allocations;
    const auto begin = std::chrono::steady_clock::now();
    run(kCount);
    const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - begin;
    best = std::min(best, spent.count() / kCount);
    made = static_cast<double>(allocations - before) / kCount;
  }
  return {best, made};
}

}  // namespace

int main(int argc, char** argv) {
  const bool json = argc > 1 && std::strcmp(argv[1], "--json") == 0;
  const Facts facts;
  double rules = 0;
  int count = 0;
  if (json) std::puts("{");
  for (const Bench& bench : kBenches) {
    const Source source("bench", std::string_view(bench.text), nullptr);
    Checked<Ast> parsed = parse(source, Span{&source, 0, static_cast<std::uint32_t>(source.text().size())});
    Checked<Ast> checked = parsed ? check(std::move(*parsed.value), facts.environment, TypePool::boolean())
                                  : Checked<Ast>{{}, parsed.issues};
    if (!checked) {
      std::fprintf(stderr, "%s", render(checked.issues[0]).c_str());
      return 1;
    }
    image::Writer writer;
    const ProgramRef ref = plan(*checked.value, writer);
    const std::string image = writer.finish();
    const Measured measured = measure(view(image::View(image), ref), facts);
    if (std::strcmp(bench.group, "rule") == 0) {
      rules += measured.nanoseconds;
      ++count;
    }
    if (json)
      std::printf("  \"%s\": %.1f,\n", bench.text, measured.nanoseconds);
    else
      std::printf("%-8s%9.1f ns%8.2f allocations  %s\n", bench.group, measured.nanoseconds, measured.allocations,
                  bench.text);
  }
  if (json)
    std::printf("  \"mean of rules\": %.1f\n}\n", rules / count);
  else
    std::printf("mean of rules %.1f ns\n", rules / count);
  return 0;
}
