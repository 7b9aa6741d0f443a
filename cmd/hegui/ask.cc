#include "ask.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <string>

#include "read/format/declaration.h"
#include "read/format/declaration_keys.h"
#include "terminal.h"

namespace hegui::cli {
namespace {

constexpr std::string_view kAsked[] = {"subject.name",  "subject.kind",     "subject.networked", "operator.name",
                                       "operator.kind", "operator.contact", "policy.url",        "policy.file"};
constexpr int kMostTries = 3;
constexpr std::string_view kYes[] = {"y", "yes", "true", "是"}, kNo[] = {"n", "no", "false", "否"};

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \t\r"), text.size());
  const std::size_t last = text.find_last_not_of(" \t\r");
  return last == std::string_view::npos ? std::string_view{} : text.substr(first, last + 1 - first);
}

// The next line of standard input without its end; nothing at the end of the input.
std::optional<std::string> read_line() {
  std::string line;
  int c = std::getc(stdin);
  if (c == EOF) return std::nullopt;
  for (; c != EOF && c != '\n'; c = std::getc(stdin)) line += static_cast<char>(c);
  return line;
}

// What may be answered, in brackets.
std::string choices(const facts::Row& row, const Common& common) {
  if (row.type == facts::FactType::Bool) return in_language<std::string>(common, "（是/否）", " (yes/no)");
  const auto words = read::allowed_words(row);
  return words.empty() ? std::string{} : fmt::format(" ({})", fmt::join(words, "/"));
}

class Asker {
 public:
  Asker(const facts::Subject& subject, const Common& common)
      : subject_(subject),
        common_(common),
        source_(std::make_shared<Source>("<answers>", std::string{})),
        facts_(source_, read::kDeclarationFormat, facts::kDeclaration) {}

  std::optional<facts::FactSet> run() && {
    print(in_language<std::string>(common_, "不清楚的直接回车。\n", "Press Enter where you do not know.\n"));
    for (const std::string_view path : kAsked) {
      const facts::FactId id = facts::fact(path);
      if (subject_.facts.cell(id).knowledge != facts::Knowledge::Known && !question(id)) break;
    }
    if (!answered_) return std::nullopt;
    return std::move(facts_).finish();
  }

 private:
  // False at the end of the input.
  bool question(facts::FactId id) {
    const facts::Row& row = facts::Schema::get().row(id);
    for (int tries = 0; tries < kMostTries; ++tries) {
      print(fmt::format("{}{}: ", in_language(common_, row.zh, row.en), choices(row, common_)));
      flush_output();
      const std::optional<std::string> line = read_line();
      if (!line) {
        print("\n");
        return false;
      }
      const std::string_view answer = trimmed(*line);
      if (answer.empty() || take(id, row, answer)) return true;
      print(in_language<std::string>(common_, "请从括号中选一个。\n", "Choose one of those in brackets.\n"));
    }
    return true;
  }

  bool take(facts::FactId id, const facts::Row& row, std::string_view answer) {
    const Span span{source_.get(), 0, 0, {}};
    if (row.type == facts::FactType::Bool) {
      if (!is_one_of(kYes, answer) && !is_one_of(kNo, answer)) return false;
      facts_.set(id, is_one_of(kYes, answer), span);
    } else {
      const auto words = read::allowed_words(row);
      if (!words.empty() && !is_one_of(words, answer)) return false;
      facts_.set(id, facts_.keep(answer), span);
    }
    answered_ = true;
    return true;
  }

  const facts::Subject& subject_;
  const Common& common_;
  SourcePtr source_;
  facts::FactBuilder facts_;
  bool answered_ = false;
};

}  // namespace

std::optional<facts::FactSet> ask(const facts::Subject& subject, const Common& common) {
  return Asker(subject, common).run();
}

}  // namespace hegui::cli
