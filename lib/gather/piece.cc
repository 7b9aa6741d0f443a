#include "gather/piece.h"

#include <algorithm>

#include "gather/gradle_modules.h"

namespace hegui::gather {
namespace {

using facts::fact;
using facts::FactId;
using facts::FactSet;
using facts::Knowledge;

// Of a module with a build script, where apps and libraries look alike: an app has an entry on the launcher or a name
// of its own. A script that says what it builds decides.
bool is_android_app(const FactSet& facts, bool has_script) {
  static const FactId kKind = fact("subject.kind"), kApplication = fact("android.has_application"),
                      kComponents = fact("android.components"), kLauncher = fact("android.components[].launcher"),
                      kLabel = fact("android.label");
  const facts::Cell& kind = facts.cell(kKind);
  if (kind.knowledge == Knowledge::Known && kind.value.as_text() != "app") return false;
  const facts::Cell& application = facts.cell(kApplication);
  if (application.knowledge != Knowledge::Known || !application.value.as_bool()) return false;
  if (!has_script) return true;
  for (const facts::Item* item = facts.cell(kComponents).first; item != nullptr; item = item->next) {
    const facts::Cell& launcher = FactSet::cell(*item, kLauncher);
    if (launcher.knowledge == Knowledge::Known && launcher.value.as_bool()) return true;
  }
  const facts::Cell& label = facts.cell(kLabel);
  return label.knowledge == Knowledge::Known || label.unreadable || label.origins != nullptr;
}

std::string_view first_of(const facts::Cell& list, std::string_view otherwise) {
  const bool told = list.knowledge == Knowledge::Known && !list.value.as_list().items.empty();
  return told ? list.value.as_list().items.front().as_text() : otherwise;
}

// The copies that tools put into native projects leave the id out.
bool names_app(const FactSet& facts) { return facts.cell(fact("cross_platform.app_id")).knowledge == Knowledge::Known; }

// The module that a manifest of HarmonyOS's older model is of; that of the newer one is of the application.
std::string_view module_of(const FactSet& facts) {
  static const FactId kModules = fact("harmony.modules");
  return first_of(facts.cell(kModules), "application");
}

std::string_view mini_platform(const FactSet& facts) {
  static const FactId kPlatforms = fact("subject.platforms");
  return first_of(facts.cell(kPlatforms), "mini-program");
}

void sort_android(const Read& read, Piece& out, bool has_script) {
  out.platform = "android";
  const SourceSet set = source_set(read.path);
  if (set == SourceSet::Main)
    out.role = is_android_app(read.facts, has_script) ? Role::App : Role::Part;
  else if (set == SourceSet::Debug)
    out.leave(Why::Variant);
  else
    out.role = Role::Part;
}

// Of `Sources/MacBridge/`.
std::string_view last_folder(std::string_view path) {
  const Steps folders = steps(path);
  return folders.empty() ? std::string_view{} : folders.back();
}

void sort_bundle(const Read& read, Piece& out) {
  static const FactId kKinds = fact("ios.bundle_kinds");
  const FactSet& facts = read.facts;
  out.platform = "ios";
  const std::string folder = out.seat.substr(out.seat.rfind('/') + 1);
  const std::string_view above = std::string_view(out.seat).substr(0, out.seat.size() - folder.size());
  const bool other_system = speaks_of_other_apple_system(folder) ||
                            (folder == "Resources" && speaks_of_other_apple_system(last_folder(above)));
  const std::string name = lowered(folder);
  const std::string_view file = std::string_view(read.path).substr(read.path.rfind('/') + 1);
  if (file.find("Tests") != file.npos) return out.leave(Why::Tests);
  if (name.ends_with("tvos") || name.ends_with("watchos") || name.ends_with("macos") || name.ends_with("maccatalyst"))
    out.leave(Why::OtherPlatform);
  else if (has_member(facts, kKinds, "application"))
    out.role = Role::App;
  else if (other_system)
    out.leave(Why::OtherPlatform);
  else if (has_member(facts, kKinds, "extension"))
    out.role = Role::Part;
  else if (has_member(facts, kKinds, "test"))
    out.leave(Why::Tests);
  else if (has_member(facts, kKinds, "watch-app"))
    out.leave(Why::OtherPlatform);
  else if (has_member(facts, kKinds, "framework"))
    out.role = Role::Library;
}

// Projects call them by what they are for.
void sort_entitlements(Piece& out) {
  const std::string name = lowered(std::string_view(out.read->path).substr(out.read->path.rfind('/') + 1));
  constexpr std::pair<std::string_view, Why> kWords[] = {
      {"debug", Why::Variant},       {"watch", Why::OtherPlatform}, {"catalyst", Why::OtherPlatform},
      {"macos", Why::OtherPlatform}, {"extension", Why::Part},      {"widget", Why::Part}};
  for (const auto& [word, why] : kWords)
    if (name.find(word) != name.npos) return out.leave(why);
}

// A script of Expo beside an app.json is given what stands in that, and adds to it.
void join_expo_scripts(std::vector<Piece>& pieces) {
  const auto is_expo = [](const Piece& piece) {
    const auto& inputs = piece.read->facts.inputs();
    return piece.role == Role::App && !inputs.empty() && inputs.front().format == "expo";
  };
  const auto is_json = [](const Piece& piece) { return piece.read->path.ends_with(".json"); };
  for (Piece& script : pieces)
    if (is_expo(script) && !is_json(script) && std::ranges::any_of(pieces, [&](const Piece& other) {
          return is_expo(other) && is_json(other) && other.seat == script.seat;
        }))
      script.role = Role::Loose;
}

Piece piece_of(const std::string& folder, Read& read, const FileSystem& files) {
  Piece out{&read, seat_below(folder, read.path)};
  out.example = in_example(steps(out.seat));
  const FactSet& facts = read.facts;
  const std::string_view format = facts.inputs().empty() ? std::string_view{} : facts.inputs().front().format;
  out.id = identity(facts);
  if ((facts.states() & facts::kDeclaration) != 0) {
    out.role = Role::Declaration;
  } else if (format == "dependencies" || format == "sbom") {
    out.role = Role::Dependencies;
  } else if (format == "android-manifest") {
    sort_android(read, out, has_script(folder, out.seat, files));
  } else if (format == "ios-info-plist") {
    sort_bundle(read, out);
  } else if (format == "xcode-project") {
    out.role = Role::Library;  // until it is known which apps it builds
  } else if (format == "ios-entitlements") {
    sort_entitlements(out);
  } else if (format == "apk" || format == "aab" || format == "android-bundle") {
    out.be_app("android");
    out.built = true;
  } else if (format == "ipa") {
    out.be_app("ios");
    out.built = true;
  } else if (format == "harmony-package" || (format == "harmony-manifest" && !out.id.empty())) {
    out.be_app("harmony");
    out.built = format == "harmony-package";
    out.part = format == "harmony-manifest" ? module_of(facts) : "";
  } else if (format == "mini-program") {
    out.be_app(mini_platform(facts));
  } else if (format == "quick-app") {
    out.be_app(format);
  } else if (format == "uni-app" || format == "expo" || (format == "cordova" && names_app(facts))) {
    out.be_app("cross-platform");
    out.part = format == "uni-app" ? format : "";
  } else if (format == "mini-project") {
    out.platform = mini_platform(facts);
  }
  return out;
}

}  // namespace

std::string seat_below(const std::string& folder, std::string_view path) {
  const std::size_t skipped = folder.ends_with('/') || folder.empty() ? folder.size() : folder.size() + 1;
  return seat(path.starts_with(folder) ? path.substr(skipped) : path);
}

bool is_xcode_project(const Piece& piece) { return piece.read->path.ends_with(".xcodeproj/project.pbxproj"); }

bool has_member(const FactSet& facts, FactId list, std::string_view text) {
  const facts::Cell& cell = facts.cell(list);
  return cell.knowledge == Knowledge::Known &&
         std::ranges::any_of(cell.value.as_list().items,
                             [&](const value::Value& member) { return member.as_text() == text; });
}

std::vector<Piece> pieces_of(const std::string& folder, std::span<Read> reads, const FileSystem& files) {
  std::vector<Piece> out;
  for (Read& read : reads) out.push_back(piece_of(folder, read, files));
  for (Piece& each : out) each.folders = steps(each.seat);
  join_expo_scripts(out);
  return out;
}

}  // namespace hegui::gather
