// Drawing inputs together by where they lie: from the deepest folders up, what may be one product becomes one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gather/group.h"
#include "gather/place.h"
#include "gather/walk.h"

namespace hegui::gather {

// What an input is for its product, in the order they are merged.
enum class Role : std::uint8_t {
  Declaration,
  App,           // of an app as a whole
  Loose,         // of whatever app lies around it: entitlements, a privacy manifest, settings of a project
  Part,          // an extension, a library module, a variant of a build
  Library,       // a framework or library with a list of its own
  Dependencies,  // a list of what is used
  None,          // left
};

struct Piece {
  Read* read = nullptr;
  std::string seat;    // folder it speaks for, relative to the project
  Steps folders = {};  // of the seat, once it moves no more
  Role role = Role::Loose;
  std::string_view platform = {};  // of App and Part
  std::string id = {};             // what it calls itself, if it does
  std::string part = {};           // of the product, where it has one of each: two of one name belong to two products
  bool example = false;
  bool built = false;  // a package
  std::optional<Why> left = {};

  void leave(Why why) {
    role = Role::None;
    left = why;
  }
};

// Inputs of one product.
struct Cluster {
  std::vector<Piece*> pieces;

  bool has_app() const;
  bool holds_app_at(std::string_view seat) const;
  void absorb(Cluster& other);
};

// Clusters of apps and loose pieces. `marked`: folders known to hold one project, however those below are called.
std::vector<Cluster> cluster(std::span<Piece* const> pieces, std::span<const std::string> marked);

}  // namespace hegui::gather
