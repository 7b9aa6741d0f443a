#include "gather/cluster.h"

#include <algorithm>
#include <map>

namespace hegui::gather {
namespace {

// A folder with what lies in it.
struct Folder {
  std::map<std::string_view, Folder> folders;
  std::vector<Piece*> pieces;
  bool marked = false;
};

Folder& at(Folder& top, std::string_view path) {
  Folder* folder = &top;
  for (const std::string_view step : steps(path)) folder = &folder->folders[step];
  return *folder;
}

// A cluster below a folder, with the name of the next folder on the way to it.
struct Below {
  Cluster cluster;
  std::string_view step;
};

bool rival(const Piece& a, const Piece& b) {
  return a.role == Role::App && b.role == Role::App && a.platform == b.platform &&
         (a.id.empty() || a.id != b.id || (!a.part.empty() && a.part == b.part));
}

bool any_pair(const Cluster& a, const Cluster& b, bool (*holds)(const Piece&, const Piece&)) {
  return std::ranges::any_of(a.pieces, [&](const Piece* left) {
    return std::ranges::any_of(b.pieces, [&](const Piece* right) { return holds(*left, *right); });
  });
}

bool alike(const Below& a, const Below& b) {
  if (any_pair(a.cluster, b.cluster,
               [](const Piece& left, const Piece& right) { return !left.id.empty() && left.id == right.id; }))
    return true;
  const std::string left = stem(a.step), right = stem(b.step);
  return left.empty() || right.empty() || left == right;
}

bool fits(const Below& a, const Below& b, bool marked) {
  if (&a == &b || (!a.step.empty() && a.step == b.step)) return false;
  return !any_pair(a.cluster, b.cluster, rival) && (marked || alike(a, b));
}

// Unites apps where that leaves no choice: each of them fits the same others.
void unite_apps(std::vector<Below>& apps, bool marked) {
  const auto friends = [&](const Below& one) {
    std::vector<const Below*> out;
    for (const Below& other : apps)
      if (&other == &one || fits(one, other, marked)) out.push_back(&other);
    return out;
  };
  for (std::size_t i = 0; i < apps.size(); ++i) {
    const std::vector<const Below*> together = friends(apps[i]);
    if (together.size() < 2) continue;
    if (!std::ranges::all_of(together, [&](const Below* each) { return friends(*each) == together; })) continue;
    std::vector<std::size_t> others;
    for (const Below* each : together)
      if (each != &apps[i]) others.push_back(static_cast<std::size_t>(each - apps.data()));
    for (const std::size_t other : others) apps[i].cluster.absorb(apps[other].cluster);
    for (std::size_t k = others.size(); k-- > 0;) apps.erase(apps.begin() + static_cast<std::ptrdiff_t>(others[k]));
    if (std::ranges::any_of(others, [&](std::size_t other) { return other < i; })) return unite_apps(apps, marked);
  }
}

// Depth is that of the walk.
std::vector<Cluster> collect(Folder& folder) {
  std::vector<Below> apps;
  Cluster loose;
  const auto put = [&](Cluster&& cluster, std::string_view step) {
    if (cluster.has_app())
      apps.push_back({std::move(cluster), step});
    else
      loose.absorb(cluster);
  };
  for (Piece* piece : folder.pieces) put({{piece}}, {});
  for (auto& [name, inner] : folder.folders)
    for (Cluster& cluster : collect(inner)) put(std::move(cluster), name);
  unite_apps(apps, folder.marked);
  if (apps.size() == 1) {
    apps.front().cluster.absorb(loose);
    loose.pieces.clear();
  }
  std::vector<Cluster> out;
  for (Below& app : apps) out.push_back(std::move(app.cluster));
  if (!loose.pieces.empty()) out.push_back(std::move(loose));
  return out;
}

}  // namespace

bool Cluster::has_app() const {
  return std::ranges::any_of(pieces, [](const Piece* piece) { return piece->role == Role::App; });
}

bool Cluster::holds_app_at(std::string_view seat) const {
  return std::ranges::any_of(pieces,
                             [&](const Piece* piece) { return piece->role == Role::App && piece->seat == seat; });
}

void Cluster::absorb(Cluster& other) {
  pieces.insert(pieces.end(), other.pieces.begin(), other.pieces.end());
  other.pieces.clear();
}

std::vector<Cluster> cluster(std::span<Piece* const> pieces, std::span<const std::string> marked) {
  Folder top;
  for (const std::string& folder : marked) at(top, folder).marked = true;
  for (Piece* piece : pieces) at(top, piece->seat).pieces.push_back(piece);
  return collect(top);
}

}  // namespace hegui::gather
