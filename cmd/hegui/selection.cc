#include "selection.h"

#include <fmt/format.h>

#include <algorithm>

#include "check/select.h"
#include "terminal.h"

namespace hegui::cli {

std::optional<Date> day_of(const std::string& as_of, const Common& common) {
  if (as_of.empty()) return today(common);
  const auto day = parse_date(as_of);
  if (!day)
    complain(common, "--as-of 须为 YYYY-MM-DD 形式的日期，不能是 `{}`", "--as-of wants a day as YYYY-MM-DD, not `{}`",
             as_of);
  return day;
}

std::optional<std::vector<std::uint8_t>> chosen_rules(const std::string& profile, std::vector<std::string> select,
                                                      std::vector<std::string> ignore, const policy::Policy& policy,
                                                      const Common& common) {
  if (!profile.empty()) {
    const auto profiles = policy.profiles();
    const auto it =
        std::ranges::find(profiles, profile, [&](const policy::ProfileRow& row) { return policy.text(row.name); });
    if (it == profiles.end()) {
      std::string known;
      for (const policy::ProfileRow& row : profiles)
        known += fmt::format("{}{}", known.empty() ? "" : ", ", policy.text(row.name));
      print(common, error(Code{4002}, {}, fmt::format("no profile is called `{}`", profile),
                          fmt::format("there are: {}", known)));
      return std::nullopt;
    }
    for (const image::Text word : policy.texts(it->select)) select.emplace_back(policy.text(word));
    for (const image::Text word : policy.texts(it->ignore)) ignore.emplace_back(policy.text(word));
  }
  auto chosen = check::select(policy, select, ignore);
  if (chosen) return std::move(*chosen);
  print(common, chosen.error());
  return std::nullopt;
}

}  // namespace hegui::cli
