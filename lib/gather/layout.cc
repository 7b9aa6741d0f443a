#include "gather/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "gather/android_merge.h"
#include "gather/cluster.h"
#include "gather/gradle_modules.h"
#include "gather/roles.h"

namespace hegui::gather {
namespace {

constexpr Code kMoreApps{1514};

using facts::fact;
using facts::FactId;
using facts::FactSet;
using facts::Knowledge;

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

class Layouter {
 public:
  Layouter(const std::string& folder, std::vector<Read> reads, const FileSystem& files, const XcodeFiles& named,
           const Again& again)
      : folder_(folder), files_(files), named_(named), again_(again), reads_(std::move(reads)) {}

  Layout run() && {
    pieces_ = pieces_of(folder_, reads_, files_);
    leave_what_is_of_other_systems();
    take_words_of_projects();
    settle_roles(pieces_);
    take_projects_apart();
    cluster();
    add_parts();
    bind();
    for (Piece* project : apart_) add_project(*project);
    return std::move(*this).finish();
  }

 private:
  // What projects tell of what does not tell itself.
  void take_words_of_projects() {
    for (Piece& piece : pieces_) {
      const auto at = named_.files.find(piece.read->path);
      if (piece.role != Role::Loose || piece.left || at == named_.files.end()) continue;
      if (piece.read->path.ends_with(".entitlements"))
        place_entitlements(piece, at->second);
      else if (at->second.of_app && at->second.for_phones)
        piece.be_app("ios");
    }
  }

  // Entitlements speak for the app that names them, wherever they lie; those of what goes into one are not the app's.
  void place_entitlements(Piece& piece, const XcodeFile& named) {
    if (named.apps.empty()) return;
    if (!named.of_app) return piece.leave(Why::Part);
    const auto app = std::ranges::find(pieces_, *named.apps.begin(), [](const Piece& each) { return each.read->path; });
    if (named.apps.size() > 1 || app == pieces_.end()) return;
    piece.seat = app->seat;
    piece.folders = steps(piece.seat);
  }

  // What an app for macOS holds is of no app for telephones, whatever else is found.
  void leave_what_is_of_other_systems() {
    for (Piece& piece : pieces_)
      if (may_be_of_other_system(piece) && lies_in_other_system(piece)) piece.leave(Why::OtherPlatform);
  }

  static bool may_be_of_other_system(const Piece& piece) {
    if (is_for_phones(piece)) return false;
    const std::string_view path = piece.read->path;
    return (piece.read->facts.states() & (facts::kIos | facts::kIosPrivacy | facts::kIosEntitlements)) != 0 ||
           path.ends_with("Package.resolved") || path.ends_with("Podfile.lock");
  }

  static bool is_for_phones(const Piece& piece) {
    const bool bundle = piece.platform == "ios" && (piece.role == Role::App || piece.role == Role::Part);
    return bundle || is_xcode_project(piece);
  }

  // Within an Xcode project for other systems, or beside or below one where nothing shows an app for telephones.
  bool lies_in_other_system(const Piece& piece) const {
    return std::ranges::any_of(named_.of_other_systems, [&](const std::string& project) {
      if (piece.read->path.starts_with(project.substr(0, project.rfind('/') + 1))) return true;
      const std::string own = seat_below(folder_, project);
      const Steps around = steps(own);
      return lies_in(piece.folders, around) && std::ranges::none_of(pieces_, [&](const Piece& other) {
               return is_for_phones(other) && lies_in(other.folders, around);
             });
    });
  }

  // A project tells each app that it names the Info.plist of what it sets for that one.
  void take_projects_apart() {
    for (Piece& project : pieces_)
      if (is_xcode_project(project) && (project.role == Role::Loose || project.left == Why::Part) &&
          std::ranges::any_of(pieces_, [&](const Piece& each) { return is_app_of(each, project); })) {
        project.role = Role::None;
        project.left.reset();
        apart_.push_back(&project);
      }
  }

  bool is_app_of(const Piece& piece, const Piece& project) const {
    if (piece.role != Role::App) return false;
    const auto at = named_.files.find(piece.read->path);
    return at != named_.files.end() && at->second.projects.contains(project.read->path);
  }

  void add_project(Piece& project) {
    project.role = Role::Loose;
    bool first = true;
    for (Cluster& cluster : clusters_) {
      std::vector<std::string> apps;
      for (const Piece* piece : cluster.pieces)
        if (is_app_of(*piece, project)) apps.push_back(piece->read->path);
      std::optional<Read> read = apps.empty() ? std::nullopt : again_(project.read->path, apps);
      if (!read) continue;
      if (std::exchange(first, false)) {
        project.read->facts = std::move(read->facts);
        cluster.pieces.push_back(&project);
      } else {
        add_copy(cluster, project, std::move(*read));
      }
    }
    if (first) return project.leave(Why::Unrelated);
    if (const auto at = named_.generated.find(project.read->path); at != named_.generated.end())
      project.read->issues.push_back(more_apps(project.read->path, at->second));
  }

  // What is set for apps without an Info.plist is told to no product: nothing shows what else is theirs.
  static Diagnostic more_apps(const std::string& project, const std::vector<std::string>& names) {
    constexpr std::size_t kMaxShown = 5, kMaxName = 100;
    std::string shown;
    for (std::size_t i = 0; i < std::min(names.size(), kMaxShown); ++i)
      shown += fmt::format("{}`{}`", i == 0 ? "" : ", ", names[i].size() > kMaxName ? "…" : names[i]);
    Diagnostic out = warning(
        kMoreApps, {},
        fmt::format("this project also builds {}{}, with an Info.plist that Xcode writes: not judged here", shown,
                    names.size() > kMaxShown ? fmt::format(" and {} more", names.size() - kMaxShown) : ""),
        "check the package of that app, or give it an Info.plist of its own");
    out.place.file = project;
    return out;
  }

  void add_copy(Cluster& cluster, const Piece& piece, Read read) {
    copies_.push_back(std::move(read));
    Piece& copy = copied_.emplace_back(piece);
    copy.read = &copies_.back();
    cluster.pieces.push_back(&copy);
  }

  void cluster() {
    std::vector<Piece*> whole;
    for (Piece& piece : pieces_)
      if (piece.role == Role::App || piece.role == Role::Loose) whole.push_back(&piece);
    clusters_ = gather::cluster(whole, marked_folders());
    if (!has_apps(pieces_) && clusters_.size() > 1) {
      for (std::size_t i = 1; i < clusters_.size(); ++i) clusters_[0].absorb(clusters_[i]);
      clusters_.resize(1);
    }
    // What is of no app, beside several: a description of a service stands for itself.
    std::erase_if(clusters_, [&](Cluster& cluster) {
      const bool stays =
          cluster.has_app() || !has_apps(pieces_) || std::ranges::any_of(cluster.pieces, [](const Piece* piece) {
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
    const std::vector<Cluster*> told = told_by_project(piece);
    std::vector<Cluster*> near = told.empty() ? nearest(piece) : told;
    const auto own = [&](const Cluster* each) { return each->holds_app_at(piece.seat); };
    if (std::ranges::any_of(near, own))
      std::erase_if(near, [&](const Cluster* each) { return !own(each); });
    else if (piece.platform == "android")
      std::erase_if(near,
                    [&, only = near.size() == 1](const Cluster* each) { return !builds(*each, piece, modules, only); });
    if (near.empty()) return piece.leave(Why::Part);
    if (near.size() > 1 && piece.platform != "android" && told.empty()) return piece.leave(Why::Unrelated);
    if (piece.platform != "android") keep_additions(piece.read->facts);
    add(piece, near);
  }

  // The clusters of the apps that an Xcode project puts a part into.
  std::vector<Cluster*> told_by_project(const Piece& piece) {
    std::vector<Cluster*> out;
    const auto at = named_.files.find(piece.read->path);
    if (at == named_.files.end()) return out;
    for (Cluster& cluster : clusters_)
      if (std::ranges::any_of(cluster.pieces, [&](const Piece* each) {
            return each->role == Role::App && at->second.apps.contains(each->read->path);
          }))
        out.push_back(&cluster);
    return out;
  }

  // To each of several products an input is read once more.
  void add(Piece& piece, const std::vector<Cluster*>& clusters) {
    clusters.front()->pieces.push_back(&piece);
    for (std::size_t i = 1; i < clusters.size(); ++i) {
      std::optional<Read> read = again_(piece.read->path, {});
      if (!read) continue;
      if (piece.platform == "ios") keep_additions(read->facts);
      add_copy(*clusters[i], piece, std::move(*read));
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
        if (cluster.has_app() || !has_apps(pieces_)) around.push_back(&cluster);
    if (around.empty() && !has_apps(pieces_) && clusters_.empty()) {
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
  const XcodeFiles& named_;
  const Again& again_;
  std::vector<Read> reads_;
  std::vector<Piece> pieces_;
  std::vector<Piece*> apart_;  // projects that tell each of several apps its own
  std::deque<Read> copies_;
  std::deque<Piece> copied_;
  std::vector<Cluster> clusters_;
};

}  // namespace

Layout lay_out(const std::string& folder, std::vector<Read> reads, const FileSystem& files, const XcodeFiles& named,
               const Again& again) {
  return Layouter(folder, std::move(reads), files, named, again).run();
}

}  // namespace hegui::gather
