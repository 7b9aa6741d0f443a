// Permissions that a manifest asks for, and those it defines.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>

#include "read/format/android_manifest_values.h"

namespace hegui::read::android {

class PermissionReader {
 public:
  explicit PermissionReader(ValueReader& reader) : reader_(reader) {}

  // `least`: the level of the platform from which the element counts. A permission asked for twice is one record that
  // covers the levels of both.
  void state_request(const xml::Element& element, std::optional<std::int64_t> least);
  void state_definition(const xml::Element& element);

  // Whether the permission to use the network was asked for.
  bool networked() const { return networked_; }

 private:
  void widen(facts::Item& item, const Stated<std::int64_t>& min, const Stated<std::int64_t>& max);

  ValueReader& reader_;
  std::unordered_map<std::string_view, facts::Item*> requests_;
  std::uint32_t requested_ = 0, defined_ = 0;
  bool networked_ = false;
};

}  // namespace hegui::read::android
