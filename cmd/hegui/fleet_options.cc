#include "fleet_options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

#include "terminal.h"

namespace hegui::cli {
namespace {

// `K/N` with 1 <= K <= N; false when it is something else.
bool read_shard(const std::string& text, Batch& into) {
  const char* end = text.data() + text.size();
  const auto index = std::from_chars(text.data(), end, into.shard);
  if (index.ec != std::errc{} || index.ptr == end || *index.ptr != '/') return false;
  const auto of = std::from_chars(index.ptr + 1, end, into.shards);
  return of.ec == std::errc{} && of.ptr == end && into.shard >= 1 && into.shard <= into.shards &&
         into.shards <= 100'000;
}

}  // namespace

void FleetOptions::add(CLI::App& app) {
  auto* command = app.add_subcommand("batch", "Judge very many subjects, one line of JSON each (批量)");
  command->add_option("PATH", batch.paths, "Files, folders or zip archives; - reads a list from standard input")
      ->required();
  command
      ->add_option("--group", batch.group,
                   "What is one subject: file, package (inputs that name the same one) or project (each product of a "
                   "project folder) (default: file)")
      ->check(CLI::IsMember({"file", "package", "project"}));
  command->add_flag("-0,--null", batch.null_ended, "The list's paths end with NUL, as find -print0 writes them");
  command
      ->add_option(
          "-o,--output", batch.file,
          "Write the lines to this file, whole or not at all; - is standard output, the default without --store")
      ->type_name("FILE");
  auto* store = command
                    ->add_option("--store", batch.store,
                                 "Keep results in this SQLite file; what is unchanged is not judged again")
                    ->type_name("FILE");
  command->add_flag("--resume", batch.resume, "Go on with the store's run of this work that did not end")->needs(store);
  command
      ->add_flag("--checksum", batch.checksum,
                 "Read every input, also one whose size and times are those it had when the store's result was made")
      ->needs(store);
  command->add_option("--shard", shard_, "Take only the K-th of N parts, chosen by content")->type_name("K/N");
  command->add_option("-j,--jobs", batch.jobs, "Threads (default: one per core)")->check(CLI::Range(1u, 1024u));
  command->add_option("--profile", batch.profile, "Judge a ready-made selection of the policy, such as release");
  command->add_option("--select", batch.select, "Judge only these: rule, clause, instrument, pillar or severity")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--ignore", batch.ignore, "Leave these out, named as in --select")
      ->delimiter(',')
      ->allow_extra_args(false);
  command
      ->add_option("--fail-on", batch.fail_on,
                   "Exit 1 when a rule of this severity or above fails anywhere (default: none)")
      ->check(CLI::IsMember({"critical", "high", "medium", "low", "none"}));
  command->add_option("--min-score", min_score_, "Exit 1 when a subject scores below this")
      ->check(CLI::Range(0.0, 100.0));
  command->add_option("--as-of", batch.as_of, "Judge by the law in force on this day (YYYY-MM-DD; default: today)");
  command->add_flag("-q,--quiet", batch.quiet, "No progress and no summary");
  command->footer(
      "A list on standard input has one path a line, NUL-ended paths with -0, or JSON Lines: {\"path\": \"…\"},\n"
      "{\"path\": \"…\", \"content\": \"…\"}, {\"path\": \"…\", \"content_base64\": \"…\"}, or {\"path\": \"…\", "
      "\"file\": \"…\"}: a copy\n"
      "of the input's bytes lies in that file.\n"
      "Examples:\n"
      "  hegui batch manifests/ -o results.jsonl\n"
      "  find . -name '*.apk' -print0 | hegui batch -0 - --store results.db\n"
      "  hegui batch catalogue/ --shard 3/16 -o part-3.jsonl\n"
      "Exit status: 0 all judged; 1 a gate failed; 2 something could not be read or written, or the batch was "
      "stopped.");

  command = app.add_subcommand("report", "Report on the results of a batch: a fleet at a glance (汇总)");
  command
      ->add_option("RESULT", report.paths,
                   "JSON Lines of batches, or stores (results.db, results.db#RUN); shards are merged")
      ->required();
  command->add_option("--against", report.against, "Earlier results, to show the trend; repeatable for shards");
  command->add_option(
      "--where", report.where,
      "Only subjects for which this CEL condition holds, such as 'score < 60.0 && \"android\" in platforms'");
  command
      ->add_option("--format", formats_, "text, html, csv or markdown; repeatable, each with -o FILE (default: text)")
      ->check(CLI::IsMember({"text", "html", "csv", "markdown"}));
  command->add_option("-o,--output", files_, "Write the format given at the same position to this file")
      ->type_name("FILE");
  command->footer(
      "Names in --where: name, id, version, kind, platforms, grade, score, attainable, evidence, unreadable, failed, "
      "unknown, waived, passed\n"
      "(rule ids), clauses (ids with a failure), permissions, sdks, inputs.\n"
      "Examples:\n"
      "  hegui report results.db --format html -o fleet.html\n"
      "  hegui report part-*.jsonl --where '\"SEC-060\" in failed' --format csv\n"
      "  hegui report new.jsonl --against old.jsonl\n"
      "Exit status: 0 reported; 2 results are missing, broken off or of different policies.");
}

bool FleetOptions::finish(std::string_view command, const Common& common) {
  if (command == "batch") {
    if (min_score_ >= 0) batch.min_score = min_score_;
    if (!shard_.empty() && !read_shard(shard_, batch)) {
      complain(common, "--shard 须写作 K/N，K 为 1 到 N，不能是 `{}`", "--shard wants K/N with K from 1 to N, not `{}`",
               shard_);
      return false;
    }
    const auto lists = std::ranges::count(batch.paths, "-");
    if (lists > 1) {
      complain(common, "标准输入只能读一次：- 只写一个", "standard input can be read once: name - once");
      return false;
    }
    if (batch.null_ended && lists == 0) {
      complain(common, "-0 用于标准输入的列表：请以 - 作路径",
               "-0 is about a list on standard input: name - as a path");
      return false;
    }
  }
  return command != "report" || pair_outputs(formats_, files_, common, report.outputs);
}

bool pair_outputs(std::vector<std::string> formats, const std::vector<std::string>& files, const Common& common,
                  std::vector<Output>& outputs) {
  if (formats.empty()) formats.emplace_back("text");
  if (files.size() > formats.size()) {
    complain(common, "-o 多于 --format：请为每个 -o 写明 --format",
             "more -o than --format: give each -o FILE its --format");
    return false;
  }
  std::size_t to_stdout = 0;
  for (std::size_t i = 0; i < formats.size(); ++i) {
    outputs.push_back({formats[i], i < files.size() && files[i] != "-" ? files[i] : std::string{}});
    if (outputs.back().file.empty()) ++to_stdout;
  }
  if (to_stdout <= 1) return true;
  complain(common, "标准输出只能有一种格式：请为其余格式写明 -o",
           "only one format can go to standard output: give the others -o FILE");
  return false;
}

}  // namespace hegui::cli
