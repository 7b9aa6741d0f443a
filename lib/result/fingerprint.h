// What a finding is known by from one run to the next: the rule, the subject and the item, and nothing that moves when a file is edited.
#pragma once

#include <string>
#include <string_view>

namespace hegui::result {

// 32 lower-case hexadecimal digits. `subject` is the subject's id, or its name where it has none; `item` is empty for the subject itself.
std::string fingerprint(std::string_view rule, std::string_view subject, std::string_view item);

}  // namespace hegui::result
