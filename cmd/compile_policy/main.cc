// Build tool: compiles a folder of policies into the image that the binary embeds, or runs its rules against their
// examples. Prints what is wrong and exits 1; 2 when it was called wrongly or the image cannot be written.
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "check/examples.h"
#include "policy/compile.h"

namespace {

using hegui::SourcePtr;

void print(const std::vector<hegui::Diagnostic>& issues) {
  for (const hegui::Diagnostic& issue : issues) std::fprintf(stderr, "%s\n", hegui::render(issue).c_str());
}

int test(std::string_view image, const std::vector<SourcePtr>& files) {
  // A view wants its image 8-byte aligned.
  const auto words = std::make_unique<std::uint64_t[]>(image.size() / 8 + 1);
  std::memcpy(words.get(), image.data(), image.size());
  const hegui::image::View view({reinterpret_cast<const char*>(words.get()), image.size()});
  const hegui::check::ExampleRun run = hegui::check::run_examples(hegui::policy::Policy(view), files);
  print(run.failures);
  std::printf("%zu examples of %zu rules, %zu failed\n", run.examples, run.rules, run.failures.size());
  return run.failures.empty() ? 0 : 1;
}

int usage() {
  std::fprintf(stderr, "usage: compile_policy FOLDER IMAGE | compile_policy --test FOLDER\n");
  return 2;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return usage();
  const bool testing = std::string_view(arguments[1]) == "--test";
  const auto files = hegui::policy::collect(hegui::disk(), arguments[testing ? 2 : 1]);
  print(files.issues);
  if (!files) return 1;
  const auto image = hegui::policy::compile(*files.value);
  print(image.issues);
  if (!image) return 1;
  if (testing) return test(*image.value, *files.value);
  const auto written = hegui::write_file(arguments[2], *image.value);
  if (!written) print({written.error()});
  return written ? 0 : 2;
}
