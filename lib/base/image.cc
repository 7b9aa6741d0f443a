#include "base/image.h"

#include <algorithm>
#include <cassert>

namespace hegui::image {
namespace {

constexpr char kMagic[8] = {'h', 'e', 'g', 'u', 'i', 'i', 'm', '1'};

struct Header {
  char magic[8];
  std::uint32_t sections;
  std::uint32_t pool_size;
  std::uint64_t pool_offset;
  std::uint64_t size;
};

// Where a section stands, in bytes. The directory has a row for each number: sections are looked up very often.
struct Entry {
  std::uint64_t offset, size;
};

std::size_t align8(std::size_t at) { return (at + 7) & ~std::size_t{7}; }

}  // namespace

Text Writer::text(std::string_view value) {
  if (value.empty()) return {};
  const auto [it, fresh] = known_.try_emplace(std::string(value));
  if (fresh) {
    it->second = {static_cast<std::uint32_t>(pool_.size()), static_cast<std::uint32_t>(value.size())};
    pool_.append(value);
  }
  return it->second;
}

Range Writer::append(std::uint32_t number, std::size_t row_size, const void* values, std::size_t count) {
  auto it = std::ranges::find(sections_, number, &Section::number);
  if (it == sections_.end()) {
    sections_.push_back({number, static_cast<std::uint32_t>(row_size), 0, {}});
    it = sections_.end() - 1;
  }
  assert(it->row_size == row_size);
  const Range range{it->count, static_cast<std::uint32_t>(count)};
  if (count > 0) it->bytes.append(static_cast<const char*>(values), row_size * count);
  it->count += range.count;
  return range;
}

std::string Writer::finish() const {
  std::uint32_t numbers = 0;
  for (const Section& section : sections_) numbers = std::max(numbers, section.number + 1);
  std::vector<Entry> entries(numbers);
  std::string out(sizeof(Header) + sizeof(Entry) * numbers, '\0');
  for (const Section& section : sections_) {
    out.resize(align8(out.size()));
    entries[section.number] = {out.size(), section.bytes.size()};
    out.append(section.bytes);
  }
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.sections = numbers;
  header.pool_offset = out.size();
  header.pool_size = static_cast<std::uint32_t>(pool_.size());
  out.append(pool_);
  header.size = out.size();
  std::memcpy(out.data(), &header, sizeof header);
  if (!entries.empty()) std::memcpy(out.data() + sizeof header, entries.data(), sizeof(Entry) * entries.size());
  return out;
}

View::View(std::string_view bytes) {
  Header header{};
  if (bytes.size() < sizeof header) return;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0 || header.size != bytes.size()) return;
  bytes_ = bytes;
  pool_ = bytes.substr(header.pool_offset, header.pool_size);
}

std::string_view View::find(std::uint32_t section, std::size_t row_size) const {
  if (!ok()) return {};
  Header header{};
  std::memcpy(&header, bytes_.data(), sizeof header);
  if (section >= header.sections) return {};
  const Entry& entry = reinterpret_cast<const Entry*>(bytes_.data() + sizeof header)[section];
  assert(entry.size % row_size == 0);
  (void)row_size;
  return bytes_.substr(entry.offset, entry.size);
}

}  // namespace hegui::image
