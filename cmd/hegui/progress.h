// How far a batch has come: a bar that is drawn over on a terminal, a line now and then elsewhere. Standard error only.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "options.h"

namespace hegui::cli {

// Counted by the workers while the batch runs.
struct Tally {
  std::atomic<std::uint64_t> seen = 0;        // inputs, those of other shards too
  std::atomic<std::uint64_t> subjects = 0;    // results
  std::atomic<std::uint64_t> known = 0;       // of them, taken from the store
  std::atomic<std::uint64_t> unopened = 0;    // of these, without reading the input
  std::atomic<std::uint64_t> failing = 0;     // of them, with a failure that counts
  std::atomic<std::uint64_t> unreadable = 0;  // of them, with something that could not be read
  std::atomic<std::uint64_t> left_out = 0;    // files in folders of no known format
  std::atomic<std::uint64_t> total = 0;       // inputs there are; 0 while that is not known
};

class Progress {
 public:
  Progress(const Common& common, const Tally& tally, bool quiet);
  // Draws or prints when it is time to; called about ten times a second.
  void tick();
  // Removes the bar.
  void clear();
  bool on_terminal() const { return on_terminal_; }
  double seconds() const;

 private:
  std::string line() const;

  const Common& common_;
  const Tally& tally_;
  bool quiet_, on_terminal_, drawn_ = false;
  std::chrono::steady_clock::time_point begin_, last_;
};

// `12,345`
std::string grouped(std::uint64_t number);

}  // namespace hegui::cli
