// Drawing inputs together by where they lie: from the deepest folders up, what may be one product becomes one.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gather/piece.h"

namespace hegui::gather {

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
