// The grammar of CEL as one function per level. Chains of && and || become one node with many children, so that they
// nest no deeper.
#include "cel/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/utf8.h"
#include "cel/parser.h"

namespace hegui::cel {
namespace {

struct BinaryOperator {
  std::string_view token, name;
  int level;
};
constexpr BinaryOperator kBinary[] = {
    {"<", "_<_", 2},  {"<=", "_<=_", 2}, {">", "_>_", 2}, {">=", "_>=_", 2}, {"==", "_==_", 2}, {"!=", "_!=_", 2},
    {"in", "@in", 2}, {"+", "_+_", 3},   {"-", "_-_", 3}, {"*", "_*_", 4},   {"/", "_/_", 4},   {"%", "_%_", 4},
};
constexpr int kUnaryLevel = 5;

// One more level of nesting for as long as it lives.
struct Nesting {
  explicit Nesting(std::uint32_t& depth) : depth_(depth) { ++depth_; }
  ~Nesting() { --depth_; }
  Nesting(const Nesting&) = delete;
  std::uint32_t& depth_;
};

std::string describe(const Token& token) {
  switch (token.kind) {
    case TokenKind::End:
      return "the end of the condition";
    case TokenKind::Identifier:
    case TokenKind::Keyword:
    case TokenKind::Operator:
      return "`" + token.text + "`";
    case TokenKind::Quoted:
      return "a name in back quotes";
    case TokenKind::Reserved:
      return "the reserved word `" + token.text + "`";
    case TokenKind::Int:
    case TokenKind::Uint:
    case TokenKind::Double:
      return "a number";
    case TokenKind::String:
      return "a string";
    case TokenKind::Bytes:
      return "bytes";
  }
  return {};
}

Checked<Ast> parse_text(Ast ast, const Limits& limits) {
  Checked<Ast> out;
  std::optional<Mistake> mistake;
  if (ast.text.size() > limits.bytes)
    mistake = Mistake{
        {2007}, 0, 1, fmt::format("the condition has {} bytes; the limit is {}", ast.text.size(), limits.bytes)};
  else
    mistake = Parser(ast, limits).run();
  if (mistake) {
    out.issues.push_back(error(mistake->code, ast.span(mistake->begin, mistake->end), mistake->message, mistake->help));
    return out;
  }
  out.value = std::move(ast);
  return out;
}

}  // namespace

Span Ast::span(std::uint32_t from, std::uint32_t to) const {
  const auto place = [&](std::uint32_t at) {
    return offsets.empty() ? begin + at : offsets[std::min<std::size_t>(at, offsets.size() - 1)];
  };
  return {source, place(from), place(to)};
}

Checked<Ast> parse(const Source& source, const Span& condition, const Limits& limits) {
  Ast ast;
  const std::size_t size = source.text().size();
  const std::size_t begin = std::min<std::size_t>(condition.begin, size);
  const std::size_t end = std::clamp<std::size_t>(condition.end, begin, size);
  ast.text = source.text().substr(begin, end - begin);
  ast.source = &source;
  ast.begin = static_cast<std::uint32_t>(begin);
  return parse_text(std::move(ast), limits);
}

Checked<Ast> parse(const Source& source, const Escaped& condition, const Limits& limits) {
  Ast ast;
  ast.text = condition.text;
  ast.source = &source;
  ast.offsets.assign(condition.offsets.begin(), condition.offsets.end());
  return parse_text(std::move(ast), limits);
}

std::optional<Mistake> Parser::run() {
  if (auto mistake = tokenize(ast_.text, tokens_)) return mistake;
  if (peek().kind == TokenKind::End) return Mistake{{2005}, 0, 0, "the condition is empty"};
  ast_.root = expression();
  if (!mistake_ && peek().kind != TokenKind::End) unexpected("an operator or the end");
  return mistake_;
}

bool Parser::accept(std::string_view op) {
  if (!is(op)) return false;
  ++at_;
  return true;
}

NodeId Parser::fail(std::uint16_t code, std::uint32_t begin, std::uint32_t end, std::string message, std::string help) {
  if (!mistake_) mistake_ = Mistake{{code}, begin, end, std::move(message), std::move(help)};
  return kNoNode;
}

NodeId Parser::unexpected(std::string_view wanted) {
  const Token& token = peek();
  if (token.kind == TokenKind::Reserved)
    return fail(2010, token.begin, token.end, fmt::format("`{}` is a reserved word and cannot be a name", token.text));
  return fail(2005, token.begin, token.end, fmt::format("expected {}, found {}", wanted, describe(token)));
}

NodeId Parser::add(Node node, std::span<const NodeId> children) {
  if (mistake_) return kNoNode;
  for (const NodeId child : children) {
    if (child == kNoNode) return kNoNode;
    node.depth = std::max(node.depth, ast_.nodes[child].depth + 1);
  }
  if (node.depth > limits_.depth)
    return fail(2006, node.name_begin, std::max(node.name_end, node.name_begin + 1),
                fmt::format("the condition nests deeper than {}", limits_.depth));
  if (ast_.nodes.size() >= limits_.nodes)
    return fail(2007, node.begin, node.end, fmt::format("the condition has more than {} parts", limits_.nodes));
  node.first = static_cast<std::uint32_t>(ast_.children.size());
  node.count = static_cast<std::uint32_t>(children.size());
  ast_.children.insert(ast_.children.end(), children.begin(), children.end());
  ast_.nodes.push_back(std::move(node));
  return static_cast<NodeId>(ast_.nodes.size() - 1);
}

NodeId Parser::expression() {
  const Nesting nesting(depth_);
  if (depth_ > limits_.depth)
    return fail(2006, peek().begin, peek().end, fmt::format("the condition nests deeper than {}", limits_.depth));
  const NodeId condition = logical(0);
  if (condition == kNoNode || !is("?")) return condition;
  const Token question = peek();
  ++at_;
  const NodeId yes = logical(0);
  if (yes == kNoNode) return kNoNode;
  if (!accept(":")) return unexpected("`:` of the conditional");
  const NodeId no = expression();
  if (no == kNoNode) return kNoNode;
  const NodeId children[] = {condition, yes, no};
  return add({.kind = NodeKind::Call,
              .begin = ast_.nodes[condition].begin,
              .end = last_end(),
              .name_begin = question.begin,
              .name_end = question.end,
              .name = "_?_:_"},
             children);
}

NodeId Parser::logical(int level) {
  const std::string_view token = level == 0 ? "||" : "&&";
  const auto operand = [&] { return level == 0 ? logical(1) : binary(2); };
  std::vector<NodeId> children = {operand()};
  const Token first = peek();
  while (children.back() != kNoNode && accept(token)) children.push_back(operand());
  if (children.back() == kNoNode || children.size() == 1) return children.back();
  return add({.kind = NodeKind::Call,
              .begin = ast_.nodes[children[0]].begin,
              .end = last_end(),
              .name_begin = first.begin,
              .name_end = first.end,
              .name = level == 0 ? "_||_" : "_&&_"},
             children);
}

NodeId Parser::binary(int level) {
  if (level == kUnaryLevel) return unary();
  NodeId left = binary(level + 1);
  while (left != kNoNode) {
    const Token token = peek();
    const bool is_word = token.kind == TokenKind::Keyword;
    if (!is_word && token.kind != TokenKind::Operator) break;
    const auto* op = std::ranges::find_if(kBinary, [&](const BinaryOperator& candidate) {
      return candidate.level == level && candidate.token == token.text;
    });
    if (op == std::end(kBinary)) break;
    ++at_;
    const NodeId right = binary(level + 1);
    if (right == kNoNode) return kNoNode;
    const NodeId children[] = {left, right};
    left = add({.kind = NodeKind::Call,
                .begin = ast_.nodes[left].begin,
                .end = last_end(),
                .name_begin = token.begin,
                .name_end = token.end,
                .name = std::string(op->name)},
               children);
  }
  return left;
}

NodeId Parser::unary() {
  if (!is("!") && !is("-")) return member();
  const Nesting nesting(depth_);
  if (depth_ > limits_.depth)
    return fail(2006, peek().begin, peek().end, fmt::format("the condition nests deeper than {}", limits_.depth));
  const Token token = peek();
  ++at_;
  const TokenKind next = peek().kind;
  if (token.text == "-" && (next == TokenKind::Int || next == TokenKind::Double))
    return postfix(literal(true, token.begin));
  const NodeId operand = unary();
  if (operand == kNoNode) return kNoNode;
  const NodeId children[] = {operand};
  return add({.kind = NodeKind::Call,
              .begin = token.begin,
              .end = last_end(),
              .name_begin = token.begin,
              .name_end = token.end,
              .name = token.text == "!" ? "!_" : "-_"},
             children);
}

NodeId Parser::member() { return postfix(primary()); }

NodeId Parser::postfix(NodeId operand) {
  while (operand != kNoNode) {
    if (is(".")) {
      operand = select(operand);
    } else if (is("[")) {
      operand = index(operand);
    } else if (is("{") &&
               (ast_.nodes[operand].kind == NodeKind::Name || ast_.nodes[operand].kind == NodeKind::Select)) {
      const Node& node = ast_.nodes[operand];
      return fail(2012, node.begin, node.end, "messages are no part of conditions", "write a map: `{'key': value}`");
    } else {
      break;
    }
  }
  return operand;
}

NodeId Parser::select(NodeId operand) {
  ++at_;
  const bool optional = accept("?");
  const Token field = peek();
  // Reserved words are names of fields all the same: nothing else can stand after the dot.
  const bool is_call = peek(1).kind == TokenKind::Operator && peek(1).text == "(";
  if (field.kind != TokenKind::Identifier && field.kind != TokenKind::Quoted && field.kind != TokenKind::Reserved)
    return unexpected("a field or function after `.`");
  ++at_;
  Node node{.kind = NodeKind::Select,
            .optional = optional,
            .begin = ast_.nodes[operand].begin,
            .name_begin = field.begin,
            .name_end = field.end,
            .name = field.text};
  std::vector<NodeId> children = {operand};
  if (is_call && !optional && field.kind != TokenKind::Quoted) {
    node.kind = NodeKind::Call;
    node.member = true;
    if (!arguments(children)) return kNoNode;
    node.end = last_end();
    return expand(std::move(node), std::move(children));
  }
  node.end = last_end();
  return add(std::move(node), children);
}

NodeId Parser::index(NodeId operand) {
  const Token open = peek();
  ++at_;
  const bool optional = accept("?");
  const NodeId key = expression();
  if (key == kNoNode) return kNoNode;
  if (!accept("]")) return unexpected("`]`");
  const NodeId children[] = {operand, key};
  return add({.kind = NodeKind::Call,
              .begin = ast_.nodes[operand].begin,
              .end = last_end(),
              .name_begin = open.begin,
              .name_end = last_end(),
              .name = optional ? "_[?_]" : "_[_]"},
             children);
}

bool Parser::arguments(std::vector<NodeId>& out) {
  ++at_;
  if (accept(")")) return true;
  do {
    const NodeId argument = expression();
    if (argument == kNoNode) return false;
    out.push_back(argument);
  } while (accept(","));
  if (accept(")")) return true;
  unexpected("`,` or `)`");
  return false;
}

NodeId Parser::primary() {
  const Token token = peek();
  switch (token.kind) {
    case TokenKind::Int:
    case TokenKind::Uint:
    case TokenKind::Double:
    case TokenKind::String:
    case TokenKind::Bytes:
      return literal(false, token.begin);
    case TokenKind::Keyword:
      return token.text == "in" ? unexpected("a value") : literal(false, token.begin);
    case TokenKind::Identifier:
      return name(false, token.begin);
    case TokenKind::End:
    case TokenKind::Quoted:
    case TokenKind::Reserved:
      return unexpected("a value");
    case TokenKind::Operator:
      break;
  }
  if (token.text == "." && peek(1).kind == TokenKind::Identifier) {
    ++at_;
    return name(true, token.begin);
  }
  if (token.text == "[") return list();
  if (token.text == "{") return map();
  if (token.text != "(") return unexpected("a value");
  ++at_;
  const NodeId inner = expression();
  if (inner == kNoNode) return kNoNode;
  if (!accept(")")) return unexpected("`)`");
  return inner;
}

NodeId Parser::literal(bool negative, std::uint32_t begin) {
  const Token token = peek();
  ++at_;
  Node node{.kind = NodeKind::Literal,
            .begin = begin,
            .end = token.end,
            .name_begin = begin,
            .name_end = token.end,
            .name = token.text};
  switch (token.kind) {
    case TokenKind::Int: {
      static constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
      if (token.number > kMost + (negative ? 1 : 0))
        return fail(2004, begin, token.end, "this number does not fit an int");
      node.literal = value::Value::integer(static_cast<std::int64_t>(negative ? 0 - token.number : token.number));
      break;
    }
    case TokenKind::Uint:
      node.literal = value::Value::unsigned_integer(token.number);
      break;
    case TokenKind::Double:
      node.literal = value::Value::real(negative ? -token.real : token.real);
      break;
    case TokenKind::String:
      node.literal = value::Value::string({});
      break;
    case TokenKind::Bytes:
      node.literal = value::Value::bytes({});
      break;
    case TokenKind::Keyword:
      if (token.text != "null") node.literal = value::Value::boolean(token.text == "true");
      break;
    case TokenKind::End:
    case TokenKind::Identifier:
    case TokenKind::Quoted:
    case TokenKind::Reserved:
    case TokenKind::Operator:
      return unexpected("a value");
  }
  return add(std::move(node), {});
}

NodeId Parser::name(bool leading_dot, std::uint32_t begin) {
  const Token token = peek();
  ++at_;
  Node node{.kind = NodeKind::Name,
            .begin = begin,
            .end = token.end,
            .name_begin = token.begin,
            .name_end = token.end,
            .name = (leading_dot ? "." : "") + token.text};
  if (!is("(")) return add(std::move(node), {});
  node.kind = NodeKind::Call;
  std::vector<NodeId> children;
  if (!arguments(children)) return kNoNode;
  node.end = last_end();
  return expand(std::move(node), std::move(children));
}

NodeId Parser::list() {
  const Token open = peek();
  ++at_;
  Node node{.kind = NodeKind::List, .begin = open.begin, .name_begin = open.begin, .name_end = open.end};
  std::vector<NodeId> children;
  while (!is("]")) {
    const bool optional = accept("?");
    const NodeId child = expression();
    if (child == kNoNode) return kNoNode;
    children.push_back(child);
    node.optionals.push_back(optional);
    node.optional = node.optional || optional;
    if (!accept(",")) break;
  }
  if (!accept("]")) return unexpected("`,` or `]`");
  node.end = last_end();
  return add(std::move(node), children);
}

NodeId Parser::map() {
  const Token open = peek();
  ++at_;
  Node node{.kind = NodeKind::Map, .begin = open.begin, .name_begin = open.begin, .name_end = open.end};
  std::vector<NodeId> children;
  while (!is("}")) {
    const bool optional = accept("?");
    const NodeId key = expression();
    if (key == kNoNode) return kNoNode;
    if (!accept(":")) return unexpected("`:` after the key");
    const NodeId member_value = expression();
    if (member_value == kNoNode) return kNoNode;
    children.insert(children.end(), {key, member_value});
    node.optionals.push_back(optional);
    node.optional = node.optional || optional;
    if (!accept(",")) break;
  }
  if (!accept("}")) return unexpected("`,` or `}`");
  node.end = last_end();
  return add(std::move(node), children);
}

}  // namespace hegui::cel
