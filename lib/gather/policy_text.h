// The text of the privacy policy, which a declaration names as `policy.file`.
#pragma once

#include "base/file_system.h"
#include "gather/group.h"
#include "vocab/policy_terms.h"
#include "vocab/vocabulary.h"

namespace hegui::gather {

// Reads the file that a declaration of the product names, relative to it, and adds what its words speak of to the
// product's facts. A file that is missing or no text is an error among the product's issues.
void read_policy_text(Product& product, const FileSystem& files, const vocab::Vocabulary& vocabulary,
                      vocab::PolicyTerms terms);

}  // namespace hegui::gather
