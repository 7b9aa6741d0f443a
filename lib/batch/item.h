// What one subject of a batch is made of, before anything of it is read.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_stamp.h"
#include "read/container/zip.h"

namespace hegui::batch {

// What becomes one subject.
enum class Group : std::uint8_t {
  File,     // each file
  Package,  // all inputs that name the same package; one that names none stands alone
  Project,  // each product of a project folder
};

// One input. At most one of `path`, `content` and `archive` is set; with none, `problem` says why.
struct Part {
  std::string name;                    // what results call it, bytes as given
  std::string path;                    // of a file, or with Group::Project of a folder
  std::optional<FileStamp> stamp;      // of `path`, where the system was asked already
  bool copy = false;                   // `path` holds the bytes only: what lies beside it is not the input's
  std::optional<std::string> content;  // given inline
  std::shared_ptr<const read::zip::Archive> archive;
  std::uint32_t entry = 0;  // of `archive`
  // Found in a folder by no name that only manifests have: left out when it is of no known format.
  bool sought = false;
  std::optional<Diagnostic> problem;
};

struct Item {
  std::vector<Part> parts;  // at least one; the first names the subject
};

}  // namespace hegui::batch
