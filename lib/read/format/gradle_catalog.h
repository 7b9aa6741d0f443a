// A version catalog as build scripts ask it: by the alias they write.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/format.h"
#include "read/syntax/tree.h"

namespace hegui::read::gradle {

// A name as catalogs and scripts both may write it: `my-lib`, `my_lib` and `my.lib` are the same.
std::string dotted(std::string_view name);

// Aliases are `dotted`. What the catalog does not have, or one that cannot be read, gives empty answers.
class Catalog {
 public:
  Catalog(const SourcePtr& source, const Limits& limits);

  std::string_view version(std::string_view alias) const;
  // The group and name of a library, and its version.
  std::pair<std::string, std::string_view> library(std::string_view alias) const;
  std::string_view plugin(std::string_view alias) const;
  // Aliases of its libraries.
  std::vector<std::string> bundle(std::string_view alias) const;

 private:
  const tree::Node* entry(std::string_view table, std::string_view alias) const;

  Checked<tree::Document> document_;
};

}  // namespace hegui::read::gradle
