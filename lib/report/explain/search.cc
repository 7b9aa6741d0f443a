#include "report/explain/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <span>
#include <utility>

#include "base/nearest_name.h"

namespace hegui::report::explain {
namespace {

// Lines of one kind of thing that are shown.
constexpr std::size_t kMostLines = 15;

class Mentions {
 public:
  Mentions(Sheet& sheet, std::string_view word) : sheet_(sheet), word_(word) {}

  bool write() {
    const World& world = sheet_.world;
    const policy::Policy& policy = world.policy;
    heading_ = fmt::format(
        fmt::runtime(world.say("没有以“{}”为名的条目，下列内容谈到它", "Nothing is called `{}`; these speak of it")),
        word_);
    lines(
        world.say("条款", "Clauses"), policy.clauses(),
        [&](const policy::ClauseRow& row) { return speaks({row.title, row.summary}) || abbreviated(row.title); },
        [&](std::uint32_t id) { sheet_.clause(id); });
    rules(world.say("规则", "Rules"));
    lines(
        world.say("事实", "Facts"), facts::Schema::get().paths(),
        [&](std::string_view path) {
          const facts::Row& row = facts::Schema::get().row(facts::fact(path));
          return speaks_of(row.zh, word_) || speaks_of(row.en, word_) || abbreviates(word_, row.zh);
        },
        [&](std::uint32_t index) { sheet_.fact(facts::fact(facts::Schema::get().paths()[index])); });
    lines(
        world.say("SDK，按提供方", "SDKs by provider"), world.vocabulary().sdks(),
        [&](const vocab::SdkRow& row) { return speaks({row.provider}); },
        [&](std::uint32_t index) {
          const vocab::SdkRow& row = world.vocabulary().sdks()[index];
          sheet_.entry(
              fmt::format("{} ({})  {}", world.local(row.title), world.text(row.slug), world.local(row.provider)));
        });
    return heading_.empty();
  }

  void rules(std::string_view title) {
    const policy::Policy& policy = sheet_.world.policy;
    lines(
        title, policy.rules(),
        [&](const policy::RuleRow& row) {
          const auto is_word = [&](image::Text one) { return speaks_of(policy.text(one), word_); };
          return speaks({row.title, row.fix, row.why}) || abbreviated(row.title) ||
                 std::ranges::any_of(policy.texts(row.references), is_word);
        },
        [&](std::uint32_t id) { sheet_.rule(id); });
  }

 private:
  bool speaks(std::initializer_list<vocab::LocalText> texts) const {
    return std::ranges::any_of(texts, [&](vocab::LocalText text) {
      return speaks_of(sheet_.world.text(text.zh), word_) || speaks_of(sheet_.world.text(text.en), word_);
    });
  }
  bool abbreviated(vocab::LocalText title) const { return abbreviates(word_, sheet_.world.text(title.zh)); }

  void lines(std::string_view title, const auto& rows, const auto& speaks, const auto& line) {
    std::vector<std::uint32_t> those;
    for (std::uint32_t index = 0; index < rows.size(); ++index)
      if (speaks(rows[index])) those.push_back(index);
    if (those.empty()) return;
    sheet_.plain(std::exchange(heading_, {}));
    sheet_.section(title);
    for (const std::uint32_t index : std::span(those).first(std::min(kMostLines, those.size()))) line(index);
    if (those.size() > kMostLines)
      sheet_.entry(fmt::format(fmt::runtime(sheet_.world.say("另有 {} 条", "{} more")), those.size() - kMostLines));
  }

  Sheet& sheet_;
  std::string_view word_;
  std::string heading_;  // until the first lines are written
};

}  // namespace

bool write_mentions(Sheet& sheet, std::string_view word) { return Mentions(sheet, word).write(); }

void write_rules_speaking_of(Sheet& sheet, std::string_view word) {
  Mentions(sheet, word).rules(sheet.world.say("谈到它的规则", "Rules that speak of it"));
}

std::vector<std::string> nearest(const World& world, std::string_view word) {
  const policy::Policy& policy = world.policy;
  const vocab::Vocabulary& vocabulary = world.vocabulary();
  std::vector<std::string_view> names;
  const auto add = [&](image::Text name) { names.push_back(world.text(name)); };
  const auto add_words = [&](vocab::LocalText words) { add(words.zh), add(words.en); };
  for (const policy::RuleRow& row : policy.rules()) add(row.id), add(row.name);
  for (const policy::ClauseRow& row : policy.clauses()) add(row.id);
  for (const policy::InstrumentRow& row : policy.instruments()) add(row.slug), add_words(row.title);
  const auto paths = facts::Schema::get().paths();
  names.insert(names.end(), paths.begin(), paths.end());
  for (const vocab::PermissionRow& row : vocabulary.permissions()) add(row.name);
  for (const vocab::PermissionRow& row : vocabulary.permissions())
    names.push_back(world.text(row.name).substr(world.text(row.name).rfind('.') + 1));
  for (const vocab::ServiceRow& row : vocabulary.services()) add(row.slug), add_words(row.title);
  for (const vocab::AppTypeRow& row : vocabulary.app_types()) add(row.slug), add_words(row.title);
  for (const vocab::CategoryRow& row : vocabulary.categories()) add(row.slug), add_words(row.title);
  for (const vocab::ItemRow& row : vocabulary.items()) add(row.slug), add_words(row.title);
  for (const vocab::IdentifierRow& row : vocabulary.identifiers()) add(row.slug), add_words(row.title);
  for (const vocab::SdkRow& row : vocabulary.sdks()) add(row.slug), add_words(row.title);
  for (const vocab::SensitiveApiRow& row : vocabulary.sensitive_apis()) add(row.name);
  for (const vocab::ProvinceRow& row : vocabulary.provinces()) add_words(row.title);
  constexpr std::size_t kMost = 3;
  std::vector<std::string> out;
  while (out.size() < kMost) {
    const std::string_view next = nearest_name(word, names);
    if (next.empty()) break;
    out.emplace_back(next);
    std::erase(names, next);
  }
  return out;
}

}  // namespace hegui::report::explain
