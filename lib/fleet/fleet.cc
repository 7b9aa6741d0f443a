#include "fleet/fleet.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "result/json.h"

namespace hegui::fleet {
namespace {

using nlohmann::json;

constexpr Code kOtherPolicy{5104}, kNoLine{5401}, kBrokenOff{5402}, kShards{5403}, kOtherInputs{5404};

std::string text(const json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string{};
}

std::uint32_t tenths(const json& object, const char* key) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_number()) return 0;
  return static_cast<std::uint32_t>(std::llround(std::clamp(it->get<double>(), 0.0, 100.0) * 10));
}

std::uint64_t whole(const json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_number_unsigned() ? it->get<std::uint64_t>() : 0;
}

// The array `key`, or an empty one.
const json& array(const json& object, const char* key) {
  static const json kEmpty = json::array();
  if (!object.is_object()) return kEmpty;
  const auto it = object.find(key);
  return it != object.end() && it->is_array() ? *it : kEmpty;
}

std::vector<std::string_view> texts(const json& list) {
  std::vector<std::string_view> out;
  for (const json& member : list)
    if (member.is_string()) out.push_back(member.get_ref<const std::string&>());
  return out;
}

// The texts that records of `list` have under the first of these names, each once.
std::vector<std::string_view> names(const json& list, std::initializer_list<const char*> keys) {
  std::vector<std::string_view> out;
  for (const json& record : list) {
    for (const char* key : keys) {
      if (!record.is_object()) break;
      const auto it = record.find(key);
      if (it == record.end() || !it->is_string()) continue;
      out.push_back(it->get_ref<const std::string&>());
      break;
    }
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void count(std::unordered_map<std::string, std::uint32_t>& counts, const std::vector<std::string_view>& names) {
  for (const std::string_view name : names) ++counts[std::string(name)];
}

// Parses without what a fleet has no use for.
json parse(std::string_view line) {
  const auto wanted = [](int depth, json::parse_event_t event, json& parsed) {
    if (depth != 1 || event != json::parse_event_t::key) return true;
    const auto& key = parsed.get_ref<const std::string&>();
    return key != "findings" && key != "gains" && key != "repairs" && key != "clauses" && key != "instruments" &&
           key != "not_judged";
  };
  return json::parse(line, wanted, false);
}

}  // namespace

hegui::Result<void> FleetReader::line(std::string_view line, std::string_view source) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty()) return {};
  const auto refused = [&](Code code, std::string message, std::string help) -> hegui::Result<void> {
    Diagnostic why = error(code, {}, std::move(message), std::move(help));
    why.place.file = source;
    return std::unexpected(std::move(why));
  };
  if (line.starts_with("{\"type\":\"run\"")) {
    if (open_)
      complain(kBrokenOff, source, "the lines of a batch break off: they have no `end` line",
               "run the batch again, or resume it");
    open_ = false;
    if (run_line_.empty()) {
      auto run = result::from_json(line, source);
      if (!run) return std::unexpected(run.error());
      run_line_ = line;
      fleet_.run = std::move(*run);
      fleet_.failing_clauses.resize(fleet_.run.clauses.size());
      for (std::uint32_t i = 0; i < fleet_.run.rules.size(); ++i) rules_[fleet_.run.rules[i].id] = i;
    } else if (line != run_line_) {
      return refused(
          kOtherPolicy,
          "these results were judged by another policy, on another day or by another version than those before",
          "report on them apart, or give one of the two as --against");
    }
    return {};
  }
  const json object = parse(line);
  const std::string type = object.is_object() ? text(object, "type") : std::string{};
  if (type == "end") {
    const auto it = object.find("shard");
    const json whole_run = {{"index", 1}, {"of", 1}};
    const json& part = it != object.end() && it->is_object() ? *it : whole_run;
    const auto complete = object.find("complete");
    shard(static_cast<std::uint32_t>(whole(part, "index")), static_cast<std::uint32_t>(whole(part, "of")),
          whole(object, "seen"), complete != object.end() && complete->is_boolean() && complete->get<bool>(), source);
    return {};
  }
  if (type != "subject" || run_line_.empty())
    return refused(kNoLine, "this is no line of a batch's results",
                   "give JSON Lines that `hegui batch` wrote, or a store");
  // What `check` writes is whole with every line; a batch's lines have an end.
  open_ = line.find("\"not_judged\":[") == std::string_view::npos;
  subject(&object);
  return {};
}

void FleetReader::subject(const void* line) {
  const json& object = *static_cast<const json*>(line);
  Row row;
  row.name = text(object, "name");
  row.id = text(object, "id");
  row.version = text(object, "version");
  row.kind = text(object, "kind");
  fleet::Result result;
  result.platforms = texts(array(object, "platforms"));
  row.platforms = fmt::format("{}", fmt::join(result.platforms, ","));
  for (const json& input : array(object, "inputs"))
    if (const auto it = input.find("path"); it != input.end() && it->is_string())
      result.inputs.push_back(it->get_ref<const std::string&>());
  row.unreadable = result.inputs.empty();
  static const json kNothing = json::object();
  const auto member = [&](const char* key) -> const json& {
    const auto it = object.find(key);
    return it != object.end() && it->is_object() ? *it : kNothing;
  };
  const json& score = member("score");
  if (const auto points = score.find("points"); points != score.end() && points->is_number())
    row.score = tenths(score, "points");
  row.attainable = tenths(score, "attainable");
  row.evidence = tenths(score, "evidence");
  if (const std::string grade = text(score, "grade"); grade.size() == 1) row.grade = grade[0];
  row.verdicts.assign(fleet_.run.rules.size(), '-');
  const json& verdicts = member("verdicts");
  std::set<std::uint32_t> clauses;
  for (const auto& [name, letter, into] : {std::tuple{"pass", 'p', &result.passed},
                                           {"fail", 'f', &result.failed},
                                           {"unknown", 'u', &result.unknown},
                                           {"not-judged", 'j', static_cast<std::vector<std::string_view>*>(nullptr)},
                                           {"waived", 'w', &result.waived}}) {
    const json& ids = array(verdicts, name);
    for (const json& id : ids) {
      if (!id.is_string()) continue;
      const auto rule = rules_.find(id.get_ref<const std::string&>());
      if (rule == rules_.end()) continue;
      row.verdicts[rule->second] = letter;
      if (letter == 'f' && !fleet_.run.rules[rule->second].notice)
        clauses.insert(fleet_.run.rules[rule->second].clauses.begin(), fleet_.run.rules[rule->second].clauses.end());
    }
    if (into != nullptr) *into = texts(ids);
  }
  const json& facts = member("facts");
  result.permissions = names(array(facts, "permissions"), {"name"});
  result.sdks = names(array(facts, "sdks"), {"slug", "name"});
  if (where_ != nullptr) {
    result.name = row.name;
    result.id = row.id;
    result.version = row.version;
    result.kind = row.kind;
    result.grade = std::string_view(&row.grade, 1);
    if (row.score) result.score = *row.score / 10.0;
    result.attainable = row.attainable / 10.0;
    result.evidence = row.evidence / 10.0;
    result.unreadable = row.unreadable;
    for (const std::uint32_t clause : clauses) result.clauses.push_back(fleet_.run.clauses[clause].id);
    if (!where_->holds(result)) {
      ++fleet_.filtered;
      return;
    }
  }
  for (const std::uint32_t clause : clauses) ++fleet_.failing_clauses[clause];
  count(fleet_.permissions, result.permissions);
  count(fleet_.sdks, result.sdks);
  for (const json& group : array(object, "pillars")) {
    if (!group.is_object()) continue;
    const std::string id = text(group, "id");
    auto pillar = std::ranges::find(fleet_.pillars, id, &Pillar::id);
    if (pillar == fleet_.pillars.end()) pillar = fleet_.pillars.insert(pillar, Pillar{id});
    const auto points = group.find("points");
    if (points == group.end() || !points->is_number()) continue;
    ++pillar->subjects;
    pillar->points += tenths(group, "points");
    const auto counts = group.find("counts");
    if (counts != group.end() && counts->is_object() && whole(*counts, "fail") > 0) ++pillar->failing;
  }
  fleet_.rows.push_back(std::move(row));
}

void FleetReader::end(std::string_view source) {
  if (open_)
    complain(kBrokenOff, source, "the lines of a batch break off: they have no `end` line",
             "run the batch again, or resume it");
  open_ = false;
}

void FleetReader::shard(std::uint32_t index, std::uint32_t of, std::uint64_t seen, bool complete,
                        std::string_view source) {
  open_ = false;
  if (!complete)
    complain(kBrokenOff, source, "the batch was stopped before it had seen every input", "resume it, or run it again");
  shards_[of][index].push_back({std::string(source), seen});
}

void FleetReader::complain(Code code, std::string_view source, std::string message, std::string help) {
  Diagnostic why = error(code, {}, std::move(message), std::move(help));
  why.place.file = source;
  fleet_.run.issues.push_back(std::move(why));
}

hegui::Result<Fleet> FleetReader::finish() {
  if (run_line_.empty())
    return std::unexpected(error(kNoLine, {}, "there are no results: no `run` line was found",
                                 "give JSON Lines that `hegui batch` wrote, or a store"));
  for (const auto& [of, found] : shards_) {
    if (of <= 1) continue;
    std::string missing;
    for (std::uint32_t index = 1; index <= of; ++index)
      if (!found.contains(index)) missing += fmt::format("{}{}/{}", missing.empty() ? "" : ", ", index, of);
    const Shard& first = found.begin()->second.front();
    if (!missing.empty())
      complain(kShards, first.source, fmt::format("shards are missing: {}", missing),
               "run them, and give their results too");
    for (const auto& [index, same] : found) {
      if (same.size() > 1)
        complain(kShards, same.back().source, fmt::format("shard {}/{} is there {} times", index, of, same.size()),
                 "give each shard once");
      for (const Shard& shard : same)
        if (shard.seen != first.seen)
          complain(kOtherInputs, shard.source,
                   fmt::format("shard {}/{} saw {} inputs, another {}", index, of, shard.seen, first.seen),
                   "run all shards over the same inputs");
    }
  }
  return std::move(fleet_);
}

}  // namespace hegui::fleet
