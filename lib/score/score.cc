#include "score/score.h"

#include <algorithm>
#include <iterator>

namespace hegui::score {
namespace {

// part / whole in thousandths, rounded down so that only a whole is 1000.
std::uint32_t per_mille(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<std::uint32_t>(part * 1000 / whole);
}

void count(Counts& counts, Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass:
      ++counts.pass;
      break;
    case Verdict::Fail:
      ++counts.fail;
      break;
    case Verdict::Unknown:
      ++counts.unknown;
      break;
    case Verdict::NotApplicable:
      ++counts.not_applicable;
      break;
    case Verdict::NotJudged:
      ++counts.not_judged;
      break;
    case Verdict::Waived:
      ++counts.waived;
      break;
  }
}

}  // namespace

Score score(std::span<const Entry> entries) {
  Score out;
  for (const Entry& entry : entries) {
    if (entry.weight == 0) continue;
    count(out.counts, entry.verdict);
    const bool met = entry.verdict == Verdict::Pass || entry.verdict == Verdict::Waived;
    if (met) out.met_weight += entry.weight;
    if (met || entry.verdict == Verdict::Fail) out.known_weight += entry.weight;
    if (met || entry.verdict == Verdict::Fail || entry.verdict == Verdict::Unknown) out.judged_weight += entry.weight;
  }
  if (out.judged_weight == 0) return out;
  out.points = per_mille(out.met_weight, out.judged_weight);
  out.attainable = per_mille(out.met_weight + (out.judged_weight - out.known_weight), out.judged_weight);
  out.evidence = per_mille(out.known_weight, out.judged_weight);
  return out;
}

Grade grade(const Score& score, std::span<const Entry> entries) {
  if (!score.points) return {};
  struct Step {
    std::uint32_t from;
    char letter;
  };
  static constexpr Step kSteps[] = {{900, 'A'}, {750, 'B'}, {600, 'C'}, {400, 'D'}, {200, 'E'}, {0, 'F'}};
  Grade out{std::ranges::find_if(kSteps, [&](Step step) { return *score.points >= step.from; })->letter, Cap::None};
  const auto fails = [&](Severity severity) {
    return std::ranges::any_of(entries, [&](const Entry& entry) {
      return entry.weight != 0 && entry.verdict == Verdict::Fail && entry.severity == severity;
    });
  };
  // Letters grow as grades fall.
  const auto cap = [&](char letter, Cap reason) {
    if (out.letter < letter) out = {letter, reason};
  };
  if (fails(Severity::Critical)) cap('D', Cap::CriticalFailure);
  if (fails(Severity::High)) cap('B', Cap::HighFailure);
  if (score.counts.unknown + score.counts.not_judged > 0) cap('B', Cap::MissingEvidence);
  return out;
}

std::uint32_t gain(const Score& score, std::span<const Entry> entries, std::size_t index) {
  const Entry& entry = entries[index];
  if (!score.points || entry.weight == 0 || (entry.verdict != Verdict::Fail && entry.verdict != Verdict::Unknown))
    return 0;
  return per_mille(score.met_weight + entry.weight, score.judged_weight) - *score.points;
}

}  // namespace hegui::score
