// A compiled policy as everything above sees it: a view of one immutable image of packs, instruments, clauses, rules
// and their programs. Nothing is parsed here; `compile.h` makes images.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/date.h"
#include "base/image.h"
#include "cel/program.h"
#include "facts/schema.h"
#include "policy/severity.h"
#include "vocab/local_text.h"

namespace hegui::policy {

using RuleIndex = std::uint32_t;
using ClauseIndex = std::uint32_t;

// Numbers of the sections this library owns in an image; the vocabularies have 100 and above.
enum Section : std::uint32_t {
  kPackSection = 1,
  kInstrumentSection,
  kClauseSection,
  kRuleSection,
  kClauseListSection,  // ClauseIndex
  kTextListSection,    // image::Text
  kTemplateSection,    // TemplatePart
  kFactListSection,    // facts::FactId
  kProfileSection,
  kSourceSection,        // SourceRow: the TOML the image was made of
  kParentListSection,    // ClauseIndex
  kDigestSection,        // image::Text, one
  kProgramSection = 40,  // 40 to 59 are lib/cel's
};

using vocab::LocalText;

struct PackRow {
  image::Text id;
  LocalText title, about;
  image::Text version;
  std::int32_t order = 0;  // among the packs of a report; packs stand in this order
};

// Days as Date::days; kNoDate where the source gives none.
inline constexpr std::int32_t kNoDate = INT32_MIN;

struct InstrumentRow {
  image::Text slug, kind, number, verified, force;
  LocalText title, issuer, note;
  std::int32_t issued = kNoDate, effective = kNoDate, repealed = kNoDate;
  std::uint32_t draft = 0;
};

// What can be done about a clause by a checker, where no rule cites it.
enum class Reach : std::uint32_t { None, NeedsPerson, AddressedToState };

struct ClauseRow {
  image::Text id, number, verified;
  image::Text was, now;  // ids under the numbering before or after a renumbering
  LocalText title, summary;
  LocalText coverage;    // what of it can be checked and where, or why nothing can
  image::Range quotes;   // kTextListSection
  image::Range parents;  // kParentListSection: the articles it makes concrete
  std::uint32_t instrument = 0;
  std::int32_t from = kNoDate, until = kNoDate;
  Reach reach = Reach::None;
  std::uint32_t number_verified = 1;
};

// The `fact` of a part that stands for the item itself, by its name.
inline constexpr facts::FactId kItemItself = UINT32_MAX;

// A message in parts: text, or the value of a fact, of the item when it is a field.
struct TemplatePart {
  image::Text text;  // literal when `fact` is 0
  facts::FactId fact = 0;
};

struct Template {
  image::Range zh, en;  // kTemplateSection
};

struct RuleRow {
  image::Text id, name, basis;
  std::uint32_t pack = 0;
  Severity severity = Severity::Low;
  std::uint32_t weight = 0;  // tenths; 0 outside the score
  std::uint32_t notice = 0;
  LocalText title, fix, why, evidence;
  Template message;
  image::Range clauses;                           // kClauseListSection
  image::Range references;                        // kTextListSection
  image::Range profiles;                          // kTextListSection
  image::Range reads;                             // kFactListSection: facts of `require`, ascending
  image::Range concerns;                          // kFactListSection: those of `applies`, `each` and `where`
  cel::ProgramRef applies, each, where, require;  // unset where the rule has none
  facts::FactId items = 0;                        // the list `each` runs over, 0 without `each`
  image::Text source;                             // path of its file
};

struct ProfileRow {
  image::Text name;
  LocalText title, about;
  image::Range select, ignore;  // kTextListSection: selectors as in --select
  image::Text applies_to;
};

struct SourceRow {
  image::Text path, text;
};

class Policy {
 public:
  // `view` must come from compile() of this build.
  explicit Policy(image::View view);

  image::View view() const { return view_; }
  std::string_view text(image::Text text) const { return view_.text(text); }
  // SHA-256 of all the policy holds, as lower-case hexadecimal; computed when the image was made.
  std::string_view digest() const { return text(view_.rows<image::Text>(kDigestSection).front()); }

  std::span<const PackRow> packs() const { return packs_; }
  std::span<const InstrumentRow> instruments() const { return instruments_; }
  std::span<const ClauseRow> clauses() const { return clauses_; }
  std::span<const RuleRow> rules() const { return rules_; }
  std::span<const ProfileRow> profiles() const { return profiles_; }
  std::span<const SourceRow> sources() const { return view_.rows<SourceRow>(kSourceSection); }

  std::span<const ClauseIndex> clauses_of(const RuleRow& rule) const {
    return view_.rows<ClauseIndex>(kClauseListSection, rule.clauses);
  }
  std::span<const ClauseIndex> parents_of(const ClauseRow& clause) const {
    return view_.rows<ClauseIndex>(kParentListSection, clause.parents);
  }
  std::span<const image::Text> texts(image::Range range) const {
    return view_.rows<image::Text>(kTextListSection, range);
  }
  std::span<const TemplatePart> parts(image::Range range) const {
    return view_.rows<TemplatePart>(kTemplateSection, range);
  }
  std::span<const facts::FactId> reads(const RuleRow& rule) const {
    return view_.rows<facts::FactId>(kFactListSection, rule.reads);
  }

  std::span<const facts::FactId> concerns(const RuleRow& rule) const {
    return view_.rows<facts::FactId>(kFactListSection, rule.concerns);
  }

  // By id (rules, clauses) or name (rules); nothing when there is none.
  std::optional<RuleIndex> find_rule(std::string_view id_or_name) const;
  std::optional<ClauseIndex> find_clause(std::string_view id) const;
  std::optional<std::uint32_t> find_instrument(std::string_view slug) const;

  // Whether the clause binds on `day`: its own dates, else those of its instrument. An undated clause is in force.
  bool in_force(const ClauseRow& clause, Date day) const;
  // The day the clause takes effect, when that is known.
  std::optional<Date> effective(const ClauseRow& clause) const;

 private:
  image::View view_;
  std::span<const PackRow> packs_;
  std::span<const InstrumentRow> instruments_;
  std::span<const ClauseRow> clauses_;
  std::span<const RuleRow> rules_;
  std::span<const ProfileRow> profiles_;
};

// The slot of `it` in a rule's conditions, after all facts of the subject.
std::uint32_t item_slot();

}  // namespace hegui::policy
