// The declaration that `hegui init` writes: every key there is, with its meaning, filled in as far as the inputs given
// tell.
#pragma once

#include <span>
#include <string>

#include "facts/subject.h"

namespace hegui::author {

// A complete hegui.toml. Prose stands behind `# `, keys to be answered behind `#` without a space, so that taking that
// one sign away states them. With a `subject`, what its inputs say stands uncommented, one record for each permission,
// SDK and other thing found, with the open questions about it beneath. `manifests` become the paths the declaration
// names, as they are to be written.
std::string example(const facts::Subject* subject, std::span<const std::string> manifests);

}  // namespace hegui::author
