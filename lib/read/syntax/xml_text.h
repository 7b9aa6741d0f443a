// The characters of a text document as UTF-8, whatever encoding it came in. Places are then places in that UTF-8.
#pragma once

#include "base/result.h"
#include "base/source.h"

namespace hegui::read::xml {

// `source` itself when it is UTF-8 (with or without a byte order mark), else a source of the same name that holds its
// text as UTF-8. UTF-16 is known by its mark or by its first characters, ISO-8859-1 and ASCII by the XML declaration.
// Errors: HG1103 bytes that are no text in its encoding, HG1104 an encoding that is not read.
Result<SourcePtr> as_utf8(const SourcePtr& source);

// The text from its first element on: without byte order mark, declaration, comments, instructions and document type.
// Empty when there is none. Looks at UTF-8 only.
std::string_view skip_prolog(std::string_view text);

}  // namespace hegui::read::xml
