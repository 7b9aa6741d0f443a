#include "read/format/android_interfaces.h"

#include <algorithm>
#include <utility>

namespace hegui::read::android {
namespace {

// These categories stand for no personal information.
constexpr std::string_view kNoInformation[] = {"control", "other"};

// Interfaces that rules ask about by name.
struct Asked {
  std::string_view owner, name;
  std::uint32_t mark;
};
constexpr Asked kAsked[] = {
    {"Lokhttp3/CertificatePinner$Builder;", "add", Interfaces::kPinning},
    {"Landroid/webkit/WebView;", "setWebContentsDebuggingEnabled", Interfaces::kWebDebugging},
    {"Landroid/webkit/WebSettings;", "setAllowFileAccessFromFileURLs", Interfaces::kWebFiles},
    {"Landroid/webkit/WebSettings;", "setAllowUniversalAccessFromFileURLs", Interfaces::kWebFiles},
};

// The type that owns interfaces, looked for once where several of one owner follow each other.
class Owner {
 public:
  explicit Owner(const dex::Dex& file) : file_(file) {}

  std::optional<std::uint32_t> type(std::string_view descriptor) {
    if (descriptor != descriptor_) {
      descriptor_ = descriptor;
      type_ = file_.find_type(descriptor);
    }
    return type_;
  }

 private:
  const dex::Dex& file_;
  std::string_view descriptor_;
  std::optional<std::uint32_t> type_;
};

void mark_methods(const dex::Dex& file, std::optional<std::uint32_t> type, std::string_view name, std::uint32_t mark,
                  dex::Marks& marks, bool fields = false) {
  if (!type) return;
  const std::optional<std::uint32_t> string = file.find_string(name);
  if (!string) return;
  for (dex::Numbers found = fields ? file.find_fields(*type, *string) : file.find_methods(*type, *string);
       !found.empty(); ++found.begin)
    marks.add(found.begin, mark);
}

// Whether the text goes on after `prefix` with a new part of an address, if at all.
bool is_part(std::string_view text, std::string_view prefix) {
  return text.size() == prefix.size() || std::string_view("/?#").find(text[prefix.size()]) != std::string_view::npos;
}

// Beginnings of hosts whose addresses name a namespace, a feature, a grammar or a scheme and are never called. `www.`
// may stand before them.
constexpr std::string_view kNames[] = {
    "schemas.", "schema.",      "schemas-",         "ns.",        "xml.",        "xmlns.",       "xmlpull.",
    "purl.",    "java.sun.",    "javax.xml.",       "w3.org",     "xmlsoap.",    "relaxng.",     "ccil.",
    "tempuri.", "json-schema.", "xml-cml.",         "apache.org", "dashif.org",  "aomedia.org",  "opengis.net",
    "hl7.org",  "iptc.org",     "cipa.jp",          "slf4j.org",  "ietf.org",    "isotc211.org", "useplus.org",
    "mpeg.org", "oasis-open.",  "docs.oasis-open.", "gnu.org",    "opensource.", "topografix."};

bool is_name(std::string_view host) {
  if (host.starts_with("www.")) host.remove_prefix(4);
  return std::ranges::any_of(kNames, [&](std::string_view name) { return host.starts_with(name); });
}

// `http://` with a host that could be reached: letters, digits, dots and dashes, and a dot among them.
bool is_address_text(std::string_view text) {
  const std::string_view rest = text.substr(std::min(text.size(), std::string_view("http://").size()));
  const std::size_t end = std::min(rest.find_first_of(":/?#"), rest.size());
  const std::string_view host = rest.substr(0, end);
  return host.find('.') != std::string_view::npos && !host.starts_with('.') && !host.ends_with('.') && !is_name(host) &&
         std::ranges::all_of(host, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
         });
}

}  // namespace

Interfaces::Interfaces(const vocab::Vocabulary& vocabulary) : vocabulary_(vocabulary) {
  for (const vocab::SensitiveApiRow& row : vocabulary.sensitive_apis()) {
    if (vocabulary.text(row.platform) != "android" || row.categories.count == 0 || rows_.size() == kPinning) continue;
    const std::string_view main = vocabulary.text(vocabulary.texts(row.categories).front());
    if (std::ranges::find(kNoInformation, main) == std::end(kNoInformation)) rows_.push_back(&row);
  }
}

Interfaces::Found Interfaces::find_in(const dex::Dex& file) const {
  Found out{{dex::Marks(file.methods()), dex::Marks(file.fields()), dex::Marks(file.strings())}, {}};
  Owner owner(file);
  for (std::uint32_t number = 0; number < rows_.size(); ++number)
    mark_row(file, owner.type(vocabulary_.text(rows_[number]->owner)), number, out.wanted);
  for (const Asked& asked : kAsked)
    mark_methods(file, owner.type(asked.owner), asked.name, asked.mark, out.wanted.methods);
  for (dex::Numbers found = file.find_strings("http://"); !found.empty(); ++found.begin) {
    if (!is_address_text(file.string(found.begin))) continue;
    out.wanted.strings.add(found.begin, kAddress + static_cast<std::uint32_t>(out.addresses.size()));
    out.addresses.push_back(found.begin);
  }
  for (dex::Marks* marks : {&out.wanted.methods, &out.wanted.fields, &out.wanted.strings}) marks->finish();
  return out;
}

void Interfaces::mark_row(const dex::Dex& file, std::optional<std::uint32_t> owner, std::uint32_t number,
                          dex::Wanted& wanted) const {
  const vocab::SensitiveApiRow& row = *rows_[number];
  const std::string_view name = vocabulary_.text(row.name);
  if (row.kind == vocab::ApiKind::Text) {
    if (row.prefix == 0) {
      if (const std::optional<std::uint32_t> text = file.find_string(name)) wanted.strings.add(*text, number);
      return;
    }
    for (dex::Numbers found = file.find_strings(name); !found.empty(); ++found.begin)
      if (is_part(file.string(found.begin), name)) wanted.strings.add(found.begin, number);
    return;
  }
  const bool fields = row.kind == vocab::ApiKind::Field;
  if (row.argument.size != 0) {
    const std::optional<std::uint32_t> argument = file.find_string(vocabulary_.text(row.argument));
    if (!argument) return;
    wanted.strings.add(*argument, kArgument + number);
  }
  mark_methods(file, owner, name, number, fields ? wanted.fields : wanted.methods, fields);
}

std::vector<std::uint32_t> Interfaces::meant(std::span<const std::uint32_t> marks) const {
  std::vector<std::uint32_t> out;
  for (const std::uint32_t mark : marks) {
    if (mark >= kArgument || std::ranges::find(out, mark) != out.end()) continue;
    const bool conditional = mark < kPinning && rows_[mark]->argument.size != 0;
    if (!conditional || std::ranges::find(marks, kArgument + mark) != marks.end()) out.push_back(mark);
  }
  return out;
}

std::string Interfaces::name(std::uint32_t mark) const {
  const vocab::SensitiveApiRow& row = *rows_[mark];
  std::string out(vocabulary_.text(row.name));
  return row.owner.size == 0 ? out : dex::class_name(vocabulary_.text(row.owner)) + "." + out;
}

std::string_view Interfaces::category(std::uint32_t mark) const {
  return vocabulary_.text(vocabulary_.texts(rows_[mark]->categories).front());
}

}  // namespace hegui::read::android
