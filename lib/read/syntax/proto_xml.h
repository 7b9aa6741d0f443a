// Android's XML as aapt2 writes it into bundles: protocol buffers (XmlNode of the platform's Resources.proto), read
// into the same tree as text and binary XML.
#pragma once

#include "base/result.h"
#include "read/format.h"
#include "read/syntax/xml_tree.h"

namespace hegui::read::proto {

// The document in `source`. Errors: HG1190 damaged or no such document, HG1191 over a limit, HG1192 no element in it.
// Strings that are no UTF-8 are Unreadable, names blank.
Checked<xml::Document> parse_xml(const SourcePtr& source, const Limits& limits);

}  // namespace hegui::read::proto
