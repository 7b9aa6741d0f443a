#include "cel/environment.h"

namespace hegui::cel {

void Environment::add(Variable variable) {
  const auto [it, fresh] = by_name_.try_emplace(variable.name, variables_.size());
  if (fresh)
    variables_.push_back(std::move(variable));
  else
    variables_[it->second] = std::move(variable);
}

const Variable* Environment::find(std::string_view name) const {
  const auto it = by_name_.find(std::string(name));
  return it == by_name_.end() ? nullptr : &variables_[it->second];
}

}  // namespace hegui::cel
