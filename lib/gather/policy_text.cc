#include "gather/policy_text.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "facts/subject.h"
#include "read/format/policy_text.h"

namespace hegui::gather {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20;  // opened; the reader takes less

struct Named {
  std::string path;
  Place place;  // where the declaration names it
};

std::vector<Named> named_by(const Product& product) {
  static const facts::FactId kFile = facts::fact("policy.file");
  std::vector<Named> out;
  for (const facts::FactSet& facts : product.facts) {
    const facts::Cell& cell = facts.cell(kFile);
    if ((facts.states() & facts::kDeclaration) == 0 || cell.knowledge != facts::Knowledge::Known) continue;
    const std::string name(cell.value.as_text());
    const Place place = cell.origins != nullptr ? resolve(cell.origins->span) : Place{};
    const std::size_t slash = place.file.rfind('/');
    const bool own = name.starts_with('/') || slash == std::string::npos;
    out.push_back({own ? name : place.file.substr(0, slash + 1) + name, place});
  }
  return out;
}

}  // namespace

void read_policy_text(Product& product, const FileSystem& files, const vocab::Vocabulary& vocabulary,
                      vocab::PolicyTerms terms) {
  for (const Named& named : named_by(product)) {
    const auto opened = files.open(named.path, kMostBytes);
    if (!opened) {
      Diagnostic missing = opened.error();
      missing.related.push_back({named.place, "policy.file names it"});
      missing.help = "name the file relative to the declaration, or take policy.file out";
      product.issues.push_back(std::move(missing));
      continue;
    }
    auto read = read::read_policy_text(*opened, vocabulary, terms);
    if (read) product.facts.push_back(std::move(*read.value));
    std::ranges::move(read.issues, std::back_inserter(product.issues));
  }
}

}  // namespace hegui::gather
