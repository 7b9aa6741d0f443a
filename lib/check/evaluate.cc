// The verdict of every rule. The order of questions is: is a clause in force, does the rule apply, which items, what
// does each say.
#include "check/evaluate.h"

#include <algorithm>
#include <unordered_map>

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
  std::span<const FactId> missing = {};  // in the scratch, as the error
  std::string_view error = {};
};

// The answer of a condition that many rules share.
struct Memo {
  bool asked = false;
  Answer answer;
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

// The Opinions-level clauses are always in force; a rule binds when one of the clauses that are not merely parents
// does.
bool in_force(const policy::Policy& policy, const RuleRow& rule, Date as_of) {
  const auto ids = policy.clauses_of(rule);
  const auto binds = [&](policy::ClauseIndex id) { return policy.in_force(policy.clauses()[id], as_of); };
  const auto makes_concrete = [&](policy::ClauseIndex id) { return policy.clauses()[id].parents.count > 0; };
  if (std::ranges::any_of(ids, makes_concrete))
    return std::ranges::any_of(ids, [&](policy::ClauseIndex id) { return makes_concrete(id) && binds(id); });
  return std::ranges::any_of(ids, binds);
}

// Rules by the hundred ask whether the subject is an app: conditions of the same rows are the same condition.
void prepare(const policy::Policy& policy, Date as_of, Prepared& into) {
  const std::string_view image = policy.view().bytes();
  if (into.policy.data() == image.data() && into.policy.size() == image.size() && into.as_of == as_of) return;
  into = {.policy = image, .as_of = as_of, .in_force = {}, .condition = {}, .conditions = 0};
  std::unordered_map<std::string_view, std::uint32_t> known;
  for (const RuleRow& rule : policy.rules()) {
    into.in_force.push_back(in_force(policy, rule, as_of) ? 1 : 0);
    const std::span<const cel::Op> ops = cel::view(policy.view(), rule.applies).ops;
    const std::string_view bytes(reinterpret_cast<const char*>(ops.data()), ops.size_bytes());
    into.condition.push_back(known.try_emplace(bytes, static_cast<std::uint32_t>(known.size())).first->second);
  }
  into.conditions = static_cast<std::uint32_t>(known.size());
}

class Judge {
 public:
  Judge(const policy::Policy& policy, const facts::Subject& subject, Date as_of, Scratch& scratch)
      : policy_(policy), subject_(subject), scratch_(scratch), states_(subject.facts.states()) {
    slots_ = facts::slots(subject, scratch.arena);
    static const FactId kAsOf = facts::fact("as_of");
    slots_[Schema::get().slot(kAsOf)] = Value::timestamp(std::int64_t{as_of.days} * 86400);
    slots_.push_back(Value::null());
    memos_ = scratch.arena.make_array<Memo>(scratch.prepared.conditions);
  }

  RuleVerdict judge(policy::RuleIndex index) {
    const RuleRow& rule = policy_.rules()[index];
    if (scratch_.prepared.in_force[index] == 0) return {Verdict::NotApplicable, true, {}};
    if (rule.applies) {
      Memo& memo = memos_[scratch_.prepared.condition[index]];
      if (!memo.asked) memo = {true, ask(rule.applies)};
      const Answer& answer = memo.answer;
      if (answer.is == Answer::Is::False) return {Verdict::NotApplicable, false, {}};
      if (answer.is != Answer::Is::True) return {Verdict::NotJudged, false, answer.missing};
    }
    return rule.each ? judge_each(index, rule) : judge_subject(index, rule);
  }

  std::vector<Finding> take_findings() { return std::move(findings_); }

 private:
  Value run(cel::ProgramRef program) { return cel::evaluate(cel::view(policy_.view(), program), slots_, scratch_.cel); }

  Answer ask(cel::ProgramRef program) { return answer(run(program)); }

  static Answer answer(Value value) {
    if (value.is(Kind::Bool)) return {value.as_bool() ? Answer::Is::True : Answer::Is::False};
    if (value.is(Kind::Unknown)) return {Answer::Is::Unknown, value.as_unknown().facts};
    return {Answer::Is::Error, {}, value.is(Kind::Error) ? value.as_error().message : "the condition gave no boolean"};
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

  RuleVerdict judge_subject(policy::RuleIndex index, const RuleRow& rule) {
    Answer answer = ask(rule.require);
    if (answer.is == Answer::Is::True) return {Verdict::Pass, false, {}};
    if (answer.is == Answer::Is::Unknown && !could_be_stated(answer.missing))
      return {Verdict::NotJudged, false, answer.missing};
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
    if (item != nullptr) add_origins(item->origins, finding.evidence);
    for (const FactId id : policy_.reads(rule)) add_evidence(id, item, it, finding.evidence);
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

  // `it` is the item judged: a record, whose Item is given too, a member of a list of strings or integers, or Null.
  void add_evidence(FactId id, const Item* item, Value it, std::vector<Span>& out) const {
    const FactId list = Schema::get().list_of(id);
    if (list == 0) {
      const facts::Cell& cell = subject_.facts.cell(id);
      // A whole list is no evidence for one item; its own place is.
      if (item == nullptr && add_member_origins(cell.origins, it, out)) return;
      if (Schema::get().row(id).type != facts::FactType::Records || item == nullptr) add_origins(cell.origins, out);
    } else if (item != nullptr && item->list == list) {
      add_origins(facts::FactSet::cell(*item, id).origins, out);
    }
  }

  // False when the cell is no list that has `member`.
  static bool add_member_origins(const Origin* origin, Value member, std::vector<Span>& out) {
    bool found = false;
    for (; origin != nullptr; origin = origin->next) {
      const Value stands = origin->member;
      const bool same = member.is(Kind::String)
                            ? stands.is(Kind::String) && stands.as_text() == member.as_text()
                            : member.is(Kind::Int) && stands.is(Kind::Int) && stands.as_int() == member.as_int();
      if (same) add_place(origin->span, out);
      found = found || same;
    }
    return found;
  }

  static void add_origins(const Origin* origin, std::vector<Span>& out) {
    for (; origin != nullptr; origin = origin->next) add_place(origin->span, out);
  }

  static void add_place(const Span& span, std::vector<Span>& out) {
    static constexpr std::size_t kMostPlaces = 8;
    const bool known = std::ranges::any_of(out, [&](const Span& seen) {
      return seen.source == span.source && seen.begin == span.begin && seen.end == span.end &&
             seen.element == span.element;
    });
    if (!known && out.size() < kMostPlaces) out.push_back(span);
  }

  const policy::Policy& policy_;
  const facts::Subject& subject_;
  Scratch& scratch_;
  facts::SourceMask states_;
  std::vector<Value> slots_;
  std::span<Memo> memos_;  // by condition
  std::vector<Finding> findings_;
};

}  // namespace

Findings evaluate(const policy::Policy& policy, const facts::Subject& subject, Date as_of,
                  std::span<const std::uint8_t> selected, Scratch& scratch) {
  scratch.arena.reset();
  scratch.cel.reset();
  prepare(policy, as_of, scratch.prepared);
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
