// The tables of codes, each ordered by number and beginning above the one before.
#pragma once

#include <span>

#include "codes/codes.h"

namespace hegui::codes {

std::span<const Row> package_rows();  // 10xx and 11xx
std::span<const Row> text_rows();     // 12xx to 15xx
std::span<const Row> policy_rows();   // 2xxx and 3xxx
std::span<const Row> result_rows();   // 4xxx, 5xxx and 9xxx

}  // namespace hegui::codes
