// The privacy policy itself, which a declaration names as `policy.file`: what its words speak of. It is read for what
// it says, not whether that is true, enough or clear.
#pragma once

#include "read/format.h"
#include "vocab/policy_terms.h"

namespace hegui::read {

// The format's name among an input's.
inline constexpr std::string_view kPolicyTextFormat = "privacy-policy";

// What the text mentions (`policy.mentions`), each with the first place, and the day of its last update. HTML, Markdown
// or plain text in UTF-8 (HG1281 when it is not), at most 8 MiB and 1 MiB of words (HG1283). A text that does not speak
// of processing personal information at all gives a warning (HG1282) and nothing is concluded from it.
Checked<facts::FactSet> read_policy_text(const SourcePtr& source, const vocab::Vocabulary& vocabulary,
                                         vocab::PolicyTerms terms);

}  // namespace hegui::read
