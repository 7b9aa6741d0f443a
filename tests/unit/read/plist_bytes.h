// Builds the binary property lists the tests read, sound and broken: nothing binary is kept in the repository.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::read::testing {

inline std::string big_endian(std::uint64_t value, int size) {
  std::string out;
  while (size-- > 0) out += static_cast<char>(value >> (8 * size) & 0xFF);
  return out;
}

// One object: marker, count and content.
inline std::string object(std::uint8_t marker, std::size_t count, const std::string& content) {
  std::string out(1, static_cast<char>(marker << 4 | (count < 15 ? count : 15)));
  if (count >= 15) out += "\x12" + big_endian(count, 4);
  return out + content;
}
inline std::string ascii(const std::string& text) { return object(0x5, text.size(), text); }
inline std::string array(const std::vector<int>& items) {
  std::string content;
  for (const int item : items) content += static_cast<char>(item);
  return object(0xA, items.size(), content);
}
// Keys and values by object number.
inline std::string dictionary(const std::vector<int>& keys, const std::vector<int>& values) {
  std::string content;
  for (const int key : keys) content += static_cast<char>(key);
  for (const int value : values) content += static_cast<char>(value);
  return object(0xD, keys.size(), content);
}

// A whole file over objects, the first of which is the root; references are of one byte.
inline std::string binary_plist(const std::vector<std::string>& objects) {
  std::string out = "bplist00", table;
  for (const std::string& each : objects) {
    table += big_endian(out.size(), 4);
    out += each;
  }
  const std::size_t begin = out.size();
  return out + table + std::string(6, '\0') + '\x04' + '\x01' + big_endian(objects.size(), 8) + big_endian(0, 8) +
         big_endian(begin, 8);
}

}  // namespace hegui::read::testing
