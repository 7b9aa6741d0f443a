// Tree to rows, children before parents. Calls over constants are made here once; what cannot be resolved becomes its
// own error.
#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "cel/code.h"
#include "cel/functions.h"
#include "cel/program.h"
#include "cel/total.h"

namespace hegui::cel {
namespace {

using value::Kind;
using value::Value;

struct OperatorCode {
  std::string_view name;
  Code code;
};
constexpr OperatorCode kOperators[] = {
    {"_==_", Code::Equal},     {"_!=_", Code::NotEqual}, {"_<_", Code::Less},
    {"_<=_", Code::LessEqual}, {"_>_", Code::Greater},   {"_>=_", Code::GreaterEqual},
    {"@in", Code::In},         {"_[_]", Code::Index},    {"_[?_]", Code::Index},
    {"!_", Code::Not},
};

class Planner {
 public:
  Planner(const Ast& ast, image::Writer& image) : ast_(ast), image_(image) {}

  ProgramRef run() {
    visit(ast_.root);
    // How many locals an evaluation needs stands in front.
    std::vector<Op> rows = {Op{.a = ast_.locals}};
    rows.insert(rows.end(), ops_.begin(), ops_.end());
    const image::Range range = image_.rows<Op>(kCodeSection, rows);
    return {range.begin, range.count};
  }

 private:
  std::uint32_t emit(Op op) {
    ops_.push_back(op);
    return static_cast<std::uint32_t>(ops_.size() - 1);
  }
  std::uint32_t emit(Code code, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0, unsigned flags = 0) {
    return emit({static_cast<std::uint8_t>(code), static_cast<std::uint8_t>(flags), 0, a, b, c});
  }
  std::uint32_t emit_text(Code code, std::string_view text, std::uint32_t a = 0, unsigned flags = 0) {
    const image::Text stored = image_.text(text);
    return emit(code, a, stored.offset, stored.size, flags);
  }
  std::uint32_t emit_wide(Code code, std::uint64_t bits, std::uint32_t a = 0) {
    return emit(code, a, static_cast<std::uint32_t>(bits), static_cast<std::uint32_t>(bits >> 32));
  }
  std::uint32_t emit_children(Code code, std::span<const std::uint32_t> children, std::uint32_t b = 0,
                              unsigned flags = 0) {
    const auto first = static_cast<std::uint32_t>(ops_.size());
    for (std::size_t i = 0; i < children.size(); i += 4) {
      std::array<std::uint32_t, 4> row{};
      std::copy_n(children.begin() + static_cast<std::ptrdiff_t>(i), std::min<std::size_t>(4, children.size() - i),
                  row.begin());
      ops_.push_back(std::bit_cast<Op>(row));
    }
    return emit({static_cast<std::uint8_t>(code), static_cast<std::uint8_t>(flags),
                 static_cast<std::uint16_t>(children.size()), first, b, 0});
  }

  // Nothing for values that have no row of their own.
  std::optional<std::uint32_t> emit_value(const Value& value) {
    switch (value.kind()) {
      case Kind::Null:
        return emit(Code::Null);
      case Kind::Bool:
        return emit(Code::Bool, value.as_bool() ? 1 : 0);
      case Kind::Int:
        return emit_wide(Code::Int, static_cast<std::uint64_t>(value.as_int()));
      case Kind::Uint:
        return emit_wide(Code::Uint, value.as_uint());
      case Kind::Double:
        return emit_wide(Code::Double, std::bit_cast<std::uint64_t>(value.as_double()));
      case Kind::String:
        return emit_text(Code::String, value.as_text());
      case Kind::Bytes:
        return emit_text(Code::Bytes, value.as_text());
      case Kind::Timestamp:
        return emit_wide(Code::Timestamp, static_cast<std::uint64_t>(value.seconds()),
                         static_cast<std::uint32_t>(value.nanos()));
      case Kind::Duration:
        return emit_wide(Code::Duration, static_cast<std::uint64_t>(value.seconds()),
                         static_cast<std::uint32_t>(value.nanos()));
      case Kind::Type:
      case Kind::List:
      case Kind::Map:
      case Kind::Record:
      case Kind::Optional:
      case Kind::Unknown:
      case Kind::Error:
        break;
    }
    return std::nullopt;
  }

  std::vector<std::uint32_t> visit_all(std::span<const NodeId> ids) {
    std::vector<std::uint32_t> out;
    for (const NodeId id : ids) out.push_back(visit(id));
    return out;
  }

  std::uint32_t visit(NodeId id) {
    const Node& node = ast_.nodes[id];
    switch (node.kind) {
      case NodeKind::Literal:
        if (node.literal.is(Kind::String)) return emit_text(Code::String, node.name);
        if (node.literal.is(Kind::Bytes)) return emit_text(Code::Bytes, node.name);
        return *emit_value(node.literal);
      case NodeKind::Name:
        return visit_name(node);
      case NodeKind::Select:
        return visit_select(node);
      case NodeKind::Call:
        return visit_call(node);
      case NodeKind::List:
        return emit_children(Code::List, members(node, 1));
      case NodeKind::Map:
        return emit_children(Code::Map, members(node, 2));
      case NodeKind::Macro:
        return visit_macro(node);
    }
    return emit(Code::Null);
  }

  std::uint32_t visit_name(const Node& node) {
    switch (node.meaning) {
      case Meaning::Slot:
        return node.test ? emit(Code::SlotTest, node.slot, node.fact) : emit(Code::Slot, node.slot, node.fact);
      case Meaning::Local:
        return emit(Code::Local, node.local);
      case Meaning::Type:
        return emit(Code::Type, node.slot);
      case Meaning::Unresolved:
        break;
    }
    return emit_text(Code::Failure, "undeclared reference to '" + node.name + "'");
  }

  std::uint32_t visit_select(const Node& node) {
    const std::uint32_t operand = visit(ast_.children_of(node)[0]);
    const unsigned flags = (node.optional ? unsigned{kOptional} : 0u) | (node.test ? unsigned{kTest} : 0u);
    if (node.field != UINT32_MAX) return emit(Code::Field, operand, node.field, node.fact, flags);
    return emit_text(Code::NamedField, node.name, operand, flags);
  }

  // Members of a list (`stride` 1) or map (2); those written with `?` are spread.
  std::vector<std::uint32_t> members(const Node& node, std::size_t stride) {
    std::vector<std::uint32_t> out = visit_all(ast_.children_of(node));
    for (std::size_t i = 0; i < node.optionals.size(); ++i)
      if (node.optionals[i]) out[i * stride + stride - 1] = emit(Code::Spread, out[i * stride + stride - 1]);
    return out;
  }

  std::uint32_t visit_call(const Node& node) {
    const std::span<const NodeId> children = ast_.children_of(node);
    if (node.name == "_&&_" || node.name == "_||_")
      return emit_children(node.name == "_&&_" ? Code::And : Code::Or, visit_all(children));
    if (node.name == "_?_:_") {
      const std::vector<std::uint32_t> parts = visit_all(children);
      return emit(Code::Conditional, parts[0], parts[1], parts[2]);
    }
    if (node.slot == kNoFunction) return emit_text(Code::Failure, "unbound function '" + node.name + "'");
    if (node.name == "@in" && ast_.nodes[children[1]].kind == NodeKind::List && !ast_.nodes[children[1]].optional)
      return visit_in(children);
    if (const auto* op = std::ranges::find(kOperators, node.name, &OperatorCode::name); op != std::end(kOperators)) {
      const std::uint32_t left = visit(children[0]);
      const std::uint32_t right = children.size() > 1 ? visit(children[1]) : 0;
      return emit(op->code, left, right, 0, node.name == "_[?_]" ? unsigned{kOptional} : 0u);
    }
    const Function& function = *functions()[node.slot];
    const auto takes = [&](const Overload& overload) { return overload.parameters.size() == children.size(); };
    if (std::ranges::none_of(overloads_of(node.slot), takes)) return emit_text(Code::Failure, "no such overload");
    if (function.name == "matches") {
      const Node& pattern = ast_.nodes[children[1]];
      if (pattern.kind == NodeKind::Literal && pattern.literal.is(Kind::String))
        return emit_text(Code::Match, pattern.name, visit(children[0]));
    }
    const std::vector<std::uint32_t> arguments = visit_all(children);
    if (const auto folded = fold(function, children)) return *folded;
    return emit_children(Code::Call, arguments, node.slot);
  }

  std::uint32_t visit_in(std::span<const NodeId> children) {
    std::vector<std::uint32_t> rows = {visit(children[0])};
    for (const NodeId member : ast_.children_of(ast_.nodes[children[1]])) rows.push_back(visit(member));
    return emit_children(Code::InMembers, rows);
  }

  // The result of a call over literals, where it is a plain value.
  std::optional<std::uint32_t> fold(const Function& function, std::span<const NodeId> children) {
    std::vector<Value> arguments;
    for (const NodeId child : children) {
      const Node& node = ast_.nodes[child];
      if (node.kind != NodeKind::Literal) return std::nullopt;
      arguments.push_back(node.literal.is(Kind::String)  ? Value::string(node.name)
                          : node.literal.is(Kind::Bytes) ? Value::bytes(node.name)
                                                         : node.literal);
    }
    Scratch scratch;
    Context context(scratch);
    return emit_value(function.run(context, arguments));
  }

  std::uint32_t visit_macro(const Node& node) {
    const std::span<const NodeId> children = ast_.children_of(node);
    unsigned flags = node.variables.size() == 2 ? unsigned{kTwo} : 0u;
    if (node.macro == MacroKind::Bind || node.macro == MacroKind::Block)
      return emit_children(Code::Bind, visit_all(children), node.local);
    bool total = ast_.checked;
    for (const NodeId child : children.subspan(1)) total = total && is_total(ast_, child);
    if (total) flags |= kTotal;
    return emit_children(code_of(node.macro), visit_all(children), node.local, flags);
  }

  static Code code_of(MacroKind kind) {
    switch (kind) {
      case MacroKind::All:
        return Code::All;
      case MacroKind::Exists:
        return Code::Exists;
      case MacroKind::ExistsOne:
        return Code::ExistsOne;
      case MacroKind::Filter:
        return Code::Filter;
      case MacroKind::Map:
        return Code::MapList;
      case MacroKind::TransformMap:
        return Code::TransformMap;
      case MacroKind::TransformEntry:
        return Code::TransformEntry;
      case MacroKind::OptMap:
        return Code::OptMap;
      case MacroKind::OptFlatMap:
        return Code::OptFlatMap;
      case MacroKind::Bind:
      case MacroKind::Block:
        break;
    }
    return Code::Bind;
  }

  const Ast& ast_;
  image::Writer& image_;
  std::vector<Op> ops_;
};

}  // namespace

ProgramRef plan(const Ast& ast, image::Writer& image) { return Planner(ast, image).run(); }

ProgramView view(image::View image, ProgramRef program) {
  return {image, image.rows<Op>(kCodeSection, {program.first, program.count})};
}

std::vector<std::uint32_t> facts_read(const ProgramView& program) {
  std::vector<std::uint32_t> facts;
  for (const Op& op : program.ops) {
    const auto code = static_cast<Code>(op.code);
    if (code == Code::Slot || code == Code::SlotTest) facts.push_back(op.b);
    if (code == Code::Field) facts.push_back(op.c);
  }
  std::ranges::sort(facts);
  const auto repeated = std::ranges::unique(facts);
  facts.erase(repeated.begin(), repeated.end());
  if (!facts.empty() && facts.front() == 0) facts.erase(facts.begin());
  return facts;
}

}  // namespace hegui::cel
