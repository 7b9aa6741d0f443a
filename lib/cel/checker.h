// One run of checking or resolving over a tree; check.cc walks nodes, check_names.cc finds what names mean,
// check_calls.cc picks overloads. Not for use outside lib/cel.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cel/ast.h"
#include "cel/check.h"
#include "cel/unify.h"

namespace hegui::cel {

class Checker {
 public:
  // `typed` false: names only, no diagnostics.
  Checker(Ast& ast, const Environment& environment, bool typed)
      : ast_(ast), environment_(environment), typed_(typed), unifier_(*ast.types) {}

  void run(const value::Type* expected);
  std::vector<Diagnostic> take_issues() { return std::move(issues_); }

 private:
  struct Local {
    std::string name;
    const value::Type* type;
    std::uint32_t index;
  };

  const value::Type* visit(NodeId id);
  const value::Type* visit_literal(const Node& node);
  const value::Type* visit_list(Node& node);
  const value::Type* visit_map(Node& node);
  const value::Type* visit_macro(NodeId id);
  const value::Type* visit_fold(NodeId id, const value::Type* range);
  void declare_fold_variables(const Node& node, const value::Type* range);
  void require_bool(NodeId id, std::string_view what);
  const value::Type* member_type(NodeId member, const value::Type* type, bool optional);

  // check_names.cc
  const value::Type* visit_name(NodeId id);
  const value::Type* visit_select(NodeId id);
  const value::Type* field_type(NodeId id, const value::Type* operand);
  bool resolve_dotted(NodeId id);
  bool find_meaning(Node& node, std::string_view name);
  const value::Type* with_dyn(const value::Type* type);
  // `a.b.c` for a chain of plain selections, without the leading dot; empty when the node is none.
  std::string dotted(NodeId id) const;
  NodeId head(NodeId id) const;
  const Local* find_local(std::string_view name) const;
  void unknown_name(NodeId id);
  std::vector<std::string> candidates(std::string_view name) const;

  // check_calls.cc
  const value::Type* visit_call(NodeId id);
  const value::Type* visit_logic(const Node& node);
  const value::Type* visit_conditional(const Node& node);
  bool qualify_call(NodeId id);
  const value::Type* pick_overload(NodeId id, const std::vector<Overload>& overloads);
  void no_overload(NodeId id, const std::vector<Overload>& overloads, std::span<const value::Type* const> arguments);
  void unknown_function(NodeId id);
  bool unknown_namespace(NodeId id);
  void check_constant(NodeId id);
  bool switched_off(const Node& node, const Function& function);
  std::string shape(const Node& node, std::span<const value::Type* const> arguments) const;

  void report(std::uint16_t code, std::uint32_t begin, std::uint32_t end, std::string message, std::string help = {});
  std::string show(const value::Type* type) const { return unifier_.resolve(type)->to_string(); }
  std::uint32_t push_local(std::string name, const value::Type* type);

  Ast& ast_;
  const Environment& environment_;
  bool typed_;
  Unifier unifier_;
  std::vector<Local> locals_;
  std::vector<Diagnostic> issues_;
  NodeId chain_top_ = kNoNode;
};

}  // namespace hegui::cel
