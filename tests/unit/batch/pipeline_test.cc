#include "batch/pipeline.h"

#include <gtest/gtest.h>

#include <numeric>

namespace hegui::batch {
namespace {

struct Squares {
  std::vector<int> delivered;
  std::size_t most_ahead = 0;
};

// Squares 0 … count-1, slower for some so that chunks end out of order.
Squares squares(unsigned jobs, int count, int refuse_at = -1, int stop_at = -1) {
  Squares run;
  std::atomic<bool> stop = false;
  std::atomic<std::size_t> pulled = 0, delivered = 0;
  int next = 0;
  run_pipeline<int, int>(
      {.jobs = jobs, .chunk = 4}, stop,
      [&]() -> std::optional<int> {
        if (next == count) return std::nullopt;
        ++pulled;
        return next++;
      },
      [&] {
        return std::function<int(int&&)>([&](int&& number) {
          if (number % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
          if (number == stop_at) stop = true;
          return number * number;
        });
      },
      [&](std::vector<int>&& results) {
        for (const int result : results) run.delivered.push_back(result);
        delivered += results.size();
        run.most_ahead = std::max(run.most_ahead, pulled - delivered);
        return refuse_at < 0 || static_cast<int>(run.delivered.size()) < refuse_at;
      },
      [] {});
  return run;
}

TEST(Pipeline, DeliversInOrderWhateverTheThreads) {
  std::vector<int> expected(500);
  for (int i = 0; i < 500; ++i) expected[static_cast<std::size_t>(i)] = i * i;
  for (const unsigned jobs : {1u, 2u, 3u, 8u}) EXPECT_EQ(squares(jobs, 500).delivered, expected) << jobs;
  EXPECT_TRUE(squares(4, 0).delivered.empty());
  EXPECT_EQ(squares(4, 3).delivered.size(), 3u);
  EXPECT_EQ(squares(2, 8).delivered.size(), 8u);
}

TEST(Pipeline, DoesNotWaitForMoreWithWorkInHand) {
  std::atomic<bool> stop = false;
  std::atomic<int> delivered = 0;
  int next = 0;
  run_pipeline<int, int>(
      {.jobs = 1, .chunk = 16, .ready = [&] { return next % 3 != 0; }}, stop,
      [&]() -> std::optional<int> {
        // Only what was delivered before brings more.
        if (next % 3 == 0) {
          EXPECT_EQ(delivered, next);
        }
        return next == 30 ? std::nullopt : std::optional(next++);
      },
      [] { return std::function<int(int&&)>([](int&& number) { return number; }); },
      [&](std::vector<int>&& results) {
        delivered += static_cast<int>(results.size());
        return true;
      },
      [] {});
  EXPECT_EQ(delivered, 30);
}

TEST(Pipeline, NeverRunsFarAhead) { EXPECT_LE(squares(2, 2000).most_ahead, 4u * (8 + 2 + 1)); }

TEST(Pipeline, StopsWhenResultsAreRefused) {
  const Squares run = squares(4, 100'000, 20);
  EXPECT_GE(run.delivered.size(), 20u);
  EXPECT_LT(run.delivered.size(), 40u);
}

TEST(Pipeline, FinishesWhatHasBegunWhenAskedToStop) {
  const Squares run = squares(3, 100'000, -1, 200);
  EXPECT_LT(run.delivered.size(), 1000u);
  EXPECT_GE(run.delivered.size(), 100u);
  EXPECT_TRUE(std::ranges::is_sorted(run.delivered));
}

}  // namespace
}  // namespace hegui::batch
