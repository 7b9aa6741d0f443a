// After "Adding a build configuration file to your project" and the build settings reference of Xcode's documentation.
#include "read/format/xcode_settings.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

namespace hegui::read::ios {
namespace {

constexpr int kMaxDepth = 8;
constexpr std::size_t kMaxFiles = 40;
constexpr std::size_t kMaxAssignments = 10'000;
constexpr std::size_t kMaxText = 4096;      // of one value with its variables resolved
constexpr int kMaxNesting = 16;             // of variables within each other
constexpr std::size_t kMaxVariables = 500;  // that one value is made of, however deep
constexpr std::string_view kUnclear = "?";  // the condition of what may or may not count

bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

class ConfigReader {
 public:
  ConfigReader(const OpenConfig& open, std::vector<SourcePtr>& kept) : open_(open), kept_(kept) {}

  void file(const std::string& path, int depth) {
    if (std::ranges::find(around_, path) != around_.end()) return;  // includes itself: it has no more to say
    SourcePtr source = depth < kMaxDepth && files_++ < kMaxFiles && path.ends_with(".xcconfig") ? open_(path) : nullptr;
    if (source == nullptr) {
      const bool of_tools = path.find("Pods") != path.npos || path.find("Flutter") != path.npos;
      if (!of_tools) out_.push_back({});
      return;
    }
    kept_.push_back(source);
    around_.push_back(path);
    std::string_view rest = source->text();
    while (!rest.empty() && out_.size() < kMaxAssignments) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      line(*source, rest.substr(0, end), path, depth);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (!rest.empty()) out_.push_back({});
    around_.pop_back();
  }

  Layer finish() && { return std::move(out_); }

 private:
  void line(const Source& source, std::string_view text, const std::string& path, int depth) {
    text = trimmed(text.substr(0, text.find("//")));
    if (text.starts_with("#include")) return include(text.substr(8), path, depth);
    std::size_t at = 0;
    while (at < text.size() && is_name(text[at])) ++at;
    if (at == 0) return;
    Assignment out{.key = text.substr(0, at), .condition = {}, .value = {}, .span = {}};
    std::string_view rest = trimmed(text.substr(at));
    if (const std::size_t end = rest.find(']'); rest.starts_with('[') && end != rest.npos) {
      out.condition = rest.substr(1, end - 1);
      rest = trimmed(rest.substr(end + 1));
      if (rest.starts_with('[')) out.condition = kUnclear;  // several conditions
    }
    const std::size_t equals = rest.find('=');
    if (equals != 0 && out.condition != kUnclear) return;
    out.value = trimmed(rest.substr(std::min(equals, rest.size() - 1) + 1));
    // Versions of Xcode differ in what they make of these.
    if (out.value.starts_with('"') || out.value.ends_with(';')) out.condition = kUnclear;
    const auto begin = static_cast<std::uint32_t>(text.data() - source.text().data());
    out.span = {&source, begin, begin + static_cast<std::uint32_t>(text.size())};
    out_.push_back(out);
  }

  // `#include "Shared.xcconfig"`, or `#include?` of one that need not be there.
  void include(std::string_view text, const std::string& path, int depth) {
    const std::size_t first = text.find('"'), last = text.rfind('"');
    if (first == text.npos || last <= first + 1) return;
    const std::string_view named = text.substr(first + 1, last - first - 1);
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    file((folder / named).lexically_normal().generic_string(), depth + 1);
  }

  const OpenConfig& open_;
  std::vector<SourcePtr>& kept_;
  std::vector<std::string> around_;  // files that are being read, each included by the one before
  std::size_t files_ = 0;
  Layer out_;
};

enum class Holds : std::uint8_t { Yes, No, Untold };

// Whether an assignment is for builds for telephones: `sdk=iphoneos*` is, one for another system is not, and of the
// rest nobody knows.
Holds holds(std::string_view condition) {
  if (condition.empty() || condition == "sdk=iphoneos*" || condition == "sdk=iphone*" || condition == "sdk=*")
    return Holds::Yes;
  for (const std::string_view other :
       {"sdk=macosx", "sdk=iphonesimulator", "sdk=appletv", "sdk=watch", "sdk=xr", "sdk=driverkit", "config=Debug"})
    if (condition.starts_with(other)) return Holds::No;
  return Holds::Untold;
}

struct Reference {
  std::string_view inside;  // its name, with a colon and an operator or not
  std::size_t end;          // behind it; npos of one that does not end, or whose name holds another
};

// The reference that the `$` at `at` begins: `$(NAME)` in brackets of any kind, or the older `$NAME` (swift-build,
// MacroExpressionParser). Nothing where it stands for itself.
std::optional<Reference> reference_at(std::string_view value, std::size_t at) {
  constexpr std::string_view kOpening = "({[", kClosing = ")}]";
  const char first = at + 1 < value.size() ? value[at + 1] : '\0';
  if (const std::size_t bracket = kOpening.find(first); bracket != kOpening.npos) {
    const std::size_t end = value.find(kClosing[bracket], at);
    return Reference{value.substr(at + 2, end - at - 2), end == value.npos ? end : end + 1};
  }
  if (!is_name(first) || (first >= '0' && first <= '9')) return std::nullopt;
  const auto behind = static_cast<std::size_t>(std::ranges::find_if_not(value.substr(at + 1), is_name) - value.begin());
  return Reference{value.substr(at + 1, behind - at - 1), value.substr(behind).starts_with("$(") ? value.npos : behind};
}

// `App` of `$(NAME:rfc1034identifier)` and the like, where the operator changes nothing.
bool is_unchanged(std::string_view text, std::string_view operation) {
  if (operation.empty()) return true;
  const bool identifier = operation == "rfc1034identifier" || operation == "c99extidentifier";
  return identifier && std::ranges::all_of(text, [](char c) { return is_name(c) && c != '_'; });
}

}  // namespace

Layer read_config(const std::string& path, const OpenConfig& open, std::vector<SourcePtr>& kept) {
  ConfigReader reader(open, kept);
  reader.file(std::filesystem::path(path).lexically_normal().generic_string(), 0);
  return std::move(reader).finish();
}

IndexedLayer::IndexedLayer(Layer layer) : assignments(std::move(layer)) {
  for (std::size_t i = 0; i < assignments.size(); ++i) by_key[assignments[i].key].push_back(i);
}

Setting Settings::find(std::string_view key) const {
  Search search{.stated_only = false, .rest = kMaxVariables};
  return look(key, 0, 0, search);
}

Setting Settings::find_stated(std::string_view key) const {
  Search search{.stated_only = true, .rest = kMaxVariables};
  return look(key, 0, 0, search);
}

Setting Settings::look(std::string_view key, std::size_t from, int depth, Search& search) const {
  for (std::size_t layer = from; layer < layers_.size(); ++layer) {
    const IndexedLayer& in = *layers_[layer];
    const auto open = search.stated_only ? in.by_key.end() : in.by_key.find({});
    const bool is_open = open != in.by_key.end();
    const Assignment* found = nullptr;  // one with a condition goes before one without
    if (const auto at = in.by_key.find(key); at != in.by_key.end())
      for (auto place = at->second.rbegin(); place != at->second.rend(); ++place) {
        if (found == nullptr && is_open && open->second.back() > *place) break;
        const Assignment& each = in.assignments[*place];
        const Holds held = holds(each.condition);
        if (held == Holds::Untold) return {.is = Setting::Is::Unknown, .text = {}, .span = each.span};
        if (held == Holds::Yes && (found == nullptr || (found->condition.empty() && !each.condition.empty())))
          found = &each;
      }
    if (found == nullptr && is_open) return {.is = Setting::Is::Unknown};
    if (found != nullptr) return expand(*found, layer, depth, search);
  }
  return {};
}

Setting Settings::expand(const Assignment& assignment, std::size_t layer, int depth, Search& search) const {
  Setting out{.is = Setting::Is::Known, .text = {}, .span = assignment.span};
  const std::string_view value = assignment.value;
  const auto raw = [&] { return Setting{.is = Setting::Is::Raw, .text = std::string(value), .span = assignment.span}; };
  for (std::size_t at = 0; at < value.size();) {
    const std::optional<Reference> reference = value[at] == '$' ? reference_at(value, at) : std::nullopt;
    if (!reference) {
      out.text += value[at];
      at += value.substr(at).starts_with("$$") ? 2 : 1;
      continue;
    }
    const auto [inside, end] = *reference;
    if (end == value.npos || depth >= kMaxNesting) return raw();
    const std::string_view name = inside.substr(0, inside.find(':'));
    const bool inherited = name == "inherited" || name == assignment.key;
    if (name.find('$') != name.npos || search.rest == 0) return raw();
    --search.rest;
    const Setting found = look(inherited ? assignment.key : name, inherited ? layer + 1 : 0, depth + 1, search);
    const bool known = found.is == Setting::Is::Known || (inherited && found.is == Setting::Is::Missing);
    if (!known || !is_unchanged(found.text, inside.substr(std::min(name.size() + 1, inside.size()))) ||
        out.text.size() + found.text.size() > kMaxText)
      return raw();
    out.text += found.text;
    at = end;
  }
  return out;
}

std::vector<std::string_view> Settings::keys(std::string_view prefix, bool& open) const {
  std::vector<std::string_view> out;
  std::set<std::string_view> seen;
  for (const std::shared_ptr<const IndexedLayer>& layer : layers_) {
    open = open || layer->by_key.contains({});
    std::vector<std::size_t> places;
    for (auto at = layer->by_key.lower_bound(prefix); at != layer->by_key.end() && at->first.starts_with(prefix); ++at)
      places.insert(places.end(), at->second.begin(), at->second.end());
    std::ranges::sort(places);
    for (const std::size_t place : places) {
      const Assignment& each = layer->assignments[place];
      if (holds(each.condition) != Holds::No && seen.insert(each.key).second) out.push_back(each.key);
    }
  }
  return out;
}

}  // namespace hegui::read::ios
