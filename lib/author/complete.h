// A declaration that somebody wrote, with what it lacks put in: not a byte of theirs is changed, moved or left out.
#pragma once

#include <span>
#include <string>

#include "author/draft.h"
#include "base/result.h"

namespace hegui::author {

// `declaration` is TOML. Keys that are neither stated nor asked for are added to their tables, answered where the
// inputs know; a commented key that they can answer now gets its answer below it; things they show and the declaration
// does not list become records. What it already has stays as it is, records with all they leave open included, so that
// completing twice changes nothing more. A declaration with mistakes is refused with all of them; what is written in a
// way that cannot be added to is a warning (HG1290).
Checked<std::string> complete(const SourcePtr& declaration, DraftSources sources,
                              std::span<const std::string> manifests);

}  // namespace hegui::author
