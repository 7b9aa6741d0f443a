// The floor of packages without code: a process in which libzip opens each package, lists it and reads the manifest
// and the resource table, and that does nothing else. Says how many packages it could read.
//
// Usage: package_floor < list of packages, one a line.
#include <cstdio>
#include <iostream>
#include <string>

#include "libzip.h"

int main() {
  std::size_t read = 0;
  const auto wanted = [](std::string_view name) { return name == "AndroidManifest.xml" || name == "resources.arsc"; };
  for (std::string path; std::getline(std::cin, path);) {
    const auto package = hegui::bench::Library::of_file(path);
    if (package && package.read(package.list(wanted))) ++read;
  }
  std::printf("%zu\n", read);
  return 0;
}
