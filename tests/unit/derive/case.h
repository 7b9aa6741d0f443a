// What one input says, for tests of what follows from it.
#pragma once

#include <optional>

#include "derive/derive.h"
#include "policy/embedded.h"

namespace hegui::derive {

using facts::fact;
using facts::FactBuilder;
using facts::Knowledge;

// What one input says, and what follows from it by the real vocabulary.
class Case {
 public:
  explicit Case(facts::SourceMask by)
      : source_(std::make_shared<Source>("input", "0123456789")), builder_(source_, "test", by) {}

  Case& permission(const char* name) { return requested("android", name); }
  Case& interface(const char* name) { return requested("quick-app", name); }
  Case& requested(const char* platform, const char* name) {
    facts::Item* item = builder_.add(fact("permissions"), at());
    builder_.set(fact("permissions[].name"), name, at(), item);
    builder_.set(fact("permissions[].platform"), platform, at(), item);
    last_ = item;
    builder_.set(fact("permissions[].requested"), true, at(), item);
    return *this;
  }
  // Of the permission before it.
  Case& asks(bool value) { return builder_.set(fact("permissions[].asks_user"), value, at(), last_), *this; }
  Case& filing(const char* kind, const char* number, const char* holder = nullptr) {
    facts::Item* item = builder_.add(fact("filings"), at());
    builder_.set(fact("filings[].kind"), kind, at(), item);
    builder_.set(fact("filings[].number"), number, at(), item);
    if (holder != nullptr) builder_.set(fact("filings[].holder"), holder, at(), item);
    return *this;
  }
  Case& filed_as(const char* field, const char* value) {
    builder_.set(fact("filings[]." + std::string(field)), value, at(), builder_.add(fact("filings"), at()));
    return *this;
  }
  Case& approval(const char* product, const char* by) {
    facts::Item* item = builder_.add(fact("licences"), at());
    builder_.set(fact("licences[].product_name"), product, at(), item);
    builder_.set(fact("licences[].product_operator"), by, at(), item);
    return *this;
  }
  Case& usage(const char* name, const char* purpose) {
    facts::Item* item = builder_.add(fact("permissions"), at());
    builder_.set(fact("permissions[].name"), name, at(), item);
    builder_.set(fact("permissions[].platform"), "ios", at(), item);
    builder_.set(fact("permissions[].requested"), true, at(), item);
    if (purpose != nullptr) builder_.set(fact("permissions[].purpose"), purpose, at(), item);
    return *this;
  }
  Case& scope(const char* platform, const char* name, bool requested) {
    builder_.state_list(fact("permissions"), at());
    facts::Item* item = builder_.add(fact("permissions"), at());
    builder_.set(fact("permissions[].name"), name, at(), item);
    builder_.set(fact("permissions[].platform"), platform, at(), item);
    if (requested) builder_.set(fact("permissions[].requested"), true, at(), item);
    return *this;
  }
  Case& says(const char* path, bool value) { return builder_.set(fact(path), value, at()), *this; }
  Case& says(const char* path, const char* value) { return builder_.set(fact(path), value, at()), *this; }
  Case& lists(const char* path, const char* value) { return builder_.append(fact(path), value, at()), *this; }

  Case& leaves_open(const char* list) { return builder_.open(fact(list)), *this; }

  // A line of the declaration's list of collected information.
  Case& declares(const char* name, const char* category) {
    builder_.state_list(fact("collection"), at());
    facts::Item* item = builder_.add(fact("collection"), at());
    builder_.set(fact("collection[].item"), name, at(), item);
    if (*category != 0) builder_.set(fact("collection[].category"), category, at(), item);
    builder_.set(fact("collection[].declared"), true, at(), item);
    return *this;
  }
  facts::FactSet set() {
    builder_.keep(source_);
    return std::move(builder_).finish();
  }
  facts::Subject subject() {
    std::vector<facts::FactSet> sets;
    sets.push_back(set());
    facts::Subject subject = facts::merge(std::move(sets));
    const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
    const vocab::Identifiers identifiers(vocabulary);
    derive(subject, vocabulary, identifiers, vocab::PurposeText(vocabulary));
    return subject;
  }
  Case& collects(const char* name, const char* category, std::optional<bool> applies = std::nullopt) {
    facts::Item* item = builder_.add(fact("collection"), at());
    builder_.set(fact("collection[].item"), name, at(), item);
    if (*category != 0) builder_.set(fact("collection[].category"), category, at(), item);
    if (applies) builder_.set(fact("collection[].case_applies"), *applies, at(), item);
    return *this;
  }
  std::string collected(const char* field) { return first("collection", field); }
  std::string permitted(const char* field) { return first("permissions", field); }
  std::string first(const char* list, const char* field) {
    const facts::Subject subject = this->subject();
    return word(facts::FactSet::cell(*subject.facts.cell(fact(list)).first, fact(std::string(list) + "[]." + field)));
  }
  // What is derived of the first filing: `true`, `false`, a text, or `?`.
  std::string filed(const char* field) { return first("filings", field); }
  static std::string word(const facts::Cell& cell) {
    if (cell.knowledge != Knowledge::Known) return "?";
    if (cell.value.is(value::Kind::String)) return std::string(cell.value.as_text());
    return cell.value.as_bool() ? "true" : "false";
  }
  // `true`, `false` or `?`.
  std::string flag(const char* path) {
    const facts::Subject subject = this->subject();
    const facts::Cell& cell = subject.facts.cell(fact(path));
    return word(cell);
  }

 private:
  Span at() const { return {source_.get(), 1, 2}; }
  SourcePtr source_;
  FactBuilder builder_;
  facts::Item* last_ = nullptr;
};

constexpr facts::SourceMask kApk = facts::kAndroidManifest | facts::kPackage;

// What two inputs make one subject of.
inline facts::Subject together(facts::FactSet a, facts::FactSet b) {
  std::vector<facts::FactSet> sets;
  sets.push_back(std::move(a));
  sets.push_back(std::move(b));
  facts::Subject subject = facts::merge(std::move(sets));
  const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
  const vocab::Identifiers identifiers(vocabulary);
  derive(subject, vocabulary, identifiers, vocab::PurposeText(vocabulary));
  return subject;
}

}  // namespace hegui::derive
