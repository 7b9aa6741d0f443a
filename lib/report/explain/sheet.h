// What an answer is written on, in one language, and the lines that answers of all kinds share.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"
#include "report/explain/names.h"
#include "vocab/identifier.h"

namespace hegui::report::explain {

// What answers are taken from, and the language they are in.
struct World {
  const policy::Policy& policy;
  const vocab::Identifiers& identifiers;
  bool chinese = false;

  const vocab::Vocabulary& vocabulary() const { return identifiers.vocabulary(); }
  std::string_view text(image::Text value) const { return policy.text(value); }
  std::string_view say(std::string_view zh, std::string_view en) const { return chinese ? zh : en; }
  // The words of the language, or those of the other where it has none.
  std::string_view local(vocab::LocalText value) const;
  // `精准定位信息 (location-precise)`; the slug alone where no category is called so.
  std::string category(std::string_view slug) const;
  // Title and slug of a kind of official number; the slug alone where none is called so.
  std::string kind(std::string_view slug) const;
  std::string_view severity(policy::Severity value) const;
  // What the mark of an entry (`v`, `p`, `k`) says of its source.
  std::string_view source(std::string_view mark) const;
};

class Sheet {
 public:
  explicit Sheet(const World& of) : world(of) {}

  // A heading; the second line says what kind of thing it is.
  void head(std::string_view title, std::string_view slug, std::string_view what);
  // `name value`, or nothing where there is no value.
  void line(std::string_view name, std::string_view value);
  void line(std::string_view name, const std::vector<std::string>& values);
  void paragraph(std::string_view name, std::string_view text);
  // A title over lines, with a blank line before.
  void section(std::string_view title);
  void gap();
  void entry(std::string_view text);
  void plain(std::string_view text);

  // A line, and after an arrow the rules that check what it names.
  void checked(std::string_view text, std::string_view rules);
  void clause(policy::ClauseIndex clause);
  void rule(policy::RuleIndex rule);
  void fact(facts::FactId fact);
  // `rules` and those whose conditions name one of the words, under a title; nothing where there are none. Of rules
  // over the list that `rules` go over, only those count.
  void rules_naming(std::span<const std::string_view> words, std::span<const policy::RuleIndex> rules = {});
  // The rules that read one of the facts.
  void rules_reading(std::span<const facts::FactId> facts);
  // Whether any rule was told.
  bool tells_rules() const { return tells_rules_; }

  std::string take() { return std::move(out_); }

  const World& world;

 private:
  void tell(const std::vector<policy::RuleIndex>& those);

  std::string out_;
  bool tells_rules_ = false;
  std::vector<policy::RuleIndex> told_;  // by the last section of rules
};

// A thing that the word names, wholly or in part.
struct Entry {
  Match match = Match::No;
  std::string title, slug;
  std::string_view what;  // the kind of thing
  std::function<void(Sheet&)> page;
};

}  // namespace hegui::report::explain
