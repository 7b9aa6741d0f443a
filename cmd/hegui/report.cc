// `hegui report`: the results of batches, from lines or stores, shards put together, as one fleet.
#include <fmt/format.h>

#include <charconv>

#include "base/file_system.h"
#include "commands.h"
#include "fleet/fleet.h"
#include "fleet/writers.h"
#include "store/store.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 42;  // mapped, never held
constexpr std::string_view kStoreMagic{"SQLite format 3\0", 16};

Result<void> read_lines(std::string_view text, const std::string& name, fleet::FleetReader& into) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    // What stands behind the last line break is a line that broke off: its end line is missing too, which is told.
    if (end == text.size()) break;
    if (auto taken = into.line(text.substr(0, end), name); !taken) return taken;
    text.remove_prefix(end + 1);
  }
  into.end(name);
  return {};
}

Result<void> read_store(const std::string& path, std::optional<std::int64_t> run, fleet::FleetReader& into) {
  auto store = store::StoreReader::open(path);
  if (!store) return std::unexpected(store.error());
  const auto runs = store->runs(run);
  if (!runs) return std::unexpected(runs.error());
  for (const store::StoredRun& each : *runs) {
    if (auto taken = into.line(each.run_line, path); !taken) return taken;
    Result<void> failed;
    auto read = store->lines(each.id, [&](std::string_view line) {
      if (failed) failed = into.line(line, path);
    });
    if (!read || !failed) return !read ? read : failed;
    into.shard(each.shard, each.shards, each.seen, each.complete, path);
  }
  return {};
}

// `results.db#3` is run 3 of that store, unless there is a file of that very name.
Result<void> read_result(const std::string& path, fleet::FleetReader& into) {
  std::string file = path;
  std::optional<std::int64_t> run;
  if (const std::size_t hash = path.rfind('#'); hash != std::string::npos && !disk().stat(path)) {
    std::int64_t number = 0;
    const char* end = path.data() + path.size();
    if (const auto parsed = std::from_chars(path.data() + hash + 1, end, number);
        parsed.ec == std::errc{} && parsed.ptr == end) {
      file = path.substr(0, hash);
      run = number;
    }
  }
  const auto source = disk().open(file, kMostBytes);
  if (!source) return std::unexpected(source.error());
  if ((*source)->text().starts_with(kStoreMagic)) return read_store(file, run, into);
  if (run) {
    Diagnostic why =
        error({5208}, {}, "this is no store, so it has no runs by number", "leave out the # and what follows");
    why.place.file = file;
    return std::unexpected(std::move(why));
  }
  return read_lines((*source)->text(), file, into);
}

Result<fleet::Fleet> read_fleet(const std::vector<std::string>& paths, fleet::Where* where) {
  fleet::FleetReader reader(where);
  for (const std::string& path : paths)
    if (auto read = read_result(path, reader); !read) return std::unexpected(read.error());
  return reader.finish();
}

}  // namespace

int run_report(const Report& options, const Common& common) {
  std::optional<fleet::Where> where;
  if (!options.where.empty()) {
    auto compiled = fleet::Where::compile(options.where);
    for (const Diagnostic& issue : compiled.issues) print(common, issue);
    if (!compiled) return 2;
    where = std::move(*compiled.value);
  }
  const auto now = read_fleet(options.paths, where ? &*where : nullptr);
  if (!now) return print(common, now.error()), 2;
  bool whole = now->run.issues.empty();
  const fleet::Summary summary = fleet::summarise(*now);
  std::optional<fleet::Trend> trend;
  if (!options.against.empty()) {
    const auto before = read_fleet(options.against, where ? &*where : nullptr);
    if (!before) return print(common, before.error()), 2;
    for (const Diagnostic& issue : before->run.issues) print(common, issue);
    whole = whole && before->run.issues.empty();
    trend = fleet::compare(*before, *now);
  }
  bool told = false;
  for (const Output& output : options.outputs) {
    std::string text;
    fleet::find_writer(output.format)(
        {.fleet = *now, .summary = summary, .trend = trend ? &*trend : nullptr, .language = common.language}, text);
    told = told || (output.format == "text" && output.file.empty());
    if (output.file.empty()) {
      print(text);
    } else if (auto written = write_file(output.file, text); !written) {
      print(common, written.error());
      whole = false;
    }
  }
  if (!told)
    for (const Diagnostic& issue : now->run.issues) print(common, issue);
  return whole ? 0 : 2;
}

}  // namespace hegui::cli
