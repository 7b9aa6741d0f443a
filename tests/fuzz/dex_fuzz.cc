// Dex files of any bytes: no crash, no hang, every table asked about and all code gone through.
#include <cstddef>
#include <cstdint>
#include <string>

#include "read/syntax/dex.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  const Source source("classes.dex", std::string(reinterpret_cast<const char*>(data), size));
  const auto files = read::dex::open(source);
  if (!files) return 0;
  for (const read::dex::Dex& file : *files) {
    read::dex::Wanted wanted{read::dex::Marks(file.methods()), read::dex::Marks(file.fields()),
                             read::dex::Marks(file.strings())};
    for (std::uint32_t i = 0; i < 300; ++i) {
      wanted.methods.add(i, i);
      wanted.fields.add(i, i);
      wanted.strings.add(i, i);
    }
    for (read::dex::Marks* marks : {&wanted.methods, &wanted.fields, &wanted.strings}) marks->finish();
    if (const auto type = file.find_type("Lcom/example/Main;"))
      if (const auto name = file.find_string("run")) {
        static_cast<void>(file.find_methods(*type, *name));
        static_cast<void>(file.find_fields(*type, *name));
      }
    static_cast<void>(file.find_strings("http://"));
    std::size_t found = 0;
    static_cast<void>(file.scan(wanted, [&](std::uint32_t caller, std::span<const std::uint32_t> marks) {
      if (found++ < 100) static_cast<void>(read::dex::class_name(file.type(caller)));
      static_cast<void>(marks);
    }));
  }
  return 0;
}
