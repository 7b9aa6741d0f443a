// What one input said: facts with their origins. A reader fills a FactBuilder; merging makes one Subject of many
// FactSets.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/date.h"
#include "base/source.h"
#include "facts/schema.h"
#include "value/value.h"

namespace hegui::facts {

enum class Knowledge : std::uint8_t {
  Unknown,  // no input here can say it, or the part that would was unreadable
  Absent,   // an input could say it and does not
  Known,
};

// Where a fact was read. A fact that several inputs state has one origin per place, in reading order.
struct Origin {
  Span span;
  SourceMask by = 0;
  const Origin* next = nullptr;
  value::Value member = {};  // of a list of strings or integers: the member that stands there; Null: the list itself
};

struct Item;

// Members a list of strings or integers keeps; past it the list is open, which no verdict then overlooks.
inline constexpr std::size_t kMaxMembers = 10'000;

// One fact: what is known of it, its value, and where it was read. A list of records holds items, every other type a
// value.
struct Cell {
  Knowledge knowledge = Knowledge::Unknown;
  bool open = false;        // of a list: there may be members that no input showed
  bool unreadable = false;  // stated in a form that cannot be judged (`${placeholder}`): never Absent
  bool assumed = false;     // Known because nothing is stated: what holds then, unless another input states it
  std::uint32_t count = 0;  // items
  value::Value value;       // when Known and not Records; lists of strings and integers are list values
  const Origin* origins = nullptr;
  Item* first = nullptr;
  Item* last = nullptr;
};

// One record of a list.
struct Item {
  FactId list = 0;
  std::span<Cell> cells;  // by slot of the field
  const Origin* origins = nullptr;
  Item* next = nullptr;
};

// What an input takes out of those it is merged over, where they have it: `tools:node="remove"` of an Android manifest.
struct Removal {
  FactId list = 0;
  std::string_view name;  // of the record or member; empty: each
  std::string_view kind;  // of a component: the only kind that is meant
  std::string_view from;  // the only package that it is taken out of; empty: all
  Span span;              // where it is said
};

// A short description of what was read, for reports and JSON.
struct Input {
  SourcePtr source;
  std::string_view format;  // name of the format's row, e.g. `android-manifest`
  SourceMask states = 0;    // the kinds of facts it can state
};

// Facts of one or many inputs, with the memory they live in. Move-only; spans and values stay valid when it moves.
class FactSet {
 public:
  FactSet();

  Cell& cell(FactId root) { return cells_[Schema::get().slot(root)]; }
  const Cell& cell(FactId root) const { return cells_[Schema::get().slot(root)]; }
  static Cell& cell(Item& item, FactId field) { return item.cells[Schema::get().slot(field)]; }
  static const Cell& cell(const Item& item, FactId field) { return item.cells[Schema::get().slot(field)]; }

  std::span<const Input> inputs() const { return inputs_; }
  void add_input(Input input) { inputs_.push_back(std::move(input)); }
  std::span<const Removal> removals() const { return removals_; }
  void add_removal(const Removal& removal) { removals_.push_back(removal); }
  // Keeps `source` alive as long as the facts.
  void keep(SourcePtr source) { kept_.push_back(std::move(source)); }
  std::span<const SourcePtr> kept() const { return kept_; }
  // The kinds of facts the inputs together can state.
  SourceMask states() const;

  Arena& arena() { return *arena_; }
  // A new item at the end of a list.
  Item* add_item(Cell& list_cell, FactId list, const Origin* origin);
  // Appends an origin to a chain.
  void add_origin(const Origin*& chain, const Span& span, SourceMask by, value::Value member = {});
  // Takes records out of a list: those that `is_out` says.
  template <class IsOut>
  static void remove_items(Cell& list_cell, const IsOut& is_out) {
    Item* kept = nullptr;
    for (Item* item = list_cell.first; item != nullptr; item = item->next) {
      if (is_out(*item)) {
        (kept != nullptr ? kept->next : list_cell.first) = item->next;
        --list_cell.count;
      } else {
        kept = item;
      }
    }
    list_cell.last = kept;
  }

  // Takes over the memory, inputs and sources of `other`, whose cells may then be linked to. Merging uses it.
  void adopt(FactSet&& other);

 private:
  std::unique_ptr<Arena> arena_;
  std::vector<std::unique_ptr<Arena>> adopted_;
  std::vector<Input> inputs_;
  std::vector<Removal> removals_;
  std::vector<SourcePtr> kept_;
  std::span<Cell> cells_;
};

// What a reader writes to. One builder per input; `by` says which kinds of facts this input can state: a fact of those
// kinds that is never set is Absent in the merged subject, every other one Unknown.
class FactBuilder {
 public:
  FactBuilder(SourcePtr source, std::string_view format, SourceMask by);

  // A copy of `text` that lives as long as the facts; views into the source need none.
  std::string_view keep(std::string_view text) { return facts_.arena().copy(text); }
  void keep(SourcePtr source) { facts_.keep(std::move(source)); }
  // A further kind this input turned out to state (a package with code states kDex).
  void also_states(SourceMask by);
  // A kind of which this input states some facts, and never that the rest is absent.
  void partly_states(SourceMask by) { by_ |= by; }

  // Facts of the subject, or with `item` fields of that record. A later `set` of the same fact replaces the value and
  // adds the place. Strings must live in the source or the arena; use `keep` otherwise.
  void set(FactId id, value::Value value, const Span& span, Item* item = nullptr);
  void set(FactId id, std::string_view text, const Span& span, Item* item = nullptr) {
    set(id, value::Value::string(text), span, item);
  }
  void set(FactId id, const char* text, const Span& span, Item* item = nullptr) {
    set(id, std::string_view(text), span, item);
  }
  void set(FactId id, bool flag, const Span& span, Item* item = nullptr) {
    set(id, value::Value::boolean(flag), span, item);
  }
  void set(FactId id, std::int64_t number, const Span& span, Item* item = nullptr) {
    set(id, value::Value::integer(number), span, item);
  }
  void set(FactId id, int number, const Span& span, Item* item = nullptr) { set(id, std::int64_t{number}, span, item); }
  void set(FactId id, Date date, const Span& span, Item* item = nullptr);
  // Sets what holds because nothing is stated.
  void assume(FactId id, value::Value value, const Span& span, Item* item = nullptr);
  // Says that the fact is not there, whatever inputs below this one state.
  void absent(FactId id, const Span& span, Item* item = nullptr);
  // Appends to a fact of type Strings or Ints; makes it Known. Repeated values are kept once.
  void append(FactId id, std::string_view text, const Span& span, Item* item = nullptr);
  void append(FactId id, std::int64_t number, const Span& span, Item* item = nullptr);
  // States a list (Strings, Ints or Records) as known even if nothing is ever added.
  void state_list(FactId id, const Span& span, Item* item = nullptr);
  // Seen but without a value that can be judged (`${placeholder}`, an unresolved reference): Unknown, with its place.
  void unknown(FactId id, const Span& span, Item* item = nullptr);
  // A new record of a list; the list becomes Known. `parent` for lists within records.
  Item* add(FactId list, const Span& span, Item* parent = nullptr);
  void remove(const Removal& removal) { facts_.add_removal(removal); }
  // The list may have members this input does not show.
  void open(FactId list, Item* parent = nullptr);

  bool is_known(FactId id, Item* item = nullptr) { return cell(id, item).knowledge == Knowledge::Known; }
  // The value of a known fact, Null otherwise: for readers that combine what they set.
  value::Value get(FactId id, Item* item = nullptr) { return cell(id, item).value; }

  FactSet finish() &&;

 private:
  Cell& cell(FactId id, Item* item) { return item != nullptr ? FactSet::cell(*item, id) : facts_.cell(id); }
  void append_value(FactId id, value::Value value, const Span& span, Item* item);

  FactSet facts_;
  SourceMask by_;
};

}  // namespace hegui::facts
