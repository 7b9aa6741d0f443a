// Native libraries, as far as the program headers of an ELF file say how they are loaded (System V ABI, "Program
// Header"; the headers of GNU).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hegui::read::elf {

// As much of a file as its headers are looked for in; linkers put them at the beginning. In nearly all files they are
// within the first bytes.
inline constexpr std::size_t kHead = 4096, kFirst = 1024;

// How many bytes of the file its headers take, told by its first 64; 0 when it is no little-endian ELF file.
std::uint64_t headers_end(std::string_view head);

// Whether the library asks for a stack that is not executable. Nothing when `head`, the first bytes of the file, is no
// little-endian ELF file, its headers lie further in, or none of them is about the stack.
std::optional<bool> has_plain_stack(std::string_view head);

}  // namespace hegui::read::elf
