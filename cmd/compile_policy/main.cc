// Build tool: compiles a folder of policies into the image that the binary embeds. Prints what is wrong and exits 1, 2 when it was
// called wrongly or the image cannot be written.
#include <cstdio>
#include <string>

#include "base/file_system.h"
#include "policy/compile.h"

namespace {

void print(const std::vector<hegui::Diagnostic>& issues) {
  for (const hegui::Diagnostic& issue : issues) std::fprintf(stderr, "%s\n", hegui::render(issue).c_str());
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fprintf(stderr, "usage: %s FOLDER IMAGE\n", count > 0 ? arguments[0] : "compile_policy");
    return 2;
  }
  const auto files = hegui::policy::collect(hegui::disk(), arguments[1]);
  print(files.issues);
  if (!files) return 1;
  const auto image = hegui::policy::compile(*files.value);
  print(image.issues);
  if (!image) return 1;
  const auto written = hegui::write_file(arguments[2], *image.value);
  if (!written) print({written.error()});
  return written ? 0 : 2;
}
