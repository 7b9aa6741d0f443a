// After the platform's BackupRulesParser and androidx's FileProvider: elements that neither knows are passed over.
#include "read/format/android_resources.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "read/format/android_manifest_components.h"
#include "read/syntax/axml.h"
#include "read/syntax/xml.h"

namespace hegui::read::android {
namespace {

using facts::fact;
using facts::FactId;

// The names that a FileProvider looks for its paths by.
constexpr std::array<std::string_view, 2> kPathsNames = {"android.support.FILE_PROVIDER_PATHS",
                                                         "androidx.core.FILE_PROVIDER_PATHS"};
constexpr std::array<std::string_view, 3> kMatchingFlags = {"none", "enforceIntentFilter",
                                                            "allowNullAction"};  // by bit
constexpr std::array<std::string_view, 7> kFolders = {
    "root-path",           "files-path",          "cache-path",         "external-path",
    "external-files-path", "external-cache-path", "external-media-path"};

// Elements of one file, as records of one list.
class FileReader {
 public:
  FileReader(const xml::Document& document, facts::FactBuilder& facts, FactId list)
      : reader_(document, {}, facts, unused_), facts_(facts), list_(list) {
    facts_.keep(document.source());
    facts_.state_list(list_, reader_.at(document.root()));
  }

  // Null where the list is as long as it gets.
  facts::Item* add(const xml::Element& element) {
    if (count_++ < facts::kMaxMembers) return facts_.add(list_, reader_.at(element));
    facts_.open(list_);
    return nullptr;
  }

  void text(FactId id, const xml::Element& element, std::string_view name, facts::Item* item) {
    if (item != nullptr) reader_.state(id, reader_.plain_text(element, name), item);
  }

  Span at(const xml::Element& element) { return reader_.at(element); }
  std::size_t count() const { return count_; }

 private:
  std::vector<Diagnostic> unused_;
  ValueReader reader_;
  facts::FactBuilder& facts_;
  FactId list_;
  std::size_t count_ = 0;
};

// Returns whether the rules include or exclude anything.
bool state_backup_paths(const xml::Document& rules, facts::FactBuilder& facts) {
  static const FactId kSection = fact("android.backup_paths[].section"),
                      kIncluded = fact("android.backup_paths[].included"),
                      kDomain = fact("android.backup_paths[].domain"), kPath = fact("android.backup_paths[].path");
  FileReader reader(rules, facts, fact("android.backup_paths"));
  const auto section = [&](const xml::Element& parent, std::string_view name) {
    for (const xml::Element* child = parent.first; child != nullptr; child = child->next) {
      if (child->name != "include" && child->name != "exclude") continue;
      facts::Item* item = reader.add(*child);
      if (item == nullptr) continue;
      facts.set(kSection, facts.keep(name), reader.at(*child), item);
      facts.set(kIncluded, child->name == "include", reader.at(*child), item);
      reader.text(kDomain, *child, "domain", item);
      reader.text(kPath, *child, "path", item);
    }
  };
  if (rules.root().name != "data-extraction-rules") {
    section(rules.root(), "full-backup");
    return reader.count() != 0;
  }
  for (const xml::Element* child = rules.root().first; child != nullptr; child = child->next)
    if (child->name == "cloud-backup" || child->name == "device-transfer") section(*child, child->name);
  return reader.count() != 0;
}

void state_shared_paths(const xml::Document& paths, facts::FactBuilder& facts) {
  static const FactId kKind = fact("android.file_provider_paths[].kind"),
                      kPath = fact("android.file_provider_paths[].path");
  FileReader reader(paths, facts, fact("android.file_provider_paths"));
  for (const xml::Element* child = paths.root().first; child != nullptr; child = child->next) {
    if (std::ranges::find(kFolders, child->name) == kFolders.end()) continue;
    facts::Item* item = reader.add(*child);
    if (item == nullptr) continue;
    facts.set(kKind, facts.keep(child->name), reader.at(*child), item);
    facts.set(kPath, "", reader.at(*child), item);
    reader.text(kPath, *child, "path", item);
  }
}

}  // namespace

Checked<xml::Document> parse_xml(const SourcePtr& source, const Limits& limits) {
  // Blanks and what tells an encoding may stand before a text.
  constexpr std::string_view kBefore("\0 \t\r\n\xEF\xBB\xBF\xFE\xFF", 10);
  const std::string_view text = source->text();
  const std::size_t first = text.find_first_not_of(kBefore);
  const bool is_text = first != text.npos && text[first] == '<' && !axml::is_axml(text);
  return is_text ? xml::parse(source, limits) : axml::parse(source, limits);
}

std::optional<xml::Document> or_unknown(Checked<xml::Document> document, std::string_view what,
                                        std::vector<Diagnostic>& issues) {
  if (document) return std::move(document.value);
  Diagnostic why = std::move(document.issues.back());
  why.level = Level::Warning;
  why.message = fmt::format("{} is unknown: {}", what, why.message);
  why.code = {1141};
  issues.push_back(std::move(why));
  return std::nullopt;
}

std::string_view References::path(const xml::Attribute& attribute, facts::FactBuilder& facts) const {
  if (attribute.kind != xml::ValueKind::Reference) return facts.keep(attribute.text);
  if (resolve)
    if (const std::optional<arsc::Resolved> found = resolve(attribute.data); found && found->type == axml::kString)
      return facts.keep(found->text);
  return facts.keep(fmt::format("@0x{:08x}", attribute.data));
}

std::optional<xml::Document> References::open(std::string_view path, std::string_view what) const {
  return file ? file(path, what) : std::nullopt;
}

void state_backup_rules(ValueReader& reader, const xml::Element& application, const References& files) {
  static const FactId kRules = fact("android.backup_rules"), kPaths = fact("android.backup_paths");
  facts::FactBuilder& facts = reader.facts();
  for (const Attr& attribute : {attr::kDataExtractionRules, attr::kFullBackupContent}) {
    const xml::Attribute* found = reader.find(application, attribute);
    if (found == nullptr) continue;
    const Span at = reader.at(application, *found, attribute.name);
    if (found->kind == xml::ValueKind::Reference || found->text.starts_with('@')) {
      const std::optional<xml::Document> rules = files.open(files.path(*found, facts), "what backup leaves out");
      if (!rules) facts.unknown(kPaths, at);
      facts.set(kRules, !rules || state_backup_paths(*rules, facts), at);
    } else {
      const bool everything = (found->kind == xml::ValueKind::Boolean && found->data != 0) || found->text == "true";
      facts.set(kRules, !everything, at);
    }
    return;
  }
  reader.state_default(kRules, false, application, attr::kFullBackupContent);
}

void state_shared_files(ValueReader& reader, const xml::Element& provider, const References& files) {
  static const FactId kPaths = fact("android.file_provider_paths");
  facts::FactBuilder& facts = reader.facts();
  for (const xml::Element* child = provider.first; child != nullptr; child = child->next) {
    if (child->name != "meta-data" || reader.removed(*child)) continue;
    const Stated<std::string_view> name = reader.text(*child, attr::kName);
    const xml::Attribute* paths = reader.find(*child, attr::kResource);
    if (paths == nullptr || std::ranges::find(kPathsNames, name.value) == kPathsNames.end()) continue;
    if (const auto read = files.open(files.path(*paths, facts), "what a FileProvider shares")) {
      state_shared_paths(*read, facts);
    } else {
      if (!facts.is_known(kPaths)) facts.unknown(kPaths, reader.at(*child));
      facts.open(kPaths);
    }
  }
}

void state_matching_flags(ValueReader& reader, const xml::Element& application) {
  static const FactId kFlags = fact("android.intent_matching_flags");
  facts::FactBuilder& facts = reader.facts();
  for (const xml::Element* child = application.first; child != nullptr; child = child->next)
    if (is_component(child->name) && reader.find(*child, attr::kIntentMatchingFlags) != nullptr)
      return facts.unknown(kFlags, reader.at(*child));
  const xml::Attribute* found = reader.find(application, attr::kIntentMatchingFlags);
  if (found == nullptr) return facts.state_list(kFlags, reader.at(application));
  const Span at = reader.at(application, *found, attr::kIntentMatchingFlags.name);
  const bool number = found->kind == xml::ValueKind::Integer && found->data >> kMatchingFlags.size() == 0;
  const bool words = found->kind == xml::ValueKind::Text && found->text.find_first_of("@$") == std::string_view::npos;
  if (!number && !words) return facts.unknown(kFlags, at);
  facts.state_list(kFlags, at);
  for (std::size_t bit = 0; bit < kMatchingFlags.size(); ++bit)
    if (number ? (found->data >> bit & 1) != 0 : found->text.find(kMatchingFlags[bit]) != std::string_view::npos)
      facts.append(kFlags, kMatchingFlags[bit], at);
}

}  // namespace hegui::read::android
