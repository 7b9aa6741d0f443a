// Reading the attributes of a manifest as text, flags and numbers, the same for a text manifest and a compiled one, and
// stating them as facts. A value that is there but cannot be judged (`${placeholder}`, a reference nobody here
// resolves) is unknown, never a default.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "facts/fact_set.h"
#include "read/format/android_manifest_attributes.h"
#include "read/syntax/arsc.h"
#include "read/syntax/xml_tree.h"

namespace hegui::read::android {

// What a resource number stands for; empty function: references are not resolved.
using Resolver = std::function<std::optional<arsc::Resolved>(std::uint32_t)>;

enum class State : std::uint8_t { Missing, Readable, Unreadable };

// An attribute's value and where it stands. `span` is empty when Missing.
template <class T>
struct Stated {
  State state = State::Missing;
  T value{};
  Span span{};

  bool missing() const { return state == State::Missing; }
  bool readable() const { return state == State::Readable; }
  std::optional<T> get() const { return readable() ? std::optional<T>(value) : std::nullopt; }
};

// The members of a list of strings, gathered before they are stated, since whether the list is open has to be known
// first. An unreadable member, or one above the limit, makes it so.
class Members {
 public:
  explicit Members(std::size_t limit) : limit_(limit) {}

  void add(const Stated<std::string_view>& member);
  // States the list: known and closed when nothing was left out, unknown when nothing but that was seen.
  void state(facts::FactBuilder& facts, facts::FactId list, const Span& place, facts::Item* item = nullptr) const;

 private:
  bool is_new(std::string_view text);

  std::size_t limit_;
  std::vector<Stated<std::string_view>> members_;
  std::unordered_set<std::string_view> seen_;  // the members, once they are many
  bool open_ = false;
};

class ValueReader {
 public:
  ValueReader(const xml::Document& document, Resolver resolve, facts::FactBuilder& facts,
              std::vector<Diagnostic>& issues)
      : document_(&document), resolve_(std::move(resolve)), facts_(facts), issues_(issues) {}

  const xml::Document& document() const { return *document_; }
  // From here on elements are of another document, with references of its own.
  void enter(const xml::Document& document, Resolver resolve) {
    document_ = &document;
    resolve_ = std::move(resolve);
    placed_ = nullptr;
  }
  facts::FactBuilder& facts() { return facts_; }
  // What a build writes for `${applicationId}`; empty when that is not known.
  void name_application(std::string_view id) { application_id_ = id; }

  // The attribute as the platform would find it, or null.
  const xml::Attribute* find(const xml::Element& element, Attr attribute) const;
  // An attribute without namespace, such as `package`.
  const xml::Attribute* find_plain(const xml::Element& element, std::string_view name) const;
  // The merge instruction `tools:NAME` of an element, or empty. A build has followed those of a compiled document.
  std::string_view marker(const xml::Element& element, std::string_view name) const;
  // Whether a marker takes the element itself out of the product: of one with a selector only others go.
  bool removed(const xml::Element& element) const;
  // Whether a marker keeps the attribute out, whatever manifests below this one say.
  bool kept_out(const xml::Element& element, Attr attribute) const;

  Stated<std::string_view> text(const xml::Element& element, Attr attribute);
  // As text; a name below the application's own, whatever that is, stands as written.
  Stated<std::string_view> own_name(const xml::Element& element, Attr attribute);
  Stated<std::string_view> plain_text(const xml::Element& element, std::string_view name);
  Stated<bool> flag(const xml::Element& element, Attr attribute);
  Stated<std::int64_t> number(const xml::Element& element, Attr attribute);
  Stated<std::int64_t> plain_number(const xml::Element& element, std::string_view name);
  // A value with names for its numbers, such as launchMode: a number below `names.size()` becomes its name.
  Stated<std::string_view> choice(const xml::Element& element, Attr attribute, std::span<const std::string_view> names);

  // Where the element, or its attribute, stands: bytes of a text, an element path (kept with the facts) in a compiled
  // document.
  Span at(const xml::Element& element);
  Span at(const xml::Element& element, const xml::Attribute& attribute, std::string_view name);

  // States a readable value, marks an unreadable one as unknown, leaves a missing one alone.
  template <class T>
  void state(facts::FactId id, const Stated<T>& stated, facts::Item* item = nullptr) {
    if (stated.readable()) facts_.set(id, stated.value, stated.span, item);
    if (stated.state == State::Unreadable) facts_.unknown(id, stated.span, item);
  }
  // States what holds because `attribute` is missing; its place is the element. A manifest below a text one may say
  // otherwise.
  void state_default(facts::FactId id, bool value, const xml::Element& element, Attr attribute,
                     facts::Item* item = nullptr);
  // The flag `attribute`, or its default.
  void state_flag(facts::FactId id, const xml::Element& element, Attr attribute, bool otherwise,
                  facts::Item* item = nullptr);

  void warn(std::uint16_t code, const Span& span, std::string message, std::string help = {});

 private:
  Stated<std::string_view> read_text(const xml::Element& element, const xml::Attribute* found, std::string_view name);
  Stated<std::int64_t> read_number(const xml::Element& element, const xml::Attribute* found, std::string_view name);

  const xml::Document* document_;
  Resolver resolve_;
  facts::FactBuilder& facts_;
  std::vector<Diagnostic>& issues_;
  const xml::Element* placed_ =
      nullptr;  // the element whose path was asked for last; facts of one element come together
  Span placed_at_;
  std::string_view application_id_;
  std::uint32_t warnings_ = 0;
};

}  // namespace hegui::read::android
