// Which package inside is the base: the one whose manifest names no split. A set may hold variants of it for different
// devices; they ask for the same, so one stands for all.
#include "read/format/android_bundle.h"

#include <fmt/format.h>

#include <algorithm>

#include "read/container/zip.h"
#include "read/format/apk.h"

namespace hegui::read::android {
namespace {

constexpr std::size_t kMaxPackages = 500;  // inside one bundle; real ones have tens

std::string_view folder_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == name.npos ? std::string_view{} : name.substr(0, slash);
}

// The name of the split the manifest is of, empty for a base.
std::string_view split_of(const xml::Document& manifest) {
  for (const xml::Attribute& attribute : manifest.root().attributes)
    if (attribute.ns.empty() && attribute.name == "split") return attribute.text;
  return {};
}

class BundleReader {
 public:
  BundleReader(const SourcePtr& source, const Context& context)
      : source_(source), context_(context), room_(context.limits.max_memory_bytes / 4 * 3) {}

  Checked<facts::FactSet> run() {
    Checked<zip::Archive> archive = zip::Archive::open(source_, context_.limits);
    issues_ = std::move(archive.issues);
    if (!archive) return {{}, std::move(issues_)};
    const std::vector<const zip::Entry*> packages = list(*archive.value);
    const zip::Entry* base = nullptr;
    for (const zip::Entry* entry : packages)
      if (base == nullptr && open_base(*archive.value, *entry)) base = entry;
    if (base == nullptr) {
      std::ranges::move(refused_, std::back_inserter(issues_));
      issues_.push_back(error({1195}, {source_.get(), 0, 0, "/"}, "no package in this bundle is a base package",
                              "give hegui the base package, or a bundle that holds it"));
      return {{}, std::move(issues_)};
    }
    facts::FactBuilder facts(source_, "android-bundle", facts::kAndroidManifest | facts::kPackage);
    open_splits(*archive.value, packages, *base, facts);
    std::vector<ApkFile*> splits;
    splits.reserve(splits_.size());
    for (const std::unique_ptr<ApkFile>& split : splits_) splits.push_back(split.get());
    Context rest = context_;
    rest.limits.max_memory_bytes -= context_.limits.max_memory_bytes / 4 * 3 - room_;
    state_apk(*base_, splits, !missing_, rest, facts, issues_);
    return {std::move(facts).finish(), std::move(issues_)};
  }

 private:
  // Packages, the likeliest base first.
  std::vector<const zip::Entry*> list(const zip::Archive& archive) {
    std::vector<const zip::Entry*> out;
    for (const zip::Entry& entry : archive.entries())
      if (entry.name.ends_with(".apk") && archive.find(entry.name) == &entry) out.push_back(&entry);
    const auto rank = [](const zip::Entry* entry) {
      const std::string_view folder = folder_of(entry->name);
      const std::string_view name = entry->name.substr(folder.empty() ? 0 : folder.size() + 1);
      if (folder == "standalones" || folder == "instant") return 3;
      if (name == "base-master.apk" || name == "base.apk" || name == "universal.apk") return 0;
      return name.starts_with("config.") || name.starts_with("split_config") || name.starts_with("split") ? 2 : 1;
    };
    std::ranges::stable_sort(out, {}, rank);
    if (out.size() > kMaxPackages) {
      missing_ = warning({1196}, {source_.get(), 0, 0, "/"},
                         fmt::format("more than {} packages; those from there on are not judged", kMaxPackages));
      out.resize(kMaxPackages);
    }
    return out;
  }

  // Packages that are stored are looked at where they lie; others are inflated whole and held, as many as there is
  // room for.
  Checked<std::unique_ptr<ApkFile>> open(const zip::Archive& archive, const zip::Entry& entry) const {
    if (in_memory(entry) > room_)
      return {{},
              {error({1026}, {source_.get(), 0, 0, "/"},
                     fmt::format("the packages up to `{}` take more than {} bytes of memory", entry.name,
                                 context_.limits.max_memory_bytes / 4 * 3),
                     "build the bundle with packages that are stored, not deflated")}};
    Limits limits = context_.limits;
    limits.max_entry_bytes = std::max(limits.max_entry_bytes, entry.deflated() ? room_ : entry.size);
    const Result<SourcePtr> bytes = archive.read(entry, limits);
    if (!bytes) return {{}, {bytes.error()}};
    return ApkFile::open(*bytes, context_.limits, &archive);
  }

  static std::uint64_t in_memory(const zip::Entry& entry) { return entry.deflated() ? entry.size : 0; }

  bool open_base(const zip::Archive& archive, const zip::Entry& entry) {
    Checked<std::unique_ptr<ApkFile>> apk = open(archive, entry);
    if (!apk) {
      std::ranges::move(apk.issues, std::back_inserter(refused_));
      return false;
    }
    if (!split_of((*apk.value)->manifest()).empty()) return false;
    base_ = std::move(*apk.value);
    room_ -= in_memory(entry);
    std::ranges::move(apk.issues, std::back_inserter(issues_));
    return true;
  }

  void open_splits(const zip::Archive& archive, const std::vector<const zip::Entry*>& packages, const zip::Entry& base,
                   facts::FactBuilder& facts) {
    for (const zip::Entry* entry : packages) {
      if (entry == &base || folder_of(entry->name) != folder_of(base.name)) continue;
      Checked<std::unique_ptr<ApkFile>> apk = open(archive, *entry);
      if (!apk) {
        if (!missing_) missing_ = apk.issues.back();
      } else if (!split_of((*apk.value)->manifest()).empty()) {
        splits_.push_back(std::move(*apk.value));
        room_ -= in_memory(*entry);
      }
    }
    if (!missing_) return;
    missing_->level = Level::Warning;
    if (missing_->code != Code{1196})
      missing_->message = fmt::format("what a split asks for is unknown: {}", missing_->message);
    missing_->code = {1196};
    issues_.push_back(*missing_);
    for (const char* list : {"permissions", "android.components"}) facts.open(facts::fact(list));
  }

  const SourcePtr& source_;
  const Context& context_;
  std::uint64_t room_;  // bytes of memory for further packages
  std::unique_ptr<ApkFile> base_;
  std::vector<std::unique_ptr<ApkFile>> splits_;
  std::optional<Diagnostic> missing_;  // why splits were left out
  std::vector<Diagnostic> refused_, issues_;
};

}  // namespace

bool recognises_bundle(const Look& look) {
  if (look.form != Look::Form::Zip || look.has_entry("AndroidManifest.xml")) return false;
  for (const std::string_view ending : {".apks", ".xapk", ".apkm", ".apk+"})
    if (look.name.ends_with(ending)) return true;
  const bool described = look.has_entry("toc.pb") || look.has_entry("manifest.json") || look.has_entry("info.json");
  return described && std::ranges::any_of(look.entries, [](std::string_view entry) { return entry.ends_with(".apk"); });
}

Checked<facts::FactSet> read_bundle(const SourcePtr& source, const Context& context) {
  return BundleReader(source, context).run();
}

}  // namespace hegui::read::android
