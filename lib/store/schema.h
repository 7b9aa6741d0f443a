// The tables of a results store. What they mean and how to ask them stands in README.md beside this file, which a test
// holds against the database.
#pragma once

#include <string_view>

namespace hegui::store {

// PRAGMA user_version: raised when an older hegui would misread what is stored.
inline constexpr int kSchemaVersion = 2;
// PRAGMA application_id: `hegu`.
inline constexpr int kApplication = 0x68656775;

// The tables of version 1.
inline constexpr const char* kSchema = R"sql(
CREATE TABLE context (
  id INTEGER PRIMARY KEY,
  policy TEXT NOT NULL,
  tool TEXT NOT NULL,
  as_of TEXT NOT NULL,
  selection TEXT NOT NULL,
  run_line TEXT NOT NULL,
  UNIQUE (policy, tool, as_of, selection));
CREATE TABLE rule (
  context INTEGER NOT NULL REFERENCES context,
  number INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  severity TEXT NOT NULL,
  pillar TEXT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  clauses TEXT NOT NULL,
  PRIMARY KEY (context, number)) WITHOUT ROWID;
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  context INTEGER NOT NULL REFERENCES context,
  options TEXT NOT NULL,
  shard INTEGER NOT NULL,
  shards INTEGER NOT NULL,
  started TEXT NOT NULL,
  finished TEXT,
  complete INTEGER NOT NULL DEFAULT 0,
  seen INTEGER,
  subjects INTEGER);
CREATE TABLE subject (
  id INTEGER PRIMARY KEY,
  context INTEGER NOT NULL REFERENCES context,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  app TEXT NOT NULL,
  version TEXT NOT NULL,
  kind TEXT NOT NULL,
  platforms TEXT NOT NULL,
  inputs TEXT NOT NULL,
  grade TEXT NOT NULL,
  score REAL,
  attainable REAL NOT NULL,
  evidence REAL NOT NULL,
  failed INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  not_judged INTEGER NOT NULL,
  worst INTEGER NOT NULL,
  unreadable INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  verdicts TEXT NOT NULL,
  facts TEXT,
  line TEXT NOT NULL,
  UNIQUE (context, key));
CREATE TABLE finding (
  subject INTEGER NOT NULL REFERENCES subject,
  rule TEXT NOT NULL,
  verdict TEXT NOT NULL,
  item TEXT NOT NULL,
  file TEXT NOT NULL,
  line INTEGER,
  fingerprint TEXT NOT NULL);
CREATE INDEX finding_subject ON finding (subject);
CREATE TABLE run_subject (
  run INTEGER NOT NULL REFERENCES run,
  subject INTEGER NOT NULL REFERENCES subject,
  number INTEGER NOT NULL,
  PRIMARY KEY (run, subject)) WITHOUT ROWID;
CREATE VIEW verdict AS
  SELECT subject.id AS subject, rule.id AS rule,
    CASE substr(subject.verdicts, rule.number + 1, 1) WHEN 'p' THEN 'pass' WHEN 'f' THEN 'fail' WHEN 'u' THEN 'unknown'
      WHEN 'w' THEN 'waived' WHEN 'j' THEN 'not-judged' ELSE 'not-applicable' END AS verdict
  FROM subject JOIN rule ON rule.context = subject.context;
CREATE VIEW permission AS
  SELECT subject.id AS subject, json_extract(item.value, '$.name') AS name, json_extract(item.value, '$.sensitive') AS sensitive
  FROM subject, json_each(subject.facts, '$.permissions') AS item;
CREATE VIEW sdk AS
  SELECT subject.id AS subject, coalesce(json_extract(item.value, '$.slug'), json_extract(item.value, '$.name')) AS name
  FROM subject, json_each(subject.facts, '$.sdks') AS item;
)sql";

// What version 2 adds: results by the files they were made of. A row repeats what a run counts of its subject, so that
// the subject need not be looked at; deleting the subject deletes it.
inline constexpr const char* kInputs = R"sql(
CREATE TABLE input (
  context INTEGER NOT NULL REFERENCES context,
  name TEXT NOT NULL,
  device INTEGER NOT NULL,
  inode INTEGER NOT NULL,
  size INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  subject INTEGER NOT NULL REFERENCES subject,
  score REAL,
  worst INTEGER NOT NULL,
  unreadable INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  PRIMARY KEY (context, name)) WITHOUT ROWID;
CREATE INDEX input_subject ON input (subject);
CREATE TRIGGER subject_deleted AFTER DELETE ON subject BEGIN
  DELETE FROM input WHERE subject = old.id;
END;
)sql";

}  // namespace hegui::store
