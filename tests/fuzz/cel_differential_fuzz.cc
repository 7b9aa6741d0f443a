// Conditions and values built from the fuzzer's bytes: the planned program and the plain tree walk must agree to the
// last fact and error.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "generate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui::cel::test;
  std::size_t at = 0;
  const Choices choices = [&]() -> std::uint32_t {
    if (at >= size) return 0;
    return data[at++];
  };
  GeneratedFacts facts;
  facts.fill(choices);
  const std::string text = Generator(choices).boolean(4);
  const Agreement both = judge_both_ways(text, facts);
  if (both.planned == both.walked) return 0;
  std::fprintf(stderr, "%s\nplanned: %s\nwalked:  %s\n", text.c_str(), both.planned.c_str(), both.walked.c_str());
  std::abort();
}
