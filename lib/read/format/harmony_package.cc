#include "read/format/harmony_package.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "read/container/zip.h"
#include "read/format/harmony_manifest.h"

namespace hegui::read::harmony {
namespace {

using facts::fact;
using tree::Node;

constexpr std::uint16_t kUnreadablePart = 1412, kNoManifest = 1413, kManyModules = 1414;
constexpr std::string_view kManifests[] = {"module.json", "config.json"};  // stage model, FA model
constexpr std::string_view kNetwork = "resources/base/profile/network_config.json";
constexpr std::string_view kPackInfo = "pack.info";
constexpr std::size_t kMostModules = 200;  // of an APP
constexpr std::size_t kMostReported = 8;   // modules that are said not to be judged
// A module that is not stored is inflated whole, and manifests are kept: shares of the memory of a subject.
constexpr std::uint64_t kModuleShare = 2, kManifestShare = 16;

bool is_module_name(std::string_view name) { return name.ends_with(".hap") || name.ends_with(".hsp"); }

class PackageReader {
 public:
  PackageReader(const SourcePtr& source, const Context& context)
      : source_(source),
        context_(context),
        facts_(source, "harmony-package", facts::kHarmony | facts::kHarmonyApp),
        reader_(facts_, issues_) {}

  Checked<facts::FactSet> run() {
    Checked<zip::Archive> archive = zip::Archive::open(source_, context_.limits);
    std::ranges::move(archive.issues, std::back_inserter(issues_));
    if (!archive) return {{}, std::move(issues_)};
    const bool read = has_manifest(*archive.value) ? state_module(*archive.value) : state_modules(*archive.value);
    if (!read) return {{}, std::move(issues_)};
    reader_.finish(whole_);
    return {std::move(facts_).finish(), std::move(issues_)};
  }

 private:
  static const zip::Entry* find_manifest(const zip::Archive& archive) {
    for (const std::string_view name : kManifests)
      if (const zip::Entry* entry = archive.find(name)) return entry;
    return nullptr;
  }
  static bool has_manifest(const zip::Archive& archive) { return find_manifest(archive) != nullptr; }

  // The entry in memory of its own, so that places in it do not keep the package it lies in.
  Result<SourcePtr> take(const zip::Archive& archive, const zip::Entry& entry) {
    const std::uint64_t most = context_.limits.max_memory_bytes / kManifestShare;
    if (entry.size > most - kept_)
      return std::unexpected(
          error({1026}, {archive.source().get(), 0, 0, "/"},
                fmt::format("the manifests and configurations of this package take more than {} bytes", most)));
    kept_ += entry.size;
    const Result<SourcePtr> bytes = archive.read(entry, context_.limits);
    if (!bytes) return bytes;
    auto own = std::make_shared<const Source>((*bytes)->name(), std::string((*bytes)->text()));
    facts_.keep(own);
    return own;
  }

  // One HAP or HSP; false beside at least one error.
  bool state_module(const zip::Archive& archive) {
    const Result<SourcePtr> bytes = take(archive, *find_manifest(archive));
    if (!bytes) return fail(bytes.error());
    Checked<tree::Document> document = parse_json_manifest(*bytes, context_);
    std::ranges::move(document.issues, std::back_inserter(issues_));
    if (!document) return false;
    if ((states(*document.value) & facts::kHarmony) == 0)
      return fail(error({kNoManifest}, document.value->span(document.value->root()),
                        "the manifest of a HarmonyOS module has an object `module`"));
    Strings strings;
    for (const zip::Entry& entry : archive.entries()) {
      if (!entry.name.ends_with("resources.index")) continue;
      if (const Result<SourcePtr> index = archive.read(entry, context_.limits))
        strings.add_index(*index, issues_);
      else
        issues_.push_back(demoted(index.error(), kUnreadablePart, "what refers to strings is unknown"));
      break;
    }
    reader_.state(*document.value, strings);
    if (const zip::Entry* network = archive.find(kNetwork)) state_network(archive, *network);
    return true;
  }

  void state_network(const zip::Archive& archive, const zip::Entry& entry) {
    const Result<SourcePtr> bytes = take(archive, entry);
    Checked<tree::Document> document =
        bytes ? parse_json_manifest(*bytes, context_) : Checked<tree::Document>{{}, {bytes.error()}};
    if (!document)
      return issues_.push_back(
          demoted(std::move(document.issues.back()), kUnreadablePart, "the network configuration is unknown"));
    std::ranges::move(document.issues, std::back_inserter(issues_));
    reader_.state_network(*document.value);
  }

  // The modules of an APP. One that cannot be read leaves what it may hold open.
  bool state_modules(const zip::Archive& archive) {
    std::size_t seen = 0, read = 0;
    for (const zip::Entry& entry : archive.entries()) {
      if (!is_module_name(entry.name)) continue;
      if (seen++ == kMostModules) {
        issues_.push_back(
            warning({kManyModules}, whole(),
                    fmt::format("more than {} modules; those from here on are not judged", kMostModules)));
        leave_open();
        break;
      }
      if (state_inner(archive, entry)) ++read;
    }
    state_pack_info(archive);
    if (read > 0) return true;
    return fail(error({kNoManifest}, whole(),
                      seen == 0 ? "there is no module.json, no config.json and no module in this package"
                                : "no module of this package can be read"));
  }

  bool state_inner(const zip::Archive& archive, const zip::Entry& entry) {
    Limits limits = context_.limits;
    limits.max_entry_bytes =
        std::max(limits.max_entry_bytes, entry.deflated() ? limits.max_memory_bytes / kModuleShare : entry.size);
    const Result<SourcePtr> bytes = archive.read(entry, limits);
    const std::size_t before = issues_.size();
    Checked<zip::Archive> inner =
        bytes ? zip::Archive::open(*bytes, limits, &archive) : Checked<zip::Archive>{{}, {bytes.error()}};
    std::ranges::move(inner.issues, std::back_inserter(issues_));
    bool read = inner.value.has_value();
    if (read && !has_manifest(*inner.value))
      read = fail(error({kNoManifest}, {inner.value->source().get(), 0, 0, "/"},
                        "there is no module.json and no config.json in this module"));
    read = read && state_module(*inner.value);
    if (read) return true;
    leave_open();
    if (unread_++ >= kMostReported) {
      issues_.erase(issues_.begin() + static_cast<std::ptrdiff_t>(before), issues_.end());
      return false;
    }
    for (std::size_t i = before; i < issues_.size(); ++i)
      if (issues_[i].level == Level::Error)
        issues_[i] = demoted(std::move(issues_[i]), kUnreadablePart, "this module is not judged");
    return false;
  }

  void leave_open() {
    facts_.open(fact("permissions"));
    facts_.open(fact("harmony.components"));
    facts_.open(fact("harmony.proxy_data"));
    whole_ = false;
  }

  // What the package says of itself where no module has said it.
  void state_pack_info(const zip::Archive& archive) {
    const zip::Entry* entry = archive.find(kPackInfo);
    if (entry == nullptr || facts_.is_known(fact("harmony.bundle_name"))) return;
    const Result<SourcePtr> bytes = take(archive, *entry);
    Checked<tree::Document> document =
        bytes ? parse_json_manifest(*bytes, context_) : Checked<tree::Document>{{}, {bytes.error()}};
    if (!document)
      return issues_.push_back(demoted(std::move(document.issues.back()), kUnreadablePart, "pack.info is not read"));
    std::ranges::move(document.issues, std::back_inserter(issues_));
    JsonFacts json(*document.value, facts_, issues_);
    const Node* app = json.object(json.object(&json.root(), "summary"), "app");
    json.state_text(fact("harmony.bundle_name"), app, "bundleName");
    json.state_text(fact("subject.version"), json.object(app, "version"), "name");
  }

  Span whole() const { return {source_.get(), 0, 0, "/"}; }

  bool fail(Diagnostic why) {
    issues_.push_back(std::move(why));
    return false;
  }

  const SourcePtr& source_;
  const Context& context_;
  std::vector<Diagnostic> issues_;
  facts::FactBuilder facts_;
  ManifestReader reader_;
  std::uint64_t kept_ = 0;  // bytes of manifests and configurations
  std::size_t unread_ = 0;  // modules that are not judged
  bool whole_ = true;       // whether every module was read
};

}  // namespace

bool recognises_package(const Look& look) {
  if (look.form != Look::Form::Zip) return false;
  // The name decides only about a package that is broken or has no manifest, so that the error can say so.
  if (is_module_name(look.name)) return true;
  const bool signs =
      look.has_entry(kPackInfo) || look.has_entry("resources.index") || look.has_entry("ets/modules.abc");
  if (look.has_entry("module.json") || look.has_entry("config.json")) return signs;
  return std::ranges::any_of(look.entries, is_module_name) && (signs || look.name.ends_with(".app"));
}

Checked<facts::FactSet> read_package(const SourcePtr& source, const Context& context) {
  return PackageReader(source, context).run();
}

}  // namespace hegui::read::harmony
