// Answers to `hegui explain`: everything that is called by the word has its page; what only has it in its name, a line.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "codes/codes.h"
#include "report/catalogue.h"
#include "report/explain/articles.h"
#include "report/explain/codes.h"
#include "report/explain/law.h"
#include "report/explain/numbers.h"
#include "report/explain/platform.h"
#include "report/explain/search.h"
#include "report/explain/words.h"

namespace hegui::report {
namespace {

using explain::Entry;
using explain::Match;
using explain::Sheet;
using explain::World;

constexpr std::size_t kMostPages = 6;   // of things that the word names wholly
constexpr std::size_t kFewPages = 2;    // of things that it names in part, where nothing else has the name
constexpr std::size_t kMostLines = 20;  // of the others

void write_lines(Sheet& sheet, std::span<const Entry* const> entries, std::string_view title) {
  if (entries.empty()) return;
  const World& world = sheet.world;
  sheet.section(title);
  for (const Entry* entry : entries.first(std::min(kMostLines, entries.size())))
    sheet.entry(entry->slug.empty() || entry->slug == entry->title
                    ? fmt::format("{} — {}", entry->title, entry->what)
                    : fmt::format("{} ({}) — {}", entry->title, entry->slug, entry->what));
  if (entries.size() > kMostLines)
    sheet.entry(fmt::format(fmt::runtime(world.say("另有 {} 项，请写得更具体", "{} more: be more precise")),
                            entries.size() - kMostLines));
}

// The things named, each once.
std::vector<const Entry*> those(const std::vector<Entry>& entries, Match how_far) {
  std::vector<const Entry*> out;
  for (const Entry& entry : entries) {
    const auto same = [&](const Entry* other) {
      return other->title == entry.title && other->slug == entry.slug && other->what == entry.what;
    };
    if (entry.match == how_far && std::ranges::none_of(out, same)) out.push_back(&entry);
  }
  return out;
}

bool write_entries(Sheet& sheet, const std::vector<Entry>& entries) {
  const World& world = sheet.world;
  const std::vector<const Entry*> exact = those(entries, Match::Exact), parts = those(entries, Match::Part);
  std::span<const Entry* const> pages = exact, lines = parts;
  if (exact.empty() && parts.size() <= kFewPages) std::swap(pages, lines);
  const std::size_t whole = std::min(kMostPages, pages.size());
  for (const Entry* entry : pages.first(whole)) entry->page(sheet);
  write_lines(sheet, pages.subspan(whole), world.say("同名的还有", "Also called so"));
  write_lines(sheet, lines,
              pages.empty() ? world.say("名称中含有它的有", "These have it in their name")
                            : world.say("名称中含有它的还有", "These have it in their name too"));
  return !entries.empty();
}

// Where no page tells rules, those that speak of the word do; a rule is none of its own.
void add_rules(Sheet& sheet, std::string_view word) {
  if (!sheet.tells_rules()) explain::write_rules_speaking_of(sheet, word);
}

}  // namespace

std::optional<std::string> explanation(const policy::Policy& policy, const vocab::Identifiers& identifiers,
                                       std::string_view word, bool chinese) {
  const World world{policy, identifiers, chinese};
  Sheet sheet(world);
  if (codes::is_code(word)) return explain::write_code(sheet, word) ? std::optional(sheet.take()) : std::nullopt;
  // An instrument as such is better told by its own page.
  const auto clauses = explain::clauses_called(policy, word);
  if (!clauses.empty() && !policy.find_instrument(word)) {
    explain::write_clauses(sheet, clauses, word);
    return sheet.take();
  }
  std::vector<Entry> entries;
  explain::find_law(world, word, entries);
  explain::find_platform(world, word, entries);
  explain::find_words(world, word, entries);
  explain::find_numbers(world, word, entries);
  if (write_entries(sheet, entries)) return add_rules(sheet, word), sheet.take();
  if (explain::write_mentions(sheet, word)) return sheet.take();
  return std::nullopt;
}

std::string unexplained(const policy::Policy& policy, const vocab::Identifiers& identifiers, std::string_view word,
                        bool chinese) {
  const World world{policy, identifiers, chinese};
  const std::string head = fmt::format(fmt::runtime(world.say("没有“{}”的说明：", "nothing is known of `{}`: ")), word);
  if (const std::string wrong = explain::misspelt_number(world, word); !wrong.empty()) return head + wrong;
  const std::vector<std::string> near =
      codes::is_code(word) ? std::vector{codes::nearest(word)} : explain::nearest(world, word);
  if (near.empty())
    return head + std::string(world.say(
                      "规则、条款、事实和词表都没有谈到它，可查 `hegui rules`、`hegui clauses`",
                      "no rule, clause, fact or vocabulary speaks of it; try `hegui rules` or `hegui clauses`"));
  return head + fmt::format(fmt::runtime(world.say("名称相近的有 {}", "did you mean {}?")),
                            fmt::format("`{}`", fmt::join(near, "`, `")));
}

}  // namespace hegui::report
