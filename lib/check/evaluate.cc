// The verdict of every rule. The order of questions is: is a clause in force, does the rule apply, which items, what
// does each say.
#include "check/evaluate.h"

#include <algorithm>
#include <iterator>

#include "cel/reasons.h"
#include "check/evidence.h"
#include "facts/worked_out.h"

namespace hegui::check {
namespace {

using facts::FactId;
using facts::Item;
using facts::Knowledge;
using facts::Schema;
using policy::RuleRow;
using value::Kind;
using value::Value;

// What one condition said.
struct Answer {
  enum class Is { True, False, Unknown, Error } is = Is::Unknown;
  std::span<const FactId> missing = {};  // in the scratch, as the error
  std::string_view error = {};
};

// The item's name for a person: the first of these fields that is known.
constexpr std::string_view kLabelFields[] = {"name",  "item", "slug",   "id",    "recipient", "kind",
                                             "class", "path", "number", "title", "url"};

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
      : policy_(policy), rules_(policy.rules()), subject_(subject), scratch_(scratch), states_(subject.facts.states()) {
    slots_ = facts::slots(subject, scratch.arena);
    static const FactId kAsOf = facts::fact("as_of");
    slots_[Schema::get().slot(kAsOf)] = Value::timestamp(std::int64_t{as_of.days} * 86400);
    slots_.push_back(Value::null());
  }

  RuleVerdict judge(policy::RuleIndex index) {
    const RuleRow& rule = rules_[index];
    if (!scratch_.prepared.in_force(index)) return {Verdict::NotApplicable, true, {}};
    if (rule.applies) {
      Prepared::Said& said = scratch_.prepared.applicability(index);
      if (!said.holds) keep(applicability(rule), said);
      if (said.verdict != Verdict::Pass) return {said.verdict, false, said.decided_by};
    }
    Prepared::Said& said = scratch_.prepared.verdict(index);
    if (said.holds) return {said.verdict, false, said.decided_by};
    const RuleVerdict verdict = rule.each ? judge_each(index, rule) : judge_subject(index, rule);
    if (verdict.verdict == Verdict::Pass || verdict.verdict == Verdict::NotJudged) keep(verdict, said);
    return verdict;
  }

  std::vector<Finding> take_findings() {
    for (Finding& finding : findings_) {
      const std::span<const FactId> missing = to_state(finding.missing, finding.item);
      finding.missing.assign(missing.begin(), missing.end());
    }
    return std::move(findings_);
  }

 private:
  Value run(cel::ProgramRef program) { return cel::evaluate(cel::view(policy_.view(), program), slots_, scratch_.cel); }

  Answer ask(cel::ProgramRef program) { return answer(run(program)); }

  static Answer answer(Value value) {
    if (value.is(Kind::Bool)) return {value.as_bool() ? Answer::Is::True : Answer::Is::False};
    if (value.is(Kind::Unknown)) return {Answer::Is::Unknown, value.as_unknown().facts};
    return {Answer::Is::Error, {}, value.is(Kind::Error) ? value.as_error().message : "the condition gave no boolean"};
  }

  static void keep(const RuleVerdict& verdict, Prepared::Said& said) {
    said.holds = true;
    said.verdict = verdict.verdict;
    said.decided_by.assign(verdict.decided_by.begin(), verdict.decided_by.end());
  }

  // Pass where the rule applies.
  RuleVerdict applicability(const RuleRow& rule) {
    const Answer applies = ask(rule.applies);
    if (applies.is == Answer::Is::True) return {Verdict::Pass, false, {}};
    if (applies.is == Answer::Is::False) return {Verdict::NotApplicable, false, {}};
    return {Verdict::NotJudged, false, to_state(applies.missing, nullptr)};
  }

  // True when one of the inputs given could have stated one of these facts: what is then missing is the operator's to
  // supply. Inputs that gave a list and left it open have said what they can; where a declaration could say the rest,
  // only it is asked. Of a list that is missing itself the fields say nothing more.
  bool could_be_stated(std::span<const FactId> missing) const {
    return std::ranges::any_of(missing, [&](FactId id) {
      if (const FactId list = Schema::get().list_of(id); list != 0 && std::ranges::find(missing, list) != missing.end())
        return false;
      const facts::SourceMask by = Schema::get().row(id).stated_by;
      const bool open = Schema::get().list_of(id) == 0 && subject_.facts.cell(id).open;
      return (by & (open && (by & facts::kDeclaration) != 0 ? facts::kDeclaration : by) & states_) != 0;
    });
  }

  // What is missing in the words of whoever can supply it: a derived fact is told by those that it waits for.
  std::span<const FactId> to_state(std::span<const FactId> missing, const Item* item) const {
    if (std::ranges::all_of(missing, [](FactId id) { return facts::worked_out_from(id).empty(); })) return missing;
    std::vector<FactId> out;
    for (const FactId id : missing) {
      const std::size_t before = out.size();
      for (const FactId source : facts::worked_out_from(id))
        if (lacks(source, item)) out.push_back(source);
      if (out.size() == before) out.push_back(id);
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return scratch_.arena.copy(std::span<const FactId>(out));
  }

  // Whether the subject, or the item judged, or where none is judged any record of the fact's list, does not say it.
  bool lacks(FactId id, const Item* item) const {
    const FactId list = Schema::get().list_of(id);
    const auto unsaid = [](const facts::Cell& cell) { return cell.knowledge != Knowledge::Known; };
    if (list == 0) return unsaid(subject_.facts.cell(id));
    if (item != nullptr && item->list == list) return unsaid(facts::FactSet::cell(*item, id));
    for (const Item* record = subject_.facts.cell(list).first; record != nullptr; record = record->next)
      if (unsaid(facts::FactSet::cell(*record, id))) return true;
    return false;
  }

  RuleVerdict judge_subject(policy::RuleIndex index, const RuleRow& rule) {
    Answer answer = ask(rule.require);
    if (answer.is == Answer::Is::True) return {Verdict::Pass, false, {}};
    if (answer.is == Answer::Is::Unknown && !could_be_stated(answer.missing))
      return {Verdict::NotJudged, false, to_state(answer.missing, nullptr)};
    const Verdict verdict = answer.is == Answer::Is::False ? Verdict::Fail : Verdict::Unknown;
    add_finding(index, rule, verdict, nullptr, Value::null(), answer);
    return {verdict, false, {}};
  }

  RuleVerdict judge_each(policy::RuleIndex index, const RuleRow& rule) {
    const Value list = run(rule.each);
    if (!list.is(Kind::List)) {
      Answer unlisted = answer(list);
      if (unlisted.is == Answer::Is::Unknown && !could_be_stated(unlisted.missing))
        return {Verdict::NotJudged, false, unlisted.missing};
      add_finding(index, rule, Verdict::Unknown, nullptr, Value::null(), unlisted);
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
      // Not met, but perhaps not concerned either: only the filter's facts can tell. They need not, where nobody could
      // state what would be asked of the item.
      const bool beyond = met.is == Answer::Is::Unknown && !could_be_stated(met.missing);
      if (concerned.is != Answer::Is::True && !beyond) met = concerned;
      if (met.is == Answer::Is::Unknown && !could_be_stated(met.missing)) {
        not_judged.insert(not_judged.end(), met.missing.begin(), met.missing.end());
        continue;
      }
      const Verdict verdict = met.is == Answer::Is::False ? Verdict::Fail : Verdict::Unknown;
      out.verdict = worse(out.verdict, verdict);
      const Item* host = item.is(Kind::Record) ? static_cast<const Item*>(item.as_record().host) : nullptr;
      add_finding(index, rule, verdict, host, item, met);
    }
    slots_.back() = Value::null();
    if (list.as_list().open && out.verdict == Verdict::Pass) {
      const std::span<const FactId> rest = scratch_.arena.copy(std::span<const FactId>(&rule.items, 1));
      if (!could_be_stated(rest)) return {Verdict::NotJudged, false, rest};
      add_finding(index, rule, Verdict::Unknown, nullptr, Value::null(), {Answer::Is::Unknown, rest});
      return {Verdict::Unknown, false, {}};
    }
    // No item failed, but of some nothing could be said with the inputs given: that is no pass.
    if (!not_judged.empty() && out.verdict == Verdict::Pass) {
      std::ranges::sort(not_judged);
      not_judged.erase(std::unique(not_judged.begin(), not_judged.end()), not_judged.end());
      return {Verdict::NotJudged, false, scratch_.arena.copy(std::span<const FactId>(not_judged))};
    }
    return out;
  }

  void add_finding(policy::RuleIndex index, const RuleRow& rule, Verdict verdict, const Item* item, Value it,
                   const Answer& answer) {
    Finding finding;
    finding.rule = index;
    finding.verdict = verdict;
    finding.item = item;
    finding.label = item != nullptr ? label(*item) : it.is(Kind::Null) ? std::string{} : display(it);
    finding.missing.assign(answer.missing.begin(), answer.missing.end());
    finding.error = answer.error;
    finding.evidence = evidence(policy_, rule, subject_, {item, it}, reasons(rule, item, answer));
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

  // What decided the answer: of a condition that is not met what it read, and which statements made it concern the
  // item; else what is missing.
  std::vector<cel::Read> reasons(const RuleRow& rule, const Item* item, const Answer& answer) {
    std::vector<cel::Read> out;
    if (answer.is == Answer::Is::False) {
      out = cel::reasons(cel::view(policy_.view(), rule.require), slots_, scratch_.cel);
      if (!rule.where || item == nullptr) return out;
      std::ranges::copy_if(cel::reasons(cel::view(policy_.view(), rule.where), slots_, scratch_.cel),
                           std::back_inserter(out), [&](const cel::Read& read) {
                             return read.host == item && Schema::get().row(read.fact).type == facts::FactType::Bool;
                           });
      return out;
    }
    for (const FactId id : answer.missing) {
      const FactId list = Schema::get().list_of(id);
      if (list == 0) out.push_back({nullptr, id, {}});
      if (list != 0 && item != nullptr && item->list == list) out.push_back({item, id, {}});
    }
    return out;
  }

  const policy::Policy& policy_;
  std::span<const RuleRow> rules_;
  const facts::Subject& subject_;
  Scratch& scratch_;
  facts::SourceMask states_;
  std::vector<Value> slots_;
  std::vector<Finding> findings_;
};

}  // namespace

Findings evaluate(const policy::Policy& policy, const facts::Subject& subject, Date as_of,
                  std::span<const std::uint8_t> selected, Scratch& scratch) {
  scratch.arena.reset();
  scratch.cel.reset();
  scratch.prepared.prepare(policy, as_of, subject);
  Judge judge(policy, subject, as_of, scratch);
  Findings out;
  const std::size_t rules = policy.rules().size();
  out.verdicts.reserve(rules);
  for (policy::RuleIndex rule = 0; rule < rules; ++rule) {
    const bool wanted = selected.empty() || selected[rule] != 0;
    out.verdicts.push_back(wanted ? judge.judge(rule) : RuleVerdict{});
  }
  out.findings = judge.take_findings();
  return out;
}

}  // namespace hegui::check
