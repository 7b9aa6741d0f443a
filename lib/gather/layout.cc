#include "gather/layout.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>

#include "gather/android_merge.h"
#include "gather/cluster.h"
#include "gather/gradle_modules.h"
#include "read/format/declaration.h"

namespace hegui::gather {
namespace {

using facts::fact;
using facts::FactId;
using facts::FactSet;
using facts::Knowledge;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool has_member(const FactSet& facts, FactId list, std::string_view text) {
  const facts::Cell& cell = facts.cell(list);
  return cell.knowledge == Knowledge::Known &&
         std::ranges::any_of(cell.value.as_list().items,
                             [&](const value::Value& member) { return member.as_text() == text; });
}

// What the parts of an iOS app add to it; what they say besides holds for the part alone. What an extension loosens is
// loose.
void keep_additions(FactSet& facts) {
  static const FactId kAdding[] = {fact("permissions"), fact("subject.networked"), fact("ios.ats_domains"),
                                   fact("ios.ats_exception_domains"), fact("sdks")};
  static const FactId kLoosening[] = {fact("ios.ats_arbitrary_loads"), fact("ios.ats_web_content"),
                                      fact("ios.ats_media")};
  for (const FactId id : facts::Schema::get().roots()) {
    facts::Cell& cell = facts.cell(id);
    const bool loosens = std::ranges::find(kLoosening, id) != std::end(kLoosening) &&
                         cell.knowledge == Knowledge::Known && cell.value.as_bool();
    if (!loosens && std::ranges::find(kAdding, id) == std::end(kAdding)) cell = {};
  }
}

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

class Layouter {
 public:
  Layouter(const std::string& folder, std::vector<Read> reads, const FileSystem& files, const Again& again)
      : folder_(folder), files_(files), again_(again), reads_(std::move(reads)) {}

  Layout run() && {
    for (Read& read : reads_) pieces_.push_back(piece(read));
    for (Piece& each : pieces_) each.folders = steps(each.seat);
    match_projects();
    promote_settings();
    leave_watch_apps();
    leave_examples();
    leave_packages();
    promote_library();
    demote_bundles();
    leave_parts_of_extensions();
    cluster();
    add_parts();
    bind();
    return std::move(*this).finish();
  }

 private:
  Piece piece(Read& read) const {
    const std::size_t skipped = folder_.ends_with('/') || folder_.empty() ? folder_.size() : folder_.size() + 1;
    Piece out{&read, seat(read.path.starts_with(folder_) ? std::string_view(read.path).substr(skipped) : read.path)};
    out.example = in_example(steps(out.seat));
    const FactSet& facts = read.facts;
    const std::string_view format = facts.inputs().empty() ? std::string_view{} : facts.inputs().front().format;
    out.id = identity(facts);
    if ((facts.states() & facts::kDeclaration) != 0) {
      out.role = Role::Declaration;
    } else if (format == "dependencies" || format == "sbom") {
      out.role = Role::Dependencies;
    } else if (format == "android-manifest") {
      sort_android(read, out);
    } else if (format == "ios-info-plist") {
      sort_bundle(read, out);
    } else if (format == "xcode-project") {
      out.role = Role::Library;  // until it is known which apps it builds
    } else if (format == "ios-entitlements") {
      sort_entitlements(out);
    } else if (format == "apk" || format == "aab" || format == "android-bundle") {
      app(out, "android");
      out.built = true;
    } else if (format == "ipa") {
      app(out, "ios");
      out.built = true;
    } else if (format == "harmony-package" || (format == "harmony-manifest" && !out.id.empty())) {
      app(out, "harmony");
      out.built = format == "harmony-package";
      out.part = format == "harmony-manifest" ? module_of(facts) : "";
    } else if (format == "mini-program") {
      app(out, mini_platform(facts));
    } else if (format == "quick-app") {
      app(out, format);
    } else if (format == "uni-app" || format == "expo" || (format == "cordova" && names_app(facts))) {
      app(out, "cross-platform");
      out.part = format == "uni-app" ? format : "";
    } else if (format == "mini-project") {
      out.platform = mini_platform(facts);
    }
    return out;
  }

  // The copies that tools put into native projects leave the id out.
  static bool names_app(const FactSet& facts) {
    return facts.cell(fact("cross_platform.app_id")).knowledge == Knowledge::Known;
  }

  // The module that a manifest of HarmonyOS's older model is of; that of the newer one is of the application.
  static std::string_view module_of(const FactSet& facts) {
    static const FactId kModules = fact("harmony.modules");
    return first_of(facts.cell(kModules), "application");
  }

  static std::string_view mini_platform(const FactSet& facts) {
    static const FactId kPlatforms = fact("subject.platforms");
    return first_of(facts.cell(kPlatforms), "mini-program");
  }

  static std::string_view first_of(const facts::Cell& list, std::string_view otherwise) {
    const bool told = list.knowledge == Knowledge::Known && !list.value.as_list().items.empty();
    return told ? list.value.as_list().items.front().as_text() : otherwise;
  }

  // A project whose manifests its framework writes: the settings speak for the app, one file for each platform.
  void promote_settings() {
    for (Piece& piece : pieces_) {
      const bool settings = (piece.read->facts.states() & facts::kMiniProject) != 0;
      if (piece.role != Role::Loose || !settings || piece.platform.empty() || piece.id.empty()) continue;
      const Steps own = steps(piece.seat);
      const bool has_app = std::ranges::any_of(pieces_, [&](const Piece& other) {
        if (other.role != Role::App || other.platform == "android" || other.platform == "ios") return false;
        const Steps theirs = steps(other.seat);
        return other.platform == piece.platform ? lies_in(theirs, own)
                                                : other.platform == "cross-platform" && lies_in(own, theirs);
      });
      if (!has_app) piece.role = Role::App;
    }
  }

  static void app(Piece& piece, std::string_view platform) {
    piece.role = Role::App;
    piece.platform = platform;
  }

  void sort_android(const Read& read, Piece& out) const {
    out.platform = "android";
    const SourceSet set = source_set(read.path);
    if (set == SourceSet::Main)
      out.role = is_android_app(read.facts, has_script(folder_, out.seat, files_)) ? Role::App : Role::Part;
    else if (set == SourceSet::Debug)
      out.leave(Why::Variant);
    else
      out.role = Role::Part;
  }

  // Of `Sources/MacBridge/`.
  static std::string_view last_folder(std::string_view path) {
    const Steps folders = steps(path);
    return folders.empty() ? std::string_view{} : folders.back();
  }

  static void sort_bundle(const Read& read, Piece& out) {
    static const FactId kKinds = fact("ios.bundle_kinds");
    const FactSet& facts = read.facts;
    out.platform = "ios";
    std::string folder = out.seat.substr(out.seat.rfind('/') + 1);
    const std::string_view above = std::string_view(out.seat).substr(0, out.seat.size() - folder.size());
    const bool other_system = speaks_of_other_apple_system(folder) ||
                              (folder == "Resources" && speaks_of_other_apple_system(last_folder(above)));
    std::ranges::transform(folder, folder.begin(), lower);
    const std::string_view file = std::string_view(read.path).substr(read.path.rfind('/') + 1);
    if (file.find("Tests") != file.npos) return out.leave(Why::Tests);
    if (folder.ends_with("tvos") || folder.ends_with("watchos") || folder.ends_with("macos"))
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
  static void sort_entitlements(Piece& out) {
    std::string name = out.read->path.substr(out.read->path.rfind('/') + 1);
    std::ranges::transform(name, name.begin(), lower);
    constexpr std::pair<std::string_view, Why> kWords[] = {
        {"debug", Why::Variant},       {"watch", Why::OtherPlatform}, {"catalyst", Why::OtherPlatform},
        {"macos", Why::OtherPlatform}, {"extension", Why::Part},      {"widget", Why::Part}};
    for (const auto& [word, why] : kWords)
      if (name.find(word) != name.npos) return out.leave(why);
  }

  bool is_app(const Piece& piece) const { return piece.role == Role::App; }
  bool has_apps() const {
    return std::ranges::any_of(pieces_, [](const Piece& piece) { return piece.role == Role::App; });
  }

  // An Xcode project belongs to the apps whose Info.plist lies nearest below it; without any it stands for the app
  // itself, whose Info.plist is written by the build.
  void match_projects() {
    const auto is_project = [](const Piece& piece) {
      return !piece.left && piece.read->path.ends_with(".xcodeproj/project.pbxproj");
    };
    std::vector<Piece*> matched;
    for (const Piece& app : pieces_) {
      if (app.role != Role::App || app.platform != "ios") continue;
      Piece* nearest = nullptr;
      for (Piece& project : pieces_)
        if (is_project(project) && lies_in(app.folders, project.folders) &&
            (nearest == nullptr || project.seat.size() > nearest->seat.size()))
          nearest = &project;
      if (nearest != nullptr) matched.push_back(nearest);
    }
    for (Piece& piece : pieces_) {
      if (!is_project(piece)) continue;
      const bool states_all = (piece.read->facts.states() & facts::kIos) != 0;
      if (std::ranges::find(matched, &piece) != matched.end())
        piece.role = Role::Loose;
      else if (states_all)
        app(piece, "ios");
      else
        piece.role = Role::Loose;
    }
    const bool any = std::ranges::any_of(
        pieces_, [](const Piece& piece) { return piece.role == Role::App && piece.platform == "ios"; });
    for (Piece& piece : pieces_)
      if (any && is_project(piece) && piece.role == Role::Loose && std::ranges::find(matched, &piece) == matched.end())
        piece.leave(Why::Part);
  }

  // What a watch shows is no second telephone app.
  void leave_watch_apps() {
    static const FactId kFeatures = fact("android.uses_features");
    const auto is_for_watches = [](const Piece& piece) {
      return has_member(piece.read->facts, kFeatures, "android.hardware.type.watch");
    };
    const auto is_app = [](const Piece& piece) { return piece.role == Role::App && piece.platform == "android"; };
    if (std::ranges::none_of(pieces_, [&](const Piece& piece) { return is_app(piece) && !is_for_watches(piece); }))
      return;
    for (Piece& piece : pieces_)
      if (is_app(piece) && is_for_watches(piece)) piece.leave(Why::OtherPlatform);
  }

  // Examples count only where there is nothing that they are examples of.
  void leave_examples() {
    const auto real = [](const Piece& piece) { return piece.role == Role::App && !piece.example; };
    if (std::ranges::none_of(pieces_, real)) return;
    for (Piece& piece : pieces_)
      if (piece.example && piece.role != Role::Declaration) piece.leave(Why::Example);
  }

  // A package that lies among sources for its platform is a build of them, mostly an older one. One that a declaration
  // names is meant.
  void leave_packages() {
    std::set<std::string> meant;
    for (const Piece& piece : pieces_)
      if (piece.role == Role::Declaration)
        for (const std::string& manifest : read::declared_manifests(piece.read->facts))
          meant.insert(beside(piece.read->path, manifest));
    for (Piece& package : pieces_)
      if (package.built && !package.left && !meant.contains(package.read->path) &&
          std::ranges::any_of(pieces_, [&](const Piece& piece) { return is_source_of(piece, package.platform); }))
        package.leave(Why::Package);
  }

  static bool is_source_of(const Piece& piece, std::string_view platform) {
    static const FactId kPlatforms = fact("subject.platforms");
    if (piece.built || (piece.role != Role::App && piece.role != Role::Part)) return false;
    return piece.platform == platform ||
           (piece.platform == "cross-platform" &&
            has_member(piece.read->facts, kPlatforms, platform == "harmony" ? "harmonyos" : platform));
  }

  // A project that builds no app is judged as the library it is.
  void promote_library() {
    if (has_apps()) return;
    for (Piece& piece : pieces_) {
      if (piece.role != Role::Part && piece.role != Role::Library) continue;
      if (piece.platform == "android" && source_set(piece.read->path) != SourceSet::Main) continue;
      piece.role = Role::App;
      return;
    }
    // Nothing but variants: better those than nothing.
    for (Piece& piece : pieces_)
      if (piece.left == Why::Variant || piece.role == Role::Part) {
        piece.role = Role::App;
        return;
      }
  }

  // A bundle that does not say what it is, beside an app, is a part of that.
  void demote_bundles() {
    const auto is_ios_app = [](const Piece& piece) { return piece.role == Role::App && piece.platform == "ios"; };
    if (std::ranges::none_of(pieces_, is_ios_app)) return;
    for (Piece& piece : pieces_) {
      if (piece.role != Role::Loose || piece.platform != "ios") continue;
      const Piece* project = project_around(piece);
      if (project != nullptr && project->left == Why::Part)
        piece.leave(Why::Part);
      else
        piece.role = Role::Part;
    }
  }

  // The Xcode project that lies nearest above a piece.
  const Piece* project_around(const Piece& piece) const {
    const Piece* nearest = nullptr;
    for (const Piece& project : pieces_)
      if (project.read->path.ends_with(".xcodeproj/project.pbxproj") && lies_in(piece.folders, project.folders) &&
          (nearest == nullptr || project.seat.size() > nearest->seat.size()))
        nearest = &project;
    return nearest;
  }

  // Entitlements of an extension hold for the extension.
  void leave_parts_of_extensions() {
    std::map<std::string_view, bool> own;  // folders of extensions: whether an app lies there too
    for (const Piece& piece : pieces_)
      if (piece.platform == "ios" && piece.role == Role::Part) own.try_emplace(piece.seat, false);
    for (const Piece& piece : pieces_)
      if (piece.platform == "ios" && is_app(piece))
        if (const auto at = own.find(piece.seat); at != own.end()) at->second = true;
    for (Piece& piece : pieces_) {
      const auto at = own.find(piece.seat);
      if (at != own.end() && !at->second && piece.read->path.ends_with(".entitlements")) piece.leave(Why::Part);
    }
  }

  void cluster() {
    std::vector<Piece*> whole;
    for (Piece& piece : pieces_)
      if (piece.role == Role::App || piece.role == Role::Loose) whole.push_back(&piece);
    clusters_ = gather::cluster(whole, marked_folders());
    if (!has_apps() && clusters_.size() > 1) {
      for (std::size_t i = 1; i < clusters_.size(); ++i) clusters_[0].absorb(clusters_[i]);
      clusters_.resize(1);
    }
    // What is of no app, beside several: a description of a service stands for itself.
    std::erase_if(clusters_, [&](Cluster& cluster) {
      const bool stays =
          cluster.has_app() || !has_apps() || std::ranges::any_of(cluster.pieces, [](const Piece* piece) {
            return (piece->read->facts.states() & facts::kService) != 0;
          });
      if (!stays)
        for (Piece* piece : cluster.pieces) piece->leave(Why::Unrelated);
      return !stays;
    });
  }

  // Folders whose own list of dependencies speaks for what lies on either side below them.
  std::vector<std::string> marked_folders() const {
    std::vector<std::string> out;
    for (const Piece& piece : pieces_)
      if (piece.read->path.ends_with("/pubspec.yaml") || piece.read->path.ends_with("/package.json") ||
          piece.read->path == "pubspec.yaml" || piece.read->path == "package.json")
        out.push_back(piece.seat);
    return out;
  }

  void add_parts() {
    GradleModules modules(folder_, files_);
    for (const Piece& piece : pieces_)
      if (piece.platform == "android" && piece.role == Role::Part)
        modules.add(piece.seat);
      else if (piece.platform == "android" && piece.role == Role::App)
        modules.add_app(piece.seat);
    for (Piece& piece : pieces_) {
      if (piece.role == Role::Part || piece.role == Role::Library) {
        add_part(piece, modules);
      } else if (piece.role == Role::Dependencies) {
        add_dependencies(piece);
      }
    }
    for (Cluster& cluster : clusters_) merge_modules(cluster);
  }

  static void merge_modules(Cluster& cluster) {
    const auto is_app = [](const Piece* piece) { return piece->role == Role::App && piece->platform == "android"; };
    const auto app = std::ranges::find_if(cluster.pieces, is_app);
    if (app == cluster.pieces.end()) return;
    std::vector<ManifestPart> parts;
    for (Piece* piece : cluster.pieces) {
      if (piece->role != Role::Part || piece->platform != "android") continue;
      const bool own = piece->seat == (*app)->seat;
      const bool release = own && source_set(piece->read->path) == SourceSet::Release;
      parts.push_back({&piece->read->facts, release ? PartOf::Release : own ? PartOf::Variant : PartOf::Library});
    }
    merge_manifests((*app)->read->facts, parts);
  }

  void add_part(Piece& piece, GradleModules& modules) {
    if (piece.role == Role::Library) return piece.leave(Why::Part);
    std::vector<Cluster*> near = nearest(piece);
    const auto own = [&](const Cluster* each) { return each->holds_app_at(piece.seat); };
    if (std::ranges::any_of(near, own))
      std::erase_if(near, [&](const Cluster* each) { return !own(each); });
    else if (piece.platform == "android")
      std::erase_if(near,
                    [&, only = near.size() == 1](const Cluster* each) { return !builds(*each, piece, modules, only); });
    if (near.empty()) return piece.leave(Why::Part);
    if (near.size() > 1 && piece.platform != "android") return piece.leave(Why::Unrelated);
    add(piece, near);
    if (piece.platform != "android") keep_additions(piece.read->facts);
  }

  // To each of several products an input is read once more.
  void add(Piece& piece, const std::vector<Cluster*>& clusters) {
    clusters.front()->pieces.push_back(&piece);
    for (std::size_t i = 1; i < clusters.size(); ++i) {
      std::optional<Read> read = again_(piece.read->path);
      if (!read) continue;
      copies_.push_back(std::move(*read));
      Piece& copy = copied_.emplace_back(piece);
      copy.read = &copies_.back();
      clusters[i]->pieces.push_back(&copy);
    }
  }

  static bool builds(const Cluster& cluster, const Piece& part, GradleModules& modules, bool only) {
    return std::ranges::any_of(cluster.pieces, [&](const Piece* piece) {
      return piece->role == Role::App && piece->platform == "android" && modules.builds(piece->seat, part.seat, only);
    });
  }

  // The clusters with an app for the platform of `piece`, in the deepest folder around it that has any.
  std::vector<Cluster*> nearest(const Piece& piece) {
    std::vector<Cluster*> out;
    for (Steps around = piece.folders;; around.pop_back()) {
      for (Cluster& cluster : clusters_)
        if (std::ranges::any_of(cluster.pieces, [&](const Piece* each) {
              return each->role == Role::App && each->platform == piece.platform && lies_in(each->folders, around);
            }))
          out.push_back(&cluster);
      if (!out.empty() || around.empty()) return out;
    }
  }

  void add_dependencies(Piece& piece) {
    std::vector<Cluster*> around;
    for (Cluster& cluster : clusters_)
      if (!cluster.has_app() || std::ranges::any_of(cluster.pieces, [&](const Piece* each) {
            if (each->role != Role::App) return false;
            return lies_in(each->folders, piece.folders) || lies_in(piece.folders, each->folders);
          }))
        if (cluster.has_app() || !has_apps()) around.push_back(&cluster);
    if (around.empty() && !has_apps() && clusters_.empty()) {
      clusters_.emplace_back();
      around.push_back(&clusters_.back());
    }
    const bool offers = piece.read->path.ends_with(".versions.toml");  // what each product may use
    if (around.size() == 1 || (offers && !around.empty()))
      add(piece, around);
    else
      piece.leave(Why::Unrelated);
  }

  // Declarations come first in the products they bind.
  void bind() {
    std::vector<Piece*> declarations;
    for (Piece& piece : pieces_)
      if (piece.role == Role::Declaration) declarations.push_back(&piece);
    for (Piece* declaration : declarations) {
      const Steps& own = declaration->folders;
      Cluster bound;
      bound.pieces.push_back(declaration);
      std::erase_if(clusters_, [&](Cluster& cluster) {
        const bool within = declarations.size() == 1 || std::ranges::any_of(cluster.pieces, [&](const Piece* piece) {
                              return piece->role != Role::Dependencies && lies_in(piece->folders, own);
                            });
        if (within) bound.absorb(cluster);
        return within;
      });
      clusters_.push_back(std::move(bound));
    }
  }

  Layout finish() && {
    Layout out;
    for (Cluster& cluster : clusters_) {
      // Lists of dependencies nearer to the top speak for more.
      std::ranges::stable_sort(cluster.pieces, {}, [](const Piece* piece) {
        return std::pair(piece->role, piece->role == Role::Dependencies ? piece->folders.size() : 0);
      });
      std::vector<Read>& product = out.products.emplace_back();
      for (Piece* piece : cluster.pieces) product.push_back(std::move(*piece->read));
    }
    for (const Piece& piece : pieces_)
      if (piece.left) out.left.push_back({piece.read->path, *piece.left});
    return out;
  }

  const std::string& folder_;
  const FileSystem& files_;
  const Again& again_;
  std::vector<Read> reads_;
  std::vector<Piece> pieces_;
  std::deque<Read> copies_;
  std::deque<Piece> copied_;
  std::vector<Cluster> clusters_;
};

}  // namespace

Layout lay_out(const std::string& folder, std::vector<Read> reads, const FileSystem& files, const Again& again) {
  return Layouter(folder, std::move(reads), files, again).run();
}

}  // namespace hegui::gather
