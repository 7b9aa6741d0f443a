// What a finding is known by from one run to the next: the rule, the subject and the item, and nothing that moves when
// a file is edited.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace hegui::result {

// 32 lower-case hexadecimal digits. `subject` is what identity_of says of it; `item` is empty for the subject itself.
std::string fingerprint(std::string_view rule, std::string_view subject, std::string_view item);

// Fingerprints of one subject's findings: where a rule finds several items of the same name, each after the first is
// told apart by its number, so that none hides another.
class Fingerprints {
 public:
  explicit Fingerprints(std::string subject) : subject_(std::move(subject)) {}
  std::string next(std::string_view rule, std::string_view item);

 private:
  std::string subject_;
  std::unordered_map<std::string, std::uint32_t> seen_;
};

}  // namespace hegui::result
