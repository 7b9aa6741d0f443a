// What the readers of the three notations of property lists share; see plist.h.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/format.h"
#include "read/syntax/tree.h"

namespace hegui::read::plist {

inline constexpr Code kDamaged{1501}, kCyclic{1502}, kOverLimit{1503}, kOpenStepSyntax{1504}, kXmlShape{1505},
    kKeyTwice{1506}, kBadScalar{1507};

// Memory that one value is reckoned at: node, member, step and bookkeeping while it is read.
inline constexpr std::uint64_t kBytesPerValue = 320;

// Values one document may have under `limits`.
std::uint32_t max_values(const Limits& limits);

Checked<tree::Document> parse_xml(const SourcePtr& source, const Limits& limits);
Checked<tree::Document> parse_binary(const SourcePtr& source, const Limits& limits);
Checked<tree::Document> parse_openstep(const SourcePtr& source, const Limits& limits);

std::vector<std::string_view> binary_keys(std::string_view bytes, std::size_t most);
std::vector<std::string_view> openstep_keys(std::string_view text, std::size_t most);

// Keeps of each key the last member, in the order of first appearance, and warns of the first eight repeats.
void keep_last(const tree::Document& document, std::vector<tree::Member>& members, std::vector<Diagnostic>& issues);

}  // namespace hegui::read::plist
