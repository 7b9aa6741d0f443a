// The papers hegui can draft, as one table, and what they are drafted from. Beside these every checklist of the policy
// is a paper.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "facts/subject.h"
#include "paper/document.h"
#include "policy/checklist.h"
#include "result/run.h"
#include "vocab/vocabulary.h"

namespace hegui::paper {

// One product: what is known of it, and what the policy found. All of it outlives the call.
struct Sources {
  const policy::Policy& policy;
  const vocab::Vocabulary& vocabulary;
  const facts::Subject& subject;
  const result::Run& run;         // its rules and clauses are the policy's, by the same numbers
  const result::Subject& judged;  // in the run
  Language language = Language::Zh;

  std::string_view pick(std::string_view zh, std::string_view en) const;
  std::string text(vocab::LocalText text) const;
};

// One of the two is set: a table that every writer can write, or the bytes of a file with a format of its own.
struct Kind {
  std::string_view name;  // as on the command line
  std::string_view zh, en;
  Document (*table)(const Sources& sources) = nullptr;
  std::string (*file)(const Sources& sources) = nullptr;
};

std::span<const Kind> kinds();

// Which permissions are asked for, why and for what function; those that need no grant are counted only.
Document permissions(const Sources& sources);
// What personal information is collected, why, how and for how long.
Document collected(const Sources& sources);
// Which third parties and SDKs get personal information, what and why.
Document shared(const Sources& sources);
// The lines of a checklist, each with what is known and what the rules found.
Document checklist(const Sources& sources, const policy::ChecklistRow& list);
// PrivacyInfo.xcprivacy to complete: what is known as keys, every gap as a comment. A property list as it is.
std::string privacy_manifest(const Sources& sources);

}  // namespace hegui::paper
