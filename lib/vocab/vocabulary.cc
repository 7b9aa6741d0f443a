#include "vocab/vocabulary.h"

#include <algorithm>
#include <utility>

namespace hegui::vocab {
namespace {

// The row of a table whose text member is `wanted`, or null.
template <class Row>
const Row* find_row(const Vocabulary& vocabulary, std::span<const Row> rows, image::Text Row::* key,
                    std::string_view wanted) {
  const auto it = std::ranges::find_if(rows, [&](const Row& row) { return vocabulary.text(row.*key) == wanted; });
  return it == rows.end() ? nullptr : &*it;
}

// What people put into the names of SDKs or leave out, and the bytes these begin with.
constexpr std::string_view kLoose[] = {" ", "-", "_", "(", ")", "[", "]", "（", "）", "【", "】", "　", "sdk"};
constexpr std::string_view kLooseFirst = " -_()[]s\xEF\xE3";

// 高德地图 of `高德地图 / 定位 / 搜索`, and 穿山甲 of `穿山甲 (CSJ / Pangle)`.
std::string_view first_name(std::string_view title) {
  for (const std::string_view end : {" / ", " (", "（"}) title = title.substr(0, title.find(end));
  return title;
}

}  // namespace

std::string plain_sdk_name(std::string_view name) {
  std::string small(name);
  std::ranges::transform(small, small.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  std::string out;
  for (std::size_t at = 0; at < small.size();) {
    if (kLooseFirst.find(small[at]) == std::string_view::npos) {
      out += small[at++];
      continue;
    }
    const std::string_view rest = std::string_view(small).substr(at);
    const auto* loose = std::ranges::find_if(kLoose, [&](std::string_view one) { return rest.starts_with(one); });
    if (loose == std::end(kLoose)) out += small[at];
    at += loose == std::end(kLoose) ? 1 : loose->size();
  }
  return out;
}

Vocabulary::Vocabulary(image::View view)
    : view_(view),
      permissions_(view.rows<PermissionRow>(kPermissionSection)),
      categories_(view.rows<CategoryRow>(kCategorySection)),
      items_(view.rows<ItemRow>(kItemSection)),
      app_types_(view.rows<AppTypeRow>(kAppTypeSection)),
      sdks_(view.rows<SdkRow>(kSdkSection)),
      marks_(view.rows<SdkMarkRow>(kSdkMarkSection)) {}

const PermissionRow* Vocabulary::find_permission(std::string_view platform, std::string_view name) const {
  const auto key = [this](const PermissionRow& row) { return std::pair(text(row.platform), text(row.name)); };
  const auto it = std::ranges::lower_bound(permissions_, std::pair(platform, name), {}, key);
  if (it != permissions_.end() && key(*it) == std::pair(platform, name)) return &*it;
  for (const PermissionRow& row : permissions_)
    if (row.prefix != 0 && text(row.platform) == platform && name.starts_with(text(row.name))) return &row;
  return nullptr;
}

const CategoryRow* Vocabulary::find_category(std::string_view slug) const {
  return find_row(*this, categories_, &CategoryRow::slug, slug);
}
const ItemRow* Vocabulary::find_item(std::string_view slug) const {
  return find_row(*this, items_, &ItemRow::slug, slug);
}
const AppTypeRow* Vocabulary::find_app_type(std::string_view slug) const {
  return find_row(*this, app_types_, &AppTypeRow::slug, slug);
}
const SdkRow* Vocabulary::find_sdk(std::string_view slug) const { return find_row(*this, sdks_, &SdkRow::slug, slug); }

const SdkRow* Vocabulary::find_sdk_named(std::string_view name) const {
  const std::string plain = plain_sdk_name(name);
  if (plain.empty()) return nullptr;
  for (const SdkRow& row : sdks_)
    for (const image::Text known : {row.slug, row.title.zh, row.title.en})
      if (plain_sdk_name(text(known)) == plain) return &row;
  // By the first of the names in a title, where that is long enough to mean one SDK only.
  constexpr std::size_t kShortest = 6;
  const SdkRow* only = nullptr;
  for (const SdkRow& row : sdks_) {
    const auto begins = [&](image::Text title) { return plain_sdk_name(first_name(text(title))) == plain; };
    if (plain.size() < kShortest || (!begins(row.title.zh) && !begins(row.title.en))) continue;
    if (only != nullptr) return nullptr;
    only = &row;
  }
  return only;
}

std::span<const SdkMarkRow> Vocabulary::marks(MarkKind kind) const {
  const auto found = std::ranges::equal_range(marks_, kind, {}, &SdkMarkRow::kind);
  return {found.begin(), found.end()};
}

const SdkRow* Vocabulary::find_sdk(MarkKind kind, std::string_view value) const {
  const auto rows = marks(kind);
  const auto it = std::ranges::lower_bound(rows, value, {}, [this](const SdkMarkRow& row) { return text(row.value); });
  return it == rows.end() || text(it->value) != value ? nullptr : &sdks_[it->sdk];
}

const SdkRow* Vocabulary::find_sdk_of_class(MarkKind kind, std::string_view class_name) const {
  for (std::string_view prefix = class_name;;) {
    if (const SdkRow* sdk = find_sdk(kind, prefix)) return sdk;
    const std::size_t dot = prefix.rfind('.');
    if (dot == std::string_view::npos) return nullptr;
    prefix = prefix.substr(0, dot);
  }
}

}  // namespace hegui::vocab
