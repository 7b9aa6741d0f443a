// The tables of codes, each ordered by number and beginning above the one before.
#pragma once

#include <span>

#include "codes/codes.h"

namespace hegui::codes {

// Steps that codes of several tables share.
inline constexpr Words kBuildAgain{"重新构建或下载安装包", "build or download the package again"};
inline constexpr Words kRaiseLimits{
    "确认给的是所需的文件；`--max-entry-size` 和 `--max-memory` 可提高大小的上限",
    "make sure that the file is the one you mean; `--max-entry-size` and `--max-memory` raise "
    "the limits of size"};
inline constexpr Words kRepairHere{"按所示位置改正", "repair it at the place shown"};

std::span<const Row> package_rows();  // 10xx and 11xx
std::span<const Row> text_rows();     // 12xx to 15xx
std::span<const Row> policy_rows();   // 2xxx and 3xxx
std::span<const Row> result_rows();   // 4xxx, 5xxx and 9xxx

}  // namespace hegui::codes
