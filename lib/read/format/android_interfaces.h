// The interfaces that are looked for in Android code, as marks on the numbers of one dex file's tables.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/syntax/dex.h"
#include "vocab/vocabulary.h"

namespace hegui::read::android {

class Interfaces {
 public:
  // Marks below kPinning are interfaces of the vocabulary that open personal information.
  static constexpr std::uint32_t kPinning = 0x10000;       // the code pins certificates
  static constexpr std::uint32_t kWebDebugging = 0x10001;  // it sets whether web views can be debugged
  static constexpr std::uint32_t kWebFiles = 0x10002;      // it sets what pages from files may read

  // An address over plain HTTP, and its place in `Found::addresses`.
  static bool is_address(std::uint32_t mark) { return mark >= kAddress; }
  static std::uint32_t address(std::uint32_t mark) { return mark - kAddress; }

  struct Found {
    dex::Wanted wanted;
    std::vector<std::uint32_t> addresses;  // numbers of strings
  };

  // The vocabulary must outlive it.
  explicit Interfaces(const vocab::Vocabulary& vocabulary);

  Found find_in(const dex::Dex& file) const;
  // Of the marks of one method those that count, each once: calls that need an argument count only beside it.
  std::vector<std::uint32_t> meant(std::span<const std::uint32_t> marks) const;

  // `android.telephony.TelephonyManager.getDeviceId`, or the text itself.
  std::string name(std::uint32_t mark) const;
  std::string_view category(std::uint32_t mark) const;

 private:
  static constexpr std::uint32_t kArgument = 0x20000;  // with the number of the interface that needs it
  static constexpr std::uint32_t kAddress = 0x40000;

  // `owner` is the type that the interface of this number is of, if the file names it.
  void mark_row(const dex::Dex& file, std::optional<std::uint32_t> owner, std::uint32_t number,
                dex::Wanted& wanted) const;

  const vocab::Vocabulary& vocabulary_;
  std::vector<const vocab::SensitiveApiRow*> rows_;
};

}  // namespace hegui::read::android
