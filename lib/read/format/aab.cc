// Modules are folders at the top; each has manifest/AndroidManifest.xml and resources.pb (format of bundletool's
// AppBundle).
#include "read/format/aab.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "read/container/zip.h"
#include "read/format/android_code.h"
#include "read/format/android_manifest.h"
#include "read/format/android_resources.h"
#include "read/format/dependency_list.h"
#include "read/format/native_libraries.h"
#include "read/syntax/proto_dependencies.h"
#include "read/syntax/proto_resources.h"
#include "read/syntax/proto_xml.h"

namespace hegui::read::android {
namespace {

constexpr std::string_view kManifest = "/manifest/AndroidManifest.xml";
constexpr std::string_view kBase = "base";
constexpr std::string_view kLibraries = "BUNDLE-METADATA/com.android.tools.build.libraries/dependencies.pb";
constexpr std::size_t kMaxModules = 500;  // real bundles have at most a hundred

struct Module {
  std::string_view name;
  std::optional<xml::Document> manifest;
  std::optional<proto::Resources> resources;
  bool opened = false;
};

class BundleReader {
 public:
  BundleReader(const SourcePtr& source, const Context& context)
      : source_(source), context_(context), limits_(context.limits) {}

  Checked<facts::FactSet> run() {
    Checked<zip::Archive> archive = zip::Archive::open(source_, limits_);
    issues_ = std::move(archive.issues);
    if (!archive) return {{}, std::move(issues_)};
    archive_ = &*archive.value;
    Module base;
    if (!open_base(base)) return {{}, std::move(issues_)};
    facts::FactBuilder facts(source_, "aab", facts::kAndroidManifest);
    facts.keep(base.manifest->source());
    open_features(facts);
    std::vector<ManifestPart> parts;
    for (const std::unique_ptr<Module>& feature : features_) {
      facts.keep(feature->manifest->source());
      parts.push_back({*feature->manifest, [&, module = feature.get()](std::uint32_t id) {
                         const std::optional<arsc::Resolved> own = resolve(*module, id);
                         return own ? own : resolve(base, id);
                       }});
    }
    const ManifestInput input{*base.manifest, [&](std::uint32_t id) { return resolve(base, id); },
                              [&](std::string_view path, std::string_view what) { return open_file(path, what); },
                              parts};
    state_manifest(input, facts, issues_);
    state_libraries(facts);
    state_files(facts);
    return {std::move(facts).finish(), std::move(issues_)};
  }

 private:
  bool open_base(Module& base) {
    base.name = kBase;
    Checked<xml::Document> manifest = open_manifest(kBase);
    std::ranges::move(manifest.issues, std::back_inserter(issues_));
    base.manifest = std::move(manifest.value);
    return base.manifest.has_value();
  }

  Checked<xml::Document> open_manifest(std::string_view module) {
    const std::string path = fmt::format("{}{}", module, kManifest);
    const zip::Entry* entry = archive_->find(path);
    if (entry == nullptr)
      return {{}, {error({1140}, {source_.get(), 0, 0, "/"}, fmt::format("there is no {} in this bundle", path))}};
    const Result<SourcePtr> bytes = archive_->read(*entry, limits_);
    if (!bytes) return {{}, {bytes.error()}};
    Checked<xml::Document> manifest = proto::parse_xml(*bytes, limits_);
    if (manifest && !is_manifest(*manifest.value))
      return {{}, {error({1140}, {bytes->get(), 0, 0, "/"}, "the root element of an Android manifest is `manifest`")}};
    return manifest;
  }

  void open_features(facts::FactBuilder& facts) {
    std::optional<Diagnostic> missing;
    for (const zip::Entry& entry : archive_->entries()) {
      if (!entry.name.ends_with(kManifest)) continue;
      const std::string_view name = entry.name.substr(0, entry.name.size() - kManifest.size());
      if (name == kBase || name.empty() || name.find('/') != name.npos || archive_->find(entry.name) != &entry)
        continue;
      if (features_.size() == kMaxModules) {
        missing = error({1196}, {source_.get(), 0, 0, "/"}, fmt::format("there are more than {} modules", kMaxModules));
        break;
      }
      Checked<xml::Document> manifest = open_manifest(name);
      if (!manifest) {
        missing = manifest.issues.back();
        continue;
      }
      auto module = std::make_unique<Module>();
      module->name = name;
      module->manifest = std::move(manifest.value);
      features_.push_back(std::move(module));
    }
    if (!missing) return;
    whole_ = false;
    warn(1196, std::move(*missing), "what a module asks for");
    for (const char* list : {"permissions", "android.components"}) facts.open(facts::fact(list));
  }

  std::optional<arsc::Resolved> resolve(Module& module, std::uint32_t id) {
    if (!std::exchange(module.opened, true)) {
      if (const zip::Entry* entry = archive_->find(fmt::format("{}/resources.pb", module.name))) {
        const Result<SourcePtr> bytes = archive_->read(*entry, limits_);
        Checked<proto::Resources> table =
            bytes ? proto::Resources::open(*bytes, limits_) : Checked<proto::Resources>{{}, {bytes.error()}};
        if (table)
          module.resources = std::move(table.value);
        else
          warn(1141, table.issues.back(), "what refers to resources");
      }
    }
    return module.resources ? module.resources->resolve(id) : std::nullopt;
  }

  // Paths in resources are those of the module.
  std::optional<xml::Document> open_file(std::string_view path, std::string_view what) {
    const zip::Entry* entry = archive_->find(fmt::format("{}/{}", kBase, path));
    if (entry == nullptr) return std::nullopt;
    const Result<SourcePtr> bytes = archive_->read(*entry, limits_);
    return or_unknown(bytes ? proto::parse_xml(*bytes, limits_) : Checked<xml::Document>{{}, {bytes.error()}}, what,
                      issues_);
  }

  void state_files(facts::FactBuilder& facts) {
    std::vector<CodePlace> places{{*archive_, "base/dex/", "base/"}};
    for (const std::unique_ptr<Module>& feature : features_)
      places.push_back({*archive_, fmt::format("{}/dex/", feature->name), fmt::format("{}/", feature->name)});
    static const facts::FactId kPackage = facts::fact("android.package");
    state_native_libraries(places, whole_, facts);
    state_code(places, whole_, context_, facts.is_known(kPackage) ? facts.get(kPackage).as_text() : std::string_view{},
               facts, issues_);
  }

  // What the build recorded is in the bundle.
  void state_libraries(facts::FactBuilder& facts) {
    const zip::Entry* entry = archive_->find(kLibraries);
    if (entry == nullptr) return;
    const Result<SourcePtr> bytes = archive_->read(*entry, limits_);
    const Result<std::vector<proto::Library>> libraries =
        bytes ? proto::parse_libraries(**bytes) : std::unexpected(bytes.error());
    if (!libraries) return warn(1141, libraries.error(), "the list of libraries");
    facts.keep(*bytes);
    facts.also_states(facts::kDependencies);
    const Span place{bytes->get(), 0, 0, "/"};
    DependencyList list(facts, context_.vocabulary, place);
    for (const proto::Library& library : *libraries)
      list.add(vocab::MarkKind::Gradle, fmt::format("{}:{}", library.group, library.name), library.version,
               Use::Shipped, place);
  }

  void warn(std::uint16_t code, Diagnostic why, std::string_view what) {
    why.level = Level::Warning;
    why.code = {code};
    why.message = fmt::format("{} is unknown: {}", what, why.message);
    issues_.push_back(std::move(why));
  }

  const SourcePtr& source_;
  const Context& context_;
  const Limits& limits_;
  const zip::Archive* archive_ = nullptr;
  std::vector<std::unique_ptr<Module>> features_;
  std::vector<Diagnostic> issues_;
  bool whole_ = true;  // all modules could be read
};

}  // namespace

bool recognises_aab(const Look& look) {
  return look.form == Look::Form::Zip &&
         (look.name.ends_with(".aab") || look.has_entry("base/manifest/AndroidManifest.xml"));
}

Checked<facts::FactSet> read_aab(const SourcePtr& source, const Context& context) {
  return BundleReader(source, context).run();
}

}  // namespace hegui::read::android
