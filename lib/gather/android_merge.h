// What the manifests of one Android app add up to, as its build merges them: what stands in the app's own goes before
// what its libraries say, and its markers (`tools:node`, `tools:remove`, `tools:replace`) take out of them.
//
// A build makes one variant; a project holds the manifests of all. What any variant that may ship asks for counts, and
// what variants say differently is unknown. That of the build type `release` is in every one that ships.
#pragma once

#include <span>

#include "facts/fact_set.h"

namespace hegui::gather {

enum class PartOf : std::uint8_t { Release, Variant, Library };

struct ManifestPart {
  facts::FactSet* facts = nullptr;
  PartOf is = PartOf::Library;
};

// Leaves in each part what it adds to the app, and takes out of `app` what a part says better. `parts` in the order in
// which the build takes them where several say the same. Source: developer.android.com, "Manage manifest files".
void merge_manifests(facts::FactSet& app, std::span<const ManifestPart> parts);

}  // namespace hegui::gather
