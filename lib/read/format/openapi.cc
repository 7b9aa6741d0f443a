// OpenAPI 3.1 §4.8 and Swagger 2.0: operations, and which of them demand authentication.
#include "read/format/openapi.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "read/format/openapi_document.h"
#include "read/format/openapi_fields.h"
#include "read/format/openapi_servers.h"
#include "read/syntax/tree_limits.h"

namespace hegui::read {
namespace openapi {
namespace {

using facts::fact;
using facts::FactId;
using facts::Item;
using tree::Member;
using tree::Node;
using tree::NodeKind;

struct Ids {
  FactId title = fact("api.title");
  FactId version = fact("api.version");
  FactId operations = fact("api.operations");
  FactId id = fact("api.operations[].id");
  FactId secured = fact("api.operations[].secured");
  FactId personal = fact("api.operations[].personal_fields");
  FactId collection = fact("collection");
  FactId item = fact("collection[].item");
  FactId schemes = fact("api.security_schemes");
  FactId scheme_name = fact("api.security_schemes[].name");
  FactId scheme_kind = fact("api.security_schemes[].kind");
  FactId scheme_location = fact("api.security_schemes[].location");
  FactId scheme_scheme = fact("api.security_schemes[].scheme");
  FactId category = fact("collection[].category");

  static const Ids& get() {
    static const Ids instance;
    return instance;
  }
};

constexpr std::string_view kMethods[] = {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"};
constexpr std::size_t kMaxOperations = 10'000;
constexpr std::size_t kMaxSchemes = 1'000;
constexpr std::size_t kMaxPlaces = 50;  // of one kind of data among what is collected

class Reader {
 public:
  Reader(Description& description, facts::FactBuilder& facts, const Context& context, std::vector<Diagnostic>& issues)
      : description_(description), root_(description.root()), facts_(facts), context_(context), issues_(issues) {}

  void state() {
    state_title();
    state_servers(description_, facts_);
    find_security();
    facts_.state_list(ids_.operations, {});
    if (context_.vocabulary != nullptr) {
      fields_.emplace(description_, *context_.vocabulary, context_.limits);
      facts_.state_list(ids_.collection, {});
    } else {
      facts_.unknown(ids_.collection, place());
    }
    if (const Node* paths = root_.find("paths"); paths != nullptr)
      for (const Member& path : paths->members) state_path(path);
    if (fields_ && fields_->exhausted()) warn(1273, place(), "the description is too large to look at all it takes");
  }

 private:
  Span place() const { return description_.document().span(root_); }

  void state_title() {
    const Node* info = root_.find("info");
    if (info == nullptr) return;
    for (const auto& [key, id] : {std::pair{"title", ids_.title}, std::pair{"version", ids_.version}}) {
      const Node* node = info->find(key);
      if (node != nullptr && node->is(NodeKind::String) && !node->text.empty())
        facts_.set(id, facts_.keep(node->text), description_.document().span(*node));
    }
  }

  // Schemes by name, and whether the document says anything about who may call what.
  void find_security() {
    const Node* holder = description_.swagger() ? &root_ : root_.find("components");
    const Node* schemes =
        holder != nullptr ? holder->find(description_.swagger() ? "securityDefinitions" : "securitySchemes") : nullptr;
    facts_.state_list(ids_.schemes, {});
    if (schemes != nullptr && !schemes->is(NodeKind::Object) && !schemes->is(NodeKind::Null)) facts_.open(ids_.schemes);
    if (schemes != nullptr)
      for (const Member& scheme : schemes->members) state_scheme(scheme);
    const Node* paths = root_.find("paths");
    speaks_of_security_ = root_.find("security") != nullptr;
    if (paths == nullptr) return;
    for (const Member& path : paths->members)
      if (const Target found = description_.follow(path.value, description_.document()); found.node != nullptr)
        for (const Member& operation : found.node->members)
          if (const Node* node = description_.follow(operation.value, *found.document).node; node != nullptr)
            speaks_of_security_ = speaks_of_security_ || node->find("security") != nullptr;
  }

  // A scheme that lies elsewhere leaves the list open. Swagger 2.0 has a type `basic` for what is HTTP's scheme since.
  void state_scheme(const Member& scheme) {
    const Target target = description_.follow(scheme.value, description_.document());
    const Node* node = target.node;
    if (node != nullptr) schemes_.insert(scheme.key);
    if (node == nullptr || schemes_.size() > kMaxSchemes) return facts_.open(ids_.schemes);
    const Span span = description_.document().key_span(scheme);
    Item* item = facts_.add(ids_.schemes, span);
    facts_.set(ids_.scheme_name, facts_.keep(scheme.key), span, item);
    const std::string_view kind = text_of(*node, "type");
    if (kind == "basic") {
      facts_.set(ids_.scheme_kind, "http", span, item);
      return facts_.set(ids_.scheme_scheme, "basic", span, item);
    }
    state_word(ids_.scheme_kind, target, "type", span, item);
    if (kind == "apiKey") state_word(ids_.scheme_location, target, "in", span, item);
    if (kind == "http") state_word(ids_.scheme_scheme, target, "scheme", span, item);
  }

  // A word that has to be there; without it nobody knows. HTTP's schemes are written in either case.
  void state_word(FactId id, const Target& in, std::string_view key, const Span& span, Item* item) {
    const Node* found = in.node->find(key);
    if (found == nullptr || !found->is(NodeKind::String) || found->text.empty())
      return facts_.unknown(id, found != nullptr ? in.document->span(*found) : span, item);
    std::string word(found->text);
    if (id == ids_.scheme_scheme)
      std::ranges::transform(word, word.begin(),
                             [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    facts_.set(id, facts_.keep(word), in.document->span(*found), item);
  }

  void state_path(const Member& path) {
    if (!path.key.starts_with('/')) return;
    const Target target = description_.follow(path.value, description_.document());
    if (target.node == nullptr) {
      facts_.open(ids_.operations);
      elsewhere(description_.document().key_span(path));
      return;
    }
    for (const Member& operation : target.node->members)
      if (std::ranges::find(kMethods, operation.key) != std::end(kMethods) && operation.value.is(NodeKind::Object))
        state_operation(path.key, target, operation);
  }

  void state_operation(std::string_view address, const Target& path, const Member& named) {
    const Span span = path.document->key_span(named);
    if (operations_ == kMaxOperations) {
      facts_.open(ids_.operations);
      warn(1273, span, fmt::format("more than {} operations; those from here on are not judged", kMaxOperations));
    }
    if (operations_++ >= kMaxOperations) return;
    Item* item = facts_.add(ids_.operations, span);
    std::string method(named.key);
    std::ranges::transform(method, method.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    facts_.set(ids_.id, facts_.keep(fmt::format("{} {}", method, address)), span, item);
    const Target operation = description_.follow(named.value, *path.document);
    if (operation.node == nullptr) {
      facts_.unknown(ids_.secured, span, item);
      return state_fields({.fields = {}, .open = true}, span, item);
    }
    bool sealed = false;
    if (fields_) {
      const Taken taken = fields_->read(path, operation, address, named.key == "get" || named.key == "head");
      sealed = taken.sealed;
      state_fields(taken, span, item);
    } else {
      facts_.unknown(ids_.personal, span, item);
    }
    state_security(operation, sealed, span, item);
  }

  void state_fields(const Taken& taken, const Span& span, Item* item) {
    if (taken.open) {
      facts_.open(ids_.personal, item);
      facts_.open(ids_.collection);
      elsewhere(span);
    }
    facts_.state_list(ids_.personal, {}, item);
    for (const PersonalField& field : taken.fields) {
      facts_.append(ids_.personal, facts_.keep(field.name), field.span, item);
      collect(field);
    }
  }

  void collect(const PersonalField& field) {
    const vocab::Vocabulary& words = *context_.vocabulary;
    const std::string_view own = words.text(field.kind->item);
    const std::string_view name = own.empty() ? words.text(field.kind->slug) : own;
    Collected& known = collected_[name];
    if (!known.places.emplace(field.span.source, field.span.begin).second || known.places.size() > kMaxPlaces) return;
    if (known.item == nullptr) {
      known.item = facts_.add(ids_.collection, field.span);
      facts_.set(ids_.category, facts_.keep(words.text(field.kind->category)), field.span, known.item);
    }
    facts_.set(ids_.item, facts_.keep(name), field.span, known.item);
  }

  // A document that never says who may call what leaves it open; one that does says it of every operation.
  void state_security(const Target& operation, bool sealed, const Span& span, Item* item) {
    const Node* own = operation.node->find("security");
    const Node* effective = own != nullptr ? own : root_.find("security");
    const std::optional<bool> secured = effective != nullptr  ? demands(*effective)
                                        : speaks_of_security_ ? std::optional(false)
                                                              : std::nullopt;
    if (!secured || (!*secured && sealed))
      facts_.unknown(ids_.secured, span, item);
    else
      facts_.set(ids_.secured, *secured, own != nullptr ? operation.document->span(*own) : span, item);
  }

  // Whether the requirements, of which one is enough, leave no way without a known scheme; nothing when that is not
  // told.
  std::optional<bool> demands(const Node& requirements) const {
    if (!requirements.is(NodeKind::Array)) return std::nullopt;
    if (requirements.items.empty()) return false;
    bool known = true;
    for (const Node& requirement : requirements.items) {
      if (!requirement.is(NodeKind::Object)) return std::nullopt;
      if (requirement.members.empty()) return false;
      known = known && std::ranges::any_of(requirement.members,
                                           [&](const Member& scheme) { return schemes_.contains(scheme.key); });
    }
    return known ? std::optional(true) : std::nullopt;
  }

  void elsewhere(const Span& span) {
    if (!std::exchange(told_elsewhere_, true))
      warn(1272, span, "part of what is described here lies in another file or nowhere; it is unknown");
  }

  void warn(std::uint16_t code, const Span& span, std::string message) {
    issues_.push_back(warning({code}, span, std::move(message)));
  }

  struct Collected {
    Item* item = nullptr;
    std::set<std::pair<const Source*, std::uint32_t>> places;
  };

  const Ids& ids_ = Ids::get();
  Description& description_;
  const Node& root_;
  facts::FactBuilder& facts_;
  const Context& context_;
  std::vector<Diagnostic>& issues_;
  std::optional<FieldReader> fields_;
  std::unordered_set<std::string_view> schemes_;
  std::unordered_map<std::string_view, Collected> collected_;  // by item
  std::size_t operations_ = 0;
  bool speaks_of_security_ = false;
  bool told_elsewhere_ = false;
};

// The version as the document writes it: YAML takes `2.0` for a number.
std::string_view version_of(const tree::Document& document, const Node& version) {
  return version.is(NodeKind::String) ? version.text
                                      : document.source().text().substr(version.begin, version.end - version.begin);
}

}  // namespace
}  // namespace openapi

bool recognises_openapi(const Look& look) {
  if (look.form != Look::Form::Json && look.form != Look::Form::Text) return false;
  const bool other = look.has_key("paths") || look.has_key("info") || look.has_key("components") ||
                     look.has_key("webhooks") || look.has_key("host");
  if (look.has_key("openapi") || look.has_key("swagger")) return other || look.keys.size() == 1;
  // The version may stand behind paths that are larger than what was looked at.
  const bool named = look.name.starts_with("openapi.") || look.name.starts_with("swagger.");
  return named && other;
}

Checked<facts::FactSet> read_openapi(const SourcePtr& source, const Context& context) {
  Checked<tree::Document> parsed = openapi::parse_description(source, context.limits);
  if (!parsed) return {{}, std::move(parsed.issues)};
  const tree::Document& document = *parsed.value;
  const auto refuse = [&](std::uint16_t code, const tree::Node& at, std::string message) {
    parsed.issues.push_back(error({code}, document.span(at), std::move(message)));
    return Checked<facts::FactSet>{{}, std::move(parsed.issues)};
  };
  const tree::Node& root = document.root();
  if (!root.is(tree::NodeKind::Object)) return refuse(1271, root, "the description of a service is an object");
  const tree::Node *openapi = root.find("openapi"), *swagger = root.find("swagger");
  const tree::Node* version = openapi != nullptr ? openapi : swagger;
  if (version == nullptr) return refuse(1270, root, "there is neither `openapi` nor `swagger` with a version here");
  const std::string_view number = openapi::version_of(document, *version);
  if (!number.starts_with(openapi != nullptr ? "3" : "2"))
    return refuse(1270, *version, "this version is not read; OpenAPI 3.x and Swagger 2.0 are");
  const tree::Node* paths = root.find("paths");
  if (paths != nullptr && !paths->is(tree::NodeKind::Object) && !paths->is(tree::NodeKind::Null))
    return refuse(1271, *paths, "`paths` is an object of addresses");
  facts::FactBuilder facts(source, "openapi", facts::kService);
  openapi::Description description(document, openapi == nullptr, context, facts);
  openapi::Reader(description, facts, context, parsed.issues).state();
  return {std::move(facts).finish(), std::move(parsed.issues)};
}

}  // namespace hegui::read
