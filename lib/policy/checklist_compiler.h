// One `[[checklist]]` to one ChecklistRow and its lines.
#pragma once

#include <span>
#include <string_view>

#include "base/image.h"
#include "policy/catalogue.h"
#include "vocab/compile/table_reader.h"

namespace hegui::policy {

// Reads, checks and writes the checklist; everything wrong with it is an issue. `rules`: ids and names of every rule.
void write_checklist(const vocab::Node& table, const Catalogue& catalogue, std::span<const std::string_view> rules,
                     image::Writer& image, vocab::Issues& issues);

}  // namespace hegui::policy
