// Putting the inputs of one package together. Unlike the other groupings this has to see every input before the first
// subject, and keeps what they are called in memory (contents given inline too).
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "batch/item.h"

namespace hegui::batch {

class Packages {
 public:
  // In the order of inputs; an empty package stands alone.
  void add(Part part, const std::string& package);
  // Subjects in the order of their first input.
  std::vector<Item> take() { return std::move(items_); }

 private:
  std::vector<Item> items_;
  std::unordered_map<std::string, std::size_t> known_;
};

}  // namespace hegui::batch
