// What reports say in both languages, and how they name clauses, numbers and rules: the words that more than one format
// needs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/layout.h"
#include "report/writers.h"

namespace hegui::report {

// The text in the language, or in the other one where it is not written.
std::string_view pick(Language language, result::TextView text);
std::string_view pick(Language language, std::string_view zh, std::string_view en);

std::string_view word(Language language, policy::Severity severity);
std::string_view word(Language language, check::Verdict verdict);
std::string_view word(Language language, Level level);
Colour colour_of(policy::Severity severity);

// `62.3`; `62` for whole points.
std::string points(std::uint32_t tenths);
// Whole points, rounded down, so that only what is complete reads 100.
std::string whole_points(std::uint32_t tenths);

// `android` as a person writes it.
std::string_view platform_name(Language language, std::string_view platform);

// `《…法》第17条 标题`, `… Law art. 17 (Title)`; without a number where none is known.
std::string clause_name(const result::Clause& clause, Language language);

// What a pillar is called; its id where the run does not say.
std::string_view pillar_name(const result::Run& run, std::string_view id, Language language);

// The clauses of a rule, from the articles that are made concrete to those that do so.
struct ClauseChain {
  std::vector<const result::Clause*> from, to;
};
ClauseChain chain_of(const result::Run& run, const result::Rule& rule);

// The diagnostic as a reader of the language is told it: under Chinese its title and next step are Chinese.
Diagnostic told(Language language, const Diagnostic& diagnostic);

// Why the grade is capped, or empty.
std::string cap_reason(const result::Run& run, const result::Subject& subject, Language language);

// How many rules of the score have the verdict.
std::size_t count_rules(const result::Run& run, const result::Subject& subject, check::Verdict verdict);

// Whether a declaration can state the fact; one that this build does not know is taken to be the declaration's.
bool is_declarable(std::string_view path);

// What the score rests on where nothing was declared: how many rules need a declaration. Empty where it rests on one.
std::string basis(const result::Subject& subject, Language language);

// Rules that could not be judged and that a declaration would decide.
std::size_t count_declarable(const result::Subject& subject);

}  // namespace hegui::report
