#include "policy/embedded.h"

// Set by the assembler file that scripts/cmake/HeguiPolicy.cmake writes.
extern "C" {
extern const char hegui_policy_image[];
extern const char hegui_policy_image_end[];
}

namespace hegui::policy {

std::string_view embedded_image() {
  return {hegui_policy_image, static_cast<std::size_t>(hegui_policy_image_end - hegui_policy_image)};
}

}  // namespace hegui::policy
