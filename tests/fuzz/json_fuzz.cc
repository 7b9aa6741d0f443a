#include <algorithm>
#include <set>

#include "tree_fuzz.h"

namespace hegui::read::tree {
namespace {

void require_different_keys(const Node& node) {
  std::set<std::string_view> keys;
  for (const Node& item : node.items) require_different_keys(item);
  for (const Member& member : node.members) {
    require(keys.insert(member.key).second);
    require_different_keys(member.value);
  }
}

// What others wrote is read where only repeated keys stand in the way, and as what is ours where none does.
void fuzz_foreign(const SourcePtr& source, const Limits& limits) {
  const Checked<Document> own = parse_json(source, limits), foreign = parse_foreign_json(source, limits);
  const auto is_repeat = [](const Diagnostic& issue) { return issue.code == Code{1203}; };
  require(foreign.value.has_value() == std::ranges::all_of(own.issues, is_repeat));
  require(std::ranges::all_of(
      foreign.issues, [&](const Diagnostic& issue) { return is_repeat(issue) == (issue.level == Level::Warning); }));
  if (own) require(foreign.issues.empty());
  std::uint64_t nodes = 0;
  if (foreign) walk(*foreign.value, foreign.value->root(), 0, limits, nodes);
  if (foreign) require_different_keys(foreign.value->root());
}

}  // namespace
}  // namespace hegui::read::tree

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  read::tree::fuzz(read::tree::parse_json, data, size);
  read::tree::fuzz_foreign(std::make_shared<Source>("input", std::string(reinterpret_cast<const char*>(data), size)),
                           {.max_depth = 40, .max_nodes = 20'000});
  return 0;
}
