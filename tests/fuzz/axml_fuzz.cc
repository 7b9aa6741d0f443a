// Binary XML of any bytes: no crash, no hang, and every element can name its place.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "read/syntax/axml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  const auto source =
      std::make_shared<const Source>("AndroidManifest.xml", std::string(reinterpret_cast<const char*>(data), size));
  const auto document = read::axml::parse(source, {});
  if (!document) return 0;
  for (const read::xml::Element* at = &document.value->root(); at != nullptr; at = at->first)
    static_cast<void>(hegui::read::xml::Document::path(document.value->path(*at), "name"));
  return 0;
}
