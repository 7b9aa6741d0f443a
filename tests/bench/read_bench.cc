// Time of reading packages and text manifests against the floor of what must be done anyway, in one run:
//   facts of all text manifests given together  /  parsing them by libxml2, and by pugixml, and nothing more
//   facts without code  /  listing the package and inflating the manifest and the resource table
//   facts with code     /  inflating the dex entries alone
// Usage: read_bench file… [rounds]. Processor time of the best round; the floor inflates by the same library.
#include <fmt/format.h>
#include <libxml/parser.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "policy/embedded.h"
#include "read/container/zip.h"
#include "read/format.h"

namespace {

using namespace hegui;

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

std::size_t inflate(const read::zip::Archive& archive, const std::string& name) {
  const read::zip::Entry* entry = archive.find(name);
  if (entry == nullptr) return 0;
  const Result<SourcePtr> bytes = archive.read(*entry, {});
  return bytes ? (*bytes)->text().size() : 0;
}

std::size_t inflate_code(const read::zip::Archive& archive) {
  std::size_t total = inflate(archive, "classes.dex");
  for (int number = 2; archive.find(fmt::format("classes{}.dex", number)) != nullptr; ++number)
    total += inflate(archive, fmt::format("classes{}.dex", number));
  return total;
}

void measure(const std::string& path, int rounds, const vocab::Vocabulary& vocabulary) {
  const Result<SourcePtr> source = disk().open(path, std::uint64_t{4} << 30);
  if (!source || !read::read(*source, {})) return;
  const Checked<read::zip::Archive> archive = read::zip::Archive::open(*source, {});
  std::size_t code = 0;
  const double two = best_of(rounds, [&] {
    const Checked<read::zip::Archive> listed = read::zip::Archive::open(*source, {});
    inflate(*listed.value, "AndroidManifest.xml");
    inflate(*listed.value, "resources.arsc");
  });
  const double plain = best_of(rounds, [&] { static_cast<void>(read::read(*source, {})); });
  const double dex = best_of(rounds, [&] { code = inflate_code(*archive.value); });
  const double whole =
      best_of(rounds, [&] { static_cast<void>(read::read(*source, {.limits = {}, .vocabulary = &vocabulary})); });
  fmt::print("{:8.1f} {:8.1f} {:5.2f} {:9} {:8.1f} {:8.1f} {:5.2f}  {}\n", two * 1e6, plain * 1e6, plain / two, code,
             dex * 1e6, whole * 1e6, dex > 0 && code > 0 ? whole / dex : 0, path.substr(path.rfind('/') + 1));
}

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
  fmt::print("{:>8} {:>8} {:>5} {:>9} {:>8} {:>8} {:>5}  microseconds\n", "2 files", "facts", "ratio", "dex bytes",
             "inflate", "all", "ratio");
  std::vector<SourcePtr> texts;
  for (const std::string& path : paths) {
    const Result<SourcePtr> source = disk().open(path, std::uint64_t{4} << 30);
    if (source && !read::zip::is_zip((*source)->text()))
      texts.push_back(*source);
    else
      measure(path, rounds, vocabulary);
  }
  measure_texts(texts, rounds);
  return 0;
}
