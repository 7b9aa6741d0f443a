// The diagnostics of policies beyond those of their tables (HG3001 to HG3008). A number never changes its meaning.
#pragma once

#include "base/diagnostic.h"

namespace hegui::policy::code {

inline constexpr Code kFiles{3009};           // a folder holds no policy, or too much
inline constexpr Code kUnknownTable{3010};    // a table that means nothing
inline constexpr Code kNoPack{3011};          // a file that belongs to no pack
inline constexpr Code kName{3012};            // an id or name of the wrong form
inline constexpr Code kMissingExample{3013};  // no passing or no failing example
inline constexpr Code kPlaceholder{3014};     // a message names what is no fact
inline constexpr Code kNotAList{3015};        // `each` gives no list
inline constexpr Code kNeedsEach{3016};       // `where` without `each`
inline constexpr Code kWeakBasis{3017};       // severe, yet from knowledge only
inline constexpr Code kExampleFact{3018};     // an example states what is no fact, or with the wrong type
inline constexpr Code kExampleFailed{3019};   // a rule judges its example otherwise than the example says
inline constexpr Code kHiddenBranch{3020};    // a side of a condition that no example shows

}  // namespace hegui::policy::code
