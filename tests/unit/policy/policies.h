// Small policies for the tests: a pack, an instrument, a clause and one rule, with any line replaced.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/compile.h"

namespace hegui::policy {

inline constexpr std::string_view kPack = "[pack]\nid = \"mine\"\ntitle = { zh = \"我\", en = \"Mine\" }\n";

inline constexpr std::string_view kCatalogue = R"toml([[instrument]]
slug = "root"
title = { zh = "根", en = "Root" }
kind = "policy-document"

[[instrument]]
slug = "law"
title = { zh = "法", en = "Law" }
kind = "law"
effective = 2020-01-01
parents = ["root:1"]

[[clause]]
id = "root:1"
title = { zh = "一", en = "One" }

[[clause]]
id = "law:7"
title = { zh = "七", en = "Seven" }
)toml";

inline constexpr std::string_view kRule = R"toml([[rule]]
id = "R-1"
name = "purpose-missing"
severity = "high"
basis = "v"
clauses = ["root:1", "law:7"]
applies = '''subject.kind == "app"'''
each = '''permissions'''
where = '''it.sensitive'''
require = '''it.purpose != ""'''
title = { zh = "缺", en = "missing" }
message = { zh = "权限 {it.name} 未说明用途", en = "{it.name} of {subject.name} says no purpose" }
fix = { zh = "写", en = "write" }

[[rule.example]]
expect = "pass"
facts.subject.kind = "app"
facts.permissions = [{ name = "a", sensitive = true, purpose = "to call" }]

[[rule.example]]
expect = "fail"
facts.subject.kind = "app"
facts.permissions = [{ name = "a", sensitive = true, purpose = "" }, { name = "b", sensitive = false }]
)toml";

inline SourcePtr file(std::string name, std::string_view text) {
  return std::make_shared<const Source>(std::move(name), std::string(text));
}

// `text` with the first `from` in it replaced by `to`.
inline std::string with(std::string_view text, std::string_view from, std::string_view to) {
  std::string out(text);
  out.replace(out.find(from), from.size(), to);
  return out;
}

inline std::vector<SourcePtr> files_of(std::string_view rule, std::string_view catalogue = kCatalogue,
                                       std::string_view pack = kPack) {
  return {file("dir/mine/pack.toml", pack), file("dir/mine/catalogue.toml", catalogue),
          file("dir/mine/rules/rule.toml", rule)};
}

// An image at an aligned address, and the policy over it.
class Loaded {
 public:
  explicit Loaded(std::string_view bytes) : words_(bytes.size() / 8 + 1), size_(bytes.size()) {
    std::memcpy(words_.data(), bytes.data(), size_);
  }
  Policy policy() const { return Policy(image::View({reinterpret_cast<const char*>(words_.data()), size_})); }

 private:
  std::vector<std::uint64_t> words_;
  std::size_t size_;
};

}  // namespace hegui::policy
