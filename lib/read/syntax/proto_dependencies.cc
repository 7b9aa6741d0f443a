// AppDependencies { Library 1 { MavenLibrary 1 { group 1, artifact 2, version 5 } } }
#include "read/syntax/proto_dependencies.h"

#include "read/syntax/proto_item.h"

namespace hegui::read::proto {
namespace {

constexpr std::size_t kMostLibraries = 100'000;  // real bundles have hundreds

// Calls `each` with the number and bytes of every field that holds bytes.
template <class Each>
void visit(std::string_view bytes, Each each) {
  for (pbf_reader message(bytes.data(), bytes.size()); message.next();) {
    const std::uint32_t number = message.tag();  // taking the bytes may forget it
    if (message.wire_type() == pbf_wire_type::length_delimited)
      each(number, view_of(message));
    else
      message.skip();
  }
}

}  // namespace

Result<std::vector<Library>> parse_libraries(const Source& source) {
  std::vector<Library> out;
  const auto damaged = [&](std::string_view what) {
    return std::unexpected(error({1197}, {&source, 0, 0, "/"}, std::string(what)));
  };
  bool full = false;
  try {
    visit(source.text(), [&](std::uint32_t number, std::string_view library) {
      if (number != 1) return;
      visit(library, [&](std::uint32_t kind, std::string_view maven) {
        full = full || out.size() == kMostLibraries;
        if (kind != 1 || full) return;
        Library& found = out.emplace_back();
        visit(maven, [&](std::uint32_t part, std::string_view text) {
          if (utf8::find_invalid(text) != text.npos) return;
          if (part == 1) found.group = text;
          if (part == 2) found.name = text;
          if (part == 5) found.version = text;
        });
      });
    });
  } catch (const protozero::exception&) {
    return damaged("this list of libraries is damaged");
  }
  if (full) return damaged("this list names more libraries than any product has");
  return out;
}

}  // namespace hegui::read::proto
