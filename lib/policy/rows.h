// Small steps from what a table says to what a row holds, shared by the parts of the compiler.
#pragma once

#include "base/image.h"
#include "policy/policy.h"
#include "vocab/compile/table_reader.h"

namespace hegui::policy {

inline LocalText local_text(const vocab::Words& words, image::Writer& image) {
  return {image.text(words.zh), image.text(words.en)};
}

}  // namespace hegui::policy
