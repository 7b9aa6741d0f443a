#include "read/format/native_libraries.h"

#include <fmt/format.h>

#include "read/syntax/elf.h"

namespace hegui::read::android {
namespace {

std::optional<bool> has_plain_stack(const zip::Archive& archive, const zip::Entry& library) {
  const std::string first = archive.head(library, elf::kFirst);
  return elf::has_plain_stack(elf::headers_end(first) <= first.size() ? first : archive.head(library, elf::kHead));
}

}  // namespace

void state_native_libraries(std::span<const CodePlace> places, bool whole, facts::FactBuilder& facts) {
  static const facts::FactId kList = facts::fact("code.native_libs"), kPath = facts::fact("code.native_libs[].path"),
                             kNx = facts::fact("code.native_libs[].nx");
  facts.state_list(kList, {places.front().archive.source().get(), 0, 0, "/"});
  std::size_t count = 0;
  for (const CodePlace& place : places) {
    const std::string folder = place.libraries + "lib/";
    for (const zip::Entry& entry : place.archive.entries()) {
      if (!entry.name.starts_with(folder) || !entry.name.ends_with(".so")) continue;
      if (count++ == facts::kMaxMembers) return facts.open(kList);
      const Span at{place.archive.source().get(), 0, 0, facts.keep(fmt::format("!{}", entry.name))};
      facts::Item* item = facts.add(kList, at);
      facts.set(kPath, facts.keep(entry.name), at, item);
      if (const std::optional<bool> plain = has_plain_stack(place.archive, entry))
        facts.set(kNx, *plain, at, item);
      else
        facts.unknown(kNx, at, item);
    }
  }
  if (!whole) facts.open(kList);
}

}  // namespace hegui::read::android
