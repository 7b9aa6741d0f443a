// Whose app.json it is: many platforms took WeChat's over, and few say which they are.
#pragma once

#include "read/format.h"
#include "read/syntax/tree.h"

namespace hegui::read::mini {

// In place of a platform: pages of Douyin and Feishu, whose programs look the same, and no sign of which of the two.
inline constexpr std::string_view kTtml = "ttml";

// The platform as the app.json `app`, the content of `source`, and what lies beside it show; empty when it could be of
// several.
std::string_view platform_of(const tree::Node& app, const Source& source, const Context& context);

// The platform whose layout the first page has, or kTtml, where the pages lie beside `source`; else empty.
std::string_view platform_of_first_page(const tree::Node& app, const Source& source, const Context& context);

// Whether a member is in the app.json of one platform alone.
bool has_platform_member(const Look& look);

}  // namespace hegui::read::mini
