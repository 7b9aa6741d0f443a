// Any bytes as a property list, in whatever notation they seem to be: parsed within small limits, keys looked at
// before.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "read/syntax/plist.h"

namespace {

// Every place can be named.
void visit(const hegui::read::tree::Document& document, const hegui::read::tree::Node& node, std::size_t& budget) {
  if (budget == 0) return;
  --budget;
  if (document.binary())
    static_cast<void>(document.path(node));
  else
    static_cast<void>(hegui::resolve(document.span(node)));
  for (const auto& item : node.items) visit(document, item, budget);
  for (const auto& member : node.members) visit(document, member.value, budget);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  const auto source = std::make_shared<const Source>("input", std::string(reinterpret_cast<const char*>(data), size));
  const read::Limits limits{.max_depth = 50, .max_nodes = 5'000};
  static_cast<void>(read::plist::notation_of(source->text()));
  static_cast<void>(read::plist::keys(source->text(), 256));
  const auto parsed = read::plist::parse(source, limits);
  for (const Diagnostic& issue : parsed.issues) static_cast<void>(render(issue));
  if (!parsed && parsed.issues.empty()) __builtin_trap();  // a refusal has a reason
  std::size_t budget = 300;
  if (parsed) visit(*parsed.value, parsed.value->root(), budget);
  return 0;
}
