#include "gather/group.h"

#include <algorithm>
#include <set>

namespace hegui::gather {
namespace {

// Inputs that are one product, and what they call themselves.
struct Set {
  std::vector<Read> inputs;
  std::set<std::string> names;
  int folder;  // that they were found in, by number; -1: named one by one

  Set(std::vector<Read> reads, int from) : inputs(std::move(reads)), folder(from) {
    for (const Read& input : inputs)
      if (std::string own = identity(input.facts); !own.empty()) names.insert(std::move(own));
  }
  void absorb(Set&& other) {
    std::ranges::move(other.inputs, std::back_inserter(inputs));
    names.merge(other.names);
  }
};

bool is_declaration(const Read& read) { return (read.facts.states() & facts::kDeclaration) != 0; }

bool share_name(const Set& a, const Set& b) {
  return std::ranges::any_of(a.names, [&](const std::string& name) { return b.names.contains(name); });
}

Product product_of(Set&& set) {
  Product out;
  for (Read& input : set.inputs) {
    if (out.name.empty()) out.name = input.path;
    out.facts.push_back(std::move(input.facts));
    std::ranges::move(input.issues, std::back_inserter(out.issues));
  }
  return out;
}

// Each goes to the first before it of its name. What a folder holds apart stays apart: a name may be that of a
// template.
std::vector<Set> unite_names(std::vector<Set> sets) {
  std::vector<Set> out;
  for (Set& set : sets) {
    const auto same = std::ranges::find_if(out, [&](const Set& earlier) {
      return (set.folder == -1 || set.folder != earlier.folder) && share_name(earlier, set);
    });
    if (same == out.end())
      out.push_back(std::move(set));
    else
      same->absorb(std::move(set));
  }
  return out;
}

}  // namespace

std::string identity(const facts::FactSet& facts) {
  static const facts::FactId kIds[] = {facts::fact("android.package"),     facts::fact("ios.bundle_id"),
                                       facts::fact("harmony.bundle_name"), facts::fact("wechat.appid"),
                                       facts::fact("alipay.appid"),        facts::fact("douyin.appid"),
                                       facts::fact("baidu.appid")};
  for (const facts::FactId id : kIds) {
    const facts::Cell& cell = facts.cell(id);
    if (cell.knowledge == facts::Knowledge::Known) return std::string(cell.value.as_text());
  }
  return {};
}

std::vector<Product> group(std::vector<Read> given, std::vector<std::vector<std::vector<Read>>> found) {
  const bool several_in_a_folder = std::ranges::any_of(found, [](const auto& folder) { return folder.size() > 1; });
  bool bound = std::ranges::any_of(given, is_declaration);
  std::size_t declarations = 0;
  std::vector<Set> sets;
  std::set<std::string> names;
  int number = 0;
  for (auto& folder : found) {
    for (std::vector<Read>& product : folder) {
      declarations += static_cast<std::size_t>(std::ranges::count_if(product, is_declaration));
      sets.emplace_back(std::move(product), number);
    }
    ++number;
  }
  bound = bound || declarations == 1;
  for (Read& input : given) {
    std::vector<Read> one;
    one.push_back(std::move(input));
    sets.emplace_back(std::move(one), -1);
  }
  for (const Set& each : sets) names.insert(each.names.begin(), each.names.end());
  if (bound || (names.size() <= 1 && !several_in_a_folder)) {
    for (std::size_t i = 1; i < sets.size(); ++i) sets.front().absorb(std::move(sets[i]));
    sets.erase(sets.begin() + std::min<std::ptrdiff_t>(1, std::ssize(sets)), sets.end());
  }
  std::vector<Product> products;
  for (Set& set : unite_names(std::move(sets))) products.push_back(product_of(std::move(set)));
  return products;
}

}  // namespace hegui::gather
