// The strings that a HarmonyOS manifest refers to as `$string:name`: from `resources/base/element/string.json` of a
// project and its like for simplified Chinese, or from the compiled `resources.index` of a package. Other
// configurations are not read.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "read/format.h"

namespace hegui::read::harmony {

class Strings {
 public:
  // Adds what `source` holds; a name that is there already keeps its text. The sources are kept. What cannot be read is
  // a warning (HG1411) and adds nothing.
  void add_json(const SourcePtr& source, const Context& context, std::vector<Diagnostic>& issues);
  // Likewise what a compiled `resources.index` holds.
  void add_index(const SourcePtr& source, std::vector<Diagnostic>& issues);

  // The text of a string by its resource number or by its name, through references to other strings; nothing when it is
  // not known.
  std::optional<std::string_view> find(std::uint32_t id) const;
  std::optional<std::string_view> find(std::string_view name) const;

 private:
  std::optional<std::string_view> at(std::uint32_t id) const;
  std::optional<std::string_view> at(std::string_view name) const;
  std::optional<std::string_view> follow(std::optional<std::string_view> text) const;

  std::vector<SourcePtr> sources_;
  std::vector<std::shared_ptr<const void>> documents_;
  std::unordered_map<std::uint32_t, std::string_view> by_id_;
  std::unordered_map<std::string_view, std::string_view> by_name_;
};

}  // namespace hegui::read::harmony
