// Instruments and clauses while a policy is compiled: collected from any file, then ordered, linked and written.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "policy/policy.h"
#include "vocab/compile/table_reader.h"

namespace hegui::policy {

class Catalogue {
 public:
  void add_instrument(const vocab::Node& table) { instruments_.push_back(&table); }
  void add_clause(const vocab::Node& table) { clauses_.push_back(&table); }

  // Orders, checks and writes all rows. Every instrument is itself a clause under its slug, for rules that rest on the
  // whole of it.
  void write(image::Writer& image, vocab::Issues& issues);

  // The clauses that strings name, after write(); an unknown one is an issue with the nearest known id.
  std::vector<ClauseIndex> resolve(const std::vector<const vocab::Node*>& ids, vocab::Issues& issues) const;

 private:
  // What will be a ClauseRow: a table of clauses, or an instrument's as a whole.
  struct Pending {
    const vocab::Node* table = nullptr;
    bool whole = false;
  };
  void index(vocab::Issues& issues);
  void write_instrument(const vocab::Node& table, image::Writer& image, vocab::Issues& issues);
  void write_clause(std::string_view id, const Pending& pending, image::Writer& image, vocab::Issues& issues);

  std::vector<const vocab::Node*> instruments_, clauses_;
  std::map<std::string, std::uint32_t, std::less<>> slugs_;  // to InstrumentRow
  std::vector<const vocab::Node*> by_row_;                   // tables of instruments by row
  std::map<std::string, Pending, std::less<>> pending_;      // by id, so in the order of rows
  std::vector<std::string_view> ids_;                        // by ClauseIndex
};

}  // namespace hegui::policy
