// Parts of a declaration as they are drafted: a key with its meaning, a record, a record to copy.
#pragma once

#include <string>
#include <string_view>

#include "facts/subject.h"
#include "policy/policy.h"
#include "read/format/declaration_keys.h"

namespace hegui::author {

// What a draft is made from; both outlive it, and either may be null.
struct DraftSources {
  const facts::Subject* subject = nullptr;  // what is known
  const policy::Policy* policy = nullptr;   // which clauses ask for a fact
};

// Prose stands behind `# `, keys to be answered behind `#` without a blank.
class Draft {
 public:
  explicit Draft(DraftSources sources) : sources_(sources) {}

  // The value that the inputs know, as TOML; empty when they do not, or when it only holds for one build.
  std::string known(const read::Key& key) const;
  // The line of meaning above a value: in both languages, its kind, and the clauses that ask for it.
  std::string meaning(const read::Key& key) const;
  // Meaning and key of a value, answered where it is known.
  std::string value(const read::Key& key) const;
  // The line of meaning above a list.
  std::string list_meaning(const read::Key& key) const;
  // One record to copy, with the meaning of each of its keys, and below it the lists within.
  std::string blank_record(const read::Key& key, const std::string& path) const;
  // One thing the inputs show: what is known of it, then the open questions. Empty when it has no name a declaration
  // could use.
  std::string record(const read::Key& key, const std::string& path, const facts::Item& item) const;
  // The name by which a declaration would list the item, as TOML; empty when it has none.
  static std::string name_of(const read::Key& key, const facts::Item& item);

 private:
  std::string clauses(facts::FactId fact) const;

  DraftSources sources_;
};

// True of a key that stands for one value, not a table or a list of records.
bool is_value(const read::Key& key);

// A waiver and an evidence to copy.
std::string_view blank_waiver();
std::string_view blank_evidence();

}  // namespace hegui::author
