// What a plugin of Cordova brings with it: its plugin.xml as a list of dependencies.
#pragma once

#include "read/format.h"

namespace hegui::read {

// Libraries of Gradle, pods, frameworks and other plugins that an app with the plugin has. Whether the app has the
// plugin stands in its config.xml or package.json, so whether these are in the product stays unknown here.
bool is_cordova_plugin(const Look& look);
// Errors: those of XML, HG1280 the root is another.
Checked<facts::FactSet> read_cordova_plugin(const SourcePtr& source, const Context& context);

}  // namespace hegui::read
