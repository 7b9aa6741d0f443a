#include "read/format/ios_plist.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "read/format/ios_info.h"
#include "read/format/ios_privacy.h"
#include "read/format/ios_signing.h"
#include "read/format/pubspec.h"
#include "read/syntax/plist.h"
#include "read/syntax/tree_limits.h"

namespace hegui::read::ios {
namespace {

using tree::Node;
using tree::NodeKind;

constexpr std::array<std::string_view, 4> kPrivacyKeys = {"NSPrivacyTracking", "NSPrivacyTrackingDomains",
                                                          "NSPrivacyCollectedDataTypes", "NSPrivacyAccessedAPITypes"};
constexpr std::array<std::string_view, 6> kEntitlementKeys = {"get-task-allow",      "application-identifier",
                                                              "aps-environment",     "keychain-access-groups",
                                                              "beta-reports-active", "platform-application"};
constexpr std::array<std::string_view, 10> kInfoKeys = {"LSRequiresIPhoneOS",
                                                        "LSApplicationQueriesSchemes",
                                                        "NSAppTransportSecurity",
                                                        "NSExtension",
                                                        "MinimumOSVersion",
                                                        "WKWatchKitApp",
                                                        "WKApplication",
                                                        "LSMinimumSystemVersion",
                                                        "ITSAppUsesNonExemptEncryption",
                                                        "XCFrameworkFormatVersion"};

constexpr std::size_t kMaxPubspec = std::size_t{1} << 20;  // bytes

bool is_info_key(std::string_view key) {
  if (key.starts_with("CFBundle") || (key.ends_with("UsageDescription") && key.starts_with("N"))) return true;
  if (std::ranges::find(kInfoKeys, key) != kInfoKeys.end()) return true;
  return key.size() > 2 && key.starts_with("UI") && key[2] >= 'A' && key[2] <= 'Z';
}

bool is_entitlement_key(std::string_view key) {
  return key.starts_with("com.apple.developer.") || key.starts_with("com.apple.security.") ||
         std::ranges::find(kEntitlementKeys, key) != kEntitlementKeys.end();
}

bool is_privacy_key(std::string_view key) { return std::ranges::find(kPrivacyKeys, key) != kPrivacyKeys.end(); }

bool is_list(const Look& look) {
  return look.form == Look::Form::Plist || (look.form == Look::Form::Xml && look.root == "plist");
}

bool is_about(const Look& look, Subject subject) {
  return is_list(look) && subject_of(look.keys, look.name) == subject;
}

std::string first_keys(std::span<const std::string_view> keys) {
  constexpr std::size_t kShown = 5;
  std::string out;
  for (const std::string_view key : keys.first(std::min(keys.size(), kShown)))
    out += fmt::format("{}`{}`", out.empty() ? "" : ", ", utf8::printable(key.substr(0, 60)));
  return keys.size() > kShown ? out + " …" : out;
}

constexpr std::string_view kWanted =
    "Info.plist, entitlements, PrivacyInfo.xcprivacy and provisioning profiles are read; a whole package (.ipa) holds "
    "them all";

Diagnostic refuse_other(const tree::Document& document, std::span<const std::string_view> keys) {
  const std::string path = document.binary() ? document.path(document.root()) : std::string{};
  const Node& root = document.root();
  const Span place = document.binary() ? Span{&document.source(), 0, 0, path}
                                       : Span{&document.source(), root.begin, root.begin + 1, {}};
  std::string what = fmt::format("this property list is {}, not a dictionary", tree::kind_name(root.kind));
  if (root.is(NodeKind::Object))
    what = keys.empty()
               ? "this property list is empty"
               : fmt::format("this property list says nothing about an iOS app; its keys are {}", first_keys(keys));
  return error({1510}, place, std::move(what), std::string(kWanted));
}

// The format and the kinds of facts of each subject.
std::pair<std::string_view, facts::SourceMask> row_of(Subject subject) {
  switch (subject) {
    case Subject::Entitlements:
      return {"ios-entitlements", facts::kIosEntitlements};
    case Subject::Privacy:
      return {"ios-privacy-manifest", facts::kIosPrivacy};
    case Subject::Profile:
      return {"ios-provisioning-profile", facts::kIosEntitlements | facts::kIosPackage};
    case Subject::Info:
    case Subject::Other:
      break;
  }
  return {"ios-info-plist", facts::kIos};
}

// Where projects keep what goes with an Info.plist, seen from it.
constexpr std::array<std::string_view, 4> kFolders = {"", "Resources/", "../Resources/", "i18n/"};

// Localisable strings of one language, by key.
Texts texts_of(const Node& table) {
  Texts texts;
  for (const tree::Member& member : table.members)
    if (member.value.is(NodeKind::String)) texts.emplace(member.key, &member.value);
  return texts;
}

// A string catalog: `strings`, by key, each with its `localizations` by language.
Texts texts_of_catalog(const Node& catalog) {
  Texts texts;
  const Node* strings = catalog.find("strings");
  if (strings == nullptr) return texts;
  for (const tree::Member& member : strings->members) {
    const Node* languages = member.value.find("localizations");
    for (const std::string_view language : kMarketLanguages) {
      const Node* one = languages != nullptr ? languages->find(language) : nullptr;
      const Node* unit = one != nullptr ? one->find("stringUnit") : nullptr;
      const Node* text = unit != nullptr ? unit->find("value") : nullptr;
      if (text != nullptr && text->is(NodeKind::String)) texts.emplace(member.key, text);
    }
  }
  return texts;
}

// The texts of a project's Info.plist in a language of the market, from where projects keep them beside it. One that
// cannot be read changes nothing.
void state_with_texts(Values& values, const Source& info, const Context& context, std::vector<Diagnostic>& issues) {
  const auto state = [&](const Checked<tree::Document>& table, Texts (*read)(const Node&)) {
    if (!table) return state_info(values, {}, nullptr);
    const Texts texts = read(table.value->root());
    Values translated(*table.value, values.facts(), issues);
    state_info(values, texts, &translated);
  };
  const auto beside = [&](std::string_view folder, std::string_view file) {
    return context.beside(info, fmt::format("{}{}", folder, file));
  };
  if (!context.beside) return state_info(values, {}, nullptr);
  for (const std::string_view language : kMarketLanguages)
    for (const std::string_view folder : kFolders)
      if (const SourcePtr found = beside(folder, fmt::format("{}.lproj/InfoPlist.strings", language)))
        return state(plist::parse(found, context.limits), texts_of);
  for (const std::string_view folder : kFolders)
    if (const SourcePtr found = beside(folder, "InfoPlist.xcstrings"))
      return state(tree::parse_foreign_json(found, tree::within(context.limits)), texts_of_catalog);
  state_info(values, {}, nullptr);
}

// Flutter's build fills its variables in from the pubspec.yaml of the project that the one for iOS lies in.
void state_flutter_version(Values& values, const Source& info, const Context& context) {
  const auto is = [&](std::string_view key, std::string_view variable) {
    const Node* node = values.find(key);
    return node != nullptr && node->is(NodeKind::String) && node->text == variable;
  };
  const bool name = is("CFBundleShortVersionString", "$(FLUTTER_BUILD_NAME)");
  const bool number = is("CFBundleVersion", "$(FLUTTER_BUILD_NUMBER)");
  SourcePtr source = context.beside && (name || number) ? context.beside(info, "../../pubspec.yaml") : nullptr;
  if (source == nullptr || source->text().size() > kMaxPubspec) return;
  facts::FactBuilder& facts = values.facts();
  facts.keep(source);
  const flutter::Pubspec pubspec(source);
  if (name && !pubspec.name().empty())
    facts.set(facts::fact("ios.version"), facts.keep(pubspec.name()), pubspec.span());
  if (number && !pubspec.number().empty())
    facts.set(facts::fact("ios.build"), facts.keep(pubspec.number()), pubspec.span());
}

}  // namespace

Subject subject_of(std::span<const std::string_view> keys, std::string_view name) {
  const bool privacy = std::ranges::any_of(keys, is_privacy_key);
  if (privacy && !std::ranges::any_of(keys, [](std::string_view key) { return key.starts_with("CFBundle"); }))
    return Subject::Privacy;
  const auto has = [&](std::string_view key) { return std::ranges::find(keys, key) != keys.end(); };
  if (has("Entitlements") && (has("TeamIdentifier") || has("ExpirationDate"))) return Subject::Profile;
  if (std::ranges::any_of(keys, is_info_key)) return Subject::Info;
  if (std::ranges::any_of(keys, is_entitlement_key)) return Subject::Entitlements;
  if (name.ends_with(".entitlements")) return Subject::Entitlements;
  if (name.ends_with(".xcprivacy")) return Subject::Privacy;
  return name == "Info.plist" ? Subject::Info : Subject::Other;
}

bool recognises_entitlements(const Look& look) { return is_about(look, Subject::Entitlements); }

bool recognises_privacy(const Look& look) { return is_about(look, Subject::Privacy); }

bool recognises_profile(const Look& look) {
  // DER, and the first object in it is the kind of the message: signed data.
  constexpr std::string_view kSigned = "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02";
  // Others sign so too: HarmonyOS its profiles, which hold JSON.
  const std::string_view text = look.source.text().substr(0, std::size_t{1} << 20), head = text.substr(0, 64);
  if (head.starts_with('\x30') && head.find(kSigned) != head.npos && text.find("<plist") != text.npos) return true;
  return look.name.ends_with(".mobileprovision") || is_about(look, Subject::Profile);
}

bool recognises_info(const Look& look) {
  const bool named = look.name.ends_with(".plist") && (look.form == Look::Form::Text || look.form == Look::Form::Json);
  return is_list(look) || named;
}

namespace {

Checked<facts::FactSet> read_list(const SourcePtr& source, const Context& context, bool for_phones) {
  SourcePtr list = source;
  const bool wrapped = source->text().starts_with('\x30');
  if (wrapped) list = profile_list(source);
  if (list == nullptr)
    return {{},
            {error({1522}, {source.get(), 0, 0, "/"}, "there is no property list in this signed file",
                   std::string(kWanted))}};
  Checked<tree::Document> document = plist::parse(list, context.limits);
  std::vector<Diagnostic> issues = std::move(document.issues);
  if (!document) return {{}, std::move(issues)};
  std::vector<std::string_view> keys;
  for (const tree::Member& member : document.value->root().members) keys.push_back(member.key);
  const std::string_view path = source->name();
  const Subject subject = document.value->root().is(NodeKind::Object)
                              ? subject_of(keys, path.substr(path.find_last_of("/\\!") + 1))
                              : Subject::Other;
  std::optional<Diagnostic> refused;
  if (subject == Subject::Other) refused = refuse_other(*document.value, keys);
  if (subject == Subject::Info) refused = refuse_info(*document.value, for_phones);
  if (subject == Subject::Entitlements) refused = refuse_entitlements(*document.value);
  if (refused) {
    issues.push_back(std::move(*refused));
    return {{}, std::move(issues)};
  }
  const auto [format, states] = row_of(subject);
  facts::FactBuilder facts(source, format, states);
  Values values(*document.value, facts, issues);
  if (subject == Subject::Info) state_with_texts(values, *source, context, issues);
  if (subject == Subject::Info) state_flutter_version(values, *source, context);
  if (subject == Subject::Entitlements) state_entitlements(values, values.root(), false);
  if (subject == Subject::Privacy) PrivacyReader(context.vocabulary).state(values, {}, true);
  if (subject == Subject::Profile) state_profile(values);
  return {std::move(facts).finish(), std::move(issues)};
}

}  // namespace

Checked<facts::FactSet> read_plist(const SourcePtr& source, const Context& context) {
  return read_list(source, context, false);
}

Checked<facts::FactSet> read_plist_for_phones(const SourcePtr& source, const Context& context) {
  return read_list(source, context, true);
}

}  // namespace hegui::read::ios
