// The facts of a declaration: its tree held against the keys the schema allows.
#pragma once

#include <string_view>
#include <vector>

#include "facts/fact_set.h"
#include "read/syntax/tree.h"
#include "vocab/vocabulary.h"

namespace hegui::read {

// A mistake more than this is not listed; one last error says so.
inline constexpr std::size_t kMostMistakes = 50;

// True for what stands at the top of a declaration beside facts: `manifests`, `waiver`, `evidence`, `hegui`, and JSON's
// `$schema`.
bool is_reserved_key(std::string_view key);

// Writes every fact of `document`, whose root is an object, to `builder` and every mistake to `issues` (HG1250 to
// HG1255, HG1257, HG1264). Words that only a vocabulary holds are held against `vocabulary`, unless it is null.
void read_facts(const tree::Document& document, const vocab::Vocabulary* vocabulary, facts::FactBuilder& builder,
                std::vector<Diagnostic>& issues);

// `unknown key` at the key's place, with the nearest of the known ones (HG1250).
Diagnostic unknown_key(const tree::Document& document, const tree::Member& member, std::string_view path,
                       std::span<const std::string_view> known);

// `… must be …, found …` at the value's place (HG1251).
Diagnostic wrong_type(const tree::Document& document, const tree::Node& node, std::string_view path,
                      std::string_view wanted, std::string help = {});

}  // namespace hegui::read
