// The recursive part of parsing, shared by the grammar (parse.cc) and the macros (macros.cc). Not for use outside
// lib/cel.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cel/ast.h"
#include "cel/lexer.h"
#include "cel/limits.h"

namespace hegui::cel {

// Grammar: CEL, Syntax. Every function that parses returns the node, or kNoNode after the first mistake.
class Parser {
 public:
  Parser(Ast& ast, const Limits& limits) : ast_(ast), limits_(limits) {}

  // Parses all of `ast.text` and sets its root.
  std::optional<Mistake> run();

 private:
  NodeId expression();
  NodeId binary(int level);
  NodeId logical(int level);
  NodeId unary();
  NodeId member();
  NodeId postfix(NodeId operand);
  NodeId select(NodeId operand);
  NodeId index(NodeId operand);
  NodeId primary();
  NodeId literal(bool negative, std::uint32_t begin);
  NodeId name(bool leading_dot, std::uint32_t begin);
  NodeId list();
  NodeId map();
  bool arguments(std::vector<NodeId>& out);

  // Macros: the node the call stands for, the call itself when it is no macro, or kNoNode after a mistake.
  NodeId expand(Node call, std::vector<NodeId> children);
  NodeId expand_has(const Node& call, NodeId argument);
  NodeId expand_fold(const Node& call, MacroKind kind, std::span<const NodeId> children, std::size_t variables);
  NodeId expand_namespaced(const Node& call, std::span<const NodeId> children, bool& handled);
  NodeId expand_block(const Node& call, std::span<const NodeId> children);
  std::string variable_name(NodeId node);

  NodeId add(Node node, std::span<const NodeId> children);
  NodeId fail(std::uint16_t code, std::uint32_t begin, std::uint32_t end, std::string message, std::string help = {});
  NodeId unexpected(std::string_view wanted);
  const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  bool is(std::string_view op) const { return peek().kind == TokenKind::Operator && peek().text == op; }
  bool is_keyword(std::string_view word) const { return peek().kind == TokenKind::Keyword && peek().text == word; }
  bool accept(std::string_view op);
  std::uint32_t last_end() const { return tokens_[at_ - 1].end; }

  Ast& ast_;
  const Limits& limits_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::uint32_t depth_ = 0;
  std::optional<Mistake> mistake_;
};

}  // namespace hegui::cel
