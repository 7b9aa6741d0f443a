// A growing block of memory whose contents die together: one per fact set, one per evaluation. No destructors are run,
// so only trivially destructible things live here.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace hegui {

class Arena {
 public:
  explicit Arena(std::size_t first_block = 4096) : next_size_(first_block) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  Arena(Arena&&) = default;
  Arena& operator=(Arena&&) = default;

  // `size` bytes aligned to `align` (a power of two), uninitialised, valid until reset or destruction.
  void* allocate(std::size_t size, std::size_t align) {
    std::size_t at = (used_ + align - 1) & ~(align - 1);
    if (blocks_.empty() || at + size > blocks_[current_].size) {
      grow(size + align);
      at = 0;
    }
    used_ = at + size;
    return blocks_[current_].bytes.get() + at;
  }

  template <class T, class... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  // `count` value-initialised elements.
  template <class T>
  std::span<T> make_array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (count == 0) return {};
    T* first = static_cast<T*>(allocate(sizeof(T) * count, alignof(T)));
    for (std::size_t i = 0; i < count; ++i) new (first + i) T{};
    return {first, count};
  }

  template <class T>
  std::span<const T> copy(std::span<const T> values) {
    std::span<T> out = make_array<T>(values.size());
    std::copy(values.begin(), values.end(), out.begin());
    return out;
  }

  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* bytes = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
  }

  // Forgets everything and keeps the blocks for reuse.
  void reset() {
    current_ = 0;
    used_ = 0;
  }

  // Bytes handed out since the last reset, block ends included.
  std::size_t used() const {
    std::size_t total = used_;
    for (std::size_t i = 0; i < current_; ++i) total += blocks_[i].size;
    return total;
  }

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };

  void grow(std::size_t at_least) {
    if (!blocks_.empty()) {
      while (current_ + 1 < blocks_.size()) {
        ++current_;
        if (blocks_[current_].size >= at_least) return;
      }
    }
    const std::size_t size = std::max(at_least, next_size_);
    next_size_ = std::min<std::size_t>(size * 2, std::size_t{1} << 20);
    blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
    current_ = blocks_.size() - 1;
  }

  std::vector<Block> blocks_;
  std::size_t current_ = 0;
  std::size_t used_ = 0;
  std::size_t next_size_;
};

}  // namespace hegui
