// Property lists in the three notations Apple's tools write: XML, binary and the old OpenStep text. All become the
// neutral tree, with lines and columns where the notation is text and element paths where it is not.
//
// The binary notation is read here because the library that distributions carry for it (libplist) repeats shared
// objects without bound, knows no places, reads no OpenStep in the versions at hand and is there as a shared object
// only; the tests hold this reader against that library instead.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/format.h"
#include "read/syntax/tree.h"

namespace hegui::read::plist {

enum class Notation : std::uint8_t { Xml, Binary, OpenStep };

// The notation that `bytes` begin as: an XML document whose root is `plist`, the mark of the binary notation, or a
// dictionary of OpenStep with at least one member. Looks at UTF-8 only. The members of a strings table
// (`"key" = "value";` without braces) are OpenStep too, but nothing tells them from other text by their first bytes.
std::optional<Notation> notation_of(std::string_view bytes);

// Names of the members of the root dictionary, as far as `bytes` show them, at most `most`; none when it is not one or
// is damaged. For telling what a property list is about before it is read.
std::vector<std::string_view> keys(std::string_view bytes, std::size_t most);

// The property list in `source`, whatever its notation; text that is neither XML nor binary is read as OpenStep.
// A member that stands twice counts as its last writing, as for the platform (warning HG1506). Integers beyond 64 bits
// signed become decimal numbers, dates DateTime in ISO 8601, and an object number of a keyed archive an Object with the
// member `CF$UID`. Errors: those of XML (HG110x), HG1500 neither of the notations, HG1501 a damaged binary list, HG1502
// an object that contains itself, HG1503 over a limit, HG1504 OpenStep that is not well-formed, HG1505 XML that is no
// property list. Warnings: HG1506, HG1507 a number or date that cannot be read (it stays a string).
Checked<tree::Document> parse(const SourcePtr& source, const Limits& limits);

}  // namespace hegui::read::plist
