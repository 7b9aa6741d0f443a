// What must hold of the shipped policy however a declaration grows: an answer that only requirements read decides what
// was open and changes nothing that was decided (but by the very absence of that answer), so that the gap between the
// score and what is attainable never widens.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "answers.h"
#include "check/evaluate.h"
#include "derive/derive.h"
#include "policy/embedded.h"
#include "score/score.h"

namespace hegui::check {
namespace {

using facts::FactId;
using facts::FactType;
using facts::Schema;

constexpr Date kDay{20'700};

class Declarations : public testing::Test {
 protected:
  struct Judged {
    std::vector<RuleVerdict> verdicts;
    score::Score score;
  };

  Judged judge(const std::map<FactId, std::string>& answers) {
    std::string text;
    for (const auto& [id, line] : answers) text += line;
    facts::Subject subject = declared(text);
    derive::derive(subject, vocabulary_, identifiers_, purposes_);
    const Findings findings = evaluate(policy_, subject, kDay, {}, scratch_);
    std::vector<score::Entry> entries;
    for (std::size_t i = 0; i < findings.verdicts.size(); ++i)
      entries.push_back({findings.verdicts[i].verdict, policy_.rules()[i].severity, policy_.rules()[i].weight});
    return {findings.verdicts, score::score(entries)};
  }

  // Whether the rule asks if the fact, or one that is worked out from others, is stated at all: then its being stated
  // may turn the verdict.
  bool asks_whether(std::size_t rule, FactId id) const {
    const auto rows = policy_.sources();
    const auto source = std::ranges::find(rows, policy_.text(policy_.rules()[rule].source),
                                          [&](const policy::SourceRow& row) { return policy_.text(row.path); });
    if (source == rows.end()) return false;
    const auto asks = [&](FactId one) {
      return policy_.text(source->text).find(fmt::format("has({})", Schema::get().row(one).path)) !=
             std::string_view::npos;
    };
    return asks(id) || std::ranges::any_of(Schema::get().roots(), [&](FactId one) {
             return Schema::get().row(one).stated_by == facts::kAnyInput && asks(one);
           });
  }

  // Whether a declaration can answer it: what is worked out from other facts cannot be declared.
  static bool is_question(FactId id) {
    const facts::SourceMask by = Schema::get().row(id).stated_by;
    return (by & facts::kDeclaration) != 0 && by != facts::kAnyInput;
  }

  // Facts of the subject that a declaration can answer.
  static std::vector<FactId> questions() {
    std::vector<FactId> out;
    for (const FactId id : Schema::get().roots())
      if (is_question(id)) out.push_back(id);
    return out;
  }

  policy::Policy policy_{image::View(policy::embedded_image())};
  vocab::Vocabulary vocabulary_{policy_.view()};
  vocab::Identifiers identifiers_{vocabulary_};
  vocab::PurposeText purposes_{vocabulary_};
  Scratch scratch_;
};

TEST_F(Declarations, AnAnswerDecidesWhatWasOpenAndChangesNothingElse) {
  std::mt19937 random(7);
  int decided = 0;
  for (int round = 0; round < 12; ++round) {
    // Answer what applicability asks, until nothing more is left open by it.
    std::map<FactId, std::string> answers;
    answers[facts::fact("subject.kind")] = answer(facts::fact("subject.kind"), random);
    Judged before = judge(answers);
    for (bool asked = true; asked;) {
      asked = false;
      for (const RuleVerdict& verdict : before.verdicts)
        for (const FactId id : verdict.decided_by)
          if (Schema::get().list_of(id) == 0 && is_question(id) && !answers.contains(id)) {
            answers[id] = answer(id, random);
            asked = true;
          }
      before = judge(answers);
    }
    std::vector<FactId> open = questions();
    std::ranges::shuffle(open, random);
    for (std::size_t i = 0; i < open.size(); i += 1 + random() % 12) {
      if (answers.contains(open[i])) continue;
      answers[open[i]] = answer(open[i], random);
      const Judged after = judge(answers);
      bool opened = false;  // the answer let a rule apply, or not, that did not before
      for (std::size_t rule = 0; rule < after.verdicts.size(); ++rule) {
        const Verdict was = before.verdicts[rule].verdict, is = after.verdicts[rule].verdict;
        const std::string which = fmt::format("{} after {}", policy_.text(policy_.rules()[rule].id), answers[open[i]]);
        const bool decided_before = was == Verdict::Pass || was == Verdict::Fail || was == Verdict::NotApplicable;
        if (decided_before && is != was && !asks_whether(rule, open[i])) ADD_FAILURE() << which;
        if (was != Verdict::Unknown && is == Verdict::Unknown) opened = true;
        if (was != is) ++decided;
      }
      if (!opened) {
        const std::uint64_t gap = after.score.judged_weight - after.score.known_weight,
                            gap_before = before.score.judged_weight - before.score.known_weight;
        EXPECT_LE(gap * before.score.judged_weight, gap_before * after.score.judged_weight) << answers[open[i]];
      }
      before = after;
    }
  }
  EXPECT_GT(decided, 100) << "the answers must have decided something";
}

}  // namespace
}  // namespace hegui::check
