// A package opened by libzip with zlib, as by a program that has no lister of its own.
#pragma once

#include <zip.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hegui::bench {

class Library {
 public:
  // The bytes must outlive it.
  static Library of_bytes(std::string_view package) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(package.data(), package.size(), 0, &error);
    zip_t* archive = source != nullptr ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (source != nullptr && archive == nullptr) zip_source_free(source);
    zip_error_fini(&error);
    return Library(archive);
  }

  static Library of_file(const std::string& path) { return Library(zip_open(path.c_str(), ZIP_RDONLY, nullptr)); }

  explicit operator bool() const { return archive_ != nullptr; }

  // Asks the name of every entry, as libzip lists; which of them `wanted` names, by their places.
  template <class Wanted>
  std::vector<zip_uint64_t> list(const Wanted& wanted) const {
    std::vector<zip_uint64_t> found;
    const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(std::max<zip_int64_t>(count, 0)); ++i)
      if (const char* name = zip_get_name(archive_.get(), i, ZIP_FL_ENC_RAW); name != nullptr && wanted(name))
        found.push_back(i);
    return found;
  }

  // Reads entries whole and checks their checksums, as it always does; false when one cannot be read.
  bool read(const std::vector<zip_uint64_t>& entries) const {
    for (const zip_uint64_t entry : entries) {
      zip_stat_t stated;
      if (zip_stat_index(archive_.get(), entry, 0, &stated) != 0) return false;
      const std::unique_ptr<zip_file_t, Free> file(zip_fopen_index(archive_.get(), entry, 0));
      const auto bytes = std::make_unique_for_overwrite<char[]>(stated.size);
      if (!file || std::cmp_not_equal(zip_fread(file.get(), bytes.get(), stated.size), stated.size)) return false;
    }
    return true;
  }

 private:
  explicit Library(zip_t* archive) : archive_(archive) {}

  struct Free {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
  };
  std::unique_ptr<zip_t, Free> archive_;
};

}  // namespace hegui::bench
