// The same words in the two languages of everything hegui prints.
#pragma once

#include "base/image.h"

namespace hegui::vocab {

struct LocalText {
  image::Text zh, en;
};

}  // namespace hegui::vocab
