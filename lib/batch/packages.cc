#include "batch/packages.h"

namespace hegui::batch {

void Packages::add(Part part, const std::string& package) {
  if (!package.empty()) {
    const auto [it, fresh] = known_.try_emplace(package, items_.size());
    if (!fresh) {
      items_[it->second].parts.push_back(std::move(part));
      return;
    }
  }
  items_.push_back({});
  items_.back().parts.push_back(std::move(part));
}

}  // namespace hegui::batch
