#include "gates.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/nearest_name.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

// Tenths of a point; nothing unless the whole text is a number from 0 to 100.
std::optional<std::uint32_t> tenths_of(std::string_view text) {
  double number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || !(number >= 0 && number <= 100))
    return std::nullopt;
  return static_cast<std::uint32_t>(std::lround(number * 10));
}

// What may stand behind an option.
struct Wanted {
  std::string_view zh, en;
};

class Reader {
 public:
  Reader(const Common& common, const policy::Policy& policy) : common_(common), policy_(policy) {}

  // Hands each value to `general`, or to `of_pillar` with the pillar it names; both say whether they understood it.
  template <class General, class OfPillar>
  bool read(std::string_view option, const std::vector<std::string>& values, const Wanted& wanted, General general,
            OfPillar of_pillar) {
    for (const std::string& value : values) {
      const std::size_t equals = value.find('=');
      const bool understood = equals == std::string::npos ? general(value) : false;
      if (understood) continue;
      if (equals != std::string::npos) {
        result::PillarGate* pillar = find(option, value.substr(0, equals));
        if (pillar == nullptr) return false;
        if (of_pillar(*pillar, std::string_view(value).substr(equals + 1))) continue;
      }
      complain(common_, "{} 须为 {}，单独写或写作 PILLAR=…，不能是 `{}`", "{} wants {}, alone or as PILLAR=…, not `{}`",
               option, in_language(common_, wanted.zh, wanted.en), value);
      return false;
    }
    return true;
  }

  result::GateOptions options;

 private:
  result::PillarGate* find(std::string_view option, const std::string& id) {
    std::vector<std::string_view> known;
    for (const policy::PackRow& pack : policy_.packs()) known.push_back(policy_.text(pack.id));
    if (std::ranges::find(known, id) == known.end()) {
      complain(common_, "{}：没有叫 `{}` 的方面{}", "{}: no pillar is called `{}`{}", option, id,
               or_meant(common_, nearest_name(id, known)));
      return nullptr;
    }
    const auto it = std::ranges::find(options.pillars, id, &result::PillarGate::id);
    return it != options.pillars.end() ? &*it : &options.pillars.emplace_back(result::PillarGate{id, {}, {}, {}});
  }

  const Common& common_;
  const policy::Policy& policy_;
};

// True with the severity, which `none` leaves unset.
bool read_severity(std::string_view text, std::optional<policy::Severity>& into) {
  into = policy::parse_severity(text);
  return into || text == "none";
}

bool read_points(std::string_view text, std::optional<std::uint32_t>& into) {
  return (into = tenths_of(text)).has_value();
}

}  // namespace

std::optional<result::GateOptions> gate_options(const Gates& gates, const Common& common,
                                                const policy::Policy& policy) {
  Reader reader(common, policy);
  result::GateOptions& out = reader.options;
  out.strict = gates.strict;
  const bool understood =
      reader.read(
          "--fail-on", gates.fail_on, {"critical、high、medium、low 或 none", "critical, high, medium, low or none"},
          [&](std::string_view text) { return read_severity(text, out.fail_on); },
          [](result::PillarGate& pillar, std::string_view text) {
            return read_severity(text, pillar.fail_on.emplace());
          }) &&
      reader.read(
          "--min-score", gates.min_score, {"0 到 100 的分数", "a score from 0 to 100"},
          [&](std::string_view text) { return read_points(text, out.min_score); },
          [](result::PillarGate& pillar, std::string_view text) { return read_points(text, pillar.min_score); }) &&
      reader.read(
          "--max-drop", gates.max_drop, {"0 到 100 的分值", "points from 0 to 100"},
          [&](std::string_view text) { return read_points(text, out.max_drop); },
          [](result::PillarGate& pillar, std::string_view text) { return read_points(text, pillar.max_drop); });
  if (!understood) return std::nullopt;
  return std::move(reader.options);
}

}  // namespace hegui::cli
