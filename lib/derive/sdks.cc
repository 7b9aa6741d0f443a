#include "derive/sdks.h"

#include <algorithm>
#include <string>
#include <vector>

#include "derive/cells.h"

namespace hegui::derive {
namespace {

using facts::FactSet;
using facts::Item;
using value::Value;

struct SdkFacts {
  facts::FactId list = facts::fact("sdks"), slug = facts::fact("sdks[].slug"), name = facts::fact("sdks[].name"),
                provider = facts::fact("sdks[].provider"), declared = facts::fact("sdks[].declared"),
                declared_as = facts::fact("sdks[].declared_as"), kind = facts::fact("sdks[].kind"),
                categories = facts::fact("sdks[].categories");

  static const SdkFacts& get() {
    static const SdkFacts instance;
    return instance;
  }
};

// The shortest name that may stand for longer ones: two Chinese characters, or a word of Latin letters.
constexpr std::size_t kShortestName = 6;
// Parents of parents: nesting in the vocabulary is shallow, and may not go round.
constexpr int kMaxParents = 4;

// One line of the declaration.
struct Declared {
  const Item* item = nullptr;
  const vocab::SdkRow* row = nullptr;
  std::string_view name;
  std::string plain;
  std::string provider;
};

bool is_part(std::string_view part, std::string_view whole) {
  return part.size() >= kShortestName && whole.find(part) != std::string_view::npos;
}

class Describer {
 public:
  Describer(FactSet& facts, const vocab::Vocabulary& vocabulary) : facts_(facts), vocabulary_(vocabulary) {}

  void run() {
    for (Item* item = facts_.cell(ids_.list).first; item != nullptr; item = item->next) {
      const vocab::SdkRow* row = row_of(*item);
      if (row != nullptr) describe(*item, *row);
      if (!known_true(FactSet::cell(*item, ids_.declared))) continue;
      const std::string_view name = text(FactSet::cell(*item, ids_.name));
      declared_.push_back({item, row, name, vocab::plain_sdk_name(name),
                           vocab::plain_sdk_name(text(FactSet::cell(*item, ids_.provider)))});
    }
    for (Item* item = facts_.cell(ids_.list).first; item != nullptr; item = item->next)
      if (!known_true(FactSet::cell(*item, ids_.declared)))
        if (const vocab::SdkRow* row = row_of(*item)) hold_against_declaration(*item, *row);
  }

 private:
  const vocab::SdkRow* row_of(const Item& item) const {
    const std::string_view slug = text(FactSet::cell(item, ids_.slug));
    return slug.empty() ? vocabulary_.find_sdk_named(text(FactSet::cell(item, ids_.name))) : vocabulary_.find_sdk(slug);
  }

  void describe(Item& item, const vocab::SdkRow& row) {
    Arena& arena = facts_.arena();
    state(FactSet::cell(item, ids_.kind), Value::string(arena.copy(vocabulary_.text(row.kind))), nullptr);
    const auto slugs = vocabulary_.texts(row.categories);
    std::span<Value> members = arena.make_array<Value>(slugs.size());
    std::ranges::transform(slugs, members.begin(),
                           [&](image::Text slug) { return Value::string(arena.copy(vocabulary_.text(slug))); });
    state(FactSet::cell(item, ids_.categories), Value::list(arena.make<value::List>(members, false)), nullptr);
  }

  bool descends(const vocab::SdkRow& row, const vocab::SdkRow* from) const {
    const vocab::SdkRow* at = &row;
    for (int level = 0; at != nullptr && level <= kMaxParents; ++level) {
      if (at == from) return true;
      at = at->parent.size == 0 ? nullptr : vocabulary_.find_sdk(vocabulary_.text(at->parent));
    }
    return false;
  }

  void hold_against_declaration(Item& item, const vocab::SdkRow& row) {
    facts::Cell& cell = FactSet::cell(item, ids_.declared_as);
    bool same_provider = false;
    for (const Declared& line : declared_) {
      bool meant = line.row != nullptr && descends(row, line.row);
      for (const image::Text title : {row.title.zh, row.title.en}) {
        const std::string plain = vocab::plain_sdk_name(vocabulary_.text(title));
        meant = meant || is_part(plain, line.plain) || is_part(line.plain, plain);
      }
      if (meant) return state(cell, Value::string(line.name), FactSet::cell(*line.item, ids_.name).origins);
      for (const image::Text provider : {row.provider.zh, row.provider.en}) {
        const std::string plain = vocab::plain_sdk_name(vocabulary_.text(provider));
        same_provider = same_provider || (!plain.empty() && plain == line.provider);
      }
    }
    if (!same_provider) return;
    cell.unreadable = true;
    cell.knowledge = facts::Knowledge::Unknown;
  }

  const SdkFacts& ids_ = SdkFacts::get();
  FactSet& facts_;
  const vocab::Vocabulary& vocabulary_;
  std::vector<Declared> declared_;
};

}  // namespace

void describe_sdks(FactSet& facts, const vocab::Vocabulary& vocabulary) { Describer(facts, vocabulary).run(); }

}  // namespace hegui::derive
