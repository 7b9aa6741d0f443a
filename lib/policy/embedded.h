// The policy the build compiled and put into the binary.
#pragma once

#include <string_view>

namespace hegui::policy {

// The image of the folder policy/, 8-byte aligned, for the life of the program. Lives in the library
// hegui_embedded_policy.
std::string_view embedded_image();

}  // namespace hegui::policy
