// Which overload a call means, and what to say when it means none.
#include <fmt/format.h>

#include <algorithm>

#include "base/nearest_name.h"
#include "cel/checker.h"

namespace hegui::cel {

using value::Kind;
using value::Type;
using value::TypeKind;
using value::TypePool;

namespace {

// The sign a person writes for an operator's CEL name, or nothing.
std::string_view sign_of(std::string_view name) {
  if (name == "@in") return "in";
  if (name == "_[_]" || name == "_[?_]") return "[]";
  if (name.starts_with('_') && name.ends_with('_') && name.size() > 2) return name.substr(1, name.size() - 2);
  if (name == "!_" || name == "-_") return name.substr(0, 1);
  return {};
}

bool is_constant_text(const Node& node) { return node.kind == NodeKind::Literal && node.literal.is(Kind::String); }

}  // namespace

const Type* Checker::visit_call(NodeId id) {
  Node& node = ast_.nodes[id];
  if (node.name == "_&&_" || node.name == "_||_") return visit_logic(node);
  if (node.name == "_?_:_") return visit_conditional(node);
  if (node.member) qualify_call(id);
  Node& call = ast_.nodes[id];
  call.slot = kNoFunction;
  const auto names = call.member ? std::vector<std::string>{call.name} : candidates(call.name);
  for (const std::string& name : names) {
    const std::uint32_t function = find_function(name, call.member);
    if (function == kNoFunction) continue;
    if (switched_off(call, *functions()[function])) return TypePool::error();
    ast_.nodes[id].slot = function;
    const Type* type = pick_overload(id, overloads_of(function));
    check_constant(id);
    return type;
  }
  std::vector<Overload> declared;
  for (const Declaration& declaration : environment_.declarations())
    if (declaration.member == call.member && std::ranges::find(names, declaration.name) != names.end())
      declared.push_back({declaration.parameters, declaration.result});
  if (!declared.empty()) return pick_overload(id, declared);
  // What stands in a call that means nothing is not worth a remark of its own, save its receiver.
  const std::size_t before = issues_.size();
  if (call.member && !unknown_namespace(id)) visit(ast_.children[call.first]);
  if (issues_.size() == before) unknown_function(id);
  return TypePool::error();
}

// `math.gretest(…)`: the receiver is no name, but with it the call is nearly that of a function.
bool Checker::unknown_namespace(NodeId id) {
  const Node& node = ast_.nodes[id];
  const NodeId receiver = ast_.children[node.first];
  const std::string name = dotted(receiver) + "." + node.name;
  if (name.starts_with('.') || find_local(ast_.nodes[head(receiver)].name) != nullptr) return false;
  std::vector<std::string_view> names;
  for (const Function* function : functions())
    if (!function->member) names.push_back(function->name);
  const std::string_view nearest = nearest_name(name, names);
  const std::string_view space = std::string_view(name).substr(0, name.rfind('.') + 1);
  const bool known = std::ranges::any_of(names, [&](std::string_view function) { return function.starts_with(space); });
  if (!known || environment_.find(ast_.nodes[head(receiver)].name) != nullptr) return false;
  report(2102, node.name_begin, node.name_end,
         nearest.empty() ? fmt::format("unknown function `{}`", name)
                         : fmt::format("unknown function `{}`; did you mean `{}`?", name, nearest));
  return true;
}

bool Checker::switched_off(const Node& node, const Function& function) {
  if (function.extension == nullptr || environment_.extensions.*function.extension) return false;
  report(2111, node.name_begin, node.name_end,
         fmt::format("`{}` belongs to an extension that is switched off here", function.name));
  return true;
}

// `math.greatest(…)` is a member call to the parser; when the dotted name is a function's, the receiver is no value.
bool Checker::qualify_call(NodeId id) {
  const Node& node = ast_.nodes[id];
  const NodeId receiver = ast_.children[node.first];
  std::string name = dotted(receiver);
  if (name.empty() || find_local(ast_.nodes[head(receiver)].name) != nullptr) return false;
  name += "." + node.name;
  for (const std::string& candidate : candidates(name)) {
    const bool declared = std::ranges::any_of(environment_.declarations(),
                                              [&](const Declaration& d) { return !d.member && d.name == candidate; });
    if (!declared && find_function(candidate, false) == kNoFunction) continue;
    Node& call = ast_.nodes[id];
    call.member = false;
    call.name = "." + candidate;
    ++call.first;
    --call.count;
    return true;
  }
  return false;
}

const Type* Checker::visit_logic(const Node& node) {
  const std::vector<NodeId> children(ast_.children_of(node).begin(), ast_.children_of(node).end());
  const std::string what = fmt::format("an operand of `{}`", sign_of(node.name));
  for (const NodeId child : children) require_bool(child, what);
  return TypePool::boolean();
}

const Type* Checker::visit_conditional(const Node& node) {
  const std::vector<NodeId> children(ast_.children_of(node).begin(), ast_.children_of(node).end());
  require_bool(children[0], "the condition of `?:`");
  const Type* yes = visit(children[1]);
  const Type* no = visit(children[2]);
  const Type* either = unifier_.fresh();
  const Type* branches[] = {either, either};
  const Type* found[] = {yes, no};
  if (unifier_.assign(branches, found)) return either;
  const Node& at = ast_.nodes[children[2]];
  report(2109, at.begin, at.end,
         fmt::format("both branches of `?:` must have one type: the first is {}, this is {}", show(yes), show(no)));
  return TypePool::error();
}

const Type* Checker::pick_overload(NodeId id, const std::vector<Overload>& overloads) {
  const std::vector<NodeId> children(ast_.children_of(ast_.nodes[id]).begin(), ast_.children_of(ast_.nodes[id]).end());
  std::vector<const Type*> arguments;
  bool wrong = false;
  for (const NodeId child : children) {
    arguments.push_back(visit(child));
    wrong = wrong || unifier_.shallow(arguments.back())->kind == TypeKind::Error;
  }
  const Type* result = nullptr;
  for (const Overload& overload : overloads) {
    const Overload instance = unifier_.instantiate(overload);
    if (!unifier_.assign(instance.parameters, arguments)) continue;
    const Type* given = instance.result;
    if (result == nullptr)
      result = given;
    else if (unifier_.resolve(result) != unifier_.resolve(given))
      result = TypePool::dyn();
  }
  if (result != nullptr) return result;
  if (!wrong) no_overload(id, overloads, arguments);
  return TypePool::error();
}

std::string Checker::shape(const Node& node, std::span<const Type* const> arguments) const {
  std::string out;
  if (node.member) {
    out = show(arguments[0]) + ".";
    arguments = arguments.subspan(1);
  }
  out += (node.name.starts_with('.') ? node.name.substr(1) : node.name) + "(";
  for (std::size_t i = 0; i < arguments.size(); ++i) out += (i > 0 ? ", " : "") + show(arguments[i]);
  return out + ")";
}

void Checker::no_overload(NodeId id, const std::vector<Overload>& overloads, std::span<const Type* const> arguments) {
  const Node& node = ast_.nodes[id];
  const std::span<const NodeId> children = ast_.children_of(node);
  const std::string_view sign = sign_of(node.name);
  // The one argument whose type alone stands in the way, counted from the last: it is what a person got wrong most
  // often.
  std::size_t blamed = arguments.size();
  for (std::size_t i = arguments.size(); i-- > 0 && blamed == arguments.size();) {
    std::vector<const Type*> pardoned(arguments.begin(), arguments.end());
    pardoned[i] = TypePool::dyn();
    for (const Overload& overload : overloads)
      if (unifier_.assign(unifier_.instantiate(overload).parameters, pardoned)) blamed = i;
  }
  std::uint32_t begin = node.name_begin, end = node.name_end;
  if (blamed < arguments.size()) {
    begin = ast_.nodes[children[blamed]].begin;
    end = ast_.nodes[children[blamed]].end;
  }
  if (!sign.empty() && arguments.size() == 2) {
    const std::string left = show(arguments[0]), right = show(arguments[1]);
    if (sign == "==" || sign == "!=" || sign == "<" || sign == "<=" || sign == ">" || sign == ">=")
      return report(2103, begin, end, fmt::format("cannot compare {} `{}` {}", left, sign, right));
    if (sign == "[]") return report(2103, begin, end, fmt::format("cannot look up {} in {}", right, left));
    return report(2103, begin, end, fmt::format("no `{}` for {} and {}", sign, left, right));
  }
  if (!sign.empty()) return report(2103, begin, end, fmt::format("no `{}` for {}", sign, show(arguments[0])));
  std::string expected;
  for (std::size_t i = 0; i < overloads.size() && i < 4; ++i)
    expected +=
        (i > 0 ? " or " : "") +
        shape(node, overloads[i].parameters.empty() && node.member ? arguments : std::span(overloads[i].parameters));
  if (overloads.size() > 4) expected += " or others";
  report(2103, begin, end, fmt::format("expected {}, found {}", expected, shape(node, arguments)));
}

void Checker::unknown_function(NodeId id) {
  const Node& node = ast_.nodes[id];
  std::vector<std::string_view> names;
  bool other_style = false;
  for (const Function* function : functions()) {
    if (function->member == node.member)
      names.push_back(function->name);
    else
      other_style = other_style || function->name == node.name;
  }
  for (const std::string_view macro : {"all", "exists", "exists_one", "filter", "map"}) {
    if (node.member && node.name == macro)
      return report(2102, node.name_begin, node.name_end,
                    fmt::format("{}() has a wrong number of arguments", node.name),
                    fmt::format("write `list.{}(item, …)`", macro));
    if (node.member) names.push_back(macro);
  }
  if (other_style)
    return report(2102, node.name_begin, node.name_end,
                  node.member ? fmt::format("`{0}` is a function: write `{0}(…)`", node.name)
                              : fmt::format("`{0}` is a member: write `value.{0}(…)`", node.name));
  const std::string_view nearest = nearest_name(node.name, names);
  report(2102, node.name_begin, node.name_end,
         nearest.empty() ? fmt::format("unknown function `{}`", node.name)
                         : fmt::format("unknown function `{}`; did you mean `{}`?", node.name, nearest));
}

// Patterns and times written in the condition are read once here, so that a wrong one is refused when the condition is.
void Checker::check_constant(NodeId id) {
  const Node& node = ast_.nodes[id];
  if (node.count == 0 || !typed_) return;
  const Node& text = ast_.nodes[ast_.children_of(node).back()];
  if (!is_constant_text(text)) return;
  const std::string_view function = functions()[node.slot]->name;
  if (function == "matches") {
    const std::string mistake = pattern_mistake(text.name);
    if (!mistake.empty()) report(2110, text.begin, text.end, fmt::format("no regular expression: {}", mistake));
  }
  if (function != "timestamp" && function != "duration") return;
  Scratch scratch;
  Context context(scratch);
  const value::Value read =
      function == "timestamp" ? parse_timestamp(context, text.name) : parse_duration(context, text.name);
  if (!read.is(Kind::Error)) return;
  report(2112, text.begin, text.end, std::string(read.as_error().message),
         function == "timestamp" ? "write it as `2025-01-31T00:00:00Z`" : "write it in h, m, s, as `36h` or `1h30m`");
}

}  // namespace hegui::cel
