// A walk over the rows of a program that was evaluated before: at each one it asks again what the operands are, and
// follows those the result rests on.
#include "cel/reasons.h"

#include <algorithm>
#include <utility>

#include "cel/code.h"
#include "cel/machine.h"

namespace hegui::cel {
namespace {

using value::Kind;
using value::Value;

// More members of one list than this are not told apart.
constexpr std::size_t kMostMembers = 8;

class Walk {
 public:
  Walk(const ProgramView& program, std::span<const Value> slots, Scratch& scratch)
      : machine_(program, slots, scratch),
        ops_(program.ops.data() + 1),
        locals_(scratch.locals().data()),
        lists_(program.ops[0].a) {}

  std::vector<Read> take(std::uint32_t root) {
    if (machine_.run(root).is(Kind::Bool)) decide(root);
    return std::move(reads_);
  }

 private:
  std::span<const std::uint32_t> children(const Op& op) const {
    return {reinterpret_cast<const std::uint32_t*>(ops_ + op.a), op.count};
  }
  bool is(std::uint32_t at, bool wanted) {
    const Value value = machine_.run(at);
    return value.is(Kind::Bool) && value.as_bool() == wanted;
  }

  // What makes the condition at this row true or false.
  void decide(std::uint32_t at) {
    const Op& op = ops_[at];
    const auto code = static_cast<Code>(op.code);
    if (code == Code::Not) return decide(op.a);
    if (code == Code::Conditional) return decide(is(op.a, true) ? op.b : op.c);
    if (code == Code::Bind) return decide(children(op).back());
    if (code == Code::All || code == Code::Exists) return decide_quantifier(at, op, code == Code::Exists);
    if (code == Code::And || code == Code::Or) return decide_operands(op, code == Code::Or, is(at, true));
    collect(at);
  }

  // One decisive operand is enough for a decisive result; any other rests on all of them.
  void decide_operands(const Op& op, bool decisive, bool result) {
    const std::span<const std::uint32_t> rows = children(op);
    if (result != decisive) {
      for (std::size_t i = rows.size(); i > 0; --i) decide(rows[decisive ? i - 1 : rows.size() - i]);
      return;
    }
    for (const std::uint32_t row : rows) {
      if (!is(row, decisive)) continue;
      decide(row);
      if (decisive) return;
    }
  }

  void decide_quantifier(std::uint32_t at, const Op& op, bool decisive) {
    const std::uint32_t range = children(op)[0], predicate = children(op)[1];
    const bool decided = is(at, decisive);
    const Value list = machine_.run(range);
    if (!list.is(Kind::List) || (op.flags & kTwo) != 0) return collect(at);
    lists_[op.b] = whole(range);
    const std::span<const Value> members = list.as_list().items;
    std::size_t nearest = 0, told = 0;
    const auto near = [&](const Value& member) {
      locals_[op.b] = member;
      return decided ? std::size_t{is(predicate, decisive)} : conditions_met(predicate, decisive);
    };
    for (const Value& member : members) nearest = std::max(nearest, near(member));
    for (const Value& member : members) {
      if (nearest == 0 || told == kMostMembers) break;
      if (near(member) != nearest) continue;
      ++told;
      decide(predicate);
      if (decided && decisive) return;
    }
    if (!decided || told == 0) collect(range);
  }

  // How many operands of its predicate a member passes before the one that turns it away; none where that one asks for
  // another name or kind, for then another thing was looked for.
  std::size_t conditions_met(std::uint32_t predicate, bool decisive) {
    const Op& op = ops_[predicate];
    if (static_cast<Code>(op.code) != (decisive ? Code::And : Code::Or)) return 0;
    const std::span<const std::uint32_t> rows = children(op);
    const auto failed = std::ranges::find_if_not(rows, [&](std::uint32_t row) { return is(row, decisive); });
    return failed == rows.end() || asks_for_name(*failed) ? 0 : static_cast<std::size_t>(failed - rows.begin());
  }

  // Whether the row compares something with words that stand in the condition itself.
  bool asks_for_name(std::uint32_t at) const {
    const Op& op = ops_[at];
    const auto is_word = [&](std::uint32_t row) { return static_cast<Code>(ops_[row].code) == Code::String; };
    if (static_cast<Code>(op.code) == Code::Equal) return is_word(op.a) || is_word(op.b);
    return static_cast<Code>(op.code) == Code::InMembers && std::ranges::all_of(children(op).subspan(1), is_word);
  }

  // The list that a row reads as it stands.
  Read whole(std::uint32_t at) {
    const Op& op = ops_[at];
    if (static_cast<Code>(op.code) == Code::Slot) return {nullptr, op.b, {}};
    if (static_cast<Code>(op.code) != Code::Field) return {};
    const Value record = machine_.run(op.a);
    return record.is(Kind::Record) ? Read{record.as_record().host, op.c, {}} : Read{};
  }

  // All that is read below this row.
  void collect(std::uint32_t at) {
    const Op& op = ops_[at];
    switch (static_cast<Code>(op.code)) {
      case Code::Slot:
      case Code::SlotTest:
        return add({nullptr, op.b, {}});
      case Code::Local:
        if (Read read = lists_[op.a]; read.fact != 0) {
          read.member = locals_[op.a];
          add(read);
        }
        return;
      case Code::Field: {
        const Value record = machine_.run(op.a);
        return record.is(Kind::Record) ? add({record.as_record().host, op.c, {}}) : collect(op.a);
      }
      case Code::NamedField:
      case Code::Not:
      case Code::Match:
      case Code::Spread:
        return collect(op.a);
      case Code::Conditional:
        return collect(is(op.a, true) ? op.b : op.c);
      case Code::Equal:
      case Code::NotEqual:
      case Code::Less:
      case Code::LessEqual:
      case Code::Greater:
      case Code::GreaterEqual:
      case Code::In:
      case Code::Index:
        collect(op.a);
        return collect(op.b);
      case Code::And:
      case Code::Or:
      case Code::InMembers:
      case Code::Call:
      case Code::List:
      case Code::Map:
      case Code::Bind:
        for (const std::uint32_t row : children(op)) collect(row);
        return;
      case Code::All:
      case Code::Exists:
      case Code::ExistsOne:
      case Code::Filter:
      case Code::MapList:
      case Code::TransformMap:
      case Code::TransformEntry:
      case Code::OptMap:
      case Code::OptFlatMap:
        return collect(children(op)[0]);
      case Code::Null:
      case Code::Bool:
      case Code::Int:
      case Code::Uint:
      case Code::Double:
      case Code::String:
      case Code::Bytes:
      case Code::Timestamp:
      case Code::Duration:
      case Code::Type:
      case Code::Failure:
        return;
    }
  }

  void add(const Read& read) {
    if (read.fact != 0) reads_.push_back(read);
  }

  Machine machine_;
  const Op* ops_;
  Value* locals_;
  std::vector<Read> lists_;  // by local: the list whose members it takes
  std::vector<Read> reads_;
};

}  // namespace

std::vector<Read> reasons(const ProgramView& program, std::span<const Value> slots, Scratch& scratch) {
  if (scratch.locals().size() < program.ops[0].a) scratch.locals().resize(program.ops[0].a);
  return Walk(program, slots, scratch).take(static_cast<std::uint32_t>(program.ops.size() - 2));
}

}  // namespace hegui::cel
