#include "facts/worked_out.h"

#include <initializer_list>
#include <string_view>
#include <vector>

namespace hegui::facts {
namespace {

struct Origin {
  std::string_view fact;
  std::initializer_list<std::string_view> from;
};

using Table = std::vector<std::vector<FactId>>;  // by derived fact

Table make_table() {
  const Origin origins[] = {
      {"operator.uscc_well_formed", {"operator.uscc"}},
      {"operator.uscc_doubtful", {"operator.uscc"}},
      {"subject.necessary_items", {"subject.app_type"}},
      {"collection[].in_necessary_list", {"collection[].item", "subject.app_type"}},
      {"collection[].necessary_when", {"collection[].item", "subject.app_type"}},
      {"permissions[].sensitive", {"permissions[].asks_user"}},
      {"permissions[].necessary", {"subject.app_type"}},
      {"permissions[].needed_for", {"subject.app_type"}},
      {"filings[].well_formed", {"filings[].number"}},
      {"filings[].doubtful", {"filings[].number"}},
      {"filings[].reads_as", {"filings[].number"}},
      {"filings[].province", {"filings[].number"}},
      {"filings[].area_fits", {"filings[].number"}},
      {"filings[].entity_number", {"filings[].number"}},
      {"filings[].holder_matches", {"filings[].holder", "operator.name"}},
      {"filings[].name_matches", {"filings[].name", "subject.name"}},
      {"filings[].certificate_matches", {"filings[].certificate_md5", "subject.certificate_md5"}},
      {"licences[].well_formed", {"licences[].number"}},
      {"licences[].doubtful", {"licences[].number"}},
      {"licences[].holder_matches", {"licences[].holder", "operator.name"}},
      {"licences[].product_matches",
       {"licences[].product_name", "licences[].product_operator", "subject.name", "operator.name"}},
  };
  Table table(Schema::get().size() + 1);
  for (const Origin& origin : origins)
    for (const std::string_view path : origin.from) table[fact(origin.fact)].push_back(fact(path));
  return table;
}

}  // namespace

std::span<const FactId> worked_out_from(FactId id) {
  static const Table table = make_table();
  return table[id];
}

}  // namespace hegui::facts
