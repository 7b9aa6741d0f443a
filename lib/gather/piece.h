// What an input is, as it shows by itself: of an app, of a part of one, of a test, of another platform.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
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

  void be_app(std::string_view on) {
    role = Role::App;
    platform = on;
  }
  void leave(Why why) {
    role = Role::None;
    left = why;
  }
};

// The inputs below `folder`, each with what it is. `reads` must outlive them.
std::vector<Piece> pieces_of(const std::string& folder, std::span<Read> reads, const FileSystem& files);

// The folder that an input below `folder` speaks for, relative to that.
std::string seat_below(const std::string& folder, std::string_view path);

bool is_xcode_project(const Piece& piece);

// Whether a list that is known holds `text`.
bool has_member(const facts::FactSet& facts, facts::FactId list, std::string_view text);

}  // namespace hegui::gather
