// From policy files to an image. The build embeds the image of policy/; a policy given on the command line takes the
// same way.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "policy/policy.h"

namespace hegui::policy {

// How much of a folder is taken for a policy.
struct CollectLimits {
  std::uint64_t file_bytes = std::uint64_t{4} << 20;
  std::size_t files = 20'000;
  std::uint32_t depth = 8;
};

// Every `.toml` file below the folder `root`, in byte order of their paths. A folder `coverage` right below it that is
// no pack is left out: it says which proposals became which rules. Errors: what the file system says, and HG3009 when
// the folder holds none or more than the limits allow.
Checked<std::vector<SourcePtr>> collect(const FileSystem& files, const std::string& root,
                                        const CollectLimits& limits = {});

// The image of a policy. A file belongs to the pack whose `pack.toml` stands in its folder or nearest above; which
// tables it holds decides what it is, not its name. The image depends on the files' contents and their paths below
// their packs' folders, on nothing else: a pack is known by its id, whatever its folder is called and wherever it lies.
// There is no value when any issue is an error: HG3001 to HG3029, and those of conditions, HG2xxx.
Checked<std::string> compile(std::span<const SourcePtr> files);

// The files a policy was made of, named by `above` and their paths: `pack/rules/rule.toml`. They live as long as the
// image. Compiled together with further files they make the policy extended by these, provided that no folder among
// these is named as one of them.
std::vector<SourcePtr> sources(const Policy& policy, std::string_view above = {});

}  // namespace hegui::policy
