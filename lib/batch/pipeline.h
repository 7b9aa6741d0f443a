// Work spread over threads with the results in the order of the work: a bounded window, so that a slow item delays what
// follows it but never piles it up in memory.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace hegui::batch {

struct PipelineOptions {
  unsigned jobs = 1;
  std::size_t chunk = 16;  // items a worker takes at once: fewer locks, and still fair
  // Whether `pull` would give something without waiting: a worker goes with what it has where it would not.
  std::function<bool()> ready = [] { return true; };
};

// `pull` gives the next item or nothing, called, as `ready` is, by one thread at a time; `make_worker` makes what each
// thread works with, a function from In to Out; `deliver` takes results in the order of their items, by one thread at a
// time, and stops everything by returning false. `tick` runs on the calling thread about ten times a second. Once
// `stop` is set no item is begun; what has begun is finished and delivered. Returns when all is delivered.
template <class In, class Out>
void run_pipeline(const PipelineOptions& options, const std::atomic<bool>& stop,
                  const std::function<std::optional<In>()>& pull,
                  const std::function<std::function<Out(In&&)>()>& make_worker,
                  const std::function<bool(std::vector<Out>&&)>& deliver, const std::function<void()>& tick) {
  struct Slot {
    std::vector<Out> results;
    bool filled = false;
  };
  const std::size_t window = std::max<std::size_t>(4, std::size_t{options.jobs} * 4);
  std::vector<Slot> slots(window);
  std::mutex pulling, state;
  std::condition_variable room, ended;  // in the window; of the last worker
  std::size_t next = 0, delivered = 0;  // chunks
  unsigned running = std::max(1u, options.jobs);
  bool delivering = false, refused = false, exhausted = false;

  // Hands over what is ready in order; whoever finds nobody doing so does it.
  const auto hand_over = [&](std::unique_lock<std::mutex>& lock) {
    if (delivering) return;
    delivering = true;
    while (slots[delivered % window].filled) {
      Slot& slot = slots[delivered % window];
      std::vector<Out> results = std::move(slot.results);
      slot.results.clear();
      slot.filled = false;
      const bool wanted = !refused;
      lock.unlock();
      const bool more = !wanted || deliver(std::move(results));
      lock.lock();
      refused = refused || !more;
      ++delivered;
      room.notify_all();
    }
    delivering = false;
  };

  const auto work = [&] {
    const std::function<Out(In&&)> worker = make_worker();
    std::vector<In> items;
    for (;;) {
      std::size_t number = 0;
      items.clear();
      {
        const std::lock_guard turn(pulling);
        {
          std::unique_lock lock(state);
          room.wait(lock, [&] { return next - delivered < window || refused; });
          if (refused || exhausted) break;
        }
        bool none_left = false;
        while (items.size() < options.chunk && !stop && (items.empty() || options.ready())) {
          std::optional<In> item = pull();
          none_left = !item;
          if (none_left) break;
          items.push_back(std::move(*item));
        }
        const std::lock_guard lock(state);
        exhausted = none_left || stop;
        if (items.empty()) break;
        number = next++;
      }
      std::vector<Out> results;
      results.reserve(items.size());
      for (In& item : items) {
        if (stop) break;
        results.push_back(worker(std::move(item)));
      }
      std::unique_lock lock(state);
      slots[number % window] = {std::move(results), true};
      hand_over(lock);
    }
    const std::lock_guard lock(state);
    if (--running == 0) ended.notify_all();
  };

  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::max(1u, options.jobs); ++i) threads.emplace_back(work);
  {
    std::unique_lock lock(state);
    while (running > 0) {
      ended.wait_for(lock, std::chrono::milliseconds(100), [&] { return running == 0; });
      lock.unlock();
      tick();
      lock.lock();
    }
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace hegui::batch
