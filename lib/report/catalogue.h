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

// The clauses of one instrument by slug, or of all when it is empty, each with its coverage and its rules.
std::string list_clauses(const policy::Policy& policy, std::string_view instrument, const CatalogueOptions& options);

// What is known of a rule (id or name), clause, instrument, fact, permission, official number or word of the
// vocabularies; nothing when the word names none of them.
std::optional<std::string> explain(const policy::Policy& policy, const vocab::Identifiers& identifiers,
                                   std::string_view word, bool chinese);

// The nearest word that `explain` would answer to, or empty.
std::string nearest_explained(const policy::Policy& policy, std::string_view word);

}  // namespace hegui::report
