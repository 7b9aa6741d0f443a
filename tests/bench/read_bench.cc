// Time of reading packages and text manifests against the floor of what must be done anyway, in one run:
//   facts of all text manifests given together  /  parsing them by libxml2, and by pugixml, and nothing more
//   facts without code  /  opening the package from memory, listing it, and reading the manifest and the resource table
//   facts with code     /  reading the dex entries alone, of a package that is open
//
// Packages have two floors: our own lister with libdeflate, by which hegui reads them, and libzip with zlib, which a
// program would use that has no lister of its own. All begin with the package in memory. libzip lists by asking the
// name of every entry, and checks the checksum of what it reads, as it always does; a package that it refuses counts
// for our own floor alone.
//
// Usage: read_bench file… [rounds]. Processor time of the best round.
#include <fmt/format.h>
#include <libxml/parser.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "policy/embedded.h"
#include "read/container/zip.h"
#include "read/format.h"

#include "libzip.h"

namespace {

using namespace hegui;

constexpr double kGoalWithoutCode = 2, kGoalWithCode = 1.5;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Work>
double best_of(int rounds, Work work) {
  double best = 1e9;
  for (int i = 0; i < rounds; ++i) {
    const double begin = processor_seconds();
    work();
    best = std::min(best, processor_seconds() - begin);
  }
  return best;
}

// The names of the dex entries that the platform loads, as far as the package has them.
std::vector<std::string> code_of(const read::zip::Archive& archive) {
  std::vector<std::string> names;
  for (std::string name = "classes.dex"; archive.find(name) != nullptr;
       name = fmt::format("classes{}.dex", names.size() + 1))
    names.push_back(name);
  return names;
}

// Reads the entries whole, those that are there; bytes read.
std::size_t read_entries(const read::zip::Archive& archive, const std::vector<std::string>& names) {
  std::size_t total = 0;
  for (const std::string& name : names) {
    const read::zip::Entry* entry = archive.find(name);
    if (entry == nullptr) continue;
    const Result<SourcePtr> bytes = archive.read(*entry, {});
    if (bytes) total += (*bytes)->text().size();
  }
  return total;
}

// How many times as long as one floor hegui takes, over all packages.
class Ratios {
 public:
  Ratios(std::string_view title, double goal) : title_(title), goal_(goal) {}

  // The ratio as the table shows it; what has no floor is left out.
  std::string add(double ours, double floor) {
    if (floor <= 0) return "-";
    ratios_.push_back(ours / floor);
    ours_ += ours;
    floor_ += floor;
    return fmt::format("{:.2f}", ratios_.back());
  }

  void print() {
    if (ratios_.empty()) return;
    std::ranges::sort(ratios_);
    fmt::print("{}: {} packages, median {:.2f}, {} within {:.1f}, all together {:.2f}\n", title_, ratios_.size(),
               ratios_[ratios_.size() / 2], std::ranges::count_if(ratios_, [this](double r) { return r <= goal_; }),
               goal_, ours_ / floor_);
  }

 private:
  std::string_view title_;
  double goal_, ours_ = 0, floor_ = 0;
  std::vector<double> ratios_;
};

class PackageBench {
 public:
  PackageBench(int rounds, const vocab::Vocabulary& vocabulary) : rounds_(rounds), vocabulary_(vocabulary) {}

  void measure(const std::string& path) {
    const Result<SourcePtr> source = disk().open(path, std::uint64_t{4} << 30);
    if (!source || !read::read(*source, {})) return;
    if (!std::exchange(begun_, true))
      fmt::print("{:>8} {:>8} {:>8} {:>6} {:>6} {:>9} {:>9} {:>8} {:>8} {:>6} {:>6}  microseconds\n", "2 files",
                 "libzip", "facts", "ratio", "libzip", "dex bytes", "dex", "libzip", "all", "ratio", "libzip");
    const Checked<read::zip::Archive> archive = read::zip::Archive::open(*source, {});
    const std::vector<std::string> two{"AndroidManifest.xml", "resources.arsc"}, code = code_of(*archive.value);
    const std::size_t code_bytes = read_entries(*archive.value, code);
    const double own_two = best_of(rounds_, [&] { read_entries(*read::zip::Archive::open(*source, {}).value, two); });
    const double own_code = code_bytes == 0 ? 0 : best_of(rounds_, [&] { read_entries(*archive.value, code); });
    double zip_two = 0, zip_code = 0;
    const auto among = [](const std::vector<std::string>& names) {
      return [&names](std::string_view name) { return std::ranges::find(names, name) != names.end(); };
    };
    if (const auto library = bench::Library::of_bytes((*source)->text());
        library && library.read(library.list(among(two)))) {
      zip_two = best_of(rounds_, [&] {
        const auto opened = bench::Library::of_bytes((*source)->text());
        opened.read(opened.list(among(two)));
      });
      const std::vector<zip_uint64_t> dex = library.list(among(code));
      if (code_bytes != 0 && library.read(dex)) zip_code = best_of(rounds_, [&] { library.read(dex); });
    }
    const double facts = best_of(rounds_, [&] { static_cast<void>(read::read(*source, {})); });
    const double all =
        best_of(rounds_, [&] { static_cast<void>(read::read(*source, {.limits = {}, .vocabulary = &vocabulary_})); });
    fmt::print("{:8.1f} {:8.1f} {:8.1f} {:>6} {:>6} {:9} {:9.1f} {:8.1f} {:8.1f} {:>6} {:>6}  {}\n", own_two * 1e6,
               zip_two * 1e6, facts * 1e6, plain_own_.add(facts, own_two), plain_zip_.add(facts, zip_two), code_bytes,
               own_code * 1e6, zip_code * 1e6, all * 1e6, code_own_.add(all, own_code), code_zip_.add(all, zip_code),
               path.substr(path.rfind('/') + 1));
  }

  void summarise() {
    for (Ratios* ratios : {&plain_own_, &plain_zip_, &code_own_, &code_zip_}) ratios->print();
  }

 private:
  int rounds_;
  const vocab::Vocabulary& vocabulary_;
  bool begun_ = false;
  Ratios plain_own_{"facts without code / listing and two entries, our own", kGoalWithoutCode};
  Ratios plain_zip_{"facts without code / listing and two entries, libzip", kGoalWithoutCode};
  Ratios code_own_{"facts with code / dex entries, our own", kGoalWithCode};
  Ratios code_zip_{"facts with code / dex entries, libzip", kGoalWithCode};
};

void measure_texts(const std::vector<SourcePtr>& texts, int rounds) {
  if (texts.empty()) return;
  std::size_t bytes = 0, parsed = 0, read = 0;
  const auto over_all = [&](auto work) {
    return best_of(rounds, [&] {
      for (const SourcePtr& text : texts) work(text);
    });
  };
  const double libxml = over_all([&](const SourcePtr& text) {
    xmlDoc* document = xmlReadMemory(text->text().data(), static_cast<int>(text->text().size()), nullptr, nullptr,
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    parsed += document != nullptr ? 1 : 0;
    xmlFreeDoc(document);
  });
  const double pugi = over_all([&](const SourcePtr& text) {
    pugi::xml_document document;
    document.load_buffer(text->text().data(), text->text().size());
  });
  const double facts = over_all([&](const SourcePtr& text) { read += read::read(text, {}) ? 1 : 0; });
  for (const SourcePtr& text : texts) bytes += text->text().size();
  const auto each = static_cast<std::size_t>(rounds);
  fmt::print(
      "{} texts of {} bytes ({} parsed, {} read): facts {:.1f}, libxml2 {:.1f} (ratio {:.2f}), pugixml {:.1f} (ratio "
      "{:.2f})\n",
      texts.size(), bytes, parsed / each, read / each, facts * 1e6, libxml * 1e6, facts / libxml, pugi * 1e6,
      facts / pugi);
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> paths(arguments + 1, arguments + count);
  int rounds = 20;
  if (!paths.empty() && paths.back().find_first_not_of("0123456789") == std::string::npos) {
    rounds = std::max(1, std::atoi(paths.back().c_str()));
    paths.pop_back();
  }
  const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
  PackageBench packages(rounds, vocabulary);
  std::vector<SourcePtr> texts;
  for (const std::string& path : paths) {
    const Result<SourcePtr> source = disk().open(path, std::uint64_t{4} << 30);
    if (source && !read::zip::is_zip((*source)->text()))
      texts.push_back(*source);
    else
      packages.measure(path);
  }
  packages.summarise();
  measure_texts(texts, rounds);
  return 0;
}
