#include "read/format/android_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "read/format/android_interfaces.h"
#include "read/format/android_sdks.h"
#include "read/syntax/dex.h"

namespace hegui::read::android {
namespace {

using facts::fact;
using facts::FactId;
using facts::Item;

struct Ids {
  FactId sdks = fact("sdks");
  FactId sdk_slug = fact("sdks[].slug");
  FactId sdk_name = fact("sdks[].name");
  FactId sdk_provider = fact("sdks[].provider");
  FactId sdk_detected = fact("sdks[].detected");
  FactId dex = fact("code.dex");
  FactId calls = fact("code.sensitive_calls");
  FactId call_api = fact("code.sensitive_calls[].api");
  FactId call_category = fact("code.sensitive_calls[].category");
  FactId call_class = fact("code.sensitive_calls[].class");
  FactId call_sdk = fact("code.sensitive_calls[].sdk");
  FactId call_methods = fact("code.sensitive_calls[].methods");
  FactId http_urls = fact("code.http_urls");
  FactId pinning = fact("code.pinning");
  FactId webview_debugging = fact("code.webview_debugging");
  FactId webview_files = fact("code.webview_file_access");

  static const Ids& get() {
    static const Ids instance;
    return instance;
  }
};

// Code that is packed shows its packer only.
constexpr std::string_view kPackerKind = "security-hardening";
// All the code of a package, as a multiple of what one entry may be; the largest applications have a quarter of it.
constexpr std::uint64_t kMostCode = 16;
constexpr std::string_view kPinnerPackage = "Lokhttp3/";

class CodeReader {
 public:
  CodeReader(std::span<const CodePlace> places, bool whole, const Context& context, std::string_view package,
             facts::FactBuilder& facts, std::vector<Diagnostic>& issues)
      : places_(places),
        limits_(context.limits),
        vocabulary_(*context.vocabulary),
        sdks_(vocabulary_, package),
        interfaces_(vocabulary_),
        facts_(facts),
        issues_(issues),
        damaged_(!whole) {}

  void run() {
    facts_.also_states(facts::kDex);
    for (const FactId list : {ids_.sdks, ids_.calls, ids_.http_urls}) facts_.state_list(list, {});
    for (const CodePlace& place : places_) {
      archive_ = &place.archive;
      const zip::Entry* entry = archive_->find(place.dex + "classes.dex");
      for (int number = 2; entry != nullptr; ++number) {
        read(*entry);
        entry = archive_->find(fmt::format("{}classes{}.dex", place.dex, number));
      }
      for (const zip::Entry& library : archive_->entries()) state_library(library.name, place.libraries);
    }
    archive_ = &places_.front().archive;
    state_calls();
    facts_.open(ids_.sdks);
    facts_.set(ids_.dex, !damaged_, at("/"));
    if (damaged_ || packed_)
      for (const FactId list : {ids_.calls, ids_.http_urls}) facts_.open(list);
    state_judgements();
  }

 private:
  // Calls of one interface by one SDK, or by code that belongs to none.
  struct Calls {
    std::string caller;
    Span span;
    std::int64_t methods = 0;
  };

  Span at(std::string_view element) const { return {archive_->source().get(), 0, 0, element}; }
  Span at_class(std::string_view entry, std::string_view class_name) {
    return at(facts_.keep(fmt::format("!{}/{}", entry, class_name)));
  }

  // Entries may all be of the same bytes of the package, so what they take together is bounded.
  void read(const zip::Entry& entry) {
    if (read_ > kMostCode * limits_.max_entry_bytes) return;
    read_ += entry.size;
    if (read_ > kMostCode * limits_.max_entry_bytes)
      return unreadable(entry, fmt::format("the code up to here is more than {} bytes; from here on it is not read",
                                           kMostCode * limits_.max_entry_bytes));
    const Result<SourcePtr> bytes = archive_->read(entry, limits_);
    if (!bytes) return unreadable(entry, bytes.error().message);
    const Result<std::vector<dex::Dex>> files = dex::open(**bytes);
    if (!files) return unreadable(entry, files.error().message);
    for (const dex::Dex& file : *files) {
      find_sdks(file, entry.name);
      if (!find_calls(file, entry.name))
        return unreadable(entry,
                          "the members or instructions of a class lie outside the file or are repeated without end");
    }
  }

  void unreadable(const zip::Entry& entry, std::string_view why) {
    damaged_ = true;
    issues_.push_back(warning({1162}, at(facts_.keep(fmt::format("!{}", entry.name))),
                              fmt::format("what the code in {} shows is unknown: {}", entry.name, why),
                              "build the package again; code that only its packer can read cannot be checked"));
  }

  void find_sdks(const dex::Dex& file, std::string_view entry) {
    std::vector<bool> defined(file.types());
    for (std::uint32_t i = 0; i < file.classes(); ++i)
      if (const std::uint32_t type = file.class_def(i).type; type < defined.size()) defined[type] = true;
    // In the order of their names, so that a package is looked up once.
    for (std::uint32_t type = 0; type < defined.size(); ++type) {
      if (!defined[type]) continue;
      const std::string_view descriptor = file.type(type);
      if (const vocab::SdkRow* sdk = sdks_.of_class(descriptor); sdk != nullptr && found_.try_emplace(sdk).second)
        state_sdk(*sdk, at_class(entry, dex::class_name(descriptor)));
    }
  }

  void state_library(std::string_view name, std::string_view folder) {
    if (!name.starts_with(folder) || !name.substr(folder.size()).starts_with("lib/") || !name.ends_with(".so")) return;
    if (const vocab::SdkRow* sdk = sdks_.of_library(name.substr(name.rfind('/') + 1));
        sdk != nullptr && found_.try_emplace(sdk).second)
      state_sdk(*sdk, at(facts_.keep(fmt::format("!{}", name))));
  }

  void state_sdk(const vocab::SdkRow& sdk, const Span& span) {
    packed_ = packed_ || vocabulary_.text(sdk.kind) == kPackerKind;
    Item* item = facts_.add(ids_.sdks, span);
    facts_.set(ids_.sdk_slug, facts_.keep(vocabulary_.text(sdk.slug)), span, item);
    facts_.set(ids_.sdk_name, facts_.keep(vocabulary_.text(sdk.title.zh)), span, item);
    facts_.set(ids_.sdk_provider, facts_.keep(vocabulary_.text(sdk.provider.zh)), span, item);
    facts_.set(ids_.sdk_detected, true, span, item);
  }

  // False when the file is damaged.
  bool find_calls(const dex::Dex& file, std::string_view entry) {
    const Interfaces::Found found = interfaces_.find_in(file);
    return file.scan(found.wanted, [&](std::uint32_t caller, std::span<const std::uint32_t> marks) {
      const std::string_view descriptor = file.type(caller);
      for (const std::uint32_t mark : interfaces_.meant(marks)) note(mark, descriptor, entry);
      for (const std::uint32_t mark : marks) {
        if (!Interfaces::is_address(mark)) continue;
        if (urls_++ == facts::kMaxMembers) facts_.open(ids_.http_urls);
        if (urls_ > facts::kMaxMembers) break;
        const std::string address = dex::readable(file.string(found.addresses[Interfaces::address(mark)]));
        facts_.append(ids_.http_urls, facts_.keep(address), at_class(entry, dex::class_name(descriptor)));
      }
    });
  }

  void note(std::uint32_t mark, std::string_view descriptor, std::string_view entry) {
    if (mark == Interfaces::kPinning) {
      if (!descriptor.starts_with(kPinnerPackage) && !pins_) pins_ = at_class(entry, dex::class_name(descriptor));
      return;
    }
    if (mark == Interfaces::kWebDebugging || mark == Interfaces::kWebFiles) {
      Span& first = mark == Interfaces::kWebDebugging ? debugs_ : opens_files_;
      if (!first) first = at_class(entry, dex::class_name(descriptor));
      return;
    }
    Calls& calls = calls_[{mark, sdks_.of_class(descriptor)}];
    if (calls.methods++ != 0) return;
    calls.caller = dex::class_name(descriptor);
    calls.span = at_class(entry, calls.caller);
  }

  void state_calls() {
    // By interface, then by the SDK's name, so that the order does not depend on memory.
    std::vector<std::pair<std::pair<std::uint32_t, std::string_view>, const Calls*>> ordered;
    ordered.reserve(calls_.size());
    for (const auto& [key, calls] : calls_)
      ordered.push_back(
          {{key.first, key.second == nullptr ? std::string_view{} : vocabulary_.text(key.second->slug)}, &calls});
    std::ranges::sort(ordered);
    for (const auto& [key, calls] : ordered) {
      const auto& [mark, sdk] = key;
      Item* item = facts_.add(ids_.calls, calls->span);
      facts_.set(ids_.call_api, facts_.keep(interfaces_.name(mark)), calls->span, item);
      facts_.set(ids_.call_category, facts_.keep(interfaces_.category(mark)), calls->span, item);
      facts_.set(ids_.call_class, facts_.keep(calls->caller), calls->span, item);
      facts_.set(ids_.call_methods, calls->methods, calls->span, item);
      if (!sdk.empty()) facts_.set(ids_.call_sdk, facts_.keep(sdk), calls->span, item);
    }
  }

  // A call may stand behind a check or be given `false`: it says that the matter is open, only its absence decides.
  void state_judgements() {
    for (const auto& [id, call] :
         {std::pair(ids_.webview_debugging, debugs_), std::pair(ids_.webview_files, opens_files_)}) {
      if (call || damaged_ || packed_)
        facts_.unknown(id, call ? call : at("/"));
      else
        facts_.set(id, false, at("/"));
    }
    // Certificates can be pinned in other ways.
    if (pins_)
      facts_.set(ids_.pinning, true, pins_);
    else
      facts_.unknown(ids_.pinning, at("/"));
  }

  const Ids& ids_ = Ids::get();
  std::span<const CodePlace> places_;
  const zip::Archive* archive_ = nullptr;  // of the place looked at
  const Limits& limits_;
  const vocab::Vocabulary& vocabulary_;
  SdkMatcher sdks_;
  Interfaces interfaces_;
  facts::FactBuilder& facts_;
  std::vector<Diagnostic>& issues_;
  std::map<const vocab::SdkRow*, bool> found_;
  std::map<std::pair<std::uint32_t, const vocab::SdkRow*>, Calls> calls_;
  Span pins_, debugs_, opens_files_;
  std::uint64_t read_ = 0;  // bytes of code
  std::size_t urls_ = 0;    // places where an address stands
  bool damaged_, packed_ = false;
};

}  // namespace

void state_code(std::span<const CodePlace> places, bool whole, const Context& context, std::string_view package,
                facts::FactBuilder& facts, std::vector<Diagnostic>& issues) {
  const auto has_code = [](const CodePlace& place) { return place.archive.find(place.dex + "classes.dex") != nullptr; };
  if (context.vocabulary != nullptr && std::ranges::any_of(places, has_code))
    CodeReader(places, whole, context, package, facts, issues).run();
}

}  // namespace hegui::read::android
