// Keys and secrets told by their form alone. A form that is found may still be meant for clients, which its row says; a
// text in which none is found may still hold one.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "vocab/vocabulary.h"

namespace hegui::vocab {

struct Secret {
  const SecretRow* form = nullptr;
  std::size_t begin = 0, end = 0;  // bytes of the text
};

// What of `text` has the form of a secret, in the order of the text; of two that overlap the one no client may hold.
std::vector<Secret> find_secrets(const Vocabulary& vocabulary, std::string_view text);

}  // namespace hegui::vocab
