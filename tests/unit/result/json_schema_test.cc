// The schema against what is really written, by a validator of just the keywords the schema uses. An unknown keyword
// fails the test, so that neither the schema nor the validator can say more than the other understands.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "result/json.h"
#include "sample_run.h"

namespace hegui::result {
namespace {

using nlohmann::json;

class Validator {
 public:
  explicit Validator(json schema) : root_(std::move(schema)) {}

  // Empty, or the first thing that is wrong.
  std::string check(const json& value) const {
    std::set<std::string> seen;
    return check(root_, value, "", seen);
  }

 private:
  using Seen = std::set<std::string>;  // members evaluated so far, for unevaluatedProperties

  std::string check(const json& schema, const json& value, const std::string& at, Seen& seen) const {
    static const std::set<std::string> kIgnored{
        "$schema", "$defs", "title", "description", "format", "unevaluatedProperties", "additionalProperties"};
    for (const auto& [keyword, what] : schema.items()) {
      if (kIgnored.contains(keyword)) continue;
      const std::string wrong = check_keyword(keyword, what, value, at, seen);
      if (!wrong.empty()) return wrong;
    }
    return check_further(schema, value, at, seen);
  }

  std::string check_keyword(const std::string& keyword, const json& what, const json& value, const std::string& at,
                            Seen& seen) const {
    const auto wrong_if = [&](bool wrong) {
      return wrong ? at + ": " + keyword + " " + what.dump() + ", found " + value.dump().substr(0, 80) : std::string{};
    };
    if (keyword == "$ref")
      return check(root_.at(json::json_pointer(what.get<std::string>().substr(1))), value, at, seen);
    if (keyword == "type") return wrong_if(!is_type(what, value));
    if (keyword == "const") return wrong_if(value != what);
    if (keyword == "enum") return wrong_if(std::find(what.begin(), what.end(), value) == what.end());
    if (keyword == "minimum") return wrong_if(value.is_number() && value.get<double>() < what.get<double>());
    if (keyword == "maximum") return wrong_if(value.is_number() && value.get<double>() > what.get<double>());
    if (keyword == "pattern")
      return wrong_if(!std::regex_search(value.get<std::string>(), std::regex(what.get<std::string>())));
    if (keyword == "required") {
      for (const auto& name : what)
        if (!value.contains(name.get<std::string>())) return at + ": " + name.get<std::string>() + " is missing";
      return {};
    }
    if (keyword == "dependentRequired") {
      for (const auto& [name, others] : what.items())
        for (const auto& other : others)
          if (value.contains(name) && !value.contains(other.get<std::string>()))
            return at + ": " + other.get<std::string>() + " is missing";
      return {};
    }
    return check_parts(keyword, what, value, at, seen);
  }

  std::string check_parts(const std::string& keyword, const json& what, const json& value, const std::string& at,
                          Seen& seen) const {
    if (keyword == "properties") {
      for (const auto& [name, schema] : what.items()) {
        if (!value.contains(name)) continue;
        seen.insert(name);
        Seen inner;
        if (std::string wrong = check(schema, value.at(name), at + "/" + name, inner); !wrong.empty()) return wrong;
      }
      return {};
    }
    if (keyword == "items") {
      for (std::size_t i = 0; i < value.size(); ++i) {
        Seen inner;
        if (std::string wrong = check(what, value[i], at + "/" + std::to_string(i), inner); !wrong.empty())
          return wrong;
      }
      return {};
    }
    if (keyword == "propertyNames") {
      for (const auto& [name, member] : value.items()) {
        Seen inner;
        if (std::string wrong = check(what, json(name), at, inner); !wrong.empty()) return wrong;
      }
      return {};
    }
    if (keyword == "oneOf") {
      int fits = 0;
      std::string wrong;
      for (const json& schema : what) {
        Seen inner;
        const std::string found = check(schema, value, at, inner);
        if (found.empty()) seen.insert(inner.begin(), inner.end()), ++fits;
        wrong += found + "\n";
      }
      return fits == 1 ? std::string{} : at + ": fits " + std::to_string(fits) + " of oneOf\n" + wrong;
    }
    return "the validator does not know `" + keyword + "`";
  }

  std::string check_further(const json& schema, const json& value, const std::string& at, Seen& seen) const {
    for (const char* keyword : {"additionalProperties", "unevaluatedProperties"}) {
      if (!schema.contains(keyword)) continue;
      const json& what = schema.at(keyword);
      for (const auto& [name, member] : value.items()) {
        if (seen.contains(name)) continue;
        if (what == false) return at + ": " + name + " is not allowed";
        seen.insert(name);
        Seen inner;
        if (std::string wrong = check(what, member, at + "/" + name, inner); !wrong.empty()) return wrong;
      }
    }
    return {};
  }

  static bool is_type(const std::string& type, const json& value) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    return type == "null" && value.is_null();
  }

  json root_;
};

const Validator& validator() {
  static const Validator kValidator(json::parse(report_schema()));
  return kValidator;
}

TEST(ReportSchema, AcceptsEveryReport) {
  for (const result::Run& run :
       {sample::demo(), sample::bare(), sample::clean(), sample::unreadable(), sample::fleet()}) {
    EXPECT_EQ(validator().check(json::parse(to_json(run))), "");
    std::string line;
    append_run_line(line, run);
    EXPECT_EQ(validator().check(json::parse(line)), "");
    for (const Subject& subject : run.subjects) {
      line.clear();
      append_subject_line(line, run, subject);
      EXPECT_EQ(validator().check(json::parse(line)), "");
    }
  }
}

TEST(ReportSchema, RefusesWhatIsNoReport) {
  const json good = json::parse(to_json(sample::demo()));
  const auto refused = [&](const std::function<void(json&)>& change) {
    json bad = good;
    change(bad);
    return !validator().check(bad).empty();
  };
  EXPECT_TRUE(refused([](json& bad) { bad["extra"] = 1; }));
  EXPECT_TRUE(refused([](json& bad) { bad.erase("as_of"); }));
  EXPECT_TRUE(refused([](json& bad) { bad["subjects"][0]["score"]["points"] = 101; }));
  EXPECT_TRUE(refused([](json& bad) { bad["subjects"][0]["score"]["colour"] = "red"; }));
  EXPECT_TRUE(refused([](json& bad) { bad["subjects"][0]["findings"][0]["verdict"] = "pass"; }));
  EXPECT_TRUE(refused([](json& bad) { bad["subjects"][0]["findings"][0]["places"][0].erase("column"); }));
  EXPECT_TRUE(refused([](json& bad) { bad["rules"][0]["severity"] = "grave"; }));
}

}  // namespace
}  // namespace hegui::result
