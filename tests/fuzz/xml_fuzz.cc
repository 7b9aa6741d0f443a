// Text XML of any bytes: no crash, no hang, and every place lies inside the source.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "read/syntax/xml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  const auto source =
      std::make_shared<const Source>("AndroidManifest.xml", std::string(reinterpret_cast<const char*>(data), size));
  const auto document = read::xml::parse(source, {});
  for (const Diagnostic& issue : document.issues) static_cast<void>(render(issue));
  if (!document) return 0;
  const std::size_t end = document.value->source()->text().size();
  for (const read::xml::Element* at = &document.value->root(); at != nullptr; at = at->first) {
    if (at->begin >= at->end || at->end > end) __builtin_trap();
    for (const read::xml::Attribute& attribute : at->attributes)
      if (attribute.begin >= attribute.end || attribute.end > at->end) __builtin_trap();
  }
  return 0;
}
