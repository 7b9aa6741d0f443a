// Finding the inputs below a folder, and telling what was passed over.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_system.h"

namespace hegui::gather {

// Whether a file of this name (without folders) is taken for an input of some kind before anything of it is read.
bool is_candidate(std::string_view name);

// Why something below a folder is no input.
enum class Why : std::uint8_t {
  Ignored,        // by a .gitignore
  BuildOutput,    // a folder that tools write
  Vendored,       // a folder of other people's code
  Tests,          // a folder of tests
  OtherPlatform,  // the desktop part of a product for phones
  Part,           // a library or other part with a property list of its own
  Hidden,         // a folder whose name begins with a dot
  Link,           // links are not followed
  Example,        // shows how to use what lies elsewhere
  Variant,        // of a build for developers
  Unrelated,      // of no product that was found, or of several
  OtherThing,     // a file with the name of a manifest that is none
  Package,        // a build of what lies there as sources
  OtherNotation,  // taken in another notation: `swagger.yaml` beside `swagger.json`, `app.json` beside `app.json5`
};

// Stable, such as `build-output`.
std::string_view name(Why why);

// A folder that was not entered or a candidate that was not taken.
struct Left {
  std::string path;
  Why why = Why::Ignored;
  std::string rule = {};  // of Ignored: the pattern, as `file:line`
};

struct Walk {
  std::vector<std::string> files;  // paths of candidates, in byte order of their names, folder by folder
  // Of no name of a manifest, but of one that descriptions of services and bills of materials have, or in a folder of
  // one: `twilio_api_v2010.json`, `specification/public.v2.yaml`. Whether they are is told from what they hold.
  std::vector<std::string> perhaps;
  std::vector<Left> left;          // in the same order
  std::vector<Diagnostic> issues;  // what could not be listed, and limits that were hit
};

// Candidates below `folder`: files whose name is that of a manifest, a declaration or a package. Not entered are hidden
// folders, build outputs, vendored code, test trees, links, and what the .gitignore files ignore from the top of the
// git work tree down (without a work tree: from `folder` down) - unless they ignore `folder` itself, which somebody
// named. Not looked at: .git/info/exclude, the user's own excludes, and whether git tracks a file in spite of them.
// Limits, each an issue: `max_files` files, as many of `perhaps`, and 40 folders deep (HG1004), 1 MiB (HG1003) and
// 10,000 patterns (HG1009) of one .gitignore.
Walk walk(const std::string& folder, const FileSystem& files, std::size_t max_files);

// Whether a candidate has a name that other things have too (`config.json`): found below a folder, it is no error when
// it turns out to be one of those.
bool may_be_something_else(std::string_view path);

}  // namespace hegui::gather
