// Makes the vocabulary's rows of an image out of parsed TOML files.
#pragma once

#include <memory>
#include <string_view>

#include "base/image.h"
#include "vocab/compile/document.h"
#include "vocab/compile/table_reader.h"

namespace hegui::vocab {

// Collects vocabulary tables of many files, then writes them ordered. Nodes must outlive it.
class VocabularyCompiler {
 public:
  VocabularyCompiler();
  ~VocabularyCompiler();
  VocabularyCompiler(VocabularyCompiler&&) noexcept;

  // The names of the arrays of tables it takes: `permission`, `category`, `item`, `app_type`, `sdk`,
  // `identifier`, `province`, `field`, `field_rules`, `service`, `purpose`, `sensitive_api`,
  // `policy_term`, `secret`.
  static std::span<const std::string_view> tables();
  // Takes one table of the array called `name`.
  void add(std::string_view name, const Node& table);
  // Checks references between the tables, reports duplicates and writes all rows.
  void write(image::Writer& image, Issues& issues);

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace hegui::vocab
