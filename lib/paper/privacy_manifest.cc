// After Apple's reference of privacy manifests. Nothing is guessed: a type of data that does not follow from the
// category, and whatever only the developer knows, stands as a comment, so that the file is a property list at any
// time.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "base/utf8.h"
#include "paper/records.h"
#include "report/escape.h"

namespace hegui::paper {
namespace {

using facts::Item;
using facts::Knowledge;

constexpr std::string_view kType = "NSPrivacyCollectedDataType";
constexpr std::string_view kPurposes[] = {"AppFunctionality",       "Analytics",
                                          "ProductPersonalization", "DeveloperAdvertising",
                                          "ThirdPartyAdvertising",  "Other"};

struct Type {
  std::string name;                   // as Apple has it
  std::vector<std::string> says;      // what the declaration says of it
  std::vector<std::string> purposes;  // without what they all begin with
};

class Plist {
 public:
  explicit Plist(const Sources& sources) : sources_(sources) {}

  void line(std::size_t depth, std::string_view text) {
    out_.append(depth, '\t');
    out_ += text;
    out_ += '\n';
  }
  void key(std::size_t depth, std::string_view name) { line(depth, fmt::format("<key>{}</key>", report::xml(name))); }
  void string(std::size_t depth, std::string_view text) {
    line(depth, fmt::format("<string>{}</string>", report::xml(text)));
  }
  void flag(std::size_t depth, bool value) { line(depth, value ? "<true/>" : "<false/>"); }
  // Two hyphens would end a comment; two code points may not stand in XML at all.
  void comment(std::size_t depth, std::string_view text) {
    const std::string printable = utf8::printable(text);
    std::string safe;
    for (std::size_t at = 0; at < printable.size();) {
      const utf8::Decoded point = utf8::decode(printable, at);
      at += point.size;
      if (point.value == '-' && safe.ends_with('-')) safe += ' ';
      utf8::append(safe, point.value == 0xFFFE || point.value == 0xFFFF ? utf8::kReplacement : point.value);
    }
    line(depth, fmt::format("<!-- {} -->", safe));
  }
  void gap(std::size_t depth, std::string_view text) {
    comment(depth, fmt::format("【{}】 {}", gap_word(sources_.language), text));
  }
  std::string take() && { return std::move(out_); }

 private:
  const Sources& sources_;
  std::string out_;
};

// The types of data that have the category; the first category of a type is its main one.
std::vector<std::string_view> types_of(const Sources& sources, std::string_view category) {
  std::vector<std::string_view> out;
  for (const vocab::PermissionRow& row : sources.vocabulary.permissions()) {
    const std::string_view name = sources.vocabulary.text(row.name);
    const auto categories = sources.vocabulary.texts(row.categories);
    if (sources.vocabulary.text(row.platform) == "ios" && name.starts_with(kType) && !categories.empty() &&
        sources.vocabulary.text(categories.front()) == category)
      out.push_back(name);
  }
  return out;
}

class Manifest {
 public:
  explicit Manifest(const Sources& sources) : sources_(sources), plist_(sources) {}

  std::string write() && {
    plist_.line(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    plist_.line(0,
                "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
                "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">");
    plist_.line(0, "<plist version=\"1.0\">");
    plist_.line(0, "<dict>");
    tracking();
    collected();
    interfaces();
    plist_.line(0, "</dict>");
    plist_.line(0, "</plist>");
    return std::move(plist_).take();
  }

 private:
  const facts::Cell& cell(std::string_view path) const { return sources_.subject.facts.cell(facts::fact(path)); }

  std::string_view pick(std::string_view zh, std::string_view en) const { return sources_.pick(zh, en); }

  void tracking() {
    const facts::Cell& tracks = cell("ios.tracking");
    if (tracks.knowledge == Knowledge::Known) {
      plist_.key(1, "NSPrivacyTracking");
      plist_.flag(1, tracks.value.as_bool());
    } else {
      plist_.gap(1, pick("NSPrivacyTracking：是否跨应用或网站跟踪用户，填 <true/> 或 <false/>",
                         "NSPrivacyTracking: whether users are tracked across apps or sites, <true/> or <false/>"));
    }
    const facts::Cell& domains = cell("ios.tracking_domains");
    plist_.key(1, "NSPrivacyTrackingDomains");
    if (domains.knowledge != Knowledge::Known || domains.value.as_list().items.empty()) {
      plist_.line(1, "<array/>");
      return;
    }
    plist_.line(1, "<array>");
    for (const value::Value& domain : domains.value.as_list().items) plist_.string(2, domain.as_text());
    plist_.line(1, "</array>");
  }

  void collected() {
    const std::vector<Type> types = read_types();
    plist_.comment(1, pick("只列传出设备且保存超过实时处理所需的信息",
                           "Only what leaves the device and is kept longer than serving the request takes"));
    plist_.key(1, "NSPrivacyCollectedDataTypes");
    plist_.line(1, "<array>");
    for (const Type& type : types) state(type);
    for (const std::string& open : open_) plist_.gap(2, open);
    plist_.line(1, "</array>");
  }

  std::vector<Type> read_types() {
    const Records records(sources_, "collection");
    std::vector<Type> types;
    for (const Item* item : records.items()) {
      const std::string_view name = records.text(*item, "item"), why = records.text(*item, "purpose");
      const bool own = name.starts_with(kType);
      const auto fitting = own ? std::vector{name} : types_of(sources_, records.text(*item, "category"));
      if (fitting.size() != 1) {
        std::string names;
        for (const std::string_view type : fitting) names += fmt::format("{}{}", names.empty() ? "" : " | ", type);
        open_.push_back(
            fmt::format("{}{}{}", name, pick("：选择类型 ", ": choose the type "), names.empty() ? kType : names));
        continue;
      }
      auto at = std::ranges::find(types, fitting.front(), &Type::name);
      if (at == types.end()) at = types.insert(types.end(), Type{std::string(fitting.front()), {}, {}});
      if (!own) at->says.push_back(why.empty() ? std::string(name) : fmt::format("{}: {}", name, why));
      if (own) add_purposes(*at, why);
    }
    return types;
  }

  // `AppFunctionality, Analytics`, as the reader of privacy manifests tells them.
  static void add_purposes(Type& type, std::string_view told) {
    while (!told.empty()) {
      const std::size_t end = std::min(told.find(", "), told.size());
      const std::string_view one = told.substr(0, end);
      told.remove_prefix(std::min(end + 2, told.size()));
      if (std::ranges::find(kPurposes, one) != std::end(kPurposes)) type.purposes.emplace_back(one);
    }
  }

  void state(const Type& type) {
    plist_.line(2, "<dict>");
    plist_.key(3, kType);
    plist_.string(3, type.name);
    for (const std::string& says : type.says) plist_.comment(3, says);
    plist_.gap(3, pick("NSPrivacyCollectedDataTypeLinked：是否与用户身份关联，填 <true/> 或 <false/>",
                       "NSPrivacyCollectedDataTypeLinked: whether it is linked to the user, <true/> or <false/>"));
    const facts::Cell& tracks = cell("ios.tracking");
    if (tracks.knowledge == Knowledge::Known && !tracks.value.as_bool()) {
      plist_.key(3, "NSPrivacyCollectedDataTypeTracking");
      plist_.flag(3, false);
    } else {
      plist_.gap(3, pick("NSPrivacyCollectedDataTypeTracking：是否用于跟踪，填 <true/> 或 <false/>",
                         "NSPrivacyCollectedDataTypeTracking: whether it is used for tracking, <true/> or <false/>"));
    }
    purposes(type);
    plist_.line(2, "</dict>");
  }

  void purposes(const Type& type) {
    if (type.purposes.empty()) {
      std::string all;
      for (const std::string_view each : kPurposes) all += fmt::format("{}{}", all.empty() ? "" : " | ", each);
      plist_.gap(3, fmt::format("NSPrivacyCollectedDataTypePurposes: NSPrivacyCollectedDataTypePurpose + {}", all));
      return;
    }
    plist_.key(3, "NSPrivacyCollectedDataTypePurposes");
    plist_.line(3, "<array>");
    for (const std::string& purpose : type.purposes) plist_.string(4, fmt::format("{}Purpose{}", kType, purpose));
    plist_.line(3, "</array>");
  }

  // In a package several parts state interfaces, each in a manifest of its own: theirs are told, not taken over.
  void interfaces() {
    const Records records(sources_, "ios.required_reason_apis");
    plist_.key(1, "NSPrivacyAccessedAPITypes");
    plist_.line(1, "<array>");
    std::set<std::string_view> told;
    for (const Item* item : records.items()) {
      const std::string_view category = records.text(*item, "category"), bundle = records.text(*item, "bundle");
      if (category.empty()) continue;
      if (!bundle.empty())
        plist_.gap(2, fmt::format("{}: {} ({})", category, records.optional(*item, "reasons").text, bundle));
      else if (told.insert(category).second)
        interface(category, records.texts(*item, "reasons"));
    }
    if (told.empty())
      plist_.gap(2, pick("所用的需声明理由的接口（NSPrivacyAccessedAPICategory…）及理由；没有的留空",
                         "interfaces in use that need a reason (NSPrivacyAccessedAPICategory…); none: leave it empty"));
    plist_.line(1, "</array>");
  }

  void interface(std::string_view category, const std::vector<std::string_view>& reasons) {
    plist_.line(2, "<dict>");
    plist_.key(3, "NSPrivacyAccessedAPIType");
    plist_.string(3, category);
    if (reasons.empty()) {
      plist_.gap(3, pick("NSPrivacyAccessedAPITypeReasons：理由代码，如 CA92.1",
                         "NSPrivacyAccessedAPITypeReasons: codes of the reasons, as CA92.1"));
    } else {
      plist_.key(3, "NSPrivacyAccessedAPITypeReasons");
      plist_.line(3, "<array>");
      for (const std::string_view reason : reasons) plist_.string(4, reason);
      plist_.line(3, "</array>");
    }
    plist_.line(2, "</dict>");
  }

  const Sources& sources_;
  Plist plist_;
  std::vector<std::string> open_;  // items whose type has to be chosen
};

}  // namespace

std::string privacy_manifest(const Sources& sources) { return Manifest(sources).write(); }

}  // namespace hegui::paper
