// The files a new policy pack starts from: they check and pass their own examples as they are, and say what to change.
#pragma once

#include <string>
#include <string_view>

namespace hegui::author {

// Contents of `pack.toml`; `id` is lower-case words joined by hyphens.
std::string pack_skeleton(std::string_view id);

// Contents of one rule's file. `id` is made of letters, digits and hyphens, `name` of lower-case words joined by
// hyphens.
// It cites `clause` until its author names another.
std::string rule_skeleton(std::string_view id, std::string_view name, std::string_view clause);

}  // namespace hegui::author
