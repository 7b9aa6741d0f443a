// The schema of stored results as text, beside what writes them: a test holds one against the other.
#include "result/json.h"

namespace hegui::result {
namespace {

constexpr const char* kSchema = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "hegui report",
  "description": "A finished run. `report` is one document; `run`, `subject` and `end` are the lines of JSON Lines. The subjects of a batch leave out what follows from the rest (titles of pillars, instruments, clauses, not_judged; rules in no list of verdicts are not applicable) and have their facts; its last line is `end`.",
  "oneOf": [
    { "$ref": "#/$defs/report" },
    { "$ref": "#/$defs/runLine" },
    { "$ref": "#/$defs/subjectLine" },
    { "$ref": "#/$defs/endLine" }
  ],
  "$defs": {
    "report": {
      "$ref": "#/$defs/run",
      "properties": {
        "type": { "const": "report" },
        "subjects": { "type": "array", "items": { "$ref": "#/$defs/subject" } }
      },
      "required": ["subjects"],
      "unevaluatedProperties": false
    },
    "runLine": {
      "$ref": "#/$defs/run",
      "properties": { "type": { "const": "run" } },
      "unevaluatedProperties": false
    },
    "subjectLine": {
      "$ref": "#/$defs/subject",
      "properties": {
        "type": { "const": "subject" },
        "facts": { "description": "What is known, without places: facts by group, lists of records as arrays.", "type": "object" }
      },
      "required": ["type"],
      "unevaluatedProperties": false
    },
    "endLine": {
      "description": "The last line of a batch.",
      "type": "object",
      "properties": {
        "type": { "const": "end" },
        "seen": { "description": "Inputs of all shards.", "$ref": "#/$defs/count" },
        "subjects": { "description": "Subject lines of this shard.", "$ref": "#/$defs/count" },
        "shard": {
          "type": "object",
          "properties": { "index": { "$ref": "#/$defs/count" }, "of": { "$ref": "#/$defs/count" } },
          "required": ["index", "of"],
          "additionalProperties": false
        },
        "complete": { "description": "Whether it saw every input.", "type": "boolean" }
      },
      "required": ["type", "seen", "subjects", "shard", "complete"],
      "additionalProperties": false
    },
    "text": {
      "description": "The same in Chinese and in English.",
      "type": "object",
      "properties": { "zh": { "type": "string" }, "en": { "type": "string" } },
      "required": ["zh", "en"],
      "additionalProperties": false
    },
    "texts": { "type": "array", "items": { "type": "string" } },
    "count": { "type": "integer", "minimum": 0 },
    "points": { "description": "With one decimal.", "type": "number", "minimum": 0, "maximum": 100 },
    "severity": { "enum": ["low", "medium", "high", "critical"] },
    "verdict": { "enum": ["pass", "fail", "unknown", "not-applicable", "not-judged", "waived"] },
    "grade": { "enum": ["A", "B", "C", "D", "E", "F", "-"] },
    "run": {
      "type": "object",
      "properties": {
        "type": { "enum": ["report", "run"] },
        "format_version": { "const": 1 },
        "tool": {
          "type": "object",
          "properties": { "name": { "const": "hegui" }, "version": { "type": "string" } },
          "required": ["name", "version"],
          "additionalProperties": false
        },
        "as_of": { "description": "The day that chooses the clauses in force.", "type": "string", "format": "date" },
        "policy": {
          "type": "object",
          "properties": { "sha256": { "type": "string" } },
          "required": ["sha256"],
          "additionalProperties": false
        },
        "pillars": {
          "description": "What the rules' pillars are called.",
          "type": "array",
          "items": {
            "type": "object",
            "properties": { "id": { "type": "string" }, "title": { "$ref": "#/$defs/text" } },
            "required": ["id"],
            "additionalProperties": false
          }
        },
        "rules": { "type": "array", "items": { "$ref": "#/$defs/rule" } },
        "clauses": { "type": "array", "items": { "$ref": "#/$defs/clause" } },
        "folders": { "description": "The folders that were given.", "type": "array", "items": { "$ref": "#/$defs/folder" } },
        "issues": { "type": "array", "items": { "$ref": "#/$defs/issue" } }
      },
      "required": ["type", "format_version", "tool", "as_of", "policy", "rules", "clauses", "issues"]
    },
    "folder": {
      "type": "object",
      "properties": {
        "path": { "type": "string" },
        "subjects": { "description": "How many subjects its inputs make.", "$ref": "#/$defs/count" },
        "taken": { "description": "Inputs found below it.", "$ref": "#/$defs/texts" },
        "left": {
          "description": "Folders that were not entered and files that are no input after all.",
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "path": { "type": "string" },
              "why": {
                "enum": [
                  "ignored", "build-output", "vendored", "tests", "other-platform", "part", "example", "variant", "unrelated",
                  "hidden", "link", "other-thing", "package", "other-notation"
                ]
              },
              "rule": { "description": "Of what is ignored: the pattern, as file:line.", "type": "string" }
            },
            "required": ["path", "why"],
            "additionalProperties": false
          }
        }
      },
      "required": ["path", "subjects", "taken", "left"],
      "additionalProperties": false
    },
    "rule": {
      "type": "object",
      "properties": {
        "id": { "type": "string" },
        "name": { "type": "string" },
        "severity": { "$ref": "#/$defs/severity" },
        "weight": { "type": "number", "minimum": 0 },
        "pillar": { "type": "string" },
        "basis": { "description": "v: read in a stored text; p: partly; k: from knowledge.", "type": "string" },
        "notice": { "description": "Rests on a draft: shown, outside the score.", "type": "boolean" },
        "title": { "$ref": "#/$defs/text" },
        "fix": { "$ref": "#/$defs/text" },
        "why": { "$ref": "#/$defs/text" },
        "evidence": { "$ref": "#/$defs/text" },
        "clauses": { "description": "Ids of clauses of this run.", "$ref": "#/$defs/texts" },
        "references": { "$ref": "#/$defs/texts" }
      },
      "required": ["id", "name", "severity", "weight", "pillar", "basis", "notice", "clauses"],
      "additionalProperties": false
    },
    "clause": {
      "type": "object",
      "properties": {
        "id": { "type": "string" },
        "instrument": { "type": "string" },
        "instrument_title": { "$ref": "#/$defs/text" },
        "number": { "type": "string" },
        "title": { "$ref": "#/$defs/text" },
        "summary": { "$ref": "#/$defs/text" },
        "verified": { "type": "string" },
        "parents": { "description": "Ids of the clauses it makes concrete.", "$ref": "#/$defs/texts" }
      },
      "required": ["id", "instrument", "number", "verified"],
      "additionalProperties": false
    },
    "place": {
      "description": "A place in an input: of a text with line and column (from 1, in code points), of a binary one with its element.",
      "type": "object",
      "properties": {
        "file": { "type": "string" },
        "line": { "type": "integer", "minimum": 1 },
        "column": { "$ref": "#/$defs/count" },
        "length": { "$ref": "#/$defs/count" },
        "excerpt": { "type": "string" },
        "excerpt_column": { "$ref": "#/$defs/count" },
        "element": { "type": "string" }
      },
      "required": ["file"],
      "dependentRequired": { "line": ["column", "length", "excerpt", "excerpt_column"] },
      "additionalProperties": false
    },
    "issue": {
      "description": "What could not be read, or a warning.",
      "type": "object",
      "properties": {
        "code": { "type": "string", "pattern": "^HG[0-9]{4}$" },
        "level": { "enum": ["note", "warning", "error"] },
        "message": { "type": "string" },
        "place": { "$ref": "#/$defs/place" },
        "related": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": { "text": { "type": "string" }, "place": { "$ref": "#/$defs/place" } },
            "required": ["text", "place"],
            "additionalProperties": false
          }
        },
        "help": { "type": "string" }
      },
      "required": ["code", "level", "message"],
      "additionalProperties": false
    },
)json"
                                R"json(    "score": {
      "description": "`points` is null when no rule was judged; `attainable` counts unknown as met; `evidence` is a percentage.",
      "type": "object",
      "properties": {
        "points": { "oneOf": [{ "$ref": "#/$defs/points" }, { "type": "null" }] },
        "attainable": { "$ref": "#/$defs/points" },
        "evidence": { "$ref": "#/$defs/points" },
        "counts": {
          "type": "object",
          "properties": {
            "pass": { "$ref": "#/$defs/count" },
            "fail": { "$ref": "#/$defs/count" },
            "unknown": { "$ref": "#/$defs/count" },
            "not_applicable": { "$ref": "#/$defs/count" },
            "not_judged": { "$ref": "#/$defs/count" },
            "waived": { "$ref": "#/$defs/count" }
          },
          "required": ["pass", "fail", "unknown", "not_applicable", "not_judged", "waived"],
          "additionalProperties": false
        },
        "weights": {
          "type": "object",
          "properties": {
            "met": { "type": "number", "minimum": 0 },
            "known": { "type": "number", "minimum": 0 },
            "judged": { "type": "number", "minimum": 0 }
          },
          "required": ["met", "known", "judged"],
          "additionalProperties": false
        }
      },
      "required": ["points", "attainable", "evidence", "counts", "weights"]
    },
    "groupScores": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/score",
        "properties": { "id": { "type": "string" }, "title": { "$ref": "#/$defs/text" } },
        "required": ["id"],
        "unevaluatedProperties": false
      }
    },
    "finding": {
      "type": "object",
      "properties": {
        "rule": { "type": "string" },
        "verdict": { "enum": ["fail", "unknown", "waived"] },
        "severity": { "$ref": "#/$defs/severity" },
        "item": { "description": "What of the subject; left out for the subject itself.", "type": "string" },
        "message": { "$ref": "#/$defs/text" },
        "places": { "type": "array", "items": { "$ref": "#/$defs/place" } },
        "missing": { "description": "Facts that would decide it.", "$ref": "#/$defs/texts" },
        "error": { "type": "string" },
        "fingerprint": { "description": "The same from run to run: rule, subject and item.", "type": "string" },
        "gain": { "description": "Points the score gains once the rule is met.", "$ref": "#/$defs/points" },
        "baseline": { "description": "Whether the baseline of the run has it.", "enum": ["new", "known"] },
        "waiver": {
          "type": "object",
          "properties": {
            "reason": { "type": "string" },
            "owner": { "type": "string" },
            "expires": { "type": "string" },
            "evidence": { "type": "string" }
          },
          "required": ["reason"],
          "additionalProperties": false
        }
      },
      "required": ["rule", "verdict", "severity", "places", "fingerprint", "gain"],
      "additionalProperties": false
    },
    "subject": {
      "type": "object",
      "properties": {
        "name": { "type": "string" },
        "version": { "type": "string" },
        "id": { "type": "string" },
        "kind": { "type": "string" },
        "platforms": { "$ref": "#/$defs/texts" },
        "declared": { "description": "A declaration was among the inputs.", "type": "boolean" },
        "inputs": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "path": { "type": "string" },
              "format": { "type": "string" },
              "bytes": { "$ref": "#/$defs/count" },
              "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" }
            },
            "required": ["path", "format", "bytes"],
            "additionalProperties": false
          }
        },
        "score": {
          "$ref": "#/$defs/score",
          "properties": {
            "grade": { "$ref": "#/$defs/grade" },
            "cap": { "enum": ["none", "critical-failure", "high-failure", "missing-evidence"] }
          },
          "required": ["grade", "cap"],
          "unevaluatedProperties": false
        },
        "pillars": { "$ref": "#/$defs/groupScores" },
        "instruments": { "$ref": "#/$defs/groupScores" },
        "clauses": { "$ref": "#/$defs/groupScores" },
        "verdicts": {
          "description": "Ids of rules by their verdict.",
          "type": "object",
          "propertyNames": { "$ref": "#/$defs/verdict" },
          "additionalProperties": { "$ref": "#/$defs/texts" }
        },
        "gains": {
          "description": "Points the score gains once a rule is met, by its id.",
          "type": "object",
          "additionalProperties": { "$ref": "#/$defs/points" }
        },
        "not_judged": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": { "rule": { "type": "string" }, "decided_by": { "$ref": "#/$defs/texts" } },
            "required": ["rule", "decided_by"],
            "additionalProperties": false
          }
        },
        "repairs": { "description": "Ids of rules whose repair gains most, best first.", "$ref": "#/$defs/texts" },
        "findings": { "type": "array", "items": { "$ref": "#/$defs/finding" } },
        "facts": {
          "description": "What was known: facts nested by dotted path, lists of records as arrays; `hegui schema facts` has their types.",
          "type": "object"
        },
        "fixed": {
          "description": "Failures of the baseline that are met now.",
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "rule": { "type": "string" },
              "item": { "type": "string" },
              "fingerprint": { "type": "string" }
            },
            "required": ["rule", "fingerprint"],
            "additionalProperties": false
          }
        },
        "issues": { "type": "array", "items": { "$ref": "#/$defs/issue" } }
      },
      "required": [
        "name", "version", "id", "kind", "platforms", "declared", "inputs", "score", "pillars", "verdicts", "gains", "repairs",
        "findings", "issues"
      ]
    }
  }
}
)json";

}  // namespace

std::string report_schema() { return kSchema; }

}  // namespace hegui::result
