// Builds the small binary documents, tables and packages the tests read: nothing binary is kept in the repository.
#pragma once

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::read::testing {

inline void put16(std::string& out, std::uint64_t value) {
  out += static_cast<char>(value & 0xFF);
  out += static_cast<char>(value >> 8 & 0xFF);
}
inline void put32(std::string& out, std::uint64_t value) {
  put16(out, value & 0xFFFF);
  put16(out, value >> 16 & 0xFFFF);
}
inline std::string chunk(std::uint16_t type, const std::string& header, const std::string& body) {
  std::string out;
  put16(out, type);
  put16(out, 8 + header.size());
  put32(out, 8 + header.size() + body.size());
  return out + header + body;
}

// ASCII strings as a pool of either encoding.
inline std::string string_pool(const std::vector<std::string>& strings, bool utf8) {
  std::string offsets, data;
  for (const std::string& text : strings) {
    put32(offsets, data.size());
    if (utf8) {
      data += static_cast<char>(text.size());
      data += static_cast<char>(text.size());
      data += text + '\0';
    } else {
      put16(data, text.size());
      for (const char c : text) put16(data, static_cast<unsigned char>(c));
      put16(data, 0);
    }
  }
  while (data.size() % 4 != 0) data += '\0';
  std::string header;
  put32(header, strings.size());
  put32(header, 0);
  put32(header, utf8 ? 0x100 : 0);
  put32(header, 28 + offsets.size());
  put32(header, 0);
  return chunk(0x0001, header, offsets + data);
}

struct BinaryAttribute {
  std::string name;
  std::uint32_t resource = 0;  // 0: none
  std::uint8_t type = 3;       // 3 string, 1 reference, 0x10 integer, 0x12 boolean
  std::uint32_t data = 0;
  std::string text = {};
};

struct BinaryElement {
  std::string name;
  std::vector<BinaryAttribute> attributes = {};
  std::vector<BinaryElement> children = {};
};

// A compiled document. `blank`: attribute names are emptied, as packers do; only their numbers are left.
class BinaryXml {
 public:
  explicit BinaryXml(bool utf8 = false, bool blank = false) : utf8_(utf8), blank_(blank) {}

  std::string build(const BinaryElement& root) {
    number(root);
    std::string body;
    element(root, body);
    std::string resources;
    for (const std::uint32_t id : resources_) put32(resources, id);
    std::string all = string_pool(strings_, utf8_) + chunk(0x0180, {}, resources) + body;
    return chunk(0x0003, {}, all);
  }

 private:
  void number(const BinaryElement& at) {
    for (const BinaryAttribute& attribute : at.attributes) {
      if (attribute.resource == 0 || numbers_.contains(attribute.resource)) continue;
      numbers_[attribute.resource] = static_cast<std::uint32_t>(strings_.size());
      resources_.push_back(attribute.resource);
      strings_.push_back(blank_ ? "" : attribute.name);
    }
    for (const BinaryElement& child : at.children) number(child);
  }

  std::uint32_t string(const std::string& text) {
    const auto from = strings_.begin() + static_cast<std::ptrdiff_t>(resources_.size());
    const auto found = std::find(from, strings_.end(), text);
    if (found != strings_.end()) return static_cast<std::uint32_t>(found - strings_.begin());
    strings_.push_back(text);
    return static_cast<std::uint32_t>(strings_.size() - 1);
  }

  void element(const BinaryElement& at, std::string& out) {
    std::string header, body;
    put32(header, 1);
    put32(header, 0xFFFFFFFF);
    put32(body, 0xFFFFFFFF);
    put32(body, string(at.name));
    put16(body, 20);
    put16(body, 20);
    put16(body, at.attributes.size());
    put16(body, 0);
    put32(body, 0);
    for (const BinaryAttribute& attribute : at.attributes) {
      const std::uint32_t value = attribute.type == 3 ? string(attribute.text) : attribute.data;
      put32(body, 0xFFFFFFFF);
      put32(body, attribute.resource != 0 ? numbers_[attribute.resource] : string(attribute.name));
      put32(body, attribute.type == 3 ? value : 0xFFFFFFFF);
      put16(body, 8);
      body += '\0';
      body += static_cast<char>(attribute.type);
      put32(body, value);
    }
    out += chunk(0x0102, header, body);
    for (const BinaryElement& child : at.children) element(child, out);
    std::string end;
    put32(end, 0xFFFFFFFF);
    put32(end, string(at.name));
    out += chunk(0x0103, header, end);
  }

  bool utf8_, blank_;
  std::vector<std::string> strings_;
  std::vector<std::uint32_t> resources_;
  std::map<std::uint32_t, std::uint32_t> numbers_;
};

// One value of a resource table: entry `id & 0xFFFF` of type `id >> 16 & 0xFF`, in the default configuration or one for
// a language.
struct TableEntry {
  std::uint32_t id = 0;
  std::uint8_t type = 3;
  std::uint32_t data = 0;
  std::string text = {};
  std::string language = {};
};

inline std::string resource_table(const std::vector<TableEntry>& entries) {
  std::vector<std::string> strings;
  std::string types;
  for (const TableEntry& entry : entries) {
    std::string header, body;
    header += static_cast<char>(entry.id >> 16 & 0xFF);
    header.append(3, '\0');
    const std::uint32_t index = entry.id & 0xFFFF;
    put32(header, index + 1);
    std::string config;
    put32(config, 28);
    put32(config, 0);
    config += entry.language.empty() ? std::string(2, '\0') : entry.language;
    config.append(28 - config.size(), '\0');
    put32(header, 8 + 12 + config.size() + 4 * (index + 1));
    header += config;
    for (std::uint32_t i = 0; i < index; ++i) put32(body, 0xFFFFFFFF);
    put32(body, 0);
    put16(body, 8);
    put16(body, 0);
    put32(body, 0);
    put16(body, 8);
    body += '\0';
    body += static_cast<char>(entry.type);
    put32(body, entry.type == 3 ? strings.size() : entry.data);
    if (entry.type == 3) strings.push_back(entry.text);
    types += chunk(0x0201, header, body);
  }
  std::string package;
  put32(package, 0x7F);
  package.append(256 + 20, '\0');
  std::string header;
  put32(header, 1);
  return chunk(0x0002, header, string_pool(strings, true) + chunk(0x0200, package, types));
}

struct ZipEntry {
  std::string name;
  std::string data;
  std::uint16_t method = 8;
  std::uint16_t flags = 0;
  std::uint64_t stated_size = UINT64_MAX;  // other than the real one, when set
};

inline std::string deflate_raw(const std::string& data) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string out(compressBound(static_cast<uLong>(data.size())) + 16, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// A package; `before_directory` stands between the last entry and the directory (a signing block).
inline std::string zip(const std::vector<ZipEntry>& entries, const std::string& before_directory = {}) {
  std::string out, directory;
  for (const ZipEntry& entry : entries) {
    const std::string packed = entry.method == 8 ? deflate_raw(entry.data) : entry.data;
    const std::uint64_t size = entry.stated_size == UINT64_MAX ? entry.data.size() : entry.stated_size;
    std::string common;
    put16(common, 20);
    put16(common, entry.flags);
    put16(common, entry.method);
    put32(common, 0);
    put32(common, 0);
    put32(common, packed.size());
    put32(common, size);
    put16(common, entry.name.size());
    put16(common, 0);
    put32(directory, 0x02014b50);
    put16(directory, 20);
    directory += common;
    put16(directory, 0);
    put32(directory, 0);
    put32(directory, 0);
    put32(directory, out.size());
    directory += entry.name;
    put32(out, 0x04034b50);
    out += common + entry.name + packed;
  }
  out += before_directory;
  const std::size_t begin = out.size();
  out += directory;
  put32(out, 0x06054b50);
  put32(out, 0);
  put16(out, entries.size());
  put16(out, entries.size());
  put32(out, directory.size());
  put32(out, begin);
  put16(out, 0);
  return out;
}

}  // namespace hegui::read::testing
