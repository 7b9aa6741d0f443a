// The thresholds of a command line made exact.
#pragma once

#include <optional>

#include "options.h"
#include "policy/policy.h"
#include "result/gate.h"

namespace hegui::cli {

// Each threshold is `VALUE` for all or `PILLAR=VALUE` for one. Nothing when one cannot be understood, which has been
// printed then.
std::optional<result::GateOptions> gate_options(const Gates& gates, const Common& common, const policy::Policy& policy);

}  // namespace hegui::cli
