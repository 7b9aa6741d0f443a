// Configuration files of Xcode of any bytes: the first byte that is 0 ends one file and begins the next, `a`, `b`, `c`
// and so on, which may include each other. Every assignment stands in its file, and every variable is looked up.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/format/xcode_settings.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<SourcePtr> files;
  for (std::size_t begin = 0; begin <= size && files.size() < 8;) {
    const std::size_t end = std::min(text.find('\0', begin), size);
    files.push_back(std::make_shared<const Source>(std::string(1, static_cast<char>('a' + files.size())),
                                                   std::string(text.substr(begin, end - begin))));
    begin = end + 1;
  }
  const auto open = [&](const std::string& path) -> SourcePtr {
    for (const SourcePtr& file : files)
      if (file->name() == path) return file;
    return nullptr;
  };
  std::vector<SourcePtr> kept;
  read::ios::Layer layer = read::ios::read_config("a", open, kept);
  std::vector<std::string_view> names;
  for (const read::ios::Assignment& assignment : layer) {
    const Span& span = assignment.span;
    if (span.source != nullptr && (span.begin > span.end || span.end > span.source->text().size())) std::abort();
    names.push_back(assignment.key);
  }
  read::ios::Settings settings;
  settings.add(std::move(layer));
  bool open_ended = false;
  settings.keys("", open_ended);
  for (const std::string_view name : names) {
    settings.find(name);
    settings.find_stated(name);
  }
  return 0;
}
