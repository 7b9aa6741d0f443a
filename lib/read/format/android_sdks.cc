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

std::string_view before_last(std::string_view name) {
  const std::size_t at = name.rfind('.');
  return at == std::string_view::npos ? std::string_view{} : name.substr(0, at);
}

// `com/example/Main` as marks are written.
std::string dotted(std::string_view name) {
  std::string out(name);
  std::ranges::replace(out, '/', '.');
  return out;
}

}  // namespace

const vocab::SdkRow* SdkMatcher::marked(std::string_view name) const {
  const vocab::SdkRow* sdk = vocabulary_.find_sdk(vocab::MarkKind::ClassPrefix, name);
  const bool own = !own_package_.empty() && (covers(name, own_package_) || covers(own_package_, name));
  return sdk == nullptr || own || vocabulary_.text(sdk->confidence) == "low" ? nullptr : sdk;
}

const vocab::SdkRow* SdkMatcher::of_package(std::string_view package) const {
  for (; !package.empty(); package = before_last(package))
    if (const vocab::SdkRow* sdk = marked(package)) return sdk;
  return nullptr;
}

bool SdkMatcher::has_marked_classes(const std::string& package) const {
  const auto marks = vocabulary_.marks(vocab::MarkKind::ClassPrefix);
  const auto text = [this](const vocab::SdkMarkRow& mark) { return vocabulary_.text(mark.value); };
  const auto it = std::ranges::lower_bound(marks, package.empty() ? "A" : package + ".A", {}, text);
  return it != marks.end() && text(*it) < (package.empty() ? "[" : package + ".[");
}

const vocab::SdkRow* SdkMatcher::of_class(std::string_view descriptor) {
  if (!descriptor.starts_with('L') || !descriptor.ends_with(';')) return nullptr;
  const std::string_view name = descriptor.substr(1, descriptor.size() - 2);
  const std::string_view package = name.substr(0, name.rfind('/') == name.npos ? 0 : name.rfind('/'));
  if (package != last_package_ || last_package_.empty()) {
    last_package_ = package;
    const std::string written = dotted(package);
    last_ = of_package(written);
    last_has_marked_classes_ = has_marked_classes(written);
  }
  if (last_has_marked_classes_)
    if (const vocab::SdkRow* sdk = marked(dotted(name.substr(0, name.find('$'))))) return sdk;
  return last_;
}

const vocab::SdkRow* SdkMatcher::of_library(std::string_view file) const {
  for (const vocab::SdkMarkRow& mark : vocabulary_.marks(vocab::MarkKind::NativeLibrary))
    if (fits(vocabulary_.text(mark.value), file)) return &vocabulary_.sdks()[mark.sdk];
  return nullptr;
}

}  // namespace hegui::read::android
