// One subject's result as the store keeps it. Texts are UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/file_stamp.h"

namespace hegui::store {

// What is kept of a finding beside the whole line: what queries ask for most.
struct FindingRow {
  std::string rule, verdict, item, file, fingerprint;
  std::uint32_t line = 0;  // 0: no line
};

// The file that a result was made of.
struct File {
  std::string name;  // by which it was judged, UTF-8
  FileStamp stamp;
};

struct Row {
  std::int64_t stored = 0;  // its number in the store; 0 while it has none
  std::string key;          // 32 hexadecimal digits: the subject's name and the bytes of its inputs
  std::string name, id, version, kind, platforms;  // platforms joined by commas
  std::string inputs;                              // SHA-256 of the inputs, joined by commas
  char grade = '-';
  std::optional<std::uint32_t> score;  // tenths of a point
  std::uint32_t attainable = 0, evidence = 0;
  std::uint32_t failed = 0, unknown = 0, not_judged = 0;  // rules of the score
  std::uint8_t worst = 0;   // gravest failure that counts: 0 none, 1 low, 2 medium, 3 high, 4 critical
  bool unreadable = false;  // nothing of it could be read
  bool errors = false;      // something of it could not be read
  std::string verdicts;     // a letter per rule: p f u w, j not judged, - not applicable
  std::string facts;        // JSON object, as result::append_facts writes it; empty of an unreadable one
  std::string line;         // the JSON line with its line break
  std::vector<FindingRow> findings;
  std::optional<File> file;  // when the store is to know the result by it without its bytes
};

}  // namespace hegui::store
