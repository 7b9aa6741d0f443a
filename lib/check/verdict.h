// What a rule says of a subject.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hegui::check {

enum class Verdict : std::uint8_t {
  Pass,
  Fail,
  Unknown,        // a needed fact is missing
  NotApplicable,  // the rule is not about such a subject, or its clauses are not in force
  NotJudged,      // whether it applies is unknown, or no input given could state what it needs
  Waived,         // a failure the operator answers for
};

// `pass`, `fail`, `unknown`, `not-applicable`, `not-judged`, `waived`: stable words.
std::string_view name(Verdict verdict);
std::optional<Verdict> parse_verdict(std::string_view name);

}  // namespace hegui::check
