// Inputs of testdata/read and the facts they give, with places: every <input>.facts is compared with what reading
// <input> says. HEGUI_UPDATE=1 in the environment rewrites the expectations instead.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/file_system.h"
#include "read/format.h"

namespace hegui::read {
namespace {

namespace fs = std::filesystem;
using facts::Cell;
using facts::FactId;
using facts::Item;
using facts::Schema;

std::string text_of(const value::Value& value) {
  if (value.is(value::Kind::Bool)) return value.as_bool() ? "true" : "false";
  if (value.is(value::Kind::Int)) return std::to_string(value.as_int());
  if (value.is(value::Kind::String)) return '"' + std::string(value.as_text()) + '"';
  if (!value.is(value::Kind::List)) return "(not shown)";
  std::string out = "[";
  for (const value::Value& item : value.as_list().items) out.append(out.size() > 1 ? ", " : "").append(text_of(item));
  return out + "]";
}

// Lines `path = value    places`, records indented below their list.
void dump(FactId id, const Cell& cell, const std::string& indent, std::string& out) {
  if (cell.knowledge != facts::Knowledge::Known && !cell.unreadable) return;
  out.append(indent).append(Schema::get().leaf(id)).append(" = ");
  const bool records = Schema::get().row(id).type == facts::FactType::Records;
  if (cell.unreadable) out.append("unreadable");
  if (!cell.unreadable) out.append(records ? std::to_string(cell.count) + " records" : text_of(cell.value));
  if (cell.open) out.append(" and perhaps more");
  for (const facts::Origin* origin = cell.origins; origin != nullptr; origin = origin->next) {
    const Place place = resolve(origin->span);
    out.append("    ").append(place.line == 0 ? place.element
                                              : std::to_string(place.line) + ":" + std::to_string(place.column));
  }
  out.append("\n");
  for (const Item* item = cell.first; item != nullptr; item = item->next) {
    out.append(indent).append("  -\n");
    for (const FactId field : Schema::get().fields(id))
      dump(field, facts::FactSet::cell(*item, field), indent + "    ", out);
  }
}

std::string facts_of(const fs::path& input) {
  std::ifstream in(input, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const auto read = hegui::read::read(std::make_shared<const Source>(input.filename().string(), bytes), {});
  std::string out;
  for (const Diagnostic& issue : read.issues) out += render(issue);
  if (!read) return out;
  for (const FactId root : Schema::get().roots()) dump(root, read.value->cell(root), "", out);
  return out;
}

TEST(Golden, InputsGiveTheirFacts) {
  std::size_t compared = 0;
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(fs::path(HEGUI_SOURCE_DIR) / "testdata" / "read")) {
    const fs::path input = entry.path();
    if (!entry.is_regular_file() || input.extension() == ".facts") continue;
    const fs::path expected = input.string() + ".facts";
    const std::string found = facts_of(input);
    ++compared;
    if (std::getenv("HEGUI_UPDATE") != nullptr) {
      EXPECT_TRUE(write_file(expected.string(), found));
      continue;
    }
    std::ifstream in(expected, std::ios::binary);
    EXPECT_EQ(found, std::string(std::istreambuf_iterator<char>(in), {}))
        << input << ": run with HEGUI_UPDATE=1 when the change is meant";
  }
  EXPECT_GT(compared, 0u);
}

}  // namespace
}  // namespace hegui::read
