// After Apple's Information Property List reference. Xcode fills in what source files leave out: a file without bundle
// identifier gets its usage descriptions and names from build settings, and none but a built one knows the systems it
// is for.
#include "read/format/ios_info.h"

#include <algorithm>
#include <array>

#include "read/format/ios_transport.h"

namespace hegui::read::ios {
namespace {

using facts::fact;
using facts::FactId;
using tree::Member;
using tree::Node;
using tree::NodeKind;

constexpr std::string_view kUsage = "UsageDescription";
constexpr std::size_t kMaxKey = 200;  // bytes; no key of the platform is as long
constexpr std::string_view kUsageDictionary = "NSLocationTemporaryUsageDescriptionDictionary";

std::string_view text_of(const Node* node) {
  return node != nullptr && node->is(NodeKind::String) ? node->text : std::string_view{};
}

bool is_true(const Node* node) { return node != nullptr && node->is(NodeKind::Bool) && node->flag; }

// Keys that only an app with the iOS user interface has: `UI` and a capital, and some more.
bool is_mobile_key(std::string_view key) {
  if (key == "LSRequiresIPhoneOS" || key == "MinimumOSVersion") return true;
  return key.size() > 2 && key.starts_with("UI") && key[2] >= 'A' && key[2] <= 'Z';
}

bool has_mobile_key(const Node& root) {
  return std::ranges::any_of(root.members, [](const Member& member) { return is_mobile_key(member.key); });
}

// The platform a built bundle names, lower case as in `iphoneos`; empty when it does not.
std::string platform_of(const Node& root) {
  std::string name(text_of(root.find("DTPlatformName")));
  if (const Node* list = root.find("CFBundleSupportedPlatforms");
      name.empty() && list != nullptr && list->items.size() == 1)
    name = text_of(&list->items.front());
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name;
}

// Keys that macOS alone reads. Not `LSApplicationCategoryType`, which Xcode sets for apps of either, nor
// `NSMainNibFile`, which old apps for telephones have.
constexpr std::array<std::string_view, 6> kDesktopKeys = {"LSMinimumSystemVersion",
                                                          "LSUIElement",
                                                          "LSBackgroundOnly",
                                                          "NSMainStoryboardFile",
                                                          "NSSupportsAutomaticTermination",
                                                          "NSSupportsSuddenTermination"};

bool is_desktop(const Node& root) {
  const std::string platform = platform_of(root);
  if (!platform.empty()) return platform == "macosx";
  const bool desktop =
      text_of(root.find("NSPrincipalClass")) == "NSApplication" ||
      std::ranges::any_of(kDesktopKeys, [&](std::string_view key) { return root.find(key) != nullptr; });
  return desktop && !has_mobile_key(root);
}

// Keys that watchOS alone reads.
constexpr std::array<std::string_view, 4> kWatchKeys = {"WKBackgroundModes", "WKRunsIndependentlyOfCompanionApp",
                                                        "WKWatchOnly", "WKExtensionDelegateClassName"};

bool has_watch_key(const Node& root) {
  return !is_true(root.find("LSRequiresIPhoneOS")) &&
         std::ranges::any_of(kWatchKeys, [&](std::string_view key) { return root.find(key) != nullptr; });
}

bool is_watch(const Node& root) {
  const Node* extension = root.find("NSExtension");
  return is_true(root.find("WKWatchKitApp")) || is_true(root.find("WKApplication")) ||
         root.find("WKCompanionAppBundleIdentifier") != nullptr || has_watch_key(root) ||
         (extension != nullptr && text_of(extension->find("NSExtensionPointIdentifier")) == "com.apple.watchkit") ||
         platform_of(root).starts_with("watch");
}

class InfoReader {
 public:
  InfoReader(Values& values, const Texts& texts, Values* translated)
      : values_(values), facts_(values.facts()), root_(values.root()), texts_(texts), translated_(translated) {}

  void state() {
    generated_ = root_.find("CFBundleIdentifier") == nullptr;
    state_identity();
    state_kind();
    state_systems();
    state_transport(values_, true);
    state_permissions();
    state_lists();
    static const FactId kSharing = fact("ios.file_sharing");
    values_.state_flag(kSharing, root_.find("UIFileSharingEnabled"));
    if (generated_) left_open({kSharing});
  }

  // Usage descriptions.
  void state_permissions() {
    static const FactId kList = fact("permissions");
    facts_.state_list(kList, values_.at(root_));
    if (generated_) facts_.open(kList);
    for (const Member& member : root_.members) {
      const bool dictionary = member.key == kUsageDictionary;
      if (!dictionary && !is_usage_key(member.key)) continue;
      if (!values_.has_room(kList, member.value)) break;
      state_permission(member, dictionary);
    }
  }

 private:
  void state_identity() {
    static const FactId kId = fact("ios.bundle_id"), kName = fact("ios.name"), kVersion = fact("ios.version"),
                        kBuild = fact("ios.build");
    values_.state_text(kId, root_.find("CFBundleIdentifier"));
    const Node* display = root_.find("CFBundleDisplayName");
    if (const auto found = texts_.find("CFBundleDisplayName"); found != texts_.end())
      translated_->state_text(kName, found->second);
    else if (text_of(display).empty())
      values_.state_text(kName, root_.find("CFBundleName"));
    else
      values_.state_text(kName, display);
    values_.state_text(kVersion, root_.find("CFBundleShortVersionString"));
    values_.state_text(kBuild, root_.find("CFBundleVersion"));
    if (generated_) left_open({kId, kName, kVersion, kBuild});
  }

  void state_kind() {
    static const FactId kKinds = fact("ios.bundle_kinds");
    const Node* type = root_.find("CFBundlePackageType");
    const Node* extension = root_.find("NSExtension");
    if (extension == nullptr) extension = root_.find("EXAppExtensionAttributes");
    const std::string_view word = text_of(type);
    if (is_watch(root_))
      facts_.append(kKinds, "watch-app", values_.at(root_));
    else if (extension != nullptr)
      facts_.append(kKinds, "extension", values_.at(*extension));
    else if (word == "APPL")
      facts_.append(kKinds, "application", values_.at(*type));
    else if (word == "FMWK")
      facts_.append(kKinds, "framework", values_.at(*type));
    else if (word == "BNDL")
      facts_.append(kKinds, "test", values_.at(*type));
    else if (const Member* key = interface_key(); key != nullptr)
      facts_.append(kKinds, "application", values_.at(key->value));
    else
      facts_.unknown(kKinds, values_.at(type != nullptr ? *type : root_));
  }

  // A key that makes sense in an application only.
  const Member* interface_key() const {
    static constexpr std::array<std::string_view, 8> kKeys = {
        "LSRequiresIPhoneOS", "UILaunchStoryboardName",           "UIMainStoryboardFile", "UIApplicationSceneManifest",
        "UILaunchScreen",     "UISupportedInterfaceOrientations", "CFBundleURLTypes",     "UIBackgroundModes"};
    const auto found = std::ranges::find_if(
        root_.members, [](const Member& member) { return std::ranges::find(kKeys, member.key) != kKeys.end(); });
    return found == root_.members.end() ? nullptr : &*found;
  }

  void state_systems() {
    static const FactId kMinimum = fact("ios.min_os"), kSdk = fact("ios.sdk_version");
    const std::string platform = platform_of(root_);
    const Node* sdk = root_.find("DTPlatformVersion");
    const bool other = is_watch(root_) || (!platform.empty() && !platform.starts_with("iphone"));
    if (!other) {
      values_.state_text(kMinimum, root_.find("MinimumOSVersion"));
      values_.state_text(kSdk, sdk);
    }
    if (other || platform.empty()) left_open({kMinimum, kSdk});
  }

  void state_permission(const Member& member, bool dictionary) {
    static const FactId kList = fact("permissions"), kName = fact("permissions[].name"),
                        kPlatform = fact("permissions[].platform"), kRequested = fact("permissions[].requested");
    const Span place = values_.at(member.value);
    const std::string_view name = facts_.keep(member.key);
    facts::Item* item = facts_.add(kList, place);
    facts_.set(kName, name, place, item);
    facts_.set(kPlatform, "ios", place, item);
    facts_.set(kRequested, true, place, item);
    if (dictionary && member.value.is(NodeKind::Object))
      state_purpose(values_, telling(member.value), item);
    else if (const auto found = texts_.find(member.key); found != texts_.end())
      state_purpose(*translated_, *found->second, item);
    else
      state_purpose(values_, member.value, item);
  }

  // Of several texts of one permission the one that says least: an empty one, else the first.
  static const Node& telling(const Node& texts) {
    const auto blank = std::ranges::find_if(texts.members, [](const Member& member) {
      return member.value.is(NodeKind::String) &&
             member.value.text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    });
    if (blank != texts.members.end()) return blank->value;
    return texts.members.empty() ? texts : texts.members.front().value;
  }

  // The words around a variable such as the product's name can be judged; variables alone cannot.
  void state_purpose(Values& from, const Node& node, facts::Item* item) {
    static const FactId kPurpose = fact("permissions[].purpose");
    if (node.is(NodeKind::String) && !is_only_variables(node.text)) {
      if (const auto text = from.keep(node)) return facts_.set(kPurpose, *text, from.at(node), item);
    } else if (node.is(NodeKind::Object) && node.members.empty()) {
      return facts_.set(kPurpose, "", from.at(node), item);
    } else if (!node.is(NodeKind::String) && !node.is(NodeKind::Null)) {
      from.wrong_type(node, "a string");
    }
    facts_.unknown(kPurpose, from.at(node), item);
  }

  void state_lists() {
    static const FactId kSchemes = fact("ios.url_schemes"), kQueried = fact("ios.queried_schemes"),
                        kModes = fact("ios.background_modes");
    for (const FactId list : {kSchemes, kQueried, kModes}) facts_.state_list(list, values_.at(root_));
    values_.state_list(kQueried, root_.find("LSApplicationQueriesSchemes"));
    values_.state_list(kModes, root_.find("UIBackgroundModes"));
    const Node* types = root_.find("CFBundleURLTypes");
    if (types == nullptr) return;
    for (const Node& type : types->items) {
      if (!values_.has_room(kSchemes, type)) break;
      values_.state_list(kSchemes, type.find("CFBundleURLSchemes"));
    }
  }

  // What the file does not say itself, the build may add.
  void left_open(std::initializer_list<FactId> ids) {
    for (const FactId id : ids)
      if (!facts_.is_known(id)) facts_.unknown(id, values_.at(root_));
  }

  Values& values_;
  facts::FactBuilder& facts_;
  const Node& root_;
  const Texts& texts_;
  Values* translated_;
  bool generated_ = false;
};

}  // namespace

bool is_usage_key(std::string_view key) {
  static constexpr std::array<std::string_view, 14> kOfDesktops = {"NSAppBundlesUsageDescription",
                                                                   "NSAppDataUsageDescription",
                                                                   "OSBundleUsageDescription",
                                                                   "NSAppleEventsUsageDescription",
                                                                   "NSAudioCaptureUsageDescription",
                                                                   "NSDesktopFolderUsageDescription",
                                                                   "NSDocumentsFolderUsageDescription",
                                                                   "NSDownloadsFolderUsageDescription",
                                                                   "NSFileProviderDomainUsageDescription",
                                                                   "NSFileProviderPresenceUsageDescription",
                                                                   "NSNetworkVolumesUsageDescription",
                                                                   "NSRemovableVolumesUsageDescription",
                                                                   "NSSystemAdministrationUsageDescription",
                                                                   "NSSystemExtensionUsageDescription"};
  return key.ends_with(kUsage) && key != kUsage && key.size() <= kMaxKey &&
         std::ranges::find(kOfDesktops, key) == kOfDesktops.end();
}

std::optional<Diagnostic> refuse_info(const tree::Document& document, bool for_phones) {
  constexpr Code kOther{1511};
  const Node& root = document.root();
  const std::string path = document.binary() ? document.path(root) : std::string{};
  const Span place = document.binary() ? Span{&document.source(), 0, 0, path} : Span{&document.source(), 0, 0, {}};
  const std::string_view type = text_of(root.find("CFBundlePackageType"));
  if (type == "XFWK" || root.find("XCFrameworkFormatVersion") != nullptr)
    return error(kOther, place,
                 "this describes an XCFramework, a container of frameworks, which says nothing about an app",
                 "name the Info.plist or the PrivacyInfo.xcprivacy of a framework inside it");
  if (type == "dSYM")
    return error(kOther, place, "this describes debug symbols, which say nothing about an app",
                 "name the Info.plist of the app");
  if (!for_phones && is_desktop(root))
    return error(kOther, place, "this is the Info.plist of a macOS bundle; only those of iOS are read");
  return std::nullopt;
}

void state_info(Values& values, const Texts& texts, Values* translated) {
  InfoReader(values, texts, translated).state();
}

void state_extension(Values& values) {
  InfoReader(values, {}, nullptr).state_permissions();
  state_transport(values, false);
}

}  // namespace hegui::read::ios
