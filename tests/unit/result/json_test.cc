// Out and in gives the same; what is not a stored result is refused with its place and reason.
#include "result/json.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <random>

#include "sample_run.h"

namespace hegui::result {
namespace {

std::string lines(const result::Run& run) {
  std::string out;
  append_run_line(out, run);
  for (const Subject& subject : run.subjects) append_subject_line(out, run, subject);
  return out;
}

std::vector<result::Run> all() {
  return {sample::demo(), sample::bare(), sample::clean(), sample::unreadable(), sample::fleet()};
}

TEST(Json, ComesBackAsItWent) {
  for (const result::Run& run : all()) {
    const std::string text = to_json(run);
    const Result<result::Run> back = from_json(text, "run.json");
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(to_json(*back), text);
    EXPECT_EQ(back->rules, run.rules);
    EXPECT_EQ(back->clauses, run.clauses);
    ASSERT_EQ(back->subjects.size(), run.subjects.size());
    for (std::size_t i = 0; i < run.subjects.size(); ++i) {
      EXPECT_EQ(back->subjects[i].score, run.subjects[i].score);
      EXPECT_EQ(back->subjects[i].grade, run.subjects[i].grade);
      EXPECT_EQ(back->subjects[i].repairs, run.subjects[i].repairs);
    }
  }
}

TEST(Json, LinesComeBackAsTheyWent) {
  for (const result::Run& run : all()) {
    const Result<result::Run> back = from_json(lines(run), "run.jsonl");
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(to_json(*back), to_json(run));
  }
}

TEST(Json, LeanLinesKeepWhatDoesNotFollowFromTheRest) {
  const result::Run run = sample::demo();
  std::string text;
  append_run_line(text, run);
  append_subject_line(text, run, run.subjects[0], Detail::Lean, "{\"android\":{\"target_sdk\":34}}");
  EXPECT_NE(text.find("\"facts\":{\"android\""), std::string::npos);
  append_end_line(text, {.seen = 1, .subjects = 1, .complete = true});
  const Result<result::Run> back = from_json(text, "batch.jsonl");
  ASSERT_TRUE(back) << back.error().message;
  ASSERT_EQ(back->subjects.size(), 1u);
  const Subject &was = run.subjects[0], &is = back->subjects[0];
  EXPECT_EQ(is.score, was.score);
  EXPECT_EQ(is.findings.size(), was.findings.size());
  EXPECT_TRUE(is.clauses.empty() && is.instruments.empty());
  for (std::size_t rule = 0; rule < was.verdicts.size(); ++rule)
    EXPECT_EQ(is.verdicts[rule].verdict, was.verdicts[rule].verdict);
  EXPECT_TRUE(back->issues.empty());
  append_end_line(text, {.seen = 9, .subjects = 1, .complete = false});
  ASSERT_EQ(from_json(text, "batch.jsonl")->issues.size(), 1u) << "that it was stopped is told";
}

TEST(Json, ShardsMayStandEndToEnd) {
  const Result<result::Run> back = from_json(lines(sample::demo()) + lines(sample::clean()), "all.jsonl");
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(to_json(*back), to_json(sample::fleet()));
}

TEST(Json, ShardsOfDifferentPoliciesAreRefused) {
  result::Run other = sample::clean();
  other.policy_digest = std::string(64, 'c');
  const Result<result::Run> back = from_json(lines(sample::demo()) + lines(other), "all.jsonl");
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, Code{5104});
  EXPECT_EQ(back.error().place.line, 3u);
}

// What the demo says after one change, as `line: message`.
std::string refusal(const std::function<void(nlohmann::json&)>& change) {
  nlohmann::json document = nlohmann::json::parse(to_json(sample::demo()));
  change(document);
  const Result<result::Run> back = from_json(document.dump(), "run.json");
  return back ? "accepted" : back.error().code.to_string() + " " + back.error().message;
}

TEST(Json, RefusesWhatIsMalformed) {
  EXPECT_EQ(refusal([](auto&) {}), "accepted");
  EXPECT_EQ(refusal([](auto& json) { json["format_version"] = 2; }),
            "HG5102 format version 2 is not 1, which this hegui reads");
  EXPECT_EQ(refusal([](auto& json) { json["as_of"] = "2026-02-30"; }), "HG5103 `as_of` must be a day as YYYY-MM-DD");
  EXPECT_EQ(refusal([](auto& json) { json["as_of"] = 5; }),
            "HG5103 not a stored result of hegui: (/as_of) type must be string, but is number");
  EXPECT_EQ(refusal([](auto& json) { json.erase("rules"); }),
            "HG5103 not a stored result of hegui: key 'rules' not found");
  EXPECT_EQ(refusal([](auto& json) { json["subjects"][0]["score"]["points"] = 100.5; }),
            "HG5103 `points` must be a number from 0 to 100");
  EXPECT_EQ(refusal([](auto& json) { json["subjects"][0]["score"]["points"] = -1; }),
            "HG5103 `points` must be a number from 0 to 100");
  EXPECT_EQ(refusal([](auto& json) { json["subjects"][0]["score"]["grade"] = "\x1b"; }), "HG5103 `\x1b` is no grade");
  EXPECT_EQ(refusal([](auto& json) { json["subjects"][0]["findings"][0]["rule"] = "XX-1"; }),
            "HG5103 `XX-1` is no rule of this run");
  EXPECT_EQ(refusal([](auto& json) { json["subjects"][0]["findings"][0]["verdict"] = "bad"; }),
            "HG5103 `bad` is no verdict");
  EXPECT_EQ(refusal([](auto& json) { json["subjects"][0]["findings"][0]["places"][0]["line"] = -4; }),
            "HG5103 `line` must be a whole number from 0 to 4294967295");
  EXPECT_EQ(refusal([](auto& json) { json["subjects"][0]["issues"][0]["code"] = "HG99999999999"; }),
            "HG5103 `HG99999999999` is no code");
  EXPECT_EQ(refusal([](auto& json) { json["rules"].push_back(json["rules"][0]); }), "HG5103 `MA-002` is there twice");
  EXPECT_EQ(refusal([](auto& json) { json["rules"][0]["clauses"][0] = "zz:1"; }),
            "HG5103 `zz:1` is no clause of this run");
  EXPECT_EQ(refusal([](auto& json) { json["subjects"] = 3; }), "HG5103 `subjects` must be an array");
  EXPECT_EQ(refusal([](auto& json) { json = nlohmann::json::array(); }).substr(0, 6), "HG5103");
}

TEST(Json, SaysWhereTextIsNoJson) {
  const Result<result::Run> back = from_json("{\n  \"type\": oops", "run.json");
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, Code{5101});
  EXPECT_EQ(back.error().place.to_string(), "run.json:2:11");
  EXPECT_FALSE(from_json("", "empty.json"));
  EXPECT_FALSE(from_json(std::string(200'000, '['), "deep.json"));
  EXPECT_FALSE(from_json("{\"type\":\"subject\"}\n", "half.jsonl"));
}

TEST(Json, SurvivesEveryTruncation) {
  const std::string text = lines(sample::demo());
  for (std::size_t size = 0; size + 1 < text.size(); size += 97) {
    const Result<result::Run> back = from_json(std::string_view(text).substr(0, size), "cut.jsonl");
    if (back) {
      EXPECT_EQ(text[size - 1], '\n');
    }
  }
}

TEST(Json, SurvivesFlippedBytes) {
  const std::string text = lines(sample::bare());
  std::mt19937 random(51);
  for (int round = 0; round < 200; ++round) {
    std::string bad = text;
    for (int flips = 0; flips < 3; ++flips) bad[random() % bad.size()] = static_cast<char>(random() % 256);
    const Result<result::Run> back = from_json(bad, "bad.jsonl");
    // What is still accepted can be written and read again.
    if (back) {
      EXPECT_TRUE(from_json(to_json(*back), "again.json"));
    }
  }
}

}  // namespace
}  // namespace hegui::result
