// Opens the package, finds the parts, and hands the manifest to android_manifest.cc.
#include "read/format/apk.h"

#include <fmt/format.h>

#include <algorithm>

#include "read/container/zip.h"
#include "read/format/android_code.h"
#include "read/format/android_manifest.h"
#include "read/format/apk_signing.h"
#include "read/format/network_security.h"
#include "read/syntax/arsc.h"
#include "read/syntax/axml.h"
#include "read/syntax/xml.h"

namespace hegui::read::android {
namespace {

constexpr std::string_view kManifestEntry = "AndroidManifest.xml";
constexpr std::string_view kTableEntry = "resources.arsc";

// The package's resource table, opened when the first reference asks for it.
class Resources {
 public:
  Resources(const zip::Archive& archive, const Limits& limits, std::vector<Diagnostic>& issues)
      : archive_(archive), limits_(limits), issues_(issues) {}

  std::optional<arsc::Resolved> resolve(std::uint32_t id) {
    if (!opened_) open();
    return table_ ? table_->resolve(id) : std::nullopt;
  }

 private:
  void open() {
    opened_ = true;
    const zip::Entry* entry = archive_.find(kTableEntry);
    if (entry == nullptr) return;
    const Result<SourcePtr> bytes = archive_.read(*entry, limits_);
    if (!bytes) return unreadable(bytes.error());
    Checked<arsc::Table> table = arsc::Table::open(*bytes, limits_);
    if (!table) return unreadable(table.issues.back());
    table_ = std::move(table.value);
  }

  void unreadable(Diagnostic why) {
    why.level = Level::Warning;
    why.message = fmt::format("what refers to resources is unknown: {}", why.message);
    why.code = {1141};
    issues_.push_back(std::move(why));
  }

  const zip::Archive& archive_;
  const Limits& limits_;
  std::vector<Diagnostic>& issues_;
  std::optional<arsc::Table> table_;
  bool opened_ = false;
};

Checked<xml::Document> parse_xml(const SourcePtr& source, const Limits& limits) {
  if (axml::is_axml(source->text()) || source->text().substr(0, 4).find('<') == std::string_view::npos)
    return axml::parse(source, limits);
  return xml::parse(source, limits);
}

class ApkReader {
 public:
  ApkReader(const SourcePtr& source, const Context& context)
      : source_(source), context_(context), limits_(context.limits) {}

  Checked<facts::FactSet> run() {
    Checked<zip::Archive> archive = zip::Archive::open(source_, limits_);
    issues_ = std::move(archive.issues);
    if (!archive) return {{}, std::move(issues_)};
    archive_ = &*archive.value;
    const zip::Entry* entry = archive_->find(kManifestEntry);
    if (entry == nullptr)
      return fail(error({1140}, {source_.get(), 0, 0, "/"}, "there is no AndroidManifest.xml in this package"));
    const Result<SourcePtr> bytes = archive_->read(*entry, limits_);
    if (!bytes) return fail(bytes.error());
    const Checked<xml::Document> manifest = parse_xml(*bytes, limits_);
    std::ranges::copy(manifest.issues, std::back_inserter(issues_));
    if (!manifest) return {{}, std::move(issues_)};
    if (!is_manifest(*manifest.value))
      return fail(error({1140}, {bytes->get(), 0, 0, "/"}, "the root element of an Android manifest is `manifest`"));
    return state(*manifest.value);
  }

 private:
  Checked<facts::FactSet> state(const xml::Document& manifest) {
    facts::FactBuilder facts(source_, "apk", facts::kAndroidManifest | facts::kPackage);
    facts.keep(manifest.source());
    Resources resources(*archive_, limits_, issues_);
    const ManifestInput input{
        manifest, [&](std::uint32_t id) { return resources.resolve(id); },
        [&](std::string_view path, std::int64_t target) { return state_network(path, target, facts); }};
    state_manifest(input, facts, issues_);
    state_signatures(*archive_, limits_, facts);
    static const facts::FactId kPackage = facts::fact("android.package");
    state_code(*archive_, context_, facts.is_known(kPackage) ? facts.get(kPackage).as_text() : std::string_view{},
               facts, issues_);
    return {std::move(facts).finish(), std::move(issues_)};
  }

  std::optional<Cleartext> state_network(std::string_view path, std::int64_t target, facts::FactBuilder& facts) {
    const zip::Entry* entry = archive_->find(path);
    if (entry == nullptr) return std::nullopt;
    const Result<SourcePtr> bytes = archive_->read(*entry, limits_);
    const Checked<xml::Document> document =
        bytes ? parse_xml(*bytes, limits_) : Checked<xml::Document>{{}, {bytes.error()}};
    if (!document) {
      Diagnostic why = document.issues.back();
      why.level = Level::Warning;
      why.code = {1141};
      why.message = fmt::format("the network security configuration is unknown: {}", why.message);
      issues_.push_back(std::move(why));
      return std::nullopt;
    }
    if (!is_network_config(*document.value)) return std::nullopt;
    facts.keep(document.value->source());
    facts.also_states(facts::kNetworkConfig);
    return state_network_config(*document.value, target, facts);
  }

  Checked<facts::FactSet> fail(Diagnostic why) {
    issues_.push_back(std::move(why));
    return {{}, std::move(issues_)};
  }

  const SourcePtr& source_;
  const Context& context_;
  const Limits& limits_;
  const zip::Archive* archive_ = nullptr;
  std::vector<Diagnostic> issues_;
};

}  // namespace

bool recognises_apk(const Look& look) {
  // The name decides only about a package that is broken or has no manifest, so that the error can say so.
  const bool named = look.name.ends_with(".apk") || look.name.ends_with(".aar");
  return look.form == Look::Form::Zip && (named || look.has_entry(kManifestEntry));
}

Checked<facts::FactSet> read_apk(const SourcePtr& source, const Context& context) {
  return ApkReader(source, context).run();
}

}  // namespace hegui::read::android
