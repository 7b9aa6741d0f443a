#include "read/format/declaration_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "base/nearest_name.h"

namespace hegui::read {
namespace {

using Words = std::vector<std::string_view>;

bool among(const Words& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

std::string meant(std::string_view word) { return fmt::format("did you mean `{}`?", word); }

// The list of the declaration that a service or function stands in: the last part of the path.
std::optional<std::string> service_help(const vocab::Vocabulary& vocabulary, std::string_view list,
                                        std::string_view word) {
  Words words;
  std::string_view other, named;
  for (const vocab::ServiceRow& row : vocabulary.services()) {
    const std::string_view slug = vocabulary.text(row.slug);
    const bool here = vocabulary.text(row.key) == list;
    if (slug == word && here) return std::nullopt;
    if (slug == word) other = vocabulary.text(row.key);
    if (here) words.push_back(slug);
    const auto called = [&](image::Text name) { return vocabulary.text(name) == word; };
    if (here &&
        (called(row.title.zh) || called(row.title.en) || std::ranges::any_of(vocabulary.texts(row.words), called)))
      named = slug;
  }
  if (words.empty()) return std::nullopt;  // a vocabulary without services has nothing to hold words against
  if (!other.empty()) return fmt::format("it is a word for `subject.{}`", other);
  if (!named.empty()) return meant(named);
  const std::string_view near = nearest_name(word, words);
  return near.empty() ? fmt::format("one of: {}", fmt::join(words, ", ")) : meant(near);
}

std::optional<std::string> app_type_help(const vocab::Vocabulary& vocabulary, std::string_view word) {
  Words words;
  std::string_view named;
  for (const vocab::AppTypeRow& row : vocabulary.app_types()) {
    words.push_back(vocabulary.text(row.slug));
    if (vocabulary.text(row.title.zh) == word || vocabulary.text(row.title.en) == word) named = words.back();
  }
  // Empty: none of the common types.
  if (words.empty() || word.empty() || among(words, word)) return std::nullopt;
  if (!named.empty()) return meant(named);
  const std::string_view near = nearest_name(word, words);
  return near.empty() ? fmt::format("empty for none of the common types, or one of: {}", fmt::join(words, ", "))
                      : meant(near);
}

std::optional<std::string> slip_help(const Words& words, std::string_view word) {
  if (among(words, word)) return std::nullopt;
  const auto near =
      std::ranges::find_if(words, [&](std::string_view each) { return edit_distance(word, each, 1) <= 1; });
  return near == words.end() ? std::nullopt : std::optional(meant(*near));
}

std::optional<std::string> title_help(const vocab::Vocabulary& vocabulary, std::string_view word) {
  Words words;
  const auto add = [&](image::Range range) {
    for (const image::Text each : vocabulary.texts(range)) words.push_back(vocabulary.text(each));
  };
  for (const vocab::IdentifierRow& row : vocabulary.identifiers()) {
    words.push_back(vocabulary.text(row.slug));
    add(row.kinds);
  }
  for (const vocab::ServiceRow& row : vocabulary.services()) add(row.titles);
  return slip_help(words, word);
}

std::optional<std::string> category_help(const vocab::Vocabulary& vocabulary, std::string_view word) {
  Words words;
  for (const vocab::CategoryRow& row : vocabulary.categories()) words.push_back(vocabulary.text(row.slug));
  return slip_help(words, word);
}

}  // namespace

std::optional<std::string> word_help(const vocab::Vocabulary& vocabulary, std::string_view path,
                                     std::string_view word) {
  if (path == "subject.services" || path == "subject.features")
    return service_help(vocabulary, path.substr(path.find('.') + 1), word);
  if (path == "subject.app_type") return app_type_help(vocabulary, word);
  if (path == "filings[].kind" || path == "licences[].kind") return title_help(vocabulary, word);
  if (path == "collection[].category") return category_help(vocabulary, word);
  return std::nullopt;
}

}  // namespace hegui::read
