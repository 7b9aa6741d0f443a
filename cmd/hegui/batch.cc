// `hegui batch`: inputs one after the other, judged by all cores, each result a line in the order of the inputs, and
// kept in a store.
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <malloc.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <ctime>
#include <thread>

#include "base/digest.h"
#include "base/file_system.h"
#include "batch/inputs.h"
#include "batch/packages.h"
#include "batch/pipeline.h"
#include "batch/worker.h"
#include "batch_sink.h"
#include "commands.h"
#include "line_output.h"
#include "load.h"
#include "progress.h"
#include "result/assemble.h"
#include "result/json.h"
#include "selection.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

using batch::Outcome;

std::atomic<bool> g_stop = false;

// The first signal asks to finish, the second ends at once.
void on_signal(int number) {
  g_stop = true;
  std::signal(number, SIG_DFL);
}

bool list_readable() {
  pollfd ready{STDIN_FILENO, POLLIN, 0};
  return ::poll(&ready, 1, 0) != 0;
}

std::size_t read_list(char* block, std::size_t size) {
  while (!g_stop) {
    pollfd ready{STDIN_FILENO, POLLIN, 0};
    const int found = ::poll(&ready, 1, 200);
    if (found == 0 || (found < 0 && errno == EINTR)) continue;
    const ssize_t got = ::read(STDIN_FILENO, block, size);
    if (got < 0 && errno == EINTR) continue;
    return got > 0 ? static_cast<std::size_t>(got) : 0;
  }
  return 0;
}

// What one input frees serves the next; given back to the system, it would come in again page by page.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kKept = 32 << 20;  // bytes; the largest block that the library lets be kept
  mallopt(M_MMAP_THRESHOLD, kKept);
  mallopt(M_TRIM_THRESHOLD, 2 * kKept);
#endif
}

std::string now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

// As files have their times.
std::int64_t nanoseconds() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// What decides results beside policy, version and day: the rules chosen, and limits that are not the usual ones.
std::string selection_digest(std::span<const std::uint8_t> chosen, const read::Limits& limits) {
  const auto words = [](const read::Limits& l) {
    return fmt::format("{} {} {} {} {} {} {}", l.max_input_bytes, l.max_entry_bytes, l.max_memory_bytes, l.max_entries,
                       l.max_ratio, l.max_depth, l.max_nodes);
  };
  std::string decides(chosen.begin(), chosen.end());
  if (words(limits) != words({})) decides += words(limits);
  return sha256_hex(decides).substr(0, 16);
}

batch::Group group_of(const std::string& name) {
  return name == "package" ? batch::Group::Package : name == "project" ? batch::Group::Project : batch::Group::File;
}

std::vector<store::RuleRow> rule_rows(const result::Run& run) {
  std::vector<store::RuleRow> rows;
  for (const result::Rule& rule : run.rules) {
    std::string clauses;
    for (const std::uint32_t clause : rule.clauses) clauses += (clauses.empty() ? "" : " ") + run.clauses[clause].id;
    rows.push_back({rule.id, rule.name, std::string(policy::name(rule.severity)), rule.pillar,
                    std::string(rule.title.zh), std::string(rule.title.en), std::move(clauses)});
  }
  return rows;
}

// The store of a run, opened and ready to take results; nothing when it cannot be, which is printed then.
struct OpenStore {
  store::Store store;
  Date as_of;
};

std::optional<OpenStore> open_store(const Batch& options, const Common& common, result::Run& run, Date as_of,
                                    std::string selection) {
  auto opened = store::Store::open(options.store);
  if (!opened) return print(common, opened.error()), std::nullopt;
  const store::RunKind kind{"group " + options.group, options.shard, options.shards};
  store::Context context{run.policy_digest, run.tool_version, as_of.to_string(), std::move(selection)};
  std::optional<std::int64_t> resumed;
  if (options.resume) {
    const auto unfinished = opened->unfinished(context, kind);
    if (!unfinished) return print(common, unfinished.error()), std::nullopt;
    if (!*unfinished) {
      complain(common, "{} 中没有同样工作（策略、规则、--group、--shard）的未完成运行；去掉 --resume 即可开始",
               "{} has no run of this work (policy, rules, --group, --shard) that did not end; leave out --resume to "
               "begin one",
               options.store);
      return std::nullopt;
    }
    if (!options.as_of.empty() && context.as_of != (*unfinished)->as_of) {
      complain(common, "要继续的运行以 {} 为准，不是 {}", "the run to resume judges as of {}, not {}",
               (*unfinished)->as_of, context.as_of);
      return std::nullopt;
    }
    resumed = (*unfinished)->run;
    context.as_of = (*unfinished)->as_of;
  }
  run.as_of = *parse_date(context.as_of);
  std::string run_line;
  result::append_run_line(run_line, run);
  auto begun = opened->use(context, rule_rows(run), run_line);
  if (begun) begun = opened->begin_run(kind, now(), resumed);
  if (!begun) return print(common, begun.error()), std::nullopt;
  return OpenStore{std::move(*opened), run.as_of};
}

class Runner {
 public:
  Runner(const Batch& options, const Common& common, const batch::Setup& setup, store::Store* store, LineOutput* output)
      : options_(options),
        setup_(setup),
        store_(store),
        sink_(tally_, store, output, options),
        progress_(common, tally_, options.quiet),
        common_(common) {}

  int run() {
    batch::List list(read_list, options_.null_ended, list_readable);
    batch::Inputs inputs(options_.paths, setup_.group, &list, setup_.files, setup_.limits);
    std::jthread counter;
    if (progress_.on_terminal())
      counter = std::jthread([this](const std::stop_token& enough) { count_inputs(enough); });
    if (setup_.group == batch::Group::Package)
      judge_packages(inputs);
    else
      judge_files(inputs);
    counter.request_stop();
    const bool kept = sink_.ok() && sink_.flush();
    progress_.clear();
    left_out_ = inputs.left_out();
    if (!kept) print(common_, sink_.failure());
    return status(kept);
  }

  bool complete() const { return !g_stop && sink_.ok(); }
  const Tally& tally() const { return tally_; }

  void tell() const {
    if (options_.quiet) return;
    const double seconds = std::max(progress_.seconds(), 1e-3);
    const std::uint64_t subjects = tally_.subjects, known = tally_.known, unopened = tally_.unopened,
                        left_out = tally_.left_out;
    const std::string rate = grouped(static_cast<std::uint64_t>(static_cast<double>(tally_.seen.load()) / seconds));
    std::string zh = fmt::format("hegui：{} 个对象，{} 个违规，{} 个有不可读之处，用时 {:.1f} 秒（每秒 {}）",
                                 grouped(subjects), grouped(tally_.failing), grouped(tally_.unreadable), seconds, rate);
    std::string en = fmt::format("hegui: {} subjects, {} failing, {} with something unreadable, in {:.1f} s ({}/s)",
                                 grouped(subjects), grouped(tally_.failing), grouped(tally_.unreadable), seconds, rate);
    if (known > 0) {
      zh += fmt::format("；{} 个未变，取自存档", grouped(known));
      en += fmt::format("; {} unchanged, taken from the store", grouped(known));
    }
    if (unopened > 0) {
      zh += fmt::format("，其中 {} 个据大小与时间判断，未重新读取", grouped(unopened));
      en += fmt::format(", {} of them by size and times, unread", grouped(unopened));
    }
    if (left_out + left_out_.links + left_out_.special > 0) {
      zh += fmt::format("；文件夹中未取：{} 个格式未知的文件，{} 个链接，{} 个特殊文件", grouped(left_out),
                        grouped(left_out_.links), grouped(left_out_.special));
      en += fmt::format("; left out of folders: {} files of no known format, {} links, {} special files",
                        grouped(left_out), grouped(left_out_.links), grouped(left_out_.special));
    }
    print_error(in_language(common_, zh, en) + "\n");
    if (g_stop) tell_stop();
  }

 private:
  void judge_files(batch::Inputs& inputs) {
    pipeline(
        [&]() -> std::optional<batch::Item> {
          auto part = inputs.next();
          if (!part) return std::nullopt;
          batch::Item item;
          item.parts.push_back(std::move(*part));
          return item;
        },
        [&] { return inputs.ready(); });
  }

  void judge_packages(batch::Inputs& inputs) {
    using Named = std::pair<batch::Part, std::string>;
    batch::Packages packages;
    const auto make = [&]() -> std::function<Named(batch::Part&&)> {
      return [worker = std::make_shared<batch::Worker>(setup_)](batch::Part&& part) {
        std::string package = worker->package(part);
        return Named{std::move(part), std::move(package)};
      };
    };
    batch::run_pipeline<batch::Part, Named>(
        {.jobs = jobs()}, g_stop, [&] { return inputs.next(); }, make,
        [&](std::vector<Named>&& named) {
          for (auto& [part, package] : named) packages.add(std::move(part), package);
          return true;
        },
        [] {});
    std::vector<batch::Item> items = packages.take();
    tally_.total = items.size();
    std::size_t at = 0;
    pipeline(
        [&]() -> std::optional<batch::Item> {
          return at == items.size() ? std::nullopt : std::optional(std::move(items[at++]));
        },
        [] { return true; });
  }

  void pipeline(const std::function<std::optional<batch::Item>()>& pull, std::function<bool()> ready) {
    const auto make = [&]() -> std::function<Outcome(batch::Item&&)> {
      std::optional<store::Lookup> lookup;
      if (store_ != nullptr)
        if (auto opened = store::Lookup::open(options_.store, store_->context())) lookup = std::move(*opened);
      return [worker = std::make_shared<batch::Worker>(setup_, std::move(lookup))](batch::Item&& item) {
        return worker->work(item);
      };
    };
    batch::run_pipeline<batch::Item, Outcome>(
        {.jobs = jobs(), .ready = std::move(ready)}, g_stop, pull, make,
        [&](std::vector<Outcome>&& done) { return sink_.take(std::move(done)); },
        [&] {
          sink_.tick();
          progress_.tick();
        });
  }

  // Walks ahead so that the bar knows its end; a list has none before it is read.
  void count_inputs(const std::stop_token& enough) {
    if (setup_.group == batch::Group::Package) return;
    for (const std::string& path : options_.paths)
      if (path == "-") return;
    batch::Inputs inputs(options_.paths, setup_.group, nullptr, setup_.files, setup_.limits);
    std::uint64_t total = 0;
    while (!enough.stop_requested() && inputs.next()) ++total;
    if (!enough.stop_requested()) tally_.total = total;
  }

  unsigned jobs() const {
    return options_.jobs > 0 ? options_.jobs : std::max(1u, std::thread::hardware_concurrency());
  }

  int status(bool kept) const {
    if (tally_.seen == 0 && kept && !g_stop)
      print_error(
          in_language<std::string>(common_, "hegui：没有找到可检查的输入\n", "hegui: found no input to judge\n"));
    if (!kept || g_stop || tally_.unreadable > 0 || tally_.seen == 0) return 2;
    return sink_.gate_failed() ? 1 : 0;
  }

  void tell_stop() const {
    if (store_ != nullptr)
      print_error(in_language<std::string>(
          common_,
          fmt::format("hegui：已停止；{} 个结果已存入 {}。加 --resume 重新运行同一命令即可继续\n",
                      grouped(sink_.done()), options_.store),
          fmt::format("hegui: stopped; {} results are kept in {}. To go on, run the same command with --resume\n",
                      grouped(sink_.done()), options_.store)));
    else
      print_error(in_language<std::string>(
          common_,
          fmt::format("hegui：已停止；{} 个结果已写出。加 --store FILE 运行，之后可用 --resume 继续\n",
                      grouped(sink_.done())),
          fmt::format(
              "hegui: stopped; {} results are written. With --store FILE a batch can be gone on with (--resume)\n",
              grouped(sink_.done()))));
  }

  const Batch& options_;
  const batch::Setup& setup_;
  store::Store* store_;
  Tally tally_;
  Sink sink_;
  Progress progress_;
  const Common& common_;
  batch::LeftOut left_out_;
};

}  // namespace

int run_batch(const Batch& options, const Common& common) {
  const auto loaded = load_policy(common);
  if (!loaded) return 2;
  auto as_of = day_of(options.as_of, common);
  const auto chosen = chosen_rules(options.profile, options.select, options.ignore, loaded->policy, common);
  if (!as_of || !chosen) return 2;
  keep_freed_memory();
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);

  result::Run run = result::begin_run(loaded->policy, HEGUI_VERSION, *as_of);
  std::optional<OpenStore> store;
  if (!options.store.empty()) {
    store = open_store(options, common, run, *as_of, selection_digest(*chosen, common.limits));
    if (!store) return 2;
    as_of = store->as_of;
  }
  std::optional<LineOutput> output;
  if (options.store.empty() || !options.file.empty()) {
    auto opened = LineOutput::open(options.file);
    std::string line;
    result::append_run_line(line, run);
    const Result<void> written = opened ? opened->write(line) : Result<void>(std::unexpected(opened.error()));
    if (!written) return print(common, written.error()), 2;
    output.emplace(std::move(*opened));
  }
  const batch::Terms terms{
      .policy = loaded->policy, .as_of = *as_of, .chosen = *chosen, .detail = result::Detail::Lean, .digests = false};
  const batch::Setup setup{.terms = terms,
                           .vocabulary = loaded->vocabulary,
                           .identifiers = loaded->identifiers,
                           .purposes = loaded->purposes,
                           .run = run,
                           .files = disk(),
                           .limits = common.limits,
                           .group = group_of(options.group),
                           .shard = {options.shard, options.shards},
                           .lines = output.has_value(),
                           .rows = store.has_value(),
                           .now = store && options.group == "file" ? &nanoseconds : nullptr,
                           .checksum = options.checksum};
  Runner runner(options, common, setup, store ? &store->store : nullptr, output ? &*output : nullptr);
  int status = runner.run();
  const Tally& tally = runner.tally();
  Result<void> ended;
  if (output && (runner.complete() || g_stop)) {
    std::string line;
    result::append_end_line(line, {tally.seen, tally.subjects, options.shard, options.shards, runner.complete()});
    ended = output->write(line);
    if (ended && runner.complete()) ended = output->finish();
    if (!runner.complete() && !output->partial().empty())
      complain(common, "已有的结果在 {}", "the lines so far are in {}", output->partial());
  }
  if (ended && store) ended = store->store.end_run(now(), tally.seen, tally.subjects, runner.complete());
  if (!ended) {
    print(common, ended.error());
    status = 2;
  }
  runner.tell();
  return status;
}

}  // namespace hegui::cli
