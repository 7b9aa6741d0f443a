// Text XML with the exact place of every element and attribute. Well-formedness is checked as far as the parser does,
// plus what would make a reader take something else for what was written: repeated attributes, several roots, entities
// nobody expands.
#pragma once

#include "base/result.h"
#include "read/format.h"
#include "read/syntax/xml_tree.h"

namespace hegui::read::xml {

// The document in `source`. A document type is skipped: nothing is fetched, no entity of its own is expanded; an
// attribute that uses one is Unreadable, a text marked so (warning HG1105). Errors: HG1101 not well-formed, HG1102 an
// attribute given twice, HG1103 and HG1104 see as_utf8, HG1106 over a limit. Warnings: HG1105, HG1107 a prefix that no
// xmlns binds
// (`android` and `tools` then mean what they always mean).
Checked<Document> parse(const SourcePtr& source, const Limits& limits);

}  // namespace hegui::read::xml
