// Patterns of a .gitignore, before the first zero byte, on the path behind it.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "gather/ignore.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::size_t zero = text.find('\0');
  const auto file =
      hegui::gather::IgnoreFile::parse(std::make_shared<const hegui::Source>(".gitignore", text.substr(0, zero)));
  const std::string path = zero == text.npos ? "a/b/c.xml" : text.substr(zero + 1);
  if (file)
    for (const bool is_folder : {false, true}) static_cast<void>(file->decide(path, is_folder));
  return 0;
}
