// The policy itself as a person or a program reads it: lists of rules and clauses, and the explanation of one thing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "policy/policy.h"
#include "vocab/identifier.h"

namespace hegui::report {

struct CatalogueOptions {
  bool chinese = false;
  bool json = false;
};

// The rules for which `chosen` (by rule index) is not 0.
std::string list_rules(const policy::Policy& policy, std::span<const std::uint8_t> chosen,
                       const CatalogueOptions& options);

// The clauses of one instrument by slug, or of all when it is empty, in reading order: each with the words quoted of
// it, its coverage, the articles it makes concrete, the clauses that do so for it, and its rules.
std::string list_clauses(const policy::Policy& policy, std::string_view instrument, const CatalogueOptions& options);

// What is known of a word: rules, clauses, instruments, facts, permissions, SDKs, interfaces, official numbers and the
// words of the vocabularies that are called so, codes of diagnostics; of what has it in its name, or only speaks of it,
// a line each. Nothing when the policy knows no such word.
std::optional<std::string> explanation(const policy::Policy& policy, const vocab::Identifiers& identifiers,
                                       std::string_view word, bool chinese);

// Why there is no explanation of the word, in a sentence: an official number with a wrong check digit, names that are
// near, or that nothing speaks of it.
std::string unexplained(const policy::Policy& policy, const vocab::Identifiers& identifiers, std::string_view word,
                        bool chinese);

}  // namespace hegui::report
