// Android packages: the manifest inside with its references resolved, the network security configuration it names,
// which signature schemes the package carries, and what its code shows.
#pragma once

#include <memory>
#include <optional>

#include "read/container/zip.h"
#include "read/format.h"
#include "read/format/android_manifest.h"
#include "read/syntax/arsc.h"

namespace hegui::read::android {

// A package opened: its entries, its manifest, and what the references of that lead to.
class ApkFile {
 public:
  // Errors: those of the package (HG102x), of the manifest (HG111x), HG1140 when what is inside is no manifest.
  // `outer` is the package that this one lies in, if any.
  static Checked<std::unique_ptr<ApkFile>> open(const SourcePtr& source, const Limits& limits,
                                                const zip::Archive* outer = nullptr);

  const zip::Archive& archive() const { return *archive_; }
  const xml::Document& manifest() const { return *manifest_; }
  // The resource table is opened when the first reference asks for it; when that fails, a warning HG1141 goes to
  // `issues`.
  std::optional<arsc::Resolved> resolve(std::uint32_t id, const Limits& limits, std::vector<Diagnostic>& issues);

 private:
  std::optional<zip::Archive> archive_;
  std::optional<xml::Document> manifest_;
  std::optional<arsc::Table> table_;
  bool table_opened_ = false;
};

// States what the package says, with its `splits`, which are not `whole` when some could not be read. Warnings: those
// of the manifest (HG113x), HG1141 resources or configuration that could not be read, so that what they would say is
// unknown, HG1162 code that could not be read.
void state_apk(ApkFile& apk, std::span<ApkFile* const> splits, bool whole, const Context& context,
               facts::FactBuilder& facts, std::vector<Diagnostic>& issues);

bool recognises_apk(const Look& look);

// Errors: those of ApkFile::open. Warnings: those of state_apk.
Checked<facts::FactSet> read_apk(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::android
