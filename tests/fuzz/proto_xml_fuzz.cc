// Protobuf XML and resource tables of any bytes: no crash, no hang, every element can name its place, every resource
// can be asked for.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "read/syntax/proto_dependencies.h"
#include "read/syntax/proto_resources.h"
#include "read/syntax/proto_xml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  const auto source =
      std::make_shared<const Source>("AndroidManifest.xml", std::string(reinterpret_cast<const char*>(data), size));
  const auto document = read::proto::parse_xml(source, {});
  if (document.value.has_value() != document.issues.empty()) __builtin_trap();
  if (document)
    for (const read::xml::Element* at = &document.value->root(); at != nullptr; at = at->first)
      static_cast<void>(hegui::read::xml::Document::path(document.value->path(*at), "name"));
  static_cast<void>(read::proto::parse_libraries(*source));
  auto resources = read::proto::Resources::open(source, {});
  if (!resources) return 0;
  for (const std::uint32_t package : {0u, 0x7F000000u})
    for (std::uint32_t id = 0; id < 0x40000; id += 0x8001) static_cast<void>(resources.value->resolve(package | id));
  return 0;
}
