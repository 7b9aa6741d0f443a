#include "batch_sink.h"

namespace hegui::cli {
namespace {

using batch::Outcome;
using Is = Outcome::Is;

constexpr std::size_t kRowsPerTransaction = 512;
constexpr auto kLongestUncommitted = std::chrono::milliseconds(250);

}  // namespace

Sink::Sink(Tally& tally, store::Store* store, LineOutput* output, const Batch& options)
    : tally_(tally),
      store_(store),
      output_(output),
      min_score_(options.min_score),
      last_(std::chrono::steady_clock::now()) {
  if (const auto severity = policy::parse_severity(options.fail_on)) fail_from_ = static_cast<unsigned>(*severity) + 1;
}

bool Sink::take(std::vector<Outcome>&& outcomes) {
  const std::lock_guard lock(mutex_);
  for (Outcome& outcome : outcomes) {
    if (outcome.is == Is::LeftOut) {
      ++tally_.left_out;
      continue;
    }
    ++tally_.seen;
    if (outcome.is == Is::OtherShard) continue;
    std::vector<Outcome> more = std::move(outcome.more);
    keep(std::move(outcome));
    for (Outcome& each : more) keep(std::move(each));
  }
  return ok_ && (!due() || write());
}

void Sink::tick() {
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (lock && ok_ && !pending_.empty() && due()) static_cast<void>(write());
}

bool Sink::flush() {
  const std::lock_guard lock(mutex_);
  return write();
}

bool Sink::due() const {
  return store_ == nullptr || pending_.size() >= kRowsPerTransaction ||
         std::chrono::steady_clock::now() - last_ >= kLongestUncommitted;
}

bool Sink::write() {
  last_ = std::chrono::steady_clock::now();
  if (store_ != nullptr && !pending_.empty()) {
    std::vector<store::Met> met;
    for (const Outcome& outcome : pending_) met.push_back({number_++, outcome.row});
    if (auto kept = store_->add(met); !kept) return fail(kept.error());
  }
  if (output_ != nullptr) {
    lines_.clear();
    for (const Outcome& outcome : pending_) lines_ += outcome.row.line;
    if (auto written = output_->write(lines_); !written) return fail(written.error());
  }
  done_ += pending_.size();
  pending_.clear();
  return true;
}

void Sink::keep(Outcome&& outcome) {
  count(outcome);
  pending_.push_back(std::move(outcome));
}

void Sink::count(const Outcome& outcome) {
  ++tally_.subjects;
  if (outcome.is == Is::Known || outcome.is == Is::Unopened) ++tally_.known;
  if (outcome.is == Is::Unopened) ++tally_.unopened;
  if (outcome.row.worst > 0) ++tally_.failing;
  if (outcome.row.errors) ++tally_.unreadable;
  if (fail_from_ > 0 && outcome.row.worst >= fail_from_) gate_failed_ = true;
  if (min_score_ && outcome.row.score && *outcome.row.score < static_cast<std::uint32_t>(*min_score_ * 10 + 0.5))
    gate_failed_ = true;
}

bool Sink::fail(const Diagnostic& why) {
  if (ok_) failure_ = why;
  return ok_ = false;
}

}  // namespace hegui::cli
