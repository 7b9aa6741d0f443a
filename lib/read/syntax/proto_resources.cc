// ResourceTable { Package 2 { PackageId 1 { id 1 }, Type 3 { TypeId 1 { id 1 }, Entry 3 { EntryId 1 { id 1 },
// ConfigValue 6 { Configuration 1, Value 2 { Item 4 } } } } } }
#include "read/syntax/proto_resources.h"

#include <fmt/format.h>

#include <vector>

#include "read/syntax/proto_item.h"

namespace hegui::read::proto {
namespace {

constexpr int kMaxSteps = 20;
// Memory that one type or entry is reckoned at.
constexpr std::uint64_t kBytesPerEntry = 96;

// The number in field 1 of PackageId, TypeId, EntryId.
std::uint32_t id_of(std::string_view bytes) {
  std::uint32_t id = 0;
  for (pbf_reader message(bytes.data(), bytes.size()); message.next();) {
    if (message.tag_and_type() == number_field(1))
      id = message.get_uint32();
    else
      message.skip();
  }
  return id;
}

// Calls `each` with every message in field `number`, and returns the number in the message of field 1.
template <class Each>
std::uint32_t visit(std::string_view bytes, std::uint32_t number, Each each) {
  std::uint32_t id = 0;
  for (pbf_reader message(bytes.data(), bytes.size()); message.next();) {
    if (message.tag_and_type() == bytes_field(1))
      id = id_of(view_of(message));
    else if (message.tag_and_type() == bytes_field(number))
      each(view_of(message));
    else
      message.skip();
  }
  return id;
}

// The message in field `number`, the last one if there are several; empty when there is none.
std::string_view message_in(std::string_view bytes, std::uint32_t number) {
  std::string_view found;
  for (pbf_reader message(bytes.data(), bytes.size()); message.next();) {
    if (message.tag_and_type() == bytes_field(number))
      found = view_of(message);
    else
      message.skip();
  }
  return found;
}

// The item of the default configuration, else of the first.
Item item_of_entry(std::string_view entry) {
  std::string_view chosen;
  for (pbf_reader message(entry.data(), entry.size()); message.next();) {
    if (message.tag_and_type() != bytes_field(6)) {
      message.skip();
      continue;
    }
    const std::string_view value = view_of(message);
    const bool standard = message_in(value, 1).empty();
    if (chosen.empty() || standard) chosen = value;
    if (standard) break;
  }
  return read_item(message_in(message_in(chosen, 2), 4));
}

}  // namespace

bool Resources::index(const Limits& limits, std::vector<Diagnostic>& issues) {
  const Span place{source_.get(), 0, 0, "/"};
  std::uint64_t memory = source_->text().size();
  const auto has_room = [&] { return (memory += kBytesPerEntry) <= limits.max_memory_bytes; };
  bool full = false;
  try {
    const std::string_view bytes = source_->text();
    for (pbf_reader table(bytes.data(), bytes.size()); table.next();) {
      if (table.tag_and_type() != bytes_field(2)) {
        table.skip();
        continue;
      }
      std::vector<std::string_view> types;
      const std::uint32_t package = visit(view_of(table), 3, [&](std::string_view type) {
        full = full || !has_room();
        if (!full) types.push_back(type);
      });
      for (const std::string_view type : types) {
        std::vector<std::string_view> entries;
        const std::uint32_t number = visit(type, 3, [&](std::string_view entry) {
          full = full || !has_room();
          if (!full) entries.push_back(entry);
        });
        for (const std::string_view entry : entries) {
          const std::uint32_t id = id_of(message_in(entry, 1));
          entries_.try_emplace((package & 0xFF) << 24 | (number & 0xFF) << 16 | (id & 0xFFFF), entry);
        }
      }
    }
  } catch (const protozero::exception&) {
    issues.push_back(error({1193}, place, "this resource table is damaged"));
    return false;
  }
  if (full)
    issues.push_back(
        error({1194}, place,
              fmt::format("this resource table would take more than {} bytes of memory", limits.max_memory_bytes)));
  return !full;
}

Checked<Resources> Resources::open(SourcePtr source, const Limits& limits) {
  Checked<Resources> out;
  Resources resources;
  resources.source_ = std::move(source);
  if (resources.index(limits, out.issues)) out.value = std::move(resources);
  return out;
}

std::optional<arsc::Resolved> Resources::resolve(std::uint32_t id) {
  for (int step = 0; step < kMaxSteps; ++step) {
    const auto found = entries_.find(id);
    if (found == entries_.end() || found->second.size() > bytes_left_) return std::nullopt;
    bytes_left_ -= found->second.size();
    Item item;
    try {
      item = item_of_entry(found->second);
    } catch (const protozero::exception&) {
      return std::nullopt;
    }
    switch (item.kind) {
      case Item::Kind::Reference:
        id = item.data;
        break;
      case Item::Kind::Text:
      case Item::Kind::File:
        if (utf8::find_invalid(item.text) != item.text.npos) return std::nullopt;
        return arsc::Resolved{axml::kString, 0, item.text};
      case Item::Kind::Integer:
        return arsc::Resolved{axml::kFirstInteger, item.data, {}};
      case Item::Kind::Boolean:
        return arsc::Resolved{axml::kBoolean, item.data, {}};
      case Item::Kind::None:
      case Item::Kind::Other:
        return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace hegui::read::proto
