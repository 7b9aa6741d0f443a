// Walks parameters and schemas. Each schema is looked at once per operation, which ends circles and keeps a document
// that repeats itself from costing more than it is large.
#include "read/format/openapi_fields.h"

#include <algorithm>
#include <utility>

namespace hegui::read::openapi {
namespace {

using tree::Member;
using tree::Node;
using tree::NodeKind;

constexpr std::uint32_t kMaxDepth = 64;  // schemas within each other

// Names of parameters by which callers show who they are.
bool looks_like_credential(std::string_view name) {
  static constexpr std::string_view kNames[] = {"authorization",
                                                "token",
                                                "accesstoken",
                                                "authtoken",
                                                "apikey",
                                                "xapikey",
                                                "appkey",
                                                "appid",
                                                "appsecret",
                                                "xauthtoken",
                                                "xtoken",
                                                "key",
                                                "secret",
                                                "sign",
                                                "signature",
                                                "session",
                                                "sessionid",
                                                "ticket",
                                                "cookie",
                                                "code",
                                                "clientsecret",
                                                "jwt",
                                                "auth",
                                                "subscriptionkey",
                                                "ocpapimsubscriptionkey"};
  std::string joined;
  for (const std::string& word : vocab::words_of_name(name)) joined += word;
  return std::ranges::find(kNames, joined) != std::end(kNames) || joined.ends_with("token") ||
         joined.ends_with("apikey");
}

bool is_boolean(const Node& schema) {
  const Node* type = schema.find("type");
  if (type == nullptr) return false;
  if (type->is(NodeKind::String)) return type->text == "boolean";
  return std::ranges::any_of(type->items, [](const Node& each) { return each.text == "boolean"; });
}

// The literal part of an address before `{name}`: what the parameter belongs to.
std::string_view segment_before(std::string_view address, std::string_view name) {
  for (std::size_t at = address.find('{'); at != address.npos; at = address.find('{', at + 1)) {
    if (!address.substr(at + 1).starts_with(name) || address.substr(at + 1 + name.size(), 1) != "}") continue;
    if (at < 2) return {};
    const std::size_t end = at - 1;
    const std::size_t begin = address.rfind('/', end - 1);
    return address.substr(begin == address.npos ? 0 : begin + 1, end - (begin == address.npos ? 0 : begin + 1));
  }
  return {};
}

// The last literal part of an address: what is posted to `/users` without a name of its own is a user.
std::string_view last_segment(std::string_view address) {
  while (!address.empty()) {
    const std::size_t slash = address.rfind('/');
    const std::string_view part = slash == address.npos ? address : address.substr(slash + 1);
    if (!part.empty() && part.find('{') == part.npos) return part;
    address = address.substr(0, slash == address.npos ? 0 : slash);
  }
  return {};
}

}  // namespace

class FieldReader::Inside {
 public:
  Inside(FieldReader& reader, const tree::Document* document)
      : reader_(reader), before_(std::exchange(reader.document_, document)) {}
  ~Inside() { reader_.document_ = before_; }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  FieldReader& reader_;
  const tree::Document* before_;
};

Taken FieldReader::read(const Target& path, const Target& operation, std::string_view address, bool gives) {
  taken_ = {};
  holders_.clear();
  visited_.clear();
  resource_ = last_segment(address);
  if (exhausted()) {
    taken_.open = true;
    return std::move(taken_);
  }
  document_ = path.document;
  parameters(path.node->find("parameters"), address);
  document_ = operation.document;
  parameters(operation.node->find("parameters"), address);
  body(operation.node->find("requestBody"));
  if (gives && !taken_.fields.empty() &&
      std::ranges::all_of(taken_.fields, [&](const PersonalField& field) { return is_account(field); }))
    weigh_answer(*operation.node);
  return std::move(taken_);
}

void FieldReader::weigh_answer(const Node& operation) {
  Taken asked = std::exchange(taken_, {});
  visited_.clear();
  holders_.clear();
  answering_ = true;
  const bool described = answer(operation.find("responses"));
  answering_ = false;
  const bool personal =
      std::ranges::any_of(taken_.fields, [&](const PersonalField& field) { return says_more_than_who(field); });
  if (!personal) asked.fields.clear();
  asked.open = asked.open || (!personal && (taken_.open || !described));
  taken_ = std::move(asked);
}

// Reads what is answered when all went well; false when no schema says what that is.
bool FieldReader::answer(const Node* responses) {
  bool described = false;
  if (responses == nullptr) return described;
  for (const Member& response : responses->members) {
    if (!response.key.starts_with('2') && response.key != "default") continue;
    const Target target = description_.follow(response.value, *document_);
    if (target.node == nullptr) {
      taken_.open = true;
      continue;
    }
    const Inside inside(*this, target.document);
    const Node *own = target.node->find("schema"), *media = target.node->find("content");
    described = described || own != nullptr || media != nullptr;
    if (own != nullptr) whole(*own);
    content(media);
  }
  return described;
}

bool FieldReader::is_account(const PersonalField& field) const {
  return vocabulary_.text(field.kind->item) == "account";
}

// Names and pictures under which somebody appears before all others say only who is meant.
bool FieldReader::says_more_than_who(const PersonalField& field) const {
  constexpr std::string_view kPublic[] = {"user-name", "nickname", "avatar"};
  const std::string_view item = vocabulary_.text(field.kind->item), slug = vocabulary_.text(field.kind->slug);
  return vocabulary_.text(field.kind->category) != "network-identity" &&
         std::ranges::find(kPublic, item.empty() ? slug : item) == std::end(kPublic);
}

void FieldReader::parameters(const Node* list, std::string_view address) {
  if (list == nullptr) return;
  for (const Node& each : list->items) {
    const Target target = description_.follow(each, *document_);
    if (target.node == nullptr) {
      taken_.open = taken_.sealed = true;
      continue;
    }
    const Inside inside(*this, target.document);
    parameter(*target.node, address);
  }
}

void FieldReader::parameter(const Node& parameter, std::string_view address) {
  const Node* name = parameter.find("name");
  const std::string_view in = text_of(parameter, "in");
  const Node* described = parameter.find("schema");
  if (in == "body") {
    if (described != nullptr) whole(*described);
    return;
  }
  if (name == nullptr || !name->is(NodeKind::String)) return;
  if (in != "path" && in != "formData" && looks_like_credential(name->text)) taken_.sealed = true;
  const std::string_view holder = in == "path"       ? segment_before(address, name->text)
                                  : in == "formData" ? resource_
                                                     : std::string_view{};
  holders_.clear();
  if (!holder.empty()) holders_.push_back({holder});
  // Swagger 2.0 states the type beside the name.
  field(name->text, document_->span(*name), described != nullptr ? described : &parameter,
        text_of(parameter, "description"), in == "header");
  holders_.push_back({name->text});
  if (described != nullptr) schema(*described, 0);
  content(parameter.find("content"));
  holders_.clear();
}

void FieldReader::body(const Node* body) {
  if (body == nullptr) return;
  const Target target = description_.follow(*body, *document_);
  if (target.node == nullptr) {
    taken_.open = true;
    return;
  }
  const Inside inside(*this, target.document);
  content(target.node->find("content"));
}

void FieldReader::content(const Node* content) {
  if (content == nullptr) return;
  for (const Member& media : content->members)
    if (const Node* described = media.value.find("schema")) whole(*described);
}

// What is sent without a name of its own is what it is sent to.
void FieldReader::whole(const Node& described) {
  const bool nameless = holders_.empty() && description_.follow(described, *document_).name.empty();
  if (nameless) holders_.push_back({resource_});
  schema(described, 0);
  if (nameless) holders_.pop_back();
}

void FieldReader::schema(const Node& stated, std::uint32_t depth, bool composed) {
  const Target target = description_.follow(stated, *document_);
  if (target.node == nullptr || depth == kMaxDepth || ++steps_ > limits_.max_nodes) {
    taken_.open = true;
    return;
  }
  const Inside inside(*this, target.document);
  const Node& schema_node = *target.node;
  if (!schema_node.is(NodeKind::Object) || !visited_.insert(&schema_node).second) return;
  // The schema of a property is the same holder; one that another is composed of is too, and has a name beside it.
  const bool same = !composed && !holders_.empty() && holders_.back().type.empty();
  if (!target.name.empty() && same) holders_.back().type = target.name;
  if (!target.name.empty() && !same) holders_.push_back({{}, target.name, composed});
  properties(schema_node, depth);
  for (const std::string_view key : {"items", "additionalProperties"})
    if (const Node* inner = schema_node.find(key); inner != nullptr && inner->is(NodeKind::Object))
      schema(*inner, depth + 1);
  for (const std::string_view key : {"allOf", "anyOf", "oneOf", "prefixItems"})
    if (const Node* list = schema_node.find(key); list != nullptr)
      for (const Node& each : list->items) schema(each, depth + 1, key != "prefixItems");
  if (!target.name.empty() && same) holders_.back().type = {};
  if (!target.name.empty() && !same) holders_.pop_back();
}

void FieldReader::properties(const Node& stated, std::uint32_t depth) {
  const Node* found = stated.find("properties");
  if (found == nullptr) return;
  for (const Member& member : found->members) {
    const Target target = description_.follow(member.value, *document_);
    if (target.node != nullptr && flag_of(*target.node, answering_ ? "writeOnly" : "readOnly")) continue;
    std::string_view label = target.node != nullptr ? text_of(*target.node, "title") : std::string_view{};
    if (label.empty() && target.node != nullptr) label = text_of(*target.node, "description");
    field(member.key, document_->key_span(member), target.node, label, false);
    holders_.push_back({member.key});
    schema(member.value, depth + 1);
    holders_.pop_back();
  }
}

bool FieldReader::may_be_personal(const vocab::FieldQuery& query) {
  std::string key(query.name);
  key.append(1, '\0').append(query.format).append(1, '\0').append(query.label).append(1, '\0');
  key.append(query.flag ? "f" : "").append(query.header ? "h" : "");
  const auto [known, fresh] = asked_.try_emplace(std::move(key), false);
  if (fresh) known->second = !names_.judge(query).empty();
  return known->second;
}

void FieldReader::field(std::string_view name, const Span& span, const Node* described, std::string_view label,
                        bool header) {
  ++steps_;
  const Target target = described != nullptr ? description_.follow(*described, *document_) : Target{};
  const std::string_view format = target.node != nullptr ? text_of(*target.node, "format") : std::string_view{};
  const bool flag = target.node != nullptr && is_boolean(*target.node);
  vocab::FieldQuery query{
      .name = name, .format = format, .label = vocab::name_in_label(label), .flag = flag, .header = header};
  if (!may_be_personal(query)) return;
  query.holders = holders_;
  for (const vocab::FieldHit& hit : names_.judge(query))
    if (hit.sure) taken_.fields.push_back({name, span, hit.row});
}

}  // namespace hegui::read::openapi
