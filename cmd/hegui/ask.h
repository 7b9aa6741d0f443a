// The few questions `hegui init` asks a person: what no manifest tells and every report needs.
#pragma once

#include <optional>

#include "facts/subject.h"
#include "options.h"

namespace hegui::cli {

// Asks on standard output, reads answers from standard input, a line each; an empty line leaves the question open, and
// the end of the input all that follow. Only what `subject` does not know is asked. The answers as a declaration would
// state them, or nothing when there are none.
std::optional<facts::FactSet> ask(const facts::Subject& subject, const Common& common);

}  // namespace hegui::cli
