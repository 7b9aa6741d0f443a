#include "read/format/android_sdks.h"

#include <algorithm>

namespace hegui::read::android {
namespace {

// Whether the name `prefix` is `name`, or whole leading segments of it.
bool covers(std::string_view prefix, std::string_view name) {
  return name.starts_with(prefix) && (name.size() == prefix.size() || name[prefix.size()] == '.');
}

// `pattern` with at most one `*`, which stands for any part of the name.
bool fits(std::string_view pattern, std::string_view name) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == name;
  const std::string_view head = pattern.substr(0, star), tail = pattern.substr(star + 1);
  return name.size() >= head.size() + tail.size() && name.starts_with(head) && name.ends_with(tail);
}

std::string_view before_last(std::string_view name, char mark) {
  const std::size_t at = name.rfind(mark);
  return at == std::string_view::npos ? std::string_view{} : name.substr(0, at);
}

}  // namespace

SdkMatcher::SdkMatcher(const vocab::Vocabulary& vocabulary, std::string_view own_package) : vocabulary_(vocabulary) {
  const auto marks = vocabulary.marks(vocab::MarkKind::ClassPrefix);
  names_.reserve(marks.size());
  for (const vocab::SdkMarkRow& mark : marks) {
    const std::string_view prefix = vocabulary.text(mark.value);
    const vocab::SdkRow& sdk = vocabulary.sdks()[mark.sdk];
    const bool own = !own_package.empty() && (covers(prefix, own_package) || covers(own_package, prefix));
    if (own || vocabulary.text(sdk.confidence) == "low") continue;
    std::string& name = names_.emplace_back(prefix);
    std::ranges::replace(name, '.', '/');
    prefixes_[name] = &sdk;
    const std::string_view package = before_last(name, '/');
    const char first = package.size() + 1 < name.size() ? name[package.size() + 1] : 'a';
    if (first >= 'A' && first <= 'Z') packages_with_marked_classes_.insert(package);
  }
}

const vocab::SdkRow* SdkMatcher::of_package(std::string_view package) const {
  for (; !package.empty(); package = before_last(package, '/'))
    if (const auto it = prefixes_.find(package); it != prefixes_.end()) return it->second;
  return nullptr;
}

const vocab::SdkRow* SdkMatcher::of_class(std::string_view descriptor) {
  if (!descriptor.starts_with('L') || !descriptor.ends_with(';')) return nullptr;
  const std::string_view name = descriptor.substr(1, descriptor.size() - 2);
  const std::string_view package = before_last(name, '/');
  if (package != last_package_ || last_package_.empty()) {
    last_package_ = package;
    last_ = of_package(package);
    last_has_marked_classes_ = packages_with_marked_classes_.contains(package);
  }
  if (last_has_marked_classes_)
    if (const auto it = prefixes_.find(name.substr(0, name.find('$'))); it != prefixes_.end()) return it->second;
  return last_;
}

const vocab::SdkRow* SdkMatcher::of_library(std::string_view file) const {
  for (const vocab::SdkMarkRow& mark : vocabulary_.marks(vocab::MarkKind::NativeLibrary))
    if (fits(vocabulary_.text(mark.value), file)) return &vocabulary_.sdks()[mark.sdk];
  return nullptr;
}

}  // namespace hegui::read::android
