// Which inputs belong to one product.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "facts/fact_set.h"

namespace hegui::gather {

// One input that was read.
struct Read {
  std::string path;
  facts::FactSet facts;
  std::vector<Diagnostic> issues;
};

// The inputs of one product, in the order given.
struct Product {
  std::string name;  // path of its first input: what to call it when it does not name itself
  std::vector<facts::FactSet> facts;
  std::vector<Diagnostic> issues;
};

// The identity an input gives itself (package name, bundle id, appid), or empty.
std::string identity(const facts::FactSet& facts);

// A declaration binds all inputs given with it into one product. Without one, inputs of the same package name are one
// product, and inputs that name none join it when there is just one. `found`: the products of each folder that was
// given. They stay apart, unless one declaration binds all; an input given beside them joins the one of its name.
std::vector<Product> group(std::vector<Read> given, std::vector<std::vector<std::vector<Read>>> found = {});

}  // namespace hegui::gather
