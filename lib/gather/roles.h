// What the inputs below a folder are in view of each other: an Xcode project is the app itself where nobody wrote an
// Info.plist, a watch app is left where there is one for telephones, a package where its sources lie.
#pragma once

#include <span>

#include "gather/piece.h"

namespace hegui::gather {

bool has_apps(std::span<const Piece> pieces);

void settle_roles(std::span<Piece> pieces);

}  // namespace hegui::gather
