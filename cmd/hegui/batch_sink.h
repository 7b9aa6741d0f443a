// Where the results of a batch go, in order: into the store first, then as lines, so that nothing told is lost.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "batch/worker.h"
#include "line_output.h"
#include "options.h"
#include "progress.h"
#include "store/store.h"

namespace hegui::cli {

class Sink {
 public:
  // `store` and `output` may be null; all outlive the sink.
  Sink(Tally& tally, store::Store* store, LineOutput* output, const Batch& options);

  // By one worker at a time; `tick` may be called meanwhile. False once something could not be kept.
  bool take(std::vector<batch::Outcome>&& outcomes);
  // Called now and then, since nothing more may come for long: keeps what is due.
  void tick();
  // Keeps all; false when something could not be kept.
  bool flush();

  bool ok() const { return ok_; }
  const Diagnostic& failure() const { return failure_; }  // when not ok
  bool gate_failed() const { return gate_failed_; }
  std::uint64_t done() const { return done_; }

 private:
  void keep(batch::Outcome&& outcome);
  void count(const batch::Outcome& outcome);
  bool due() const;
  bool write();
  bool fail(const Diagnostic& why);

  std::mutex mutex_;
  Tally& tally_;
  store::Store* store_;
  LineOutput* output_;
  std::optional<double> min_score_;
  unsigned fail_from_ = 0;
  std::vector<batch::Outcome> pending_;
  std::string lines_;
  std::uint64_t number_ = 0, done_ = 0;
  std::chrono::steady_clock::time_point last_;
  bool ok_ = true, gate_failed_ = false;
  Diagnostic failure_;
};

}  // namespace hegui::cli
