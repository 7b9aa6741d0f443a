#include "gather/group.h"

#include <algorithm>
#include <set>

namespace hegui::gather {
namespace {

void add(Product& product, Read&& input) {
  if (product.name.empty()) product.name = input.path;
  product.facts.push_back(std::move(input.facts));
  std::ranges::move(input.issues, std::back_inserter(product.issues));
}

}  // namespace

std::string identity(const facts::FactSet& facts) {
  static const facts::FactId kIds[] = {facts::fact("android.package"), facts::fact("ios.bundle_id"),
                                       facts::fact("harmony.bundle_name"), facts::fact("wechat.appid")};
  for (const facts::FactId id : kIds) {
    const facts::Cell& cell = facts.cell(id);
    if (cell.knowledge == facts::Knowledge::Known) return std::string(cell.value.as_text());
  }
  return {};
}

std::vector<Product> group(std::vector<Read> inputs) {
  std::vector<Product> products;
  if (inputs.empty()) return products;
  std::set<std::string> identities;
  bool declared = false;
  for (const Read& input : inputs) {
    declared = declared || (input.facts.states() & facts::kDeclaration) != 0;
    if (std::string own = identity(input.facts); !own.empty()) identities.insert(std::move(own));
  }
  if (declared || identities.size() <= 1) {
    Product all;
    for (Read& input : inputs) add(all, std::move(input));
    products.push_back(std::move(all));
    return products;
  }
  std::vector<std::string> keys;
  for (Read& input : inputs) {
    std::string key = identity(input.facts);
    const auto it = std::ranges::find(keys, key);
    if (key.empty() || it == keys.end()) {
      keys.push_back(std::move(key));
      add(products.emplace_back(), std::move(input));
    } else {
      add(products[static_cast<std::size_t>(it - keys.begin())], std::move(input));
    }
  }
  return products;
}

}  // namespace hegui::gather
