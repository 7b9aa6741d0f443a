#include "run.h"

#include <fmt/format.h>

#include "cel/functions.h"

namespace hegui::cel::test {

using value::Kind;
using value::Value;

World::World() = default;

void World::set(std::string name, const value::Type* type, Value value) {
  const Variable* known = environment.find(name);
  const auto slot = known != nullptr ? known->slot : static_cast<std::uint32_t>(slots.size());
  if (known == nullptr) slots.push_back(value);
  slots[slot] = value;
  environment.add({std::move(name), type, slot, slot + 1});
}

Value World::unknown(std::vector<std::uint32_t> facts, bool absent) {
  return Value::unknown(arena_.make<value::Missing>(arena_.copy(std::span<const std::uint32_t>(facts)), absent));
}
Value World::list(std::vector<Value> items, bool open) {
  return Value::list(arena_.make<value::List>(arena_.copy(std::span<const Value>(items)), open));
}
Value World::record(const value::Type* type, std::vector<Value> fields) {
  return Value::record(arena_.make<value::Record>(type, arena_.copy(std::span<const Value>(fields))));
}
Value World::map(std::vector<value::MapEntry> entries) {
  return Value::map(arena_.make<value::Map>(arena_.copy(std::span<const value::MapEntry>(entries))));
}

std::string World::evaluate_ast(const Ast& ast) {
  image::Writer writer;
  const ProgramRef program = plan(ast, writer);
  images_.push_back(writer.finish());
  return print(evaluate(view(image::View(images_.back()), program), slots, scratch));
}

void World::forget() {
  sources_.clear();
  images_.clear();
  scratch.reset();
}

std::string World::diagnose(std::string_view text, const value::Type* expected) {
  sources_.push_back(std::make_unique<Source>("test", std::string(text)));
  const Span whole{sources_.back().get(), 0, static_cast<std::uint32_t>(text.size())};
  Checked<Ast> parsed = parse(*sources_.back(), whole);
  std::vector<Diagnostic> issues = std::move(parsed.issues);
  if (parsed) issues = check(std::move(*parsed.value), environment, expected).issues;
  std::string out;
  for (const Diagnostic& issue : issues) out += render(issue);
  return out;
}

namespace {

std::string first(const std::vector<Diagnostic>& issues) {
  if (issues.empty()) return "no value and no diagnostic";
  return fmt::format("{} {}:{} {}", issues[0].code.to_string(), issues[0].place.line, issues[0].place.column,
                     issues[0].message);
}

}  // namespace

std::string World::run(std::string_view text, const value::Type* expected) {
  sources_.push_back(std::make_unique<Source>("test", std::string(text)));
  Checked<Ast> parsed =
      parse(*sources_.back(), Span{sources_.back().get(), 0, static_cast<std::uint32_t>(text.size())});
  if (!parsed) return first(parsed.issues);
  Checked<Ast> checked = check(std::move(*parsed.value), environment, expected);
  return checked ? evaluate_ast(*checked.value) : first(checked.issues);
}

std::string World::run_unchecked(std::string_view text) {
  sources_.push_back(std::make_unique<Source>("test", std::string(text)));
  Checked<Ast> parsed =
      parse(*sources_.back(), Span{sources_.back().get(), 0, static_cast<std::uint32_t>(text.size())});
  return parsed ? evaluate_ast(resolve(std::move(*parsed.value), environment)) : first(parsed.issues);
}

std::string World::type_of(std::string_view text) {
  sources_.push_back(std::make_unique<Source>("test", std::string(text)));
  Checked<Ast> parsed =
      parse(*sources_.back(), Span{sources_.back().get(), 0, static_cast<std::uint32_t>(text.size())});
  if (!parsed) return first(parsed.issues);
  Checked<Ast> checked = check(std::move(*parsed.value), environment, nullptr);
  return checked ? checked.value->type()->to_string() : first(checked.issues);
}

std::string print(const Value& value) {
  const auto join = [](const auto& range, const auto& one) {
    std::string out;
    for (const auto& item : range) out += (out.empty() ? "" : ", ") + one(item);
    return out;
  };
  switch (value.kind()) {
    case Kind::Null:
      return "null";
    case Kind::Uint:
      return fmt::format("{}u", value.as_uint());
    case Kind::String:
      return fmt::format("'{}'", value.as_text());
    case Kind::Bytes:
      return fmt::format("b'{}'", value.as_text());
    case Kind::Type:
      return std::string(type_name(*value.as_type()));
    case Kind::List:
      return fmt::format("[{}{}]", join(value.as_list().items, print), value.as_list().open ? " …" : "");
    case Kind::Map:
      return "{" +
             join(value.as_map().entries,
                  [](const auto& entry) { return print(entry.key) + ": " + print(entry.value); }) +
             "}";
    case Kind::Record:
      return value.as_record().type->name + "{" + join(value.as_record().fields, print) + "}";
    case Kind::Optional:
      return value.as_optional() == nullptr ? "none" : "some(" + print(*value.as_optional()) + ")";
    case Kind::Unknown:
      return fmt::format("unknown[{}]",
                         join(value.as_unknown().facts, [](std::uint32_t fact) { return std::to_string(fact); }));
    case Kind::Error:
      return fmt::format("error: {}", value.as_error().message);
    case Kind::Bool:
    case Kind::Int:
    case Kind::Double:
    case Kind::Timestamp:
    case Kind::Duration:
      break;
  }
  std::string out;
  append_text(value, out);
  return out;
}

}  // namespace hegui::cel::test
