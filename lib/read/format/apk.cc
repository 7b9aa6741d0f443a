// Opens the package, finds the parts, and hands the manifest to android_manifest.cc.
#include "read/format/apk.h"

#include <fmt/format.h>

#include <algorithm>

#include "read/format/android_code.h"
#include "read/format/android_resources.h"
#include "read/format/apk_signing.h"
#include "read/format/native_libraries.h"

namespace hegui::read::android {
namespace {

constexpr std::string_view kManifestEntry = "AndroidManifest.xml";
constexpr std::string_view kTableEntry = "resources.arsc";

// `why` as a remark that something is unknown for it.
Diagnostic unreadable(Diagnostic why, std::string_view what) {
  why.level = Level::Warning;
  why.message = fmt::format("{} is unknown: {}", what, why.message);
  why.code = {1141};
  return why;
}

std::optional<xml::Document> open_file(const zip::Archive& archive, std::string_view path, std::string_view what,
                                       const Limits& limits, std::vector<Diagnostic>& issues) {
  const zip::Entry* entry = archive.find(path);
  if (entry == nullptr) return std::nullopt;
  const Result<SourcePtr> bytes = archive.read(*entry, limits);
  return or_unknown(bytes ? parse_xml(*bytes, limits) : Checked<xml::Document>{{}, {bytes.error()}}, what, issues);
}

}  // namespace

Checked<std::unique_ptr<ApkFile>> ApkFile::open(const SourcePtr& source, const Limits& limits,
                                                const zip::Archive* outer) {
  Checked<std::unique_ptr<ApkFile>> out;
  const auto fail = [&](Diagnostic why) {
    out.issues.push_back(std::move(why));
    return std::move(out);
  };
  Checked<zip::Archive> archive = zip::Archive::open(source, limits, outer);
  out.issues = std::move(archive.issues);
  if (!archive) return out;
  const zip::Entry* entry = archive.value->find(kManifestEntry);
  if (entry == nullptr)
    return fail(error({1140}, {source.get(), 0, 0, "/"}, "there is no AndroidManifest.xml in this package"));
  const Result<SourcePtr> bytes = archive.value->read(*entry, limits);
  if (!bytes) return fail(bytes.error());
  Checked<xml::Document> manifest = parse_xml(*bytes, limits);
  std::ranges::move(manifest.issues, std::back_inserter(out.issues));
  if (!manifest) return out;
  if (!is_manifest(*manifest.value))
    return fail(error({1140}, {bytes->get(), 0, 0, "/"}, "the root element of an Android manifest is `manifest`"));
  out.value = std::make_unique<ApkFile>();
  (*out.value)->archive_ = std::move(archive.value);
  (*out.value)->manifest_ = std::move(manifest.value);
  return out;
}

std::optional<arsc::Resolved> ApkFile::resolve(std::uint32_t id, const Limits& limits,
                                               std::vector<Diagnostic>& issues) {
  if (!std::exchange(table_opened_, true)) {
    if (const zip::Entry* entry = archive_->find(kTableEntry)) {
      const Result<SourcePtr> bytes = archive_->read(*entry, limits);
      Checked<arsc::Table> table =
          bytes ? arsc::Table::open(*bytes, limits) : Checked<arsc::Table>{{}, {bytes.error()}};
      if (table)
        table_ = std::move(table.value);
      else
        issues.push_back(unreadable(table.issues.back(), "what refers to resources"));
    }
  }
  return table_ ? table_->resolve(id) : std::nullopt;
}

void state_apk(ApkFile& apk, std::span<ApkFile* const> splits, bool whole, const Context& context,
               facts::FactBuilder& facts, std::vector<Diagnostic>& issues) {
  const Limits& limits = context.limits;
  facts.keep(apk.manifest().source());
  std::vector<ManifestPart> parts;
  std::vector<CodePlace> places{{apk.archive(), "", ""}};
  for (ApkFile* split : splits) {
    facts.keep(split->manifest().source());
    places.push_back({split->archive(), "", ""});
    parts.push_back({split->manifest(), [&apk, &limits, &issues, split](std::uint32_t id) {
                       const std::optional<arsc::Resolved> own = split->resolve(id, limits, issues);
                       return own ? own : apk.resolve(id, limits, issues);
                     }});
  }
  const ManifestInput input{apk.manifest(), [&](std::uint32_t id) { return apk.resolve(id, limits, issues); },
                            [&](std::string_view path, std::string_view what) {
                              return open_file(apk.archive(), path, what, limits, issues);
                            },
                            parts};
  state_manifest(input, facts, issues);
  state_signatures(apk.archive(), context, facts);
  static const facts::FactId kPackage = facts::fact("android.package");
  state_native_libraries(places, whole, facts);
  state_code(places, whole, context, facts.is_known(kPackage) ? facts.get(kPackage).as_text() : std::string_view{},
             facts, issues);
}

bool recognises_apk(const Look& look) {
  // The name decides only about a package that is broken or has no manifest, so that the error can say so.
  const bool named = look.name.ends_with(".apk") || look.name.ends_with(".aar");
  return look.form == Look::Form::Zip && (named || look.has_entry(kManifestEntry));
}

Checked<facts::FactSet> read_apk(const SourcePtr& source, const Context& context) {
  Checked<std::unique_ptr<ApkFile>> apk = ApkFile::open(source, context.limits);
  if (!apk) return {{}, std::move(apk.issues)};
  facts::FactBuilder facts(source, "apk", facts::kAndroidManifest | facts::kPackage);
  state_apk(**apk.value, {}, true, context, facts, apk.issues);
  return {std::move(facts).finish(), std::move(apk.issues)};
}

}  // namespace hegui::read::android
