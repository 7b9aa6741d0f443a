// The source line under a place with carets below the part that is meant, and whole diagnostics in that form. Tabs
// become spaces, so that carets stand right.
#pragma once

#include <cstddef>
#include <string>

#include "base/diagnostic.h"
#include "report/layout.h"
#include "report/writers.h"

namespace hegui::report {

// Two lines, indented by `indent` columns and cut to `width`, each with a line break; nothing when the place has no
// excerpt.
void append_excerpt(std::string& out, const Place& place, std::size_t indent, std::size_t width,
                    const Painter& painter);

// `file:line:column: error[HG1203]: message`, the excerpt, related places and the help.
void append_diagnostic(std::string& out, const Diagnostic& diagnostic, std::size_t width, const Painter& painter,
                       Language language);

// The same as plain text, for standard error; in English as it is rendered everywhere.
std::string render(const Diagnostic& diagnostic, Language language);

}  // namespace hegui::report
