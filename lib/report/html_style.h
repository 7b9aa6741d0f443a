// The style sheet of the HTML report, kept apart from what it dresses.
#pragma once

#include <string_view>

namespace hegui::report {

std::string_view html_style();

}  // namespace hegui::report
