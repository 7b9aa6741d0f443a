#include "read/format/native_permissions.h"

#include <fmt/format.h>

#include "read/syntax/xml.h"

namespace hegui::read::cross {
namespace {

constexpr std::string_view kOpen =
    "<x xmlns:android=\"http://schemas.android.com/apk/res/android\" xmlns:tools=\"http://schemas.android.com/tools\">";

std::string_view attribute(const xml::Element& element, std::string_view name) {
  for (const xml::Attribute& each : element.attributes)
    if (each.name == name && each.kind == xml::ValueKind::Text) return each.text;
  return {};
}

}  // namespace

std::optional<std::vector<std::string>> android_names(std::string_view text, const Limits& limits) {
  std::vector<std::string> names;
  if (text.find('<') == text.npos) {
    if (text.find_first_not_of(" \t\r\n") != text.npos) names.push_back(whole_android_name(text));
    return names;
  }
  const auto source = std::make_shared<const Source>("permission", fmt::format("{}{}</x>", kOpen, text));
  const Checked<xml::Document> document = xml::parse(source, limits);
  if (!document) return std::nullopt;
  for (const xml::Element* each = document.value->root().first; each != nullptr; each = each->next) {
    const bool asks = each->name == "uses-permission" || each->name == "uses-permission-sdk-23";
    const std::string_view name = attribute(*each, "name"), node = attribute(*each, "node");
    if (asks && !name.empty() && node != "remove" && node != "removeAll") names.emplace_back(name);
  }
  return names;
}

std::string whole_android_name(std::string_view name) {
  return name.find('.') == name.npos ? fmt::format("android.permission.{}", name) : std::string(name);
}

bool is_usage_description(std::string_view key) { return key.starts_with("NS") && key.ends_with("UsageDescription"); }

}  // namespace hegui::read::cross
