#include "vocab/secret.h"

#include <re2/re2.h>

#include <algorithm>
#include <memory>

namespace hegui::vocab {
namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

// Appends what of `text` has this form. The patterns are compiled here and now: the marks of a form are rare.
void find(const Vocabulary& vocabulary, const SecretRow& form, std::string_view text, std::vector<Secret>& found) {
  const re2::RE2 pattern(piece(vocabulary.text(form.pattern)), re2::RE2::Quiet);
  std::vector<std::unique_ptr<const re2::RE2>> unless;
  for (const image::Text row : vocabulary.texts(form.unless))
    unless.push_back(std::make_unique<const re2::RE2>(piece(vocabulary.text(row)), re2::RE2::Quiet));
  re2::StringPiece groups[2];
  const int asked = pattern.NumberOfCapturingGroups() + 1;
  for (std::size_t at = 0; pattern.Match(piece(text), at, text.size(), re2::RE2::UNANCHORED, groups, asked);) {
    const re2::StringPiece value = groups[asked - 1];
    const auto begin = static_cast<std::size_t>(value.data() - text.data());
    if (std::ranges::none_of(unless, [&](const auto& one) { return re2::RE2::PartialMatch(value, *one); }))
      found.push_back({&form, begin, begin + value.size()});
    at = begin + value.size();
  }
}

}  // namespace

std::vector<Secret> find_secrets(const Vocabulary& vocabulary, std::string_view text) {
  std::vector<Secret> found;
  for (const SecretRow& form : vocabulary.secrets()) {
    const auto stands = [&](image::Text mark) { return text.find(vocabulary.text(mark)) != std::string_view::npos; };
    if (std::ranges::any_of(vocabulary.texts(form.marks), stands)) find(vocabulary, form, text, found);
  }
  std::ranges::sort(found, {}, &Secret::begin);
  std::vector<Secret> kept;
  for (const Secret& secret : found) {
    if (kept.empty() || kept.back().end <= secret.begin)
      kept.push_back(secret);
    else if (secret.form->client < kept.back().form->client)
      kept.back() = secret;
  }
  return kept;
}

}  // namespace hegui::vocab
