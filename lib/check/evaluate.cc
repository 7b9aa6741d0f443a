// The verdict of every rule. The order of questions is: is a clause in force, does the rule apply, which items, what does each say.
#include "check/evaluate.h"

#include <algorithm>

namespace hegui::check {
namespace {

using facts::FactId;
using facts::Item;
using facts::Knowledge;
using facts::Origin;
using facts::Schema;
using policy::RuleRow;
using value::Kind;
using value::Value;

// What one condition said.
struct Answer {
  enum class Is { True, False, Unknown, Error } is = Is::Unknown;
  std::vector<FactId> missing = {};
  std::string error = {};
};

// The item's name for a person: the first of these fields that is known.
constexpr std::string_view kLabelFields[] = {"name", "item", "slug", "id", "recipient", "kind", "class", "path", "number", "title", "url"};

}  // namespace

std::span<const std::string_view> label_fields() { return kLabelFields; }

namespace {

// The worst of two verdicts of one rule's items: Fail, then Unknown, then Pass.
Verdict worse(Verdict a, Verdict b) {
  const auto rank = [](Verdict verdict) { return verdict == Verdict::Fail ? 2 : verdict == Verdict::Unknown ? 1 : 0; };
  return rank(b) > rank(a) ? b : a;
}

class Judge {
 public:
  Judge(const policy::Policy& policy, const facts::Subject& subject, Date as_of, Scratch& scratch)
      : policy_(policy), subject_(subject), as_of_(as_of), scratch_(scratch), states_(subject.facts.states()) {
    slots_ = facts::slots(subject, scratch.arena);
    static const FactId kAsOf = facts::fact("as_of");
    slots_[Schema::get().slot(kAsOf)] = Value::timestamp(std::int64_t{as_of.days} * 86400);
    slots_.push_back(Value::null());
  }

  RuleVerdict judge(policy::RuleIndex index) {
    const RuleRow& rule = policy_.rules()[index];
    if (!in_force(rule)) return {Verdict::NotApplicable, true, {}};
    if (rule.applies) {
      Answer answer = ask(rule.applies);
      if (answer.is == Answer::Is::False) return {Verdict::NotApplicable, false, {}};
      if (answer.is != Answer::Is::True) return {Verdict::NotJudged, false, std::move(answer.missing)};
    }
    return rule.each ? judge_each(index, rule) : judge_subject(index, rule);
  }

  std::vector<Finding> take_findings() { return std::move(findings_); }

 private:
  // The Opinions-level clauses are always in force; a rule binds when one of the clauses that are not merely parents does.
  bool in_force(const RuleRow& rule) const {
    const auto ids = policy_.clauses_of(rule);
    const auto binds = [&](policy::ClauseIndex id) { return policy_.in_force(policy_.clauses()[id], as_of_); };
    const auto makes_concrete = [&](policy::ClauseIndex id) { return policy_.clauses()[id].parents.count > 0; };
    if (std::ranges::any_of(ids, makes_concrete))
      return std::ranges::any_of(ids, [&](policy::ClauseIndex id) { return makes_concrete(id) && binds(id); });
    return std::ranges::any_of(ids, binds);
  }

  Value run(cel::ProgramRef program) { return cel::evaluate(cel::view(policy_.view(), program), slots_, scratch_.cel); }

  Answer ask(cel::ProgramRef program) { return answer(run(program)); }

  static Answer answer(Value value) {
    if (value.is(Kind::Bool)) return {value.as_bool() ? Answer::Is::True : Answer::Is::False};
    if (value.is(Kind::Unknown)) {
      const auto ids = value.as_unknown().facts;
      return {Answer::Is::Unknown, {ids.begin(), ids.end()}};
    }
    return {Answer::Is::Error, {}, value.is(Kind::Error) ? std::string(value.as_error().message) : "the condition gave no boolean"};
  }

  // True when one of the inputs given could have stated one of these facts: what is then missing is the operator's to supply.
  bool could_be_stated(std::span<const FactId> missing) const {
    return std::ranges::any_of(missing, [&](FactId id) { return (Schema::get().row(id).stated_by & states_) != 0; });
  }

  RuleVerdict judge_subject(policy::RuleIndex index, const RuleRow& rule) {
    Answer answer = ask(rule.require);
    if (answer.is == Answer::Is::True) return {Verdict::Pass, false, {}};
    if (answer.is == Answer::Is::Unknown && !could_be_stated(answer.missing))
      return {Verdict::NotJudged, false, std::move(answer.missing)};
    const Verdict verdict = answer.is == Answer::Is::False ? Verdict::Fail : Verdict::Unknown;
    add_finding(index, rule, verdict, nullptr, Value::null(), std::move(answer));
    return {verdict, false, {}};
  }

  RuleVerdict judge_each(policy::RuleIndex index, const RuleRow& rule) {
    const Value list = run(rule.each);
    if (!list.is(Kind::List)) {
      Answer unlisted = answer(list);
      if (unlisted.is == Answer::Is::Unknown && !could_be_stated(unlisted.missing))
        return {Verdict::NotJudged, false, std::move(unlisted.missing)};
      add_finding(index, rule, Verdict::Unknown, nullptr, Value::null(), std::move(unlisted));
      return {Verdict::Unknown, false, {}};
    }
    RuleVerdict out{Verdict::Pass, false, {}};
    std::vector<FactId> not_judged;
    for (const Value& item : list.as_list().items) {
      slots_.back() = item;
      Answer concerned = rule.where ? ask(rule.where) : Answer{Answer::Is::True};
      if (concerned.is == Answer::Is::False) continue;
      Answer met = ask(rule.require);
      if (met.is == Answer::Is::True) continue;
      // Not met, but perhaps not concerned either: only the filter's facts can tell.
      if (concerned.is != Answer::Is::True) met = std::move(concerned);
      if (met.is == Answer::Is::Unknown && !could_be_stated(met.missing)) {
        not_judged.insert(not_judged.end(), met.missing.begin(), met.missing.end());
        continue;
      }
      const Verdict verdict = met.is == Answer::Is::False ? Verdict::Fail : Verdict::Unknown;
      out.verdict = worse(out.verdict, verdict);
      const Item* host = item.is(Kind::Record) ? static_cast<const Item*>(item.as_record().host) : nullptr;
      add_finding(index, rule, verdict, host, item, std::move(met));
    }
    slots_.back() = Value::null();
    if (list.as_list().open && out.verdict == Verdict::Pass) {
      add_finding(index, rule, Verdict::Unknown, nullptr, Value::null(), {Answer::Is::Unknown, {rule.items}});
      return {Verdict::Unknown, false, {}};
    }
    // No item failed, but of some nothing could be said with the inputs given: that is no pass.
    if (!not_judged.empty() && out.verdict == Verdict::Pass) {
      std::ranges::sort(not_judged);
      not_judged.erase(std::unique(not_judged.begin(), not_judged.end()), not_judged.end());
      return {Verdict::NotJudged, false, std::move(not_judged)};
    }
    return out;
  }

  void add_finding(policy::RuleIndex index, const RuleRow& rule, Verdict verdict, const Item* item, Value it, Answer answer) {
    Finding finding;
    finding.rule = index;
    finding.verdict = verdict;
    finding.item = item;
    finding.label = item != nullptr ? label(*item) : it.is(Kind::Null) ? std::string{} : display(it);
    finding.missing = std::move(answer.missing);
    finding.error = std::move(answer.error);
    if (item != nullptr) add_origins(item->origins, finding.evidence);
    for (const FactId id : policy_.reads(rule)) add_evidence(id, item, finding.evidence);
    findings_.push_back(std::move(finding));
  }

  static std::string label(const Item& item) {
    const Schema& schema = Schema::get();
    for (const std::string_view wanted : kLabelFields) {
      for (const FactId field : schema.fields(item.list)) {
        const facts::Cell& cell = facts::FactSet::cell(item, field);
        if (schema.leaf(field) == wanted && cell.knowledge == Knowledge::Known && cell.value.is(Kind::String) &&
            !cell.value.as_text().empty())
          return std::string(cell.value.as_text());
      }
    }
    return {};
  }

  void add_evidence(FactId id, const Item* item, std::vector<Span>& out) const {
    const FactId list = Schema::get().list_of(id);
    if (list == 0) {
      const facts::Cell& cell = subject_.facts.cell(id);
      // A whole list is no evidence for one item; its own place is.
      if (Schema::get().row(id).type != facts::FactType::Records || item == nullptr) add_origins(cell.origins, out);
    } else if (item != nullptr && item->list == list) {
      add_origins(facts::FactSet::cell(*item, id).origins, out);
    }
  }

  static void add_origins(const Origin* origin, std::vector<Span>& out) {
    static constexpr std::size_t kMostPlaces = 8;
    for (; origin != nullptr && out.size() < kMostPlaces; origin = origin->next) {
      const Span& span = origin->span;
      const bool known = std::ranges::any_of(out, [&](const Span& seen) {
        return seen.source == span.source && seen.begin == span.begin && seen.end == span.end && seen.element == span.element;
      });
      if (!known) out.push_back(span);
    }
  }

  const policy::Policy& policy_;
  const facts::Subject& subject_;
  Date as_of_;
  Scratch& scratch_;
  facts::SourceMask states_;
  std::vector<Value> slots_;
  std::vector<Finding> findings_;
};

}  // namespace

Findings evaluate(const policy::Policy& policy, const facts::Subject& subject, Date as_of, std::span<const std::uint8_t> selected, Scratch& scratch) {
  scratch.arena.reset();
  scratch.cel.reset();
  Judge judge(policy, subject, as_of, scratch);
  Findings out;
  out.verdicts.reserve(policy.rules().size());
  for (policy::RuleIndex rule = 0; rule < policy.rules().size(); ++rule) {
    const bool wanted = selected.empty() || selected[rule] != 0;
    out.verdicts.push_back(wanted ? judge.judge(rule) : RuleVerdict{});
  }
  out.findings = judge.take_findings();
  return out;
}

}  // namespace hegui::check
