#include "read/format/ipa.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

#include "base/utf8.h"
#include "read/container/zip.h"
#include "read/format/ios_info.h"
#include "read/format/ios_privacy.h"
#include "read/format/ios_signing.h"
#include "read/syntax/plist.h"

namespace hegui::read::ios {
namespace {

using facts::fact;
using facts::FactId;

constexpr std::string_view kPayload = "Payload/", kInfo = "Info.plist", kPrivacy = "PrivacyInfo.xcprivacy";
constexpr std::size_t kMostParts = 500;  // extensions, frameworks and resource bundles that are opened

// The folder of the app that an entry lies in, with its slash: `Payload/Example.app/`; empty outside of any.
std::string_view app_of(std::string_view entry) {
  if (!entry.starts_with(kPayload)) return {};
  const std::size_t slash = entry.find('/', kPayload.size());
  const std::string_view folder = entry.substr(0, slash == entry.npos ? 0 : slash + 1);
  return folder.ends_with(".app/") ? folder : std::string_view{};
}

// The name of a bundle that lies directly in `folder` and holds `inside`, by the rest of the entry's path behind the
// app's folder: `Frameworks/Alpha.framework/Info.plist` gives Alpha. Empty for any other entry.
std::string_view bundle_in(std::string_view rest, std::string_view folder, std::string_view ending,
                           std::string_view inside) {
  if (!rest.starts_with(folder)) return {};
  rest.remove_prefix(folder.size());
  const std::size_t slash = rest.find('/');
  if (slash == rest.npos || rest.substr(slash + 1) != inside) return {};
  const std::string_view bundle = rest.substr(0, slash);
  return bundle.ends_with(ending) && bundle.size() > ending.size() ? bundle.substr(0, bundle.size() - ending.size())
                                                                   : std::string_view{};
}

// The rest of an entry's path behind the folder of an app within the app, that of a watch or a clip; the whole rest for
// any other entry.
std::string_view behind_inner_app(std::string_view rest) {
  for (const std::string_view folder : {"Watch/", "AppClips/"}) {
    if (!rest.starts_with(folder)) continue;
    const std::size_t slash = rest.find('/', folder.size());
    if (slash != rest.npos && rest.substr(0, slash).ends_with(".app")) return rest.substr(slash + 1);
  }
  return rest;
}

class IpaReader {
 public:
  IpaReader(const SourcePtr& source, const Context& context)
      : source_(source),
        context_(context),
        facts_(source, "ipa", facts::kIos | facts::kIosPackage),
        privacy_(context.vocabulary) {}

  Checked<facts::FactSet> run() {
    Checked<zip::Archive> archive = zip::Archive::open(source_, context_.limits);
    issues_ = std::move(archive.issues);
    if (!archive) return {{}, std::move(issues_)};
    archive_ = &*archive.value;
    if (!find_app()) return {{}, std::move(issues_)};
    const zip::Entry* info = archive_->find(std::string(app_).append(kInfo));
    if (!state_app(*info)) return {{}, std::move(issues_)};
    state_parts();
    state_profile_of_app();
    return {std::move(facts_).finish(), std::move(issues_)};
  }

 private:
  bool find_app() {
    bool told = false;
    for (const zip::Entry& entry : archive_->entries()) {
      const std::string_view app = app_of(entry.name);
      if (app.empty() || entry.name.substr(app.size()) != kInfo) continue;
      if (app_.empty()) {
        app_ = app;
      } else if (app != app_ && !std::exchange(told, true)) {
        issues_.push_back(
            warning({1523}, place(),
                    fmt::format("there is more than one app in this package; only `{}` is read", shown(app_))));
      }
    }
    if (!app_.empty()) return true;
    issues_.push_back(error({1520}, place(), "there is no Payload/….app/Info.plist in this package",
                            "an iOS package holds one app below Payload/"));
    return false;
  }

  bool state_app(const zip::Entry& entry) {
    const std::optional<tree::Document> info = open(entry, true);
    if (!info) return false;
    if (auto refused = refuse_info(*info)) {
      issues_.push_back(std::move(*refused));
      return false;
    }
    Texts texts;
    Values values(*info, facts_, issues_);
    std::optional<Values> translated;
    const std::optional<tree::Document> table = open_texts();
    if (table) {
      for (const tree::Member& member : table->root().members)
        if (member.value.is(tree::NodeKind::String)) texts.emplace(member.key, &member.value);
      translated.emplace(*table, facts_, issues_);
    }
    state_info(values, texts, translated ? &*translated : nullptr);
    return true;
  }

  // The first table of texts there is in a language of the market.
  std::optional<tree::Document> open_texts() {
    for (const std::string_view language : kMarketLanguages)
      if (const zip::Entry* entry = archive_->find(fmt::format("{}{}.lproj/InfoPlist.strings", app_, language)))
        return open(*entry, false);
    return std::nullopt;
  }

  void state_parts() {
    static const FactId kFrameworks = fact("ios.frameworks"), kSdks = fact("sdks");
    facts_.state_list(kFrameworks, place());
    // What is linked into the app's own code shows in no entry.
    facts_.open(kSdks);
    std::size_t parts = 0;
    for (const zip::Entry& entry : archive_->entries()) {
      if (!entry.name.starts_with(app_)) continue;
      const bool part = state_part(entry, entry.name.substr(app_.size()));
      if (!part || ++parts < kMostParts) continue;
      issues_.push_back(warning(
          {1523}, place(),
          fmt::format("more than {} frameworks, extensions and bundles; the rest is not looked at", kMostParts)));
      facts_.open(kFrameworks);
      facts_.open(fact("permissions"));
      return;
    }
  }

  // Whether the entry makes a part known.
  bool state_part(const zip::Entry& entry, std::string_view whole) {
    const std::string_view rest = behind_inner_app(whole);
    if (rest.size() < whole.size()) {
      if (rest == kInfo) return state_extension_at(entry);
      const std::string_view folder = whole.substr(0, whole.size() - rest.size() - std::string_view(".app/").size());
      if (rest == kPrivacy) return state_privacy(entry, folder.substr(folder.find('/') + 1), false);
    }
    if (rest == kPrivacy) return state_privacy(entry, {}, true);
    if (const std::string_view name = bundle_in(rest, "Frameworks/", ".framework", kInfo); !name.empty())
      return state_framework(entry, name);
    if (const std::string_view name = bundle_in(rest, "Frameworks/", ".framework", kPrivacy); !name.empty())
      return state_privacy(entry, name, false);
    for (const std::string_view folder : {"PlugIns/", "Extensions/"}) {
      if (!bundle_in(rest, folder, ".appex", kInfo).empty()) return state_extension_at(entry);
      if (const std::string_view name = bundle_in(rest, folder, ".appex", kPrivacy); !name.empty())
        return state_privacy(entry, name, false);
    }
    if (const std::string_view name = bundle_in(rest, "", ".bundle", kInfo); !name.empty()) {
      state_sdk(name, element(entry), nullptr);
      return true;
    }
    const std::string_view name = bundle_in(rest, "", ".bundle", kPrivacy);
    return !name.empty() && state_privacy(entry, name, false);
  }

  bool state_framework(const zip::Entry& entry, std::string_view name) {
    static const FactId kFrameworks = fact("ios.frameworks");
    const Span at = element(entry);
    facts_.append(kFrameworks, facts_.keep(utf8::masked(name)), at);
    state_sdk(name, at, &entry);
    return true;
  }

  // `info`: the Info.plist that says its version, or null.
  void state_sdk(std::string_view name, const Span& at, const zip::Entry* info) {
    static const FactId kList = fact("sdks"), kSlug = fact("sdks[].slug"), kName = fact("sdks[].name"),
                        kProvider = fact("sdks[].provider"), kVersion = fact("sdks[].version"),
                        kDetected = fact("sdks[].detected");
    const vocab::Vocabulary* words = context_.vocabulary;
    if (words == nullptr) return;
    const vocab::SdkRow* sdk = words->find_sdk(vocab::MarkKind::IosFramework, name);
    if (sdk == nullptr) sdk = words->find_sdk(vocab::MarkKind::Pod, name);
    if (sdk == nullptr || !sdks_.insert(sdk).second) return;
    facts::Item* item = facts_.add(kList, at);
    const auto put = [&](FactId id, image::Text text) {
      if (text.size > 0) facts_.set(id, facts_.keep(words->text(text)), at, item);
    };
    put(kSlug, sdk->slug);
    put(kName, sdk->title.zh);
    put(kProvider, sdk->provider.zh);
    facts_.set(kDetected, true, at, item);
    const std::optional<tree::Document> document = info == nullptr ? std::nullopt : open(*info, false);
    if (!document) return facts_.unknown(kVersion, at, item);
    Values values(*document, facts_, issues_);
    values.state_text(kVersion, values.find("CFBundleShortVersionString"), item);
  }

  bool state_extension_at(const zip::Entry& entry) {
    const std::optional<tree::Document> document = open(entry, false);
    if (!document) {
      facts_.open(fact("permissions"));
      return true;
    }
    Values values(*document, facts_, issues_);
    state_extension(values);
    return true;
  }

  bool state_privacy(const zip::Entry& entry, std::string_view bundle, bool whole) {
    const std::optional<tree::Document> document = open(entry, false);
    if (!document) return true;
    facts_.also_states(facts::kIosPrivacy);
    Values values(*document, facts_, issues_);
    // Without the app's own word on it nothing here says whether it tracks.
    static const FactId kTracking = fact("ios.tracking");
    privacy_.state(values, facts_.keep(utf8::masked(bundle.empty() ? app_name() : bundle)), whole);
    if (!whole && !facts_.is_known(kTracking) && archive_->find(std::string(app_).append(kPrivacy)) == nullptr)
      facts_.unknown(kTracking, element(entry));
    return true;
  }

  void state_profile_of_app() {
    const zip::Entry* entry = archive_->find(std::string(app_).append("embedded.mobileprovision"));
    if (entry == nullptr) return;
    const Result<SourcePtr> bytes = archive_->read(*entry, context_.limits);
    if (!bytes) return unreadable(bytes.error());
    const SourcePtr list = profile_list(*bytes);
    if (list == nullptr)
      return unreadable(
          error({1522}, {bytes->get(), 0, 0, "/"}, "there is no property list in this provisioning profile"));
    const std::optional<tree::Document> document = parse(list, false);
    if (!document) return;
    facts_.also_states(facts::kIosEntitlements);
    Values values(*document, facts_, issues_);
    state_profile(values);
  }

  // A property list of the package; nothing when it cannot be read, which is an error for the one that the package must
  // have and a warning for others. Texts are kept for the places in them, so all together they are bounded.
  std::optional<tree::Document> open(const zip::Entry& entry, bool must) {
    const std::uint64_t most = context_.limits.max_memory_bytes / 4;
    Result<SourcePtr> bytes = std::unexpected(
        error({1026}, element(entry), fmt::format("the property lists of this package take more than {} bytes", most)));
    if (entry.size <= most - kept_) bytes = archive_->read(entry, context_.limits);
    if (bytes) {
      kept_ += (*bytes)->text().size();
      return parse(*bytes, must);
    }
    if (must)
      issues_.push_back(bytes.error());
    else
      unreadable(bytes.error());
    return std::nullopt;
  }

  std::optional<tree::Document> parse(const SourcePtr& bytes, bool must) {
    Limits limits = context_.limits;
    limits.max_memory_bytes -= std::min(limits.max_memory_bytes, kept_);
    Checked<tree::Document> document = plist::parse(bytes, limits);
    if (document && !document.value->root().is(tree::NodeKind::Object))
      document = {{}, {error({1510}, {bytes.get(), 0, 0, "/"}, "this property list is no dictionary")}};
    if (must || document) std::ranges::move(document.issues, std::back_inserter(issues_));
    if (!document && !must) unreadable(std::move(document.issues.back()));
    return std::move(document.value);
  }

  void unreadable(Diagnostic why) {
    constexpr std::ptrdiff_t kReported = 8;
    if (std::ranges::count(issues_, Code{1521}, &Diagnostic::code) == kReported) return;
    why.level = Level::Warning;
    why.code = {1521};
    why.message = fmt::format("what this part of the package says is unknown: {}", why.message);
    issues_.push_back(std::move(why));
  }

  std::string_view app_name() const {
    return app_.substr(kPayload.size(), app_.size() - kPayload.size() - std::string_view(".app/").size());
  }
  Span place() const { return {source_.get(), 0, 0, "/"}; }
  Span element(const zip::Entry& entry) {
    return {source_.get(), 0, 0, facts_.keep(utf8::printable(entry.name.substr(0, 300)))};
  }
  static std::string shown(std::string_view text) { return utf8::printable(text.substr(0, 100)); }

  const SourcePtr& source_;
  const Context& context_;
  const zip::Archive* archive_ = nullptr;
  std::string_view app_;  // folder of the app, with its slash
  facts::FactBuilder facts_;
  PrivacyReader privacy_;
  std::uint64_t kept_ = 0;  // bytes of property lists
  std::unordered_set<const vocab::SdkRow*> sdks_;
  std::vector<Diagnostic> issues_;
};

}  // namespace

bool recognises_ipa(const Look& look) {
  return look.form == Look::Form::Zip &&
         (look.name.ends_with(".ipa") ||
          std::ranges::any_of(look.entries, [](std::string_view entry) { return !app_of(entry).empty(); }));
}

Checked<facts::FactSet> read_ipa(const SourcePtr& source, const Context& context) {
  return IpaReader(source, context).run();
}

}  // namespace hegui::read::ios
