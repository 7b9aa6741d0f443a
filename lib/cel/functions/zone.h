// Time zones: fixed offsets, and names of the system's time zone database. Not for use outside lib/cel.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hegui::cel {

// Seconds east of UTC at that time (seconds since 1970), for `UTC`, `08:00`, `-02:30` or a name such as
// `Asia/Shanghai`. Nothing when there is no such zone. Safe to call from any thread.
std::optional<std::int64_t> zone_offset(std::string_view zone, std::int64_t seconds);

}  // namespace hegui::cel
