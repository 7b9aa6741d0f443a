// Answers to facts by chance, as lines of a declaration.
#pragma once

#include <fmt/format.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "facts/schema.h"
#include "subjects.h"

namespace hegui::check {

// One of the words separated by `|`.
inline std::string_view pick(std::string_view words, std::mt19937& random) {
  std::vector<std::string_view> all;
  for (std::size_t begin = 0; begin <= words.size();) {
    const std::size_t end = std::min(words.find('|', begin), words.size());
    all.push_back(words.substr(begin, end - begin));
    begin = end + 1;
  }
  return all[random() % all.size()];
}

// An answer to one fact as a line of TOML.
inline std::string answer(facts::FactId id, std::mt19937& random) {
  const facts::Row& row = facts::Schema::get().row(id);
  const std::string word(row.values.empty() ? std::string_view("text") : pick(row.values, random));
  switch (row.type) {
    case facts::FactType::Bool:
      return fmt::format("{} = {}\n", row.path, random() % 2 == 0);
    case facts::FactType::Int:
      return fmt::format("{} = {}\n", row.path, row.unit.starts_with("level") ? 1 + random() % 5 : random() % 400);
    case facts::FactType::Double:
      return fmt::format("{} = {}.5\n", row.path, random() % 100);
    case facts::FactType::String:
      return fmt::format("{} = \"{}\"\n", row.path, word);
    case facts::FactType::Ints:
      return fmt::format("{} = [{}]\n", row.path, random() % 9);
    case facts::FactType::Strings:
      return fmt::format("{} = [\"{}\"]\n", row.path, word);
    case facts::FactType::Date:
      return fmt::format("{} = 20{}-0{}-1{}\n", row.path, 18 + random() % 9, 1 + random() % 9, random() % 9);
    case facts::FactType::Records:
      break;
  }
  return fmt::format("{} = []\n", row.path);
}

}  // namespace hegui::check
