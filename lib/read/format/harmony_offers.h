// What a HarmonyOS module offers to other apps: the actions and addresses its components answer, and data by proxy.
#pragma once

#include "facts/fact_set.h"
#include "read/format/json_facts.h"

namespace hegui::read::harmony {

// `skills` of one component: actions, schemes, hosts of https links and whether they are verified. What stands there in
// another form than the manifest asks for is unknown.
void state_skills(JsonFacts& json, const tree::Node& component, facts::Item* item);

// Of a component that shares data: whether both reading and writing ask for a permission.
void state_guard(JsonFacts& json, const tree::Node& component, facts::Item* item);

// `proxyData` of a module, in older releases `proxyDatas`; without either there is none.
void state_proxy_data(JsonFacts& json, const tree::Node& module);

}  // namespace hegui::read::harmony
