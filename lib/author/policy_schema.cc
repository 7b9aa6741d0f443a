// Hand-written beside the compiler of packs, which says what is really right; a test holds every shipped file against
// both.
#include <nlohmann/json.hpp>

#include "author/json_schema.h"
#include "policy/example.h"
#include "vocab/compile/vocabulary.h"

namespace hegui::author {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kRecords = R"json({
  "words": {
    "description": "the same in Chinese and in English",
    "type": "object",
    "properties": { "zh": { "type": "string", "minLength": 1 }, "en": { "type": "string", "minLength": 1 } },
    "required": ["zh", "en"],
    "additionalProperties": false
  },
  "texts": { "type": "array", "items": { "type": "string" } },
  "day": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
  "mark": { "description": "v: read in a stored text; p: in part; k: from knowledge", "enum": ["v", "p", "k"] },
  "condition": { "description": "CEL over the facts; hegui facts and hegui explain tell them", "type": "string", "minLength": 1 },
  "weight": { "type": "number", "minimum": 0, "maximum": 1000 },
  "pack": {
    "type": "object",
    "properties": {
      "id": { "type": "string", "minLength": 1 },
      "title": { "$ref": "#/$defs/words" },
      "about": { "$ref": "#/$defs/words" },
      "version": { "type": "string" },
      "order": { "type": "integer" },
      "weights": {
        "type": "object",
        "properties": {
          "critical": { "$ref": "#/$defs/weight" },
          "high": { "$ref": "#/$defs/weight" },
          "medium": { "$ref": "#/$defs/weight" },
          "low": { "$ref": "#/$defs/weight" }
        },
        "additionalProperties": false
      }
    },
    "required": ["id", "title"],
    "additionalProperties": false
  },
  "instrument": {
    "type": "object",
    "properties": {
      "slug": { "type": "string", "minLength": 1 },
      "title": { "$ref": "#/$defs/words" },
      "issuer": { "$ref": "#/$defs/words" },
      "note": { "$ref": "#/$defs/words" },
      "kind": {
        "enum": ["policy-document", "law", "administrative-regulation", "departmental-rule", "normative-document", "standard",
          "self-discipline", "store-policy", "reference"]
      },
      "force": { "enum": ["mandatory", "recommended", "voluntary"] },
      "number": { "type": "string" },
      "verified": { "$ref": "#/$defs/mark" },
      "issued": { "$ref": "#/$defs/day" },
      "effective": { "$ref": "#/$defs/day" },
      "repealed": { "$ref": "#/$defs/day" },
      "draft": { "type": "boolean" },
      "parents": { "description": "clauses it makes concrete", "$ref": "#/$defs/texts" }
    },
    "required": ["slug", "title", "kind"],
    "additionalProperties": false
  },
  "clause": {
    "type": "object",
    "properties": {
      "id": { "description": "slug of the instrument, a colon, the number", "type": "string", "pattern": "^[^:]+:.+$" },
      "title": { "$ref": "#/$defs/words" },
      "summary": { "$ref": "#/$defs/words" },
      "coverage": { "$ref": "#/$defs/words" },
      "verified": { "$ref": "#/$defs/mark" },
      "parents": { "$ref": "#/$defs/texts" },
      "quotes": { "$ref": "#/$defs/texts" },
      "was": { "type": "string" },
      "now": { "type": "string" },
      "from": { "$ref": "#/$defs/day" },
      "until": { "$ref": "#/$defs/day" },
      "number_verified": { "type": "boolean" },
      "reach": { "enum": ["none", "needs-person", "state"] }
    },
    "required": ["id", "title"],
    "additionalProperties": false
  },
  "rule": {
    "type": "object",
    "properties": {
      "id": { "description": "never reused", "type": "string", "pattern": "^[A-Za-z0-9-]+$" },
      "name": { "description": "lower-case words joined by hyphens: the defect", "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" },
      "severity": { "enum": ["critical", "high", "medium", "low"] },
      "basis": { "$ref": "#/$defs/mark" },
      "notice": { "description": "rests on a draft: shown, outside the score", "type": "boolean" },
      "clauses": { "type": "array", "items": { "type": "string" }, "minItems": 1 },
      "applies": { "$ref": "#/$defs/condition" },
      "each": { "$ref": "#/$defs/condition" },
      "where": { "$ref": "#/$defs/condition" },
      "require": { "$ref": "#/$defs/condition" },
      "title": { "$ref": "#/$defs/words" },
      "message": { "$ref": "#/$defs/words" },
      "fix": { "$ref": "#/$defs/words" },
      "why": { "$ref": "#/$defs/words" },
      "evidence": { "$ref": "#/$defs/words" },
      "references": { "$ref": "#/$defs/texts" },
      "profiles": { "$ref": "#/$defs/texts" },
      "example": { "type": "array", "items": { "$ref": "#/$defs/example" }, "minItems": 2 }
    },
    "required": ["id", "name", "severity", "clauses", "require", "title", "message", "fix", "example"],
    "dependentRequired": { "where": ["each"] },
    "additionalProperties": false
  },
  "profile": {
    "type": "object",
    "properties": {
      "name": { "type": "string", "minLength": 1 },
      "title": { "$ref": "#/$defs/words" },
      "about": { "$ref": "#/$defs/words" },
      "select": { "$ref": "#/$defs/texts" },
      "ignore": { "$ref": "#/$defs/texts" },
      "applies_to": { "type": "string" }
    },
    "required": ["name", "title"],
    "additionalProperties": false
  },
  "checklist": {
    "description": "a list `hegui generate` writes: a line for each clause of an instrument, or its own lines",
    "type": "object",
    "properties": {
      "name": { "type": "string", "minLength": 1 },
      "title": { "$ref": "#/$defs/words" },
      "about": { "$ref": "#/$defs/words" },
      "instrument": { "description": "slug of the instrument whose clauses are the lines", "type": "string" },
      "kind": { "description": "of lists with a `kind`, only records of this one are told", "type": "string" },
      "line": {
        "type": "array",
        "minItems": 1,
        "items": {
          "type": "object",
          "properties": {
            "title": { "$ref": "#/$defs/words" },
            "note": { "$ref": "#/$defs/words" },
            "clauses": { "$ref": "#/$defs/texts" },
            "facts": { "description": "what is told of the product, by path", "$ref": "#/$defs/texts" },
            "rules": { "description": "ids or names of the rules that judge it", "$ref": "#/$defs/texts" }
          },
          "required": ["title"],
          "additionalProperties": false
        }
      }
    },
    "required": ["name", "title"],
    "oneOf": [{ "required": ["instrument"] }, { "required": ["line"] }],
    "additionalProperties": false
  }
})json";

Json example() {
  Json out = {
      {"type", "object"}, {"properties", Json::object()}, {"required", {"expect"}}, {"additionalProperties", false}};
  Json& keys = out["properties"];
  keys["expect"] = {{"enum", Json::array()}};
  for (const std::string_view word : policy::expectations()) keys["expect"]["enum"].push_back(std::string(word));
  keys["facts"] = {{"description", "facts, nested as their paths are"}, {"type", "object"}};
  keys["absent"] = {{"description", "facts that an input could have stated and did not"}, {"$ref", "#/$defs/texts"}};
  return out;
}

}  // namespace

std::string policy_schema() {
  Json out = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
              {"title", "hegui policy pack"},
              {"description", "one file of a policy pack"},
              {"type", "object"},
              {"additionalProperties", false},
              {"properties", {{"pack", {{"$ref", "#/$defs/pack"}}}}}};
  Json& keys = out["properties"];
  for (const char* list : {"instrument", "clause", "rule", "profile", "checklist"})
    keys[list] = {{"type", "array"}, {"items", {{"$ref", std::string("#/$defs/") + list}}}};
  for (const std::string_view table : vocab::VocabularyCompiler::tables())
    keys[std::string(table)] = {{"type", "array"}, {"items", {{"type", "object"}}}};
  out["$defs"] = Json::parse(kRecords);
  out["$defs"]["example"] = example();
  return out.dump(2) + "\n";
}

}  // namespace hegui::author
