#include "fleet/where.h"

#include "base/arena.h"
#include "base/image.h"
#include "cel/check.h"
#include "cel/environment.h"
#include "cel/evaluate.h"
#include "cel/parse.h"
#include "cel/program.h"
#include "value/type.h"

namespace hegui::fleet {
namespace {

using value::TypePool;
using value::Value;

enum Slot : std::uint32_t {
  kName,
  kId,
  kVersion,
  kKind,
  kGrade,
  kScore,
  kAttainable,
  kEvidence,
  kUnreadable,
  kPlatforms,
  kFailed,
  kUnknown,
  kWaived,
  kPassed,
  kClauses,
  kPermissions,
  kSdks,
  kInputs,
  kSlots
};

}  // namespace

struct Where::Compiled {
  TypePool types;
  std::unique_ptr<Source> source;
  std::vector<char> image;  // aligned as operator new aligns
  cel::ProgramRef program;
  cel::Scratch scratch;
  Arena arena;
  std::uint32_t score_missing = 0;
  value::Missing no_score{};

  Value texts(const std::vector<std::string_view>& values) {
    const auto items = arena.make_array<Value>(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) items[i] = Value::string(values[i]);
    return Value::list(arena.make<value::List>(items, false));
  }
};

Where::Where(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Where::Where(Where&&) noexcept = default;
Where& Where::operator=(Where&&) noexcept = default;
Where::~Where() = default;

Checked<Where> Where::compile(const std::string& condition) {
  auto compiled = std::make_unique<Compiled>();
  compiled->source = std::make_unique<Source>("--where", condition);
  cel::Environment environment;
  const value::Type* text = TypePool::string();
  const value::Type* list = compiled->types.list(text);
  const auto add = [&](const char* name, const value::Type* type, std::uint32_t slot) {
    environment.add({name, type, slot, slot + 1});
  };
  add("name", text, kName);
  add("id", text, kId);
  add("version", text, kVersion);
  add("kind", text, kKind);
  add("grade", text, kGrade);
  add("score", TypePool::real(), kScore);
  add("attainable", TypePool::real(), kAttainable);
  add("evidence", TypePool::real(), kEvidence);
  add("unreadable", TypePool::boolean(), kUnreadable);
  add("platforms", list, kPlatforms);
  add("failed", list, kFailed);
  add("unknown", list, kUnknown);
  add("waived", list, kWaived);
  add("passed", list, kPassed);
  add("clauses", list, kClauses);
  add("permissions", list, kPermissions);
  add("sdks", list, kSdks);
  add("inputs", list, kInputs);
  const Source& source = *compiled->source;
  Checked<cel::Ast> parsed = cel::parse(source, {&source, 0, static_cast<std::uint32_t>(source.text().size())});
  if (!parsed) return {{}, std::move(parsed.issues)};
  Checked<cel::Ast> checked = cel::check(std::move(*parsed.value), environment, TypePool::boolean());
  if (!checked) return {{}, std::move(checked.issues)};
  image::Writer writer;
  compiled->program = cel::plan(*checked.value, writer);
  const std::string bytes = writer.finish();
  compiled->image.assign(bytes.begin(), bytes.end());
  compiled->score_missing = kScore + 1;
  compiled->no_score = {{&compiled->score_missing, 1}, false};
  return {Where(std::move(compiled)), std::move(checked.issues)};
}

bool Where::holds(const Result& result) {
  Compiled& c = *compiled_;
  c.arena.reset();
  c.scratch.reset();
  std::vector<Value> slots(kSlots);
  slots[kName] = Value::string(result.name);
  slots[kId] = Value::string(result.id);
  slots[kVersion] = Value::string(result.version);
  slots[kKind] = Value::string(result.kind);
  slots[kGrade] = Value::string(result.grade);
  slots[kScore] = result.score ? Value::real(*result.score) : Value::unknown(&c.no_score);
  slots[kAttainable] = Value::real(result.attainable);
  slots[kEvidence] = Value::real(result.evidence);
  slots[kUnreadable] = Value::boolean(result.unreadable);
  slots[kPlatforms] = c.texts(result.platforms);
  slots[kFailed] = c.texts(result.failed);
  slots[kUnknown] = c.texts(result.unknown);
  slots[kWaived] = c.texts(result.waived);
  slots[kPassed] = c.texts(result.passed);
  slots[kClauses] = c.texts(result.clauses);
  slots[kPermissions] = c.texts(result.permissions);
  slots[kSdks] = c.texts(result.sdks);
  slots[kInputs] = c.texts(result.inputs);
  const image::View view(std::string_view(c.image.data(), c.image.size()));
  const Value answer = cel::evaluate(cel::view(view, c.program), slots, c.scratch);
  return answer.is(value::Kind::Bool) && answer.as_bool();
}

}  // namespace hegui::fleet
