#include "read/format/android_manifest_permissions.h"

#include <fmt/format.h>

#include <array>

#include "read/format/android_manifest_components.h"

namespace hegui::read::android {
namespace {

using facts::fact;
using facts::FactId;
using facts::Item;

struct Ids {
  FactId networked = fact("subject.networked");
  FactId permissions = fact("permissions");
  FactId permission_name = fact("permissions[].name");
  FactId permission_platform = fact("permissions[].platform");
  FactId permission_requested = fact("permissions[].requested");
  FactId permission_min = fact("permissions[].min_sdk");
  FactId permission_max = fact("permissions[].max_sdk");
  FactId defined = fact("android.defined_permissions");
  FactId defined_name = fact("android.defined_permissions[].name");
  FactId defined_level = fact("android.defined_permissions[].protection_level");

  static const Ids& get() {
    static const Ids instance;
    return instance;
  }
};

constexpr std::string_view kInternet = "android.permission.INTERNET";

// protectionLevel of a compiled manifest: a base in the low four bits, flags above.
std::string protection_level(std::uint32_t bits) {
  static constexpr std::array<std::string_view, 5> kBases = {"normal", "dangerous", "signature", "signatureOrSystem",
                                                             "internal"};
  static constexpr std::array<std::string_view, 10> kFlags = {"privileged", "development", "appop",        "pre23",
                                                              "installer",  "verifier",    "preinstalled", "setup",
                                                              "instant",    "runtime"};
  const std::uint32_t base = bits & 0xF;
  std::string out = base < kBases.size() ? std::string(kBases[base]) : fmt::format("{}", base);
  for (std::size_t flag = 0; flag < kFlags.size(); ++flag)
    if ((bits >> (4 + flag) & 1) != 0) out.append("|").append(kFlags[flag]);
  return out;
}

// No bound is wider than any; of two bounds `wider` chooses.
template <class Wider>
void widen_bound(facts::Cell& cell, const Stated<std::int64_t>& other, Wider wider) {
  if (cell.knowledge != facts::Knowledge::Known) return;
  if (other.missing()) {
    cell.knowledge = facts::Knowledge::Unknown;
    cell.origins = nullptr;
  } else if (other.readable() && wider(other.value, cell.value.as_int())) {
    cell.value = value::Value::integer(other.value);
  }
}

}  // namespace

void PermissionReader::state_request(const xml::Element& element, std::optional<std::int64_t> least) {
  const Ids& ids = Ids::get();
  const Stated<std::string_view> name = reader_.own_name(element, attr::kName);
  if (name.missing()) {
    reader_.warn(1133, reader_.at(element), fmt::format("`{}` without android:name asks for nothing", element.name));
    return;
  }
  Stated<std::int64_t> min = reader_.number(element, attr::kMinSdkVersion),
                       max = reader_.number(element, attr::kMaxSdkVersion);
  if (least && (min.missing() || (min.readable() && min.value < *least)))
    min = {State::Readable, *least, reader_.at(element)};
  if (name.readable()) {
    if (const auto known = requests_.find(name.value); known != requests_.end()) return widen(*known->second, min, max);
  }
  if (!take_record(reader_, ids.permissions, requested_, element)) return;
  Item* item = reader_.facts().add(ids.permissions, reader_.at(element));
  if (name.readable()) requests_.emplace(name.value, item);
  reader_.state(ids.permission_name, name, item);
  reader_.facts().set(ids.permission_platform, "android", reader_.at(element), item);
  reader_.facts().set(ids.permission_requested, true, reader_.at(element), item);
  reader_.state(ids.permission_min, min, item);
  reader_.state(ids.permission_max, max, item);
  if (max.missing() && reader_.kept_out(element, attr::kMaxSdkVersion))
    reader_.facts().absent(ids.permission_max, reader_.at(element), item);
  if (name.value == kInternet) {
    networked_ = true;
    reader_.facts().set(ids.networked, true, name.span);
  }
}

void PermissionReader::widen(Item& item, const Stated<std::int64_t>& min, const Stated<std::int64_t>& max) {
  const Ids& ids = Ids::get();
  widen_bound(facts::FactSet::cell(item, ids.permission_min), min,
              [](std::int64_t a, std::int64_t b) { return a < b; });
  widen_bound(facts::FactSet::cell(item, ids.permission_max), max,
              [](std::int64_t a, std::int64_t b) { return a > b; });
}

void PermissionReader::state_definition(const xml::Element& element) {
  const Ids& ids = Ids::get();
  if (!take_record(reader_, ids.defined, defined_, element)) return;
  Item* item = reader_.facts().add(ids.defined, reader_.at(element));
  reader_.state(ids.defined_name, reader_.own_name(element, attr::kName), item);
  const xml::Attribute* level = reader_.find(element, attr::kProtectionLevel);
  if (level == nullptr) {
    reader_.facts().set(ids.defined_level, "normal", reader_.at(element), item);
  } else if (level->kind == xml::ValueKind::Integer) {
    reader_.facts().set(ids.defined_level, reader_.facts().keep(protection_level(level->data)),
                        reader_.at(element, *level, "protectionLevel"), item);
  } else {
    reader_.state(ids.defined_level, reader_.text(element, attr::kProtectionLevel), item);
  }
}

}  // namespace hegui::read::android
