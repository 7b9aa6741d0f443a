// Members of a JSON manifest as facts, each with its place: what every reader of such manifests would otherwise write
// again. Nothing here knows a platform.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "facts/fact_set.h"
#include "read/format.h"
#include "read/syntax/tree.h"

namespace hegui::read {

// Records kept of one list; past it the list is open and a warning says so (HG1402).
inline constexpr std::uint32_t kMostRecords = 10'000;
// Members kept of a list within a record; past it that list is open.
inline constexpr std::size_t kMostInnerMembers = 256;

// The document in `source`: JSON5 that others wrote, within the limits a reader was given.
Checked<tree::Document> parse_json_manifest(const SourcePtr& source, const Context& context);

// The same remark as a warning under `code`, for a part without which the rest can still be read: `lost` says what is
// unknown because of it.
Diagnostic demoted(Diagnostic why, std::uint16_t code, std::string_view lost);

// Whether `text` is left for a template to fill in: `${name}`, `{{name}}`, `<%= name %>`. It says nothing then.
bool is_placeholder(std::string_view text);

// Reads one document. Objects are asked for by pointer, null meaning that there is none, so that what lies deep is
// asked for in one expression. A member that is missing or null is left alone. One that is there but of another type
// than the manifest asks for is told (warning HG1401, at most eight) and makes its fact unknown, never a default.
class JsonFacts {
 public:
  JsonFacts(const tree::Document& document, facts::FactBuilder& facts, std::vector<Diagnostic>& issues)
      : document_(document), facts_(facts), issues_(issues) {}

  facts::FactBuilder& facts() { return facts_; }
  const tree::Node& root() const { return document_.root(); }
  std::string_view document_name() const { return document_.source().name(); }
  Span at(const tree::Node& node) const { return document_.span(node); }
  Span at(const tree::Member& member) const { return document_.key_span(member); }

  const tree::Node* object(const tree::Node* in, std::string_view key);
  const tree::Node* array(const tree::Node* in, std::string_view key);
  // As above where the member lists records: one of another type leaves open what they are.
  const tree::Node* object(const tree::Node* in, std::string_view key, facts::FactId list);
  const tree::Node* array(const tree::Node* in, std::string_view key, facts::FactId list);
  const tree::Node* string(const tree::Node* in, std::string_view key);
  std::optional<bool> flag(const tree::Node* in, std::string_view key);

  // One member each. Text with a placeholder is unknown, blank text is left alone; a number may stand in quotes.
  void state_text(facts::FactId id, const tree::Node* in, std::string_view key, facts::Item* item = nullptr);
  void state_flag(facts::FactId id, const tree::Node* in, std::string_view key, facts::Item* item = nullptr);
  void state_number(facts::FactId id, const tree::Node* in, std::string_view key, facts::Item* item = nullptr);
  // The strings of an array. A member that is no string is told and opens the list.
  void state_texts(facts::FactId id, const tree::Node* in, std::string_view key, facts::Item* item = nullptr);
  // The names of an object's members.
  void state_keys(facts::FactId id, const tree::Node* in, std::string_view key);

  // A placeholder says nothing of its type, and is not told.
  void warn_type(const tree::Node& node, std::string_view key, std::string_view wanted);
  // Whether a placeholder stood where an object or an array was asked for, so that what it would list is unknown.
  bool misses_parts() const { return misses_parts_; }
  void warn(std::uint16_t code, const Span& span, std::string message, std::string help = {});

 private:
  const tree::Node* member(const tree::Node* in, std::string_view key) const;
  const tree::Node* typed(const tree::Node* in, std::string_view key, tree::NodeKind kind, std::string_view wanted);

  const tree::Document& document_;
  facts::FactBuilder& facts_;
  std::vector<Diagnostic>& issues_;
  std::uint32_t type_warnings_ = 0;
  bool misses_parts_ = false;
};

// The records of one list over all documents of an input, each name once.
class NamedRecords {
 public:
  NamedRecords(facts::FactBuilder& facts, std::vector<Diagnostic>& issues, facts::FactId list)
      : facts_(facts), issues_(issues), list_(list) {}

  struct Added {
    facts::Item* item = nullptr;  // null past kMostRecords
    bool fresh = false;           // whether the record was not there before
  };
  Added add(std::string_view key, const Span& span);

 private:
  facts::FactBuilder& facts_;
  std::vector<Diagnostic>& issues_;
  facts::FactId list_;
  std::unordered_map<std::string, facts::Item*> items_;
  bool full_ = false;
};

// The permissions that an input requests.
class PermissionRecords {
 public:
  PermissionRecords(facts::FactBuilder& facts, std::vector<Diagnostic>& issues);

  // The record of this permission with name, platform and `requested` stated. `platform` lives as long as the program.
  NamedRecords::Added request(std::string_view platform, std::string_view name, const Span& span);
  // As above with the purpose the user is told; a blank one is kept, since the user is then told nothing.
  void request(std::string_view platform, std::string_view name, const Span& span, std::string_view purpose,
               const Span& purpose_at);

 private:
  facts::FactBuilder& facts_;
  NamedRecords records_;
};

// The third-party SDKs that an input names. The first one makes it an input that states dependencies; the list stays
// open, since such an input never names all.
class SdkRecords {
 public:
  // Without a vocabulary SDKs are known by the names the input gives them.
  SdkRecords(facts::FactBuilder& facts, std::vector<Diagnostic>& issues, const vocab::Vocabulary* vocabulary);

  // `name` stands for an SDK the vocabulary does not hold; an empty `version` is one the input does not tell.
  void add_marked(vocab::MarkKind kind, std::string_view mark, std::string_view name, std::string_view version,
                  const Span& span);
  // By the vocabulary's own name for it; nothing when the vocabulary has no such SDK.
  void add_known(std::string_view slug, const Span& span);

 private:
  void add(const vocab::SdkRow* row, std::string_view name, std::string_view version, const Span& span);

  facts::FactBuilder& facts_;
  NamedRecords records_;
  const vocab::Vocabulary* vocabulary_;
  bool any_ = false;
};

// What makes an app of this kind: `kind` is stated when not empty, `platform` likewise.
void state_identity(facts::FactBuilder& facts, std::string_view kind, std::string_view platform, const Span& span);

}  // namespace hegui::read
