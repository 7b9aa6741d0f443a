// The order of questions: what a name is not (a flag, a property of the datum, a thing), then every kind by its names.
#include "vocab/field_names.h"

#include <algorithm>

#include "base/utf8.h"

namespace hegui::vocab {
namespace {

constexpr std::size_t kLongEnough = 3;  // characters of a Chinese name that means the same wherever it stands
constexpr std::size_t kMaxName = 200;   // bytes; a longer name is no name of a field

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

// Whether a word begins at `at`, which is a letter or digit after another.
bool begins_word(std::string_view name, std::size_t at) {
  const char before = name[at - 1], here = name[at];
  if (is_digit(here)) return !is_digit(before);
  if (!is_upper(here)) return false;
  if (!is_upper(before)) return true;
  return at + 1 < name.size() && name[at + 1] >= 'a' && name[at + 1] <= 'z';  // the last capital of a run
}

std::vector<std::string_view> split_blanks(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

std::string_view name_in_label(std::string_view label) {
  std::size_t end = label.size();
  for (const std::string_view mark : {"(", "（", ",", "，", ";", "；", ":", "：", "。", " ", "\n", "\t"})
    end = std::min(end, label.find(mark));
  return label.substr(0, end);
}

std::vector<std::string> words_of_name(std::string_view name) {
  std::vector<std::string> out;
  bool open = false;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char c = name[at];
    if (!is_upper(c) && !is_lower(c) && !is_digit(c)) {
      open = false;
      continue;
    }
    if (!open || begins_word(name, at)) out.emplace_back();
    out.back() += lower(c);
    open = true;
  }
  return out;
}

// What judging looks at: the words of the name, the words of what holds it, and whether they speak of a person.
struct FieldNames::Look {
  std::vector<std::string> words;
  std::string joined;
  std::vector<std::string> near;  // words and joined words of the holder, and what they are several of
  std::vector<std::string> head;  // what the holder is: the last word of its names that does not only wrap
  bool person = false;            // in the name or the holder

  bool has(std::string_view word) const { return std::ranges::find(words, word) != words.end(); }
};

FieldNames::FieldNames(const Vocabulary& vocabulary) : vocabulary_(vocabulary), rows_(vocabulary_.fields()) {
  for (const FieldRulesRow& rules : vocabulary_.field_rules()) {
    flag_prefixes_ = words(rules.flag_prefixes);
    tail_words_ = words(rules.tail_words);
    tail_exceptions_ = words(rules.tail_exceptions);
    header_exclude_ = words(rules.header_exclude);
    not_person_ = words(rules.not_person_parents);
    system_ = words(rules.system_parents);
    person_ = words(rules.person_parents);
    machine_ = words(rules.machine_parents);
    wrappers_ = words(rules.wrappers);
  }
  for (std::uint32_t row = 0; row < rows_.size(); ++row) {
    const auto index = [&](Index& into, image::Range range) {
      for (const image::Text text : vocabulary_.texts(range)) into.emplace(vocabulary_.text(text), row);
    };
    index(exact_, rows_[row].exact);
    index(formats_, rows_[row].formats);
    index(zh_, rows_[row].zh);
    for (const image::Text text : vocabulary_.texts(rows_[row].zh))
      if (const std::string_view part = vocabulary_.text(text); utf8::length(part) >= kLongEnough)
        zh_parts_.emplace_back(part, row);
    for (const image::Text text : vocabulary_.texts(rows_[row].tokens)) {
      std::vector<std::string_view> sequence = split_blanks(vocabulary_.text(text));
      if (sequence.empty()) continue;
      const std::string_view first = sequence.front();
      sequences_.emplace(first, Sequence{std::move(sequence), row});
    }
  }
}

FieldNames::Words FieldNames::words(image::Range range) const {
  Words out;
  for (const image::Text text : vocabulary_.texts(range)) out.insert(vocabulary_.text(text));
  return out;
}

// A flag, a number about the datum, a property of it, a technical header, or the name of a thing.
bool FieldNames::names_other_thing(const FieldQuery& field, const Look& look) const {
  if (field.flag) return true;
  if (look.words.size() > 1 && flag_prefixes_.contains(look.words.front())) return true;
  const auto size = look.words.size();
  if (size > 1 && tail_words_.contains(look.words.back()) &&
      !tail_exceptions_.contains(look.words[size - 2] + " " + look.words[size - 1]))
    return true;
  if (field.header) {
    std::string name(field.name);
    std::ranges::transform(name, name.begin(), lower);
    if (header_exclude_.contains(name)) return true;
  }
  return false;
}

FieldNames::Look FieldNames::look_at(const FieldQuery& field) const {
  const auto put = [](const std::string& word, std::vector<std::string>& into) {
    if (word.size() > 3 && word.ends_with('s')) into.push_back(word.substr(0, word.size() - 1));
    into.push_back(word);
  };
  Look look;
  look.words = words_of_name(field.name);
  for (const std::string& word : look.words) look.joined += word;
  // Beyond a holder that only wraps (`data`, `UserInfo` does not), the next one is near.
  bool near = true;
  for (std::size_t at = field.holders.size(); near && at-- > 0;) {
    bool wraps = true;
    for (const std::string_view name : {field.holders[at].name, field.holders[at].type}) {
      std::vector<std::string> held = words_of_name(name);
      wraps = wraps && std::ranges::all_of(held, [&](const std::string& word) { return wrappers_.contains(word); });
      const auto last = std::find_if(held.rbegin(), held.rend(), [&](const std::string& word) {
        return word.size() > 1 && !is_digit(word.front()) && !wrappers_.contains(word);
      });
      if (last != held.rend()) put(*last, look.head);
      std::string joined;
      for (const std::string& word : held) joined += word;
      if (held.size() > 1) held.push_back(std::move(joined));
      for (const std::string& word : held) put(word, look.near);
    }
    near = wraps || field.holders[at].composed;
  }
  const auto about_person = [&](const std::string& word) { return person_.contains(word); };
  look.person = std::ranges::any_of(look.words, about_person) || std::ranges::any_of(look.near, about_person);
  return look;
}

// By row: bit 1 the whole name, bit 2 a sequence of words in it or its format.
std::vector<std::uint8_t> FieldNames::find(const FieldQuery& field, const Look& look) const {
  std::vector<std::uint8_t> hits(rows_.size());
  const auto take = [&](const Index& index, std::string_view key, std::uint8_t bit) {
    for (auto [it, end] = index.equal_range(key); it != end; ++it) hits[it->second] |= bit;
  };
  take(exact_, look.joined, 1);
  take(zh_, field.name, 1);
  if (utf8::length(field.label) >= kLongEnough)
    for (auto [it, end] = zh_.equal_range(field.label); it != end; ++it)
      if (vocabulary_.text(rows_[it->second].category) != "device-identifier") hits[it->second] |= 1;
  if (!field.format.empty()) take(formats_, field.format, 2);
  for (const auto& [part, row] : zh_parts_)
    if (field.name.find(part) != field.name.npos) hits[row] |= 1;
  for (auto word = look.words.begin(); word != look.words.end(); ++word) {
    for (auto [it, end] = sequences_.equal_range(*word); it != end; ++it) {
      const Sequence& sequence = it->second;
      const auto left = static_cast<std::size_t>(look.words.end() - word);
      if (left >= sequence.words.size() && std::equal(sequence.words.begin(), sequence.words.end(), word))
        hits[sequence.row] |= 2;
    }
  }
  return hits;
}

// A holder that is a system, with nobody named beside it but the account itself.
bool FieldNames::is_of_system(const Look& look) const {
  const auto is_system = [&](const std::string& word) { return system_.contains(word); };
  const auto is_person = [&](const std::string& word) { return word != "account" && person_.contains(word); };
  return std::ranges::any_of(look.near, is_system) && std::ranges::none_of(look.near, is_person);
}

// A word that makes the name another thing's, or a holder that is no person.
bool FieldNames::is_void(const FieldRow& row, const Look& look, bool exact) const {
  const auto excluded = [&](image::Text word) { return look.has(vocabulary_.text(word)); };
  if (!exact && std::ranges::any_of(vocabulary_.texts(row.exclude), excluded)) return true;
  const std::string_view category = vocabulary_.text(row.category);
  if (category == "network-identity" && is_of_system(look)) return true;
  if (look.person || category == "device-identifier" || category == "advertising-identifier") return false;
  return std::ranges::any_of(look.near, [&](const std::string& word) { return not_person_.contains(word); });
}

bool FieldNames::is_sure(const FieldRow& row, const Look& look) const {
  const std::span<const image::Text> context = vocabulary_.texts(row.context);
  const auto beside = [&](const std::vector<std::string>& words) {
    return std::ranges::any_of(
        context, [&](image::Text word) { return std::ranges::find(words, vocabulary_.text(word)) != words.end(); });
  };
  if (row.strong == 0) return context.empty() ? look.person : beside(look.words) || beside(look.head);
  if (context.empty()) return true;
  // A machine has such an address too.
  const bool machine = std::ranges::any_of(look.near, [&](const std::string& word) { return machine_.contains(word); });
  return beside(look.words) || (!machine && (look.person || beside(look.near)));
}

std::vector<FieldHit> FieldNames::judge(const FieldQuery& field) const {
  std::vector<FieldHit> out;
  if (field.name.empty() || field.name.size() > kMaxName) return out;
  const Look look = look_at(field);
  if (look.words.empty() || names_other_thing(field, look)) return out;
  const std::vector<std::uint8_t> hits = find(field, look);
  for (std::uint32_t row = 0; row < rows_.size(); ++row)
    if (hits[row] != 0 && !is_void(rows_[row], look, (hits[row] & 1) != 0))
      out.push_back({&rows_[row], is_sure(rows_[row], look)});
  return out;
}

}  // namespace hegui::vocab
