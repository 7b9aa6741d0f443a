#include "check/branches.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/image.h"
#include "cel/check.h"
#include "cel/evaluate.h"
#include "facts/schema.h"
#include "policy/codes.h"
#include "policy/conditions.h"
#include "policy/example.h"
#include "policy/policy.h"

namespace hegui::check {
namespace {

using value::Kind;
using value::Value;
using vocab::Node;

constexpr std::string_view kCuts[] = {"_&&_", "_||_", "!_", "_?_:_"};

enum class Stage : std::uint8_t { Applies, Where, Require };

// One part of a condition, and what the examples have shown of it.
struct Part {
  Span span;
  cel::ProgramRef program;
  Stage stage = Stage::Applies;
  bool was_true = false, was_false = false;
};

class Examiner {
 public:
  Examiner(const Node& rule, const SourcePtr& file) : rule_(rule), file_(file) {}

  BranchCoverage examine() {
    if (!compile()) return {};
    bytes_ = image_.finish();
    const image::View view(bytes_);
    if (const Node* examples = rule_.find("example"); examples != nullptr)
      for (const Node& example : examples->items) show(example, view);
    BranchCoverage out;
    for (const Part& part : parts_) {
      out.sides += 2;
      out.shown += (part.was_true ? 1u : 0u) + (part.was_false ? 1u : 0u);
      if (part.was_true && part.was_false) continue;
      const std::string_view side = part.was_true ? "false" : part.was_false ? "true" : "decided";
      out.hidden.push_back(warning(policy::code::kHiddenBranch, part.span,
                                   fmt::format("no example in which this is {}", side),
                                   "add an example that shows it, or simplify the condition"));
    }
    return out;
  }

 private:
  bool compile() {
    policy::Conditions conditions;
    conditions.without_item();
    if (!take(conditions, "applies", Stage::Applies)) return false;
    const Node* each = rule_.find("each");
    std::optional<cel::Ast> items;  // owns the type of `it`
    if (each != nullptr) {
      std::vector<Diagnostic> issues;
      items = conditions.check(*each, nullptr, issues);
      if (!items || items->type()->kind != value::TypeKind::List || items->type()->parameters.empty()) return false;
      each_ = cel::plan(*items, image_);
      conditions.with_item(items->type()->parameters.front(), 0);
    }
    if (const Node* where = rule_.find("where"); where != nullptr) {
      std::vector<Diagnostic> issues;
      if (const auto ast = conditions.check(*where, value::TypePool::boolean(), issues))
        where_ = cel::plan(*ast, image_);
    }
    return take(conditions, "where", Stage::Where) && take(conditions, "require", Stage::Require);
  }

  bool take(const policy::Conditions& conditions, std::string_view key, Stage stage) {
    const Node* node = rule_.find(key);
    if (node == nullptr) return true;
    std::vector<Diagnostic> issues;
    std::optional<cel::Ast> ast = conditions.check(*node, value::TypePool::boolean(), issues);
    if (!ast) return false;
    cut(*ast, ast->root, stage);
    return true;
  }

  void cut(cel::Ast& ast, cel::NodeId id, Stage stage) {
    const cel::Node& node = ast.nodes[id];
    if (node.type == nullptr || node.type->kind != value::TypeKind::Bool || node.kind == cel::NodeKind::Literal) return;
    if (node.kind == cel::NodeKind::Call && std::ranges::find(kCuts, node.name) != std::end(kCuts)) {
      for (const cel::NodeId child : ast.children_of(node)) cut(ast, child, stage);
      return;
    }
    const cel::NodeId root = std::exchange(ast.root, id);
    parts_.push_back({.span = ast.span(node.begin, node.end), .program = cel::plan(ast, image_), .stage = stage});
    ast.root = root;
  }

  void show(const Node& table, image::View view) {
    std::vector<Diagnostic> issues;
    const std::optional<policy::Example> example = policy::read_example(table, file_, issues);
    if (!example) return;
    Arena arena;
    std::vector<Value> slots = facts::slots(example->subject, arena);
    static const facts::FactId kAsOf = facts::fact("as_of");
    slots[facts::Schema::get().slot(kAsOf)] = Value::timestamp(std::int64_t{example->as_of.days} * 86400);
    slots.push_back(Value::null());
    const auto run = [&](cel::ProgramRef program) { return cel::evaluate(cel::view(view, program), slots, scratch_); };
    const auto note = [&](Stage stage) {
      for (Part& part : parts_) {
        if (part.stage != stage) continue;
        const Value value = run(part.program);
        if (value.is(Kind::Bool)) (value.as_bool() ? part.was_true : part.was_false) = true;
      }
    };
    scratch_.reset();
    note(Stage::Applies);
    if (!each_) return note(Stage::Require);
    const Value list = run(each_);
    if (!list.is(Kind::List)) return;
    for (const Value& member : list.as_list().items) {
      slots.back() = member;
      note(Stage::Where);
      const Value concerned = where_ ? run(where_) : Value::boolean(true);
      if (!concerned.is(Kind::Bool) || concerned.as_bool()) note(Stage::Require);
    }
  }

  const Node& rule_;
  const SourcePtr& file_;
  image::Writer image_;
  std::string bytes_;
  cel::ProgramRef each_, where_;
  std::vector<Part> parts_;
  cel::Scratch scratch_;
};

}  // namespace

BranchCoverage branch_coverage(const Node& rule, const SourcePtr& file) { return Examiner(rule, file).examine(); }

}  // namespace hegui::check
