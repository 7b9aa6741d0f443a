// App Transport Security: the dictionary NSAppTransportSecurity of an Info.plist.
#pragma once

#include "read/format/ios_values.h"

namespace hegui::read::ios {

// States it. `whole`: the file speaks for the app, so what it leaves out has its default; else (an extension) only what
// loosens it is stated.
void state_transport(Values& values, bool whole);

}  // namespace hegui::read::ios
