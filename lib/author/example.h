// The declaration that `hegui init` writes: every key there is, with its meaning, filled in as far as the inputs given
// tell.
#pragma once

#include <span>
#include <string>

#include "author/draft.h"

namespace hegui::author {

// A complete hegui.toml. Prose stands behind `# `, keys to be answered behind `#` without a space, so that taking that
// one sign away states them. With a subject, what its inputs say stands uncommented, one record for each permission,
// SDK and other thing found, with the open questions about it beneath; with a policy the clauses that ask stand beside
// the questions. `manifests` become the paths the declaration names, as they are to be written.
std::string example(DraftSources sources, std::span<const std::string> manifests);

// The part of it that is a table or a list of records: `key` at `path`.
std::string example_of(const read::Key& key, const std::string& path, DraftSources sources);

// The part of it that names the manifests.
std::string manifest_lines(std::span<const std::string> paths);

}  // namespace hegui::author
