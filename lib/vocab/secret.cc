#include "vocab/secret.h"

#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>

namespace hegui::vocab {
namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

// A form's patterns, compiled when one of its marks is first seen: they are rare.
class Form {
 public:
  Form(const Vocabulary& vocabulary, const SecretRow& row)
      : row_(&row), pattern_(piece(vocabulary.text(row.pattern)), re2::RE2::Quiet) {
    for (const image::Text unless : vocabulary.texts(row.unless))
      unless_.push_back(std::make_unique<const re2::RE2>(piece(vocabulary.text(unless)), re2::RE2::Quiet));
  }

  // Appends what of `text` has this form.
  void find(std::string_view text, std::vector<Secret>& found) const {
    re2::StringPiece groups[2];
    const int asked = pattern_.NumberOfCapturingGroups() + 1;
    for (std::size_t at = 0; pattern_.Match(piece(text), at, text.size(), re2::RE2::UNANCHORED, groups, asked);) {
      const re2::StringPiece value = groups[asked - 1];
      const auto begin = static_cast<std::size_t>(value.data() - text.data());
      if (std::ranges::none_of(unless_, [&](const auto& one) { return re2::RE2::PartialMatch(value, *one); }))
        found.push_back({row_, begin, begin + value.size()});
      at = begin + value.size();
    }
  }

 private:
  const SecretRow* row_;
  re2::RE2 pattern_;
  std::vector<std::unique_ptr<const re2::RE2>> unless_;
};

}  // namespace

// Compiled when they are first needed, once for all threads.
class SecretForms {
 public:
  void find(const Vocabulary& vocabulary, std::string_view text, std::vector<Secret>& found) {
    const std::span<const SecretRow> rows = vocabulary.secrets();
    if (rows.empty()) return;
    std::call_once(marked_, [&] {
      marks_ = std::make_unique<const re2::RE2>(any_mark(vocabulary), re2::RE2::Quiet);
      forms_ = std::vector<Lazy>(rows.size());
    });
    if (!re2::RE2::PartialMatch(piece(text), *marks_)) return;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto stands = [&](image::Text mark) { return text.find(vocabulary.text(mark)) != std::string_view::npos; };
      if (std::ranges::none_of(vocabulary.texts(rows[i].marks), stands)) continue;
      std::call_once(forms_[i].compiled, [&] { forms_[i].form = std::make_unique<const Form>(vocabulary, rows[i]); });
      forms_[i].form->find(text, found);
    }
  }

 private:
  struct Lazy {
    std::once_flag compiled;
    std::unique_ptr<const Form> form;
  };

  static std::string any_mark(const Vocabulary& vocabulary) {
    std::string out;
    for (const SecretRow& row : vocabulary.secrets())
      for (const image::Text mark : vocabulary.texts(row.marks))
        out += (out.empty() ? "" : "|") + re2::RE2::QuoteMeta(piece(vocabulary.text(mark)));
    return out;
  }

  std::once_flag marked_;
  std::unique_ptr<const re2::RE2> marks_;  // any mark of any form
  std::vector<Lazy> forms_;
};

std::shared_ptr<SecretForms> secret_forms() { return std::make_shared<SecretForms>(); }

std::vector<Secret> find_secrets(const Vocabulary& vocabulary, std::string_view text) {
  std::vector<Secret> found;
  vocabulary.secret_forms().find(vocabulary, text, found);
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
