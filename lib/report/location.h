// How a place is told to other programs: the file as they know it, and what inside a package it was.
#pragma once

#include <string>
#include <string_view>

#include "result/run.h"

namespace hegui::report {

// A place split where it leads into a package: `ride.apk!AndroidManifest.xml` is the file `ride.apk` and the entry
// below it.
struct Location {
  std::string_view file;
  std::string inside;  // entry and element path, or empty
};

Location locate(const Place& place);

// The first place of a finding, or the first input of its subject, or nothing.
Place main_place(const result::Subject& subject, const result::Finding& finding);

// A path as a URI reference (RFC 3986): relative as it is, absolute as file:///; everything else percent-encoded.
std::string uri_of(std::string_view path);

}  // namespace hegui::report
