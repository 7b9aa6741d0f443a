// A subject from the text of a declaration, as `hegui check` would see it but for what is derived.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "facts/subject.h"
#include "read/format/declaration.h"

namespace hegui::check {

inline facts::Subject declared(std::string text) {
  auto read = read::read_declaration(std::make_shared<Source>("hegui.toml", std::move(text)), {});
  for (const Diagnostic& issue : read.issues) ADD_FAILURE() << render(issue);
  std::vector<facts::FactSet> sets;
  if (read) sets.push_back(std::move(*read.value));
  return facts::merge(std::move(sets));
}

}  // namespace hegui::check
