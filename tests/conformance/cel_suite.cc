#include "cel_suite.h"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "cel/functions.h"
#include "value/compare.h"

namespace hegui::cel::conformance {
namespace {

using nlohmann::json;
using value::Kind;
using value::Type;
using value::TypeKind;
using value::TypePool;
using value::Value;

// Thrown within this file for what cannot be expressed here.
struct Unsupported : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string decode_base64(const std::string& text) {
  Scratch scratch;
  Context context(scratch);
  const std::vector<Value> args = {Value::string(text)};
  return std::string(functions()[find_function("base64.decode", false)]->run(context, args).as_text());
}

}  // namespace

class Suite::Reader {
 public:
  explicit Reader(Suite& suite) : suite_(suite), context_(scratch_) {}

  void read(const json& suite, const std::string& path, const std::string& file) {
    for (const json& test : suite.value("tests", json::array())) add(test, path, file);
    for (const json& inner : suite.value("suites", json::array())) {
      const std::string name = inner.at("name");
      read(inner, path.empty() ? name : path + "/" + name, file.empty() ? name : file);
    }
  }

 private:
  void add(const json& outer, const std::string& path, const std::string& file) {
    const json& test = outer.at("original");
    SuiteTest& out = suite_.tests.emplace_back();
    out.id = path + "/" + test.at("name").get<std::string>();
    if (const int count = ++seen_[out.id]; count > 1) out.id += fmt::format("#{}", count);
    out.file = file;
    out.expression = test.at("expr");
    out.check = !test.value("disableCheck", false);
    out.check_only = test.value("checkOnly", false);
    out.environment.container = test.value("container", "");
    // cel.block has no type of its own in the reference: its variables are dyn there.
    if (out.expression.find("cel.block") == std::string::npos) out.reference = outer.value("type", "");
    if (const std::size_t at = out.reference.find("optional_type("); at != std::string::npos)
      out.reference.replace(at, 14, "optional(");
    try {
      read_environment(test, out);
      if (test.contains("value")) out.wanted = read_value(test["value"]);
      if (test.contains("typedResult")) {
        const json& typed = test["typedResult"];
        if (typed.contains("result")) out.wanted = read_value(typed["result"]);
        if (typed.contains("deducedType")) out.type = read_type(typed["deducedType"])->to_string();
      }
      // Neither a value nor an error stands for `true`.
      const bool says_nothing = !test.contains("value") && !test.contains("typedResult") && !test.contains("evalError");
      if (says_nothing && !out.check_only) out.wanted = Value::boolean(true);
    } catch (const Unsupported& unsupported) {
      out.unsupported = unsupported.what();
    }
  }

  void read_environment(const json& test, SuiteTest& out) {
    for (const json& declaration : test.value("typeEnv", json::array())) {
      const std::string name = declaration.at("name");
      if (declaration.contains("ident")) add_variable(out, name, read_type(declaration["ident"].at("type")));
      if (declaration.contains("function")) {
        for (const json& overload : declaration["function"].at("overloads")) {
          Declaration function{
              name, overload.value("isInstanceFunction", false), {}, read_type(overload.at("resultType"))};
          for (const json& parameter : overload.value("params", json::array()))
            function.parameters.push_back(read_type(parameter));
          out.environment.declare(std::move(function));
        }
      }
    }
    const json bindings = test.value("bindings", json::object());
    for (const auto& [name, bound] : bindings.items()) {
      if (out.environment.find(name) == nullptr) add_variable(out, name, TypePool::dyn());
      out.slots[out.environment.find(name)->slot] = read_value(bound.at("value"));
    }
  }

  void add_variable(SuiteTest& out, const std::string& name, const Type* type) {
    // A variable without a value fails when it is read.
    const auto slot = static_cast<std::uint32_t>(out.slots.size());
    out.slots.push_back(Value::error(suite_.arena_.make<value::Failure>(std::string_view("no value"))));
    out.environment.add({name, type, slot, 0});
  }

  std::string_view keep(std::string text) { return suite_.texts_.emplace_back(std::move(text)); }

  const Type* read_type(const json& type) {
    static const std::map<std::string, const Type*> kPrimitives = {
        {"BOOL", TypePool::boolean()}, {"INT64", TypePool::integer()}, {"UINT64", TypePool::unsigned_integer()},
        {"DOUBLE", TypePool::real()},  {"STRING", TypePool::string()}, {"BYTES", TypePool::bytes()}};
    if (type.contains("primitive")) return kPrimitives.at(type["primitive"]);
    if (type.contains("null")) return TypePool::null();
    if (type.contains("dyn")) return TypePool::dyn();
    if (type.contains("listType")) return suite_.types_.list(read_type(type["listType"].at("elemType")));
    if (type.contains("mapType"))
      return suite_.types_.map(read_type(type["mapType"].at("keyType")), read_type(type["mapType"].at("valueType")));
    if (type.contains("typeParam")) return suite_.types_.parameter(type["typeParam"].get<std::string>());
    if (type.contains("type")) return suite_.types_.type_of(read_type(type["type"]));
    if (type.contains("wellKnown")) {
      if (type["wellKnown"] == "TIMESTAMP") return TypePool::timestamp();
      if (type["wellKnown"] == "DURATION") return TypePool::duration();
    }
    if (type.contains("messageType")) {
      if (type["messageType"] == "google.protobuf.Timestamp") return TypePool::timestamp();
      if (type["messageType"] == "google.protobuf.Duration") return TypePool::duration();
      throw Unsupported("a message type");
    }
    if (type.contains("abstractType")) {
      const std::string name = type["abstractType"].at("name");
      std::vector<const Type*> inner;
      for (const json& parameter : type["abstractType"].value("parameterTypes", json::array()))
        inner.push_back(read_type(parameter));
      return name == "optional_type" ? suite_.types_.optional(inner.at(0))
                                     : suite_.types_.abstract(name, std::move(inner));
    }
    throw Unsupported("a type: " + type.dump());
  }

  Value read_value(const json& value) {
    if (value.contains("nullValue")) return Value::null();
    if (value.contains("boolValue")) return Value::boolean(value["boolValue"]);
    if (value.contains("int64Value")) return Value::integer(std::stoll(value["int64Value"].get<std::string>()));
    if (value.contains("uint64Value"))
      return Value::unsigned_integer(std::stoull(value["uint64Value"].get<std::string>()));
    if (value.contains("doubleValue")) {
      const json& number = value["doubleValue"];
      return Value::real(number.is_string() ? std::stod(number.get<std::string>()) : number.get<double>());
    }
    if (value.contains("stringValue")) return Value::string(keep(value["stringValue"]));
    if (value.contains("bytesValue")) return Value::bytes(keep(decode_base64(value["bytesValue"])));
    if (value.contains("typeValue")) {
      const Type* type = type_named(value["typeValue"].get<std::string>());
      if (type == nullptr) throw Unsupported("a type: " + value.dump());
      return Value::type(type);
    }
    if (value.contains("listValue")) {
      std::vector<Value> items;
      for (const json& item : value["listValue"].value("values", json::array())) items.push_back(read_value(item));
      return Value::list(suite_.arena_.make<value::List>(suite_.arena_.copy(std::span<const Value>(items))));
    }
    if (value.contains("mapValue")) {
      std::vector<value::MapEntry> entries;
      for (const json& entry : value["mapValue"].value("entries", json::array()))
        entries.push_back({read_value(entry.at("key")), read_value(entry.at("value"))});
      return Value::map(suite_.arena_.make<value::Map>(suite_.arena_.copy(std::span<const value::MapEntry>(entries))));
    }
    if (value.contains("objectValue")) {
      const std::string type = value["objectValue"].value("@type", "");
      const bool timestamp = type.ends_with("google.protobuf.Timestamp");
      if (timestamp || type.ends_with("google.protobuf.Duration")) {
        const std::string text = value["objectValue"].value("value", "");
        return timestamp ? parse_timestamp(context_, text) : parse_duration(context_, text);
      }
      throw Unsupported("a message");
    }
    throw Unsupported("a value: " + value.dump());
  }

  Suite& suite_;
  Scratch scratch_;
  Context context_;
  std::map<std::string, int> seen_;
};

Suite::Suite(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  try {
    Reader(*this).read(json::parse(file), "", "");
  } catch (const json::exception& problem) {
    mistake = fmt::format("{}: {}", path, problem.what());
    tests.clear();
  }
}

bool same(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  if (a.is(Kind::Double))
    return a.as_double() == b.as_double() || (std::isnan(a.as_double()) && std::isnan(b.as_double()));
  if (a.is(Kind::List)) return std::ranges::equal(a.as_list().items, b.as_list().items, same);
  if (a.is(Kind::Map)) {
    if (a.as_map().entries.size() != b.as_map().entries.size()) return false;
    return std::ranges::all_of(a.as_map().entries, [&](const value::MapEntry& entry) {
      return std::ranges::any_of(b.as_map().entries, [&](const value::MapEntry& other) {
        return same(entry.key, other.key) && same(entry.value, other.value);
      });
    });
  }
  std::uint64_t steps = 1'000'000;
  return value::equal(a, b, steps) == value::Truth::True;
}

std::string show(const Value& value) {
  std::string out = fmt::format("kind {}: ", static_cast<int>(value.kind()));
  if (value.is(Kind::Error)) return fmt::format("error: {}", value.as_error().message);
  if (value.is(Kind::List)) {
    for (const Value& item : value.as_list().items) out += "[" + show(item) + "]";
    return out;
  }
  append_text(value, out);
  return out;
}

}  // namespace hegui::cel::conformance
