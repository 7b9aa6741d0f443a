// The schema of stored comparisons as text, beside what writes them: a test holds one against the other.
#include "report/diff.h"

namespace hegui::report {

std::string_view diff_schema() {
  return R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "hegui diff",
  "description": "What changed between two states of a product. `before` and `after` are null where there is nothing.",
  "type": "object",
  "properties": {
    "type": { "const": "diff" },
    "format_version": { "const": 1 },
    "as_of": {
      "description": "The days that chose the clauses in force.",
      "type": "object",
      "properties": { "before": { "type": "string", "format": "date" }, "after": { "type": "string", "format": "date" } },
      "required": ["before", "after"],
      "additionalProperties": false
    },
    "same_policy": { "description": "false: a change may come from the policy.", "type": "boolean" },
    "gate": {
      "type": "object",
      "properties": {
        "exit_status": { "enum": [0, 1, 2] },
        "reasons": { "description": "Why it is not 0.", "type": "array", "items": { "type": "string" } }
      },
      "required": ["exit_status", "reasons"],
      "additionalProperties": false
    },
    "subjects": { "type": "array", "items": { "$ref": "#/$defs/subject" } }
  },
  "required": ["type", "format_version", "as_of", "same_policy", "subjects"],
  "additionalProperties": false,
  "$defs": {
    "points": { "description": "With one decimal.", "type": ["number", "null"], "minimum": 0, "maximum": 100 },
    "severity": { "enum": ["low", "medium", "high", "critical"] },
    "state": {
      "type": ["object", "null"],
      "properties": {
        "version": { "type": "string" },
        "grade": { "enum": ["A", "B", "C", "D", "E", "F", "-"] },
        "score": { "$ref": "#/$defs/points" }
      },
      "required": ["version", "grade", "score"],
      "additionalProperties": false
    },
    "movement": {
      "type": "object",
      "properties": { "id": { "type": "string" }, "before": { "$ref": "#/$defs/points" }, "after": { "$ref": "#/$defs/points" } },
      "required": ["id", "before", "after"],
      "additionalProperties": false
    },
    "fact": {
      "description": "A fact that differs: with an item one member of a list, or with `[].` in the path one field of that member.",
      "type": "object",
      "properties": {
        "path": { "type": "string" },
        "item": { "type": "string" },
        "before": { "type": ["string", "null"] },
        "after": { "type": ["string", "null"] }
      },
      "required": ["path", "before", "after"],
      "additionalProperties": false
    },
    "failure": {
      "description": "A failure that was not there before.",
      "type": "object",
      "properties": {
        "rule": { "type": "string" },
        "severity": { "$ref": "#/$defs/severity" },
        "item": { "type": "string" },
        "message": {
          "type": "object",
          "properties": { "zh": { "type": "string" }, "en": { "type": "string" } },
          "required": ["zh", "en"],
          "additionalProperties": false
        },
        "places": { "type": "array", "items": { "type": "string" } },
        "fingerprint": { "type": "string" }
      },
      "required": ["rule", "severity", "message", "places", "fingerprint"],
      "additionalProperties": false
    },
    "fixed": {
      "description": "A failure of before that is met now.",
      "type": "object",
      "properties": { "rule": { "type": "string" }, "item": { "type": "string" }, "fingerprint": { "type": "string" } },
      "required": ["rule", "fingerprint"],
      "additionalProperties": false
    },
    "clauses": { "description": "Ids of clauses.", "type": "array", "items": { "type": "string" } },
    "subject": {
      "type": "object",
      "properties": {
        "name": { "type": "string" },
        "id": { "type": "string" },
        "changed": { "type": "boolean" },
        "before": { "$ref": "#/$defs/state" },
        "after": { "$ref": "#/$defs/state" },
        "pillars": { "description": "Those whose score moved.", "type": "array", "items": { "$ref": "#/$defs/movement" } },
        "facts_compared": { "description": "false: one side has no facts, so that nothing is known of `facts`.", "type": "boolean" },
        "facts": { "type": "array", "items": { "$ref": "#/$defs/fact" } },
        "failed": { "type": "array", "items": { "$ref": "#/$defs/failure" } },
        "fixed": { "type": "array", "items": { "$ref": "#/$defs/fixed" } },
        "clauses_failed": { "$ref": "#/$defs/clauses" },
        "clauses_met": { "$ref": "#/$defs/clauses" }
      },
      "required": ["name", "id", "changed", "before", "after", "pillars", "facts_compared", "facts", "clauses_failed", "clauses_met"],
      "additionalProperties": false
    }
  }
}
)json";
}

}  // namespace hegui::report
