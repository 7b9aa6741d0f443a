// Examples of a rule: facts stated directly, and what the rule must say of them.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/date.h"
#include "facts/subject.h"
#include "vocab/compile/table_reader.h"

namespace hegui::policy {

// What an example may expect: `pass`, `fail`, `unknown`, `not-applicable`, `not-judged`.
std::span<const std::string_view> expectations();

struct Example {
  std::string_view expect;
  Date as_of;              // the fact `as_of` where it states one, else kExampleDay
  facts::Subject subject;  // inputs of every kind might have spoken; what is not said is Unknown
  Span span;
};

// The day on which examples are judged that name none: 2026-12-01.
inline constexpr Date kExampleDay{20788};

// Reads `expect`, `facts` and `absent` of one `[[rule.example]]`. `facts` nests as paths do: lists of records are
// arrays of tables. `absent` names facts that an input could have stated and did not: of the subject, or `list[].field`
// for every record that does not say it. Nothing when there is an issue (HG3018 and those of tables). `source` is the
// file, which the facts keep.
std::optional<Example> read_example(const vocab::Node& table, const SourcePtr& source, vocab::Issues& issues);

}  // namespace hegui::policy
