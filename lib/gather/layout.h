// Which of the inputs below a folder make up one product, and which speak for no product of their own.
#pragma once

#include <functional>
#include <optional>

#include "base/file_system.h"
#include "gather/group.h"
#include "gather/walk.h"
#include "gather/xcode_files.h"

namespace hegui::gather {

struct Layout {
  std::vector<std::vector<Read>> products;  // the manifests of whole apps before those of their parts
  std::vector<Left> left;
};

// Apps that lie beside each other for different platforms are one product, unless their folders or ids tell them apart;
// two apps for the same platform are two. Library modules, variants of a build and extensions add to the app they
// belong to, or to each that is built with them; manifests of Android are merged as a build merges them. Examples, test
// bundles and lists of dependencies of something else are left. Where no app is found, all that was read is one
// product. A declaration binds all to one product; several bind what lies in the folder of each. `again` reads an input
// once more: facts cannot be shared by products. Of an Xcode project it reads what is set for these apps, known by the
// paths of their Info.plists, or without any for all.
using Again = std::function<std::optional<Read>(const std::string& path, const std::vector<std::string>& apps)>;
Layout lay_out(const std::string& folder, std::vector<Read> reads, const FileSystem& files, const XcodeFiles& named,
               const Again& again);

}  // namespace hegui::gather
