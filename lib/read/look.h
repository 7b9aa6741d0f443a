// What can be seen of an input without reading it: computed once, and enough for every format to tell whether the input
// is its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace hegui::read {

struct Look {
  // Zip by its first bytes or its directory; Axml Android's compiled XML; Xml text that begins with an element, in any
  // encoding the XML reader takes; Plist Apple's binary property list; Json text whose first character opens an object
  // or an array, comments before it allowed; Text the rest.
  enum class Form : std::uint8_t { Zip, Axml, Xml, Plist, Json, Text };

  const Source& source;
  std::string_view name;  // of the file, without folders
  Form form = Form::Text;
  std::string root;  // Xml: name of the root element, with its prefix
  std::vector<std::string_view>
      keys;  // Json, and Text that is YAML: names of the top members within the first 256 KiB, unescaped names only
  std::vector<std::string_view> entries;  // Zip: names in the central directory

  bool has_key(std::string_view key) const;
  bool has_entry(std::string_view entry) const;
  // Whether an entry's name begins so.
  bool has_entry_under(std::string_view prefix) const;
};

// The views in it point into `source`.
Look look(const Source& source);

}  // namespace hegui::read
