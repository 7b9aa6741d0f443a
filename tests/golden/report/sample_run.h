// Runs built by hand for the tests of reports: every kind of verdict, place and remark, and inputs that mean harm.
#pragma once

#include "result/run.h"

namespace hegui::result::sample {

// A declared app with failures of every severity, unknowns, a waiver, a notice and warnings.
Run demo();
// A manifest alone: nothing fails, much cannot be judged.
Run bare();
// Everything known and met.
Run clean();
// Nothing could be read.
Run unreadable();
// Two subjects, the demo and the clean one.
Run fleet();

}  // namespace hegui::result::sample
