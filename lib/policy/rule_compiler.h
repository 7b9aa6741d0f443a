// One `[[rule]]` to one RuleRow.
#pragma once

#include <string_view>

#include "base/image.h"
#include "policy/catalogue.h"
#include "policy/conditions.h"
#include "policy/policy.h"
#include "vocab/compile/table_reader.h"

namespace hegui::policy {

// Weights in tenths by severity.
struct Weights {
  std::uint32_t tenths[4];
};

// A rule where it stands.
struct RuleTable {
  const vocab::Node* table = nullptr;
  SourcePtr file;
  std::string_view path;  // of the file within its pack
  std::uint32_t pack = 0;
};

class RuleCompiler {
 public:
  RuleCompiler(const Catalogue& catalogue, image::Writer& image, vocab::Issues& issues)
      : catalogue_(catalogue), image_(image), issues_(issues) {}

  // Reads, checks and writes the rule; everything wrong with it is an issue.
  void compile(const RuleTable& rule, const Weights& weights);

 private:
  void read_head(vocab::TableReader& reader, RuleRow& row, const Weights& weights);
  void read_conditions(vocab::TableReader& reader, RuleRow& row);
  void read_message(vocab::TableReader& reader, RuleRow& row);
  void read_examples(vocab::TableReader& reader, const SourcePtr& file);
  // Adds to `reads` the facts that the condition reads.
  cel::ProgramRef condition(const vocab::Node* node, std::vector<facts::FactId>& reads);
  image::Range fact_list(std::vector<facts::FactId> facts);

  const Catalogue& catalogue_;
  image::Writer& image_;
  vocab::Issues& issues_;
  Conditions conditions_;
};

}  // namespace hegui::policy
