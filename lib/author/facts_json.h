// The facts of a product as JSON, each with the places it was read from: what `hegui facts` prints for programs.
#pragma once

#include <string>

#include "facts/subject.h"

namespace hegui::author {

// One object; its shape is what `facts_schema` describes:
//   inputs         what was read
//   subject, permissions, android …   known facts, nested by dotted path; a list of records is an array
//   origins        fact path (records with their index) → places, `{file, line, column}` or `{file, element}`
//   absent         paths that an input could state and none does
//   unknown        paths that no input here can state, or that could not be read
//   open           lists that may have members no input showed
//   disagreements  facts that inputs state differently
// `pretty` breaks lines. Ill-formed bytes become U+FFFD.
std::string facts_json(const facts::Subject& subject, bool pretty);

}  // namespace hegui::author
