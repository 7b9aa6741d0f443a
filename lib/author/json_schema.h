// JSON Schemas (draft 2020-12) made from the facts schema: of a declaration for editors, of `hegui facts` output for
// programs.
#pragma once

#include <string>

namespace hegui::author {

// The schema of hegui.json, and through an editor's mapping of hegui.toml and hegui.yaml.
std::string declaration_schema();

// The schema of one file of a policy pack, as an editor sees its TOML: pack, instruments, clauses, rules with their
// examples, profiles, and vocabularies, whose records are not described further.
std::string policy_schema();

// The schema of what `facts_json` writes.
std::string facts_schema();

}  // namespace hegui::author
