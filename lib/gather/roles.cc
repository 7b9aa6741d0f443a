#include "gather/roles.h"

#include <algorithm>
#include <map>
#include <set>

#include "read/format/declaration.h"

namespace hegui::gather {
namespace {

using facts::fact;
using facts::FactId;

class Roles {
 public:
  explicit Roles(std::span<Piece> pieces) : pieces_(pieces) {}

  void settle() {
    match_projects();
    promote_settings();
    leave_watch_apps();
    leave_examples();
    leave_packages();
    promote_library();
    demote_bundles();
    leave_parts_of_extensions();
  }

 private:
  // An Xcode project belongs to the apps whose Info.plist lies nearest below it; without any it stands for the app
  // itself, whose Info.plist is written by the build.
  void match_projects() {
    const auto is_project = [](const Piece& piece) { return !piece.left && is_xcode_project(piece); };
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
      if (states_all && std::ranges::find(matched, &piece) == matched.end())
        piece.be_app("ios");
      else
        piece.role = Role::Loose;
    }
    const bool any = std::ranges::any_of(
        pieces_, [](const Piece& piece) { return piece.role == Role::App && piece.platform == "ios"; });
    for (Piece& piece : pieces_)
      if (any && is_project(piece) && piece.role == Role::Loose && std::ranges::find(matched, &piece) == matched.end())
        piece.leave(Why::Part);
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

  // What a watch shows is no second telephone app.
  void leave_watch_apps() {
    static const FactId kFeatures = fact("android.uses_features");
    leave_beside("android", Why::OtherPlatform, [](const Piece& piece) {
      return has_member(piece.read->facts, kFeatures, "android.hardware.type.watch");
    });
    leave_beside("ios", Why::OtherPlatform, [](const Piece& piece) {
      const std::string_view file = std::string_view(piece.read->path).substr(piece.read->path.rfind('/') + 1);
      return speaks_of_watch_app(file) || (!piece.folders.empty() && speaks_of_watch_app(piece.folders.back()));
    });
  }

  // Leaves those apps for a platform of which something holds, where there is one of which it does not.
  template <class Holds>
  void leave_beside(std::string_view platform, Why why, const Holds& holds) {
    const auto is_app = [&](const Piece& piece) { return piece.role == Role::App && piece.platform == platform; };
    if (std::ranges::none_of(pieces_, [&](const Piece& piece) { return is_app(piece) && !holds(piece); })) return;
    for (Piece& piece : pieces_)
      if (is_app(piece) && holds(piece)) piece.leave(why);
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
    if (has_apps(pieces_)) return;
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
        piece.left.reset();
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
      if (is_xcode_project(project) && lies_in(piece.folders, project.folders) &&
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
      if (piece.platform == "ios" && piece.role == Role::App)
        if (const auto at = own.find(piece.seat); at != own.end()) at->second = true;
    for (Piece& piece : pieces_) {
      const auto at = own.find(piece.seat);
      if (at != own.end() && !at->second && piece.read->path.ends_with(".entitlements")) piece.leave(Why::Part);
    }
  }

  std::span<Piece> pieces_;
};

}  // namespace

bool has_apps(std::span<const Piece> pieces) {
  return std::ranges::any_of(pieces, [](const Piece& piece) { return piece.role == Role::App; });
}

void settle_roles(std::span<Piece> pieces) { Roles(pieces).settle(); }

}  // namespace hegui::gather
