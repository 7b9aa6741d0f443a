// Reading little-endian numbers out of bytes nobody vouches for: every read is checked, a read past the end gives
// nothing.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace hegui::read {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they lie");

// A view of bytes with checked access; offsets count from 0 and are 64 bits, so that sums of 32-bit fields cannot wrap.
class Bytes {
 public:
  Bytes() = default;
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t size() const { return bytes_.size(); }
  std::string_view text() const { return bytes_; }

  // Whether [at, at + count) lies inside.
  bool holds(std::uint64_t at, std::uint64_t count) const { return at <= bytes_.size() && count <= bytes_.size() - at; }

  // The number at `at`, or 0 outside: for fields whose presence `holds` has shown.
  std::uint8_t u8(std::uint64_t at) const { return number<std::uint8_t>(at); }
  std::uint16_t u16(std::uint64_t at) const { return number<std::uint16_t>(at); }
  std::uint32_t u32(std::uint64_t at) const { return number<std::uint32_t>(at); }
  std::uint64_t u64(std::uint64_t at) const { return number<std::uint64_t>(at); }

  // [at, at + count), cut where the bytes end.
  std::string_view slice(std::uint64_t at, std::uint64_t count) const {
    return at > bytes_.size() ? std::string_view{}
                              : bytes_.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(count));
  }

 private:
  template <class T>
  T number(std::uint64_t at) const {
    T value = 0;
    if (holds(at, sizeof(T))) std::memcpy(&value, bytes_.data() + at, sizeof(T));
    return value;
  }

  std::string_view bytes_;
};

}  // namespace hegui::read
