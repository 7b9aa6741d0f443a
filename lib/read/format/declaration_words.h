// Words of a declaration that the facts schema leaves to a vocabulary: services, functions, app types, kinds of filings
// and licences, categories of information. A rule asks for them by name, so that a misspelt one would silently escape
// it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "vocab/vocabulary.h"

namespace hegui::read {

// The next step when `word` cannot stand in the fact `path`; nothing when it can. Services, functions and app types are
// closed lists. Kinds and categories are open, as packs may bring their own: of them only what is one edit away from a
// known word is taken for a slip.
std::optional<std::string> word_help(const vocab::Vocabulary& vocabulary, std::string_view path, std::string_view word);

}  // namespace hegui::read
