// Android's binary XML as a tree. The platform's own reading decides what counts: attributes are known by resource
// number, not by the name beside it; unknown chunks are stepped over; the document may leave elements open at its end.
#pragma once

#include <string_view>

#include "base/result.h"
#include "read/format.h"
#include "read/syntax/xml_tree.h"

namespace hegui::read::axml {

// Whether the bytes begin as binary XML does: a header, then a string pool, before which packers put chunks of no known
// kind. The header's own type is not looked at, as the platform does not.
bool is_axml(std::string_view bytes);

// The document in `source`.
// Errors: HG1110 no binary XML, HG1111 a damaged or cut off chunk, HG1112 no element at all, HG1113 over a limit.
// Warnings: HG1114 strings that lie outside the pool; what they would say is Unreadable, a name is blank.
Checked<xml::Document> parse(const SourcePtr& source, const Limits& limits);

}  // namespace hegui::read::axml
