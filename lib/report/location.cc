// Only a `!` after the name of a package leads into one: elsewhere it is a character like others.
#include "report/location.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace hegui::report {
namespace {

bool names_package(std::string_view path) {
  static constexpr std::string_view kExtensions[] = {".apk", ".apks", ".xapk", ".aab", ".ipa", ".hap",
                                                     ".hsp", ".app",  ".zip",  ".jar", ".aar"};
  std::string lower(path.substr(path.size() - std::min<std::size_t>(path.size(), 8)));
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::ranges::any_of(kExtensions, [&](std::string_view extension) { return lower.ends_with(extension); });
}

}  // namespace

Location locate(const Place& place) {
  const std::string_view path = place.file;
  for (std::size_t at = path.find('!'); at != std::string_view::npos; at = path.find('!', at + 1)) {
    if (!names_package(path.substr(0, at))) continue;
    std::string inside(path.substr(at + 1));
    if (!place.element.empty()) inside += (inside.empty() ? "" : ": ") + place.element;
    return {path.substr(0, at), std::move(inside)};
  }
  return {path, place.element};
}

Place main_place(const result::Subject& subject, const result::Finding& finding) {
  if (!finding.places.empty()) return finding.places.front();
  Place place;
  if (!subject.inputs.empty()) place.file = subject.inputs.front().path;
  return place;
}

std::string uri_of(std::string_view path) {
  static constexpr std::string_view kPlain = "-._~/!$&'()*+,;=@";
  std::string out;
  const bool drive = path.size() > 2 && path[1] == ':' && (path[2] == '\\' || path[2] == '/');
  if (drive)
    out = "file:///";
  else if (path.starts_with('/'))
    out = "file://";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\\')
      out += '/';
    else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             kPlain.find(c) != std::string_view::npos)
      out += c;
    else
      fmt::format_to(std::back_inserter(out), "%{:02X}", byte);
  }
  return out;
}

}  // namespace hegui::report
