// A small vocabulary for readers that judge by names.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "vocab/compile/vocabulary.h"

namespace hegui::fuzz {

// The image of `words`, a vocabulary in TOML; it lives as long as the process.
inline image::View compile_words(std::string_view words) {
  static const Source source("words.toml", std::string(words));
  static const Checked<vocab::Node> document = vocab::parse_document(source);
  vocab::VocabularyCompiler compiler;
  for (const vocab::Entry& entry : document.value->entries)
    for (const vocab::Node& table : entry.value.items) compiler.add(entry.key, table);
  image::Writer writer;
  vocab::Issues issues;
  compiler.write(writer, issues);
  if (!issues.empty()) __builtin_trap();
  const std::string bytes = writer.finish();
  static std::vector<std::uint64_t> storage(bytes.size() / 8 + 1);
  std::memcpy(storage.data(), bytes.data(), bytes.size());
  return image::View({reinterpret_cast<const char*>(storage.data()), bytes.size()});
}

}  // namespace hegui::fuzz
