// Activities, services, receivers and providers of a manifest: who may start them, and what they answer.
#pragma once

#include <optional>
#include <string_view>

#include "read/format/android_manifest_values.h"

namespace hegui::read::android {

// API levels as far as the manifest, with the platform's defaults, says them.
struct Levels {
  std::optional<std::int64_t> min, target;
};

// Records a manifest may give to one list, and members to one list of a record, before the list counts as open.
inline constexpr std::uint32_t kMaxRecords = 10'000;
inline constexpr std::uint32_t kMaxRecordMembers = 1'000;

// Counts a record of `list` in `count`, and says whether there may be one more; where not, the list is open, which is
// told once.
bool take_record(ValueReader& reader, facts::FactId list, std::uint32_t& count, const xml::Element& element);

// Whether an element of this name is a component.
bool is_component(std::string_view element);

// A class name as the platform completes it: `.Main` and `Main` stand in `package`.
std::string full_class_name(std::string_view package, std::string_view name);

// What components have in common and add to.
struct ComponentContext {
  std::string_view package;
  Levels levels;
  Stated<std::string_view> permission;      // the application's, which holds where a component names none
  Members url_schemes{facts::kMaxMembers};  // of all deep links
};

// States the component `element`.
void state_component(ValueReader& reader, const xml::Element& element, ComponentContext& context);

}  // namespace hegui::read::android
