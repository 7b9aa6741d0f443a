// The operator's declaration: what a product's operator says that no manifest shows. `hegui.toml`, `.json` or `.yaml`;
// its keys are the facts of the schema that a declaration can state, and beside them what it says about the check
// itself: manifests, waivers, evidence, and how the check is run.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "facts/fact_set.h"
#include "read/look.h"
#include "read/syntax/tree.h"
#include "vocab/vocabulary.h"

namespace hegui::read {

// The format's name among an input's, and what its row in `formats` says.
inline constexpr std::string_view kDeclarationFormat = "declaration";

// A failure the operator has accepted for a time, with somebody who answers for it.
struct Waiver {
  std::string rule;  // id or name
  std::string item;  // of the subject, e.g. a permission's name; empty: all items
  std::string reason;
  std::string owner;
  Date expires;          // last day it holds
  std::string evidence;  // link or file; may be empty
  Place place;
};

// A declared fact tied to a file that shows it.
struct Evidence {
  std::string fact;    // path of the fact, as in the schema
  std::string item;    // of a list: which record; empty: all
  std::string file;    // as written: relative to the declaration
  std::string sha256;  // 64 hexadecimal digits
  std::string who;     // who put it there
  Date when;
  std::optional<Date> valid_until;  // last day it shows anything
  Place place;
};

// True for a file named `hegui.toml`, `.json`, `.json5`, `.yaml` or `.yml`, for any `.toml`, and for text in one of the
// notations whose top has a `subject` or `operator` table. Looks at a bounded prefix.
bool recognises_declaration(const Look& look);

// The same, but not for a `.toml` of another name that begins neither table: only who named it can mean a declaration.
bool shows_declaration(const Look& look);

// The facts of a declaration, or every mistake found in it (HG1200 to HG1259, HG1264).
// Words that only a vocabulary holds are held against `vocabulary`, unless it is null.
Checked<facts::FactSet> read_declaration(const SourcePtr& source, const tree::Limits& limits,
                                         const vocab::Vocabulary* vocabulary = nullptr);

// Paths under `manifests` of every declaration among the inputs of `facts`, as written: relative to the declaration.
std::vector<std::string> declared_manifests(const facts::FactSet& facts);

// The waivers of every declaration among the inputs of `facts`, in order.
std::vector<Waiver> read_waivers(const facts::FactSet& facts);

// The evidence of every declaration among the inputs of `facts`, in order.
std::vector<Evidence> read_evidence(const facts::FactSet& facts);

}  // namespace hegui::read
