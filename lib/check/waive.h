// Failures the operator answers for: a waiver in force turns a failure into a waived one, and one that does nothing is
// told.
#pragma once

#include <span>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "check/evaluate.h"
#include "read/format/declaration.h"

namespace hegui::check {

// Applies the waivers to the failures they name, and takes each rule's verdict anew from its items. The findings point
// at `waivers`, which must outlive them. Warnings: a waiver of an unknown rule (HG4010), one that has expired and
// waives nothing any more (HG4011), one that matches no failure (HG4012), one that waives several failures at once or
// for longer than a year (HG4013; it waives them all the same).
std::vector<Diagnostic> waive(Findings& findings, const policy::Policy& policy, std::span<const read::Waiver> waivers,
                              Date as_of);

}  // namespace hegui::check
