// Names of members: HarmonyOS "module.json5 configuration file", skills, extensionAbilities and proxyData.
#include "read/format/harmony_offers.h"

#include <algorithm>

namespace hegui::read::harmony {
namespace {

using facts::fact;
using facts::FactBuilder;
using facts::FactId;
using facts::Item;
using tree::Node;
using tree::NodeKind;

struct Ids {
  FactId actions = fact("harmony.components[].actions");
  FactId schemes = fact("harmony.components[].schemes");
  FactId web_hosts = fact("harmony.components[].web_hosts");
  FactId domain_verify = fact("harmony.components[].domain_verify");
  FactId data_guarded = fact("harmony.components[].data_guarded");
  FactId proxy_data = fact("harmony.proxy_data");
  FactId proxy_url = fact("harmony.proxy_data[].url");
  FactId proxy_read = fact("harmony.proxy_data[].read_permission");
  FactId proxy_write = fact("harmony.proxy_data[].write_permission");

  static const Ids& get() {
    static const Ids instance;
    return instance;
  }
};

class SkillReader {
 public:
  SkillReader(JsonFacts& json, Item* item) : json_(json), facts_(json.facts()), item_(item) {}

  void state(const Node& component) {
    for (const FactId list : {ids_.actions, ids_.schemes, ids_.web_hosts}) facts_.state_list(list, {}, item_);
    const Node* skills = json_.array(&component, "skills");
    if (skills == nullptr && has(component, "skills")) open_all();
    if (skills != nullptr)
      for (const Node& skill : skills->items) state_skill(skill);
    if (unverified_ || !links_)
      facts_.set(ids_.domain_verify, false, json_.at(unverified_ != nullptr ? *unverified_ : component), item_);
    else if (doubtful_)
      facts_.unknown(ids_.domain_verify, json_.at(*doubtful_), item_);
    else
      facts_.set(ids_.domain_verify, true, json_.at(*verified_), item_);
  }

 private:
  static bool has(const Node& in, std::string_view key) {
    const Node* found = in.find(key);
    return found != nullptr && !found->is(NodeKind::Null);
  }

  void open(FactId list) { facts_.open(list, item_); }
  void open_links() {
    open(ids_.schemes);
    open(ids_.web_hosts);
  }

  void state_skill(const Node& skill) {
    if (!skill.is(NodeKind::Object)) {
      json_.warn_type(skill, "skills", "an array of objects");
      return open_all();
    }
    const Node* actions = json_.array(&skill, "actions");
    if (actions == nullptr && has(skill, "actions")) open(ids_.actions);
    if (actions != nullptr)
      for (const Node& action : actions->items) add(ids_.actions, action);
    const Node* uris = json_.array(&skill, "uris");
    if (uris == nullptr && has(skill, "uris")) open_links();
    bool web = false;
    if (uris != nullptr)
      for (const Node& uri : uris->items) web = state_uri(uri) || web;
    if (web) state_verified(skill);
  }

  void open_all() {
    open(ids_.actions);
    open_links();
  }

  // Whether it is an https link of a host.
  bool state_uri(const Node& uri) {
    const Node *scheme = json_.string(&uri, "scheme"), *host = json_.string(&uri, "host");
    if (scheme == nullptr) {
      if (!uri.is(NodeKind::Object) || has(uri, "scheme")) open_links();
      return false;
    }
    if (scheme->text.empty()) return false;
    add(ids_.schemes, *scheme);
    if (is_placeholder(scheme->text)) open(ids_.web_hosts);
    if (scheme->text != "https") return false;
    // Without a host it answers any address, as a browser does, and there is no domain to verify.
    if (host == nullptr && has(uri, "host")) open(ids_.web_hosts);
    if (host == nullptr || host->text.empty()) return false;
    add(ids_.web_hosts, *host);
    return true;
  }

  void state_verified(const Node& skill) {
    links_ = true;
    const std::optional<bool> flag = json_.flag(&skill, "domainVerify");
    if (flag && *flag)
      verified_ = skill.find("domainVerify");
    else if (flag)
      unverified_ = skill.find("domainVerify");
    else if (has(skill, "domainVerify"))
      doubtful_ = skill.find("domainVerify");
    else
      unverified_ = &skill;
  }

  void add(FactId list, const Node& text) {
    if (!text.is(NodeKind::String) || is_placeholder(text.text) || count_ == kMostInnerMembers) return open(list);
    if (text.text.empty()) return;
    ++count_;
    facts_.append(list, facts_.keep(text.text), json_.at(text), item_);
  }

  const Ids& ids_ = Ids::get();
  JsonFacts& json_;
  FactBuilder& facts_;
  Item* item_;
  std::size_t count_ = 0;  // members of all lists
  bool links_ = false;     // whether there is any https link
  const Node *verified_ = nullptr, *unverified_ = nullptr, *doubtful_ = nullptr;
};

// Known to ask, known not to, or neither.
std::optional<bool> asks(JsonFacts& json, const Node& in, std::string_view key) {
  const Node* found = in.find(key);
  if (found == nullptr || found->is(NodeKind::Null)) return false;
  const Node* text = json.string(&in, key);
  return text == nullptr || is_placeholder(text->text) ? std::nullopt : std::optional(!text->text.empty());
}

}  // namespace

void state_skills(JsonFacts& json, const Node& component, Item* item) { SkillReader(json, item).state(component); }

void state_guard(JsonFacts& json, const Node& component, Item* item) {
  const FactId id = Ids::get().data_guarded;
  FactBuilder& facts = json.facts();
  // Permissions of the component guard whatever is done with it.
  const Node* all = component.find("permissions");
  if (all != nullptr && !(all->is(NodeKind::Array) && all->items.empty()))
    return all->is(NodeKind::Array) ? facts.set(id, true, json.at(*all), item) : facts.unknown(id, json.at(*all), item);
  const std::optional<bool> read = asks(json, component, "readPermission"),
                            write = asks(json, component, "writePermission");
  if ((read && !*read) || (write && !*write))
    facts.set(id, false, json.at(component), item);
  else if (read && write)
    facts.set(id, true, json.at(*component.find("readPermission")), item);
  else
    facts.unknown(id, json.at(component), item);
}

void state_proxy_data(JsonFacts& json, const Node& module) {
  const Ids& ids = Ids::get();
  FactBuilder& facts = json.facts();
  facts.state_list(ids.proxy_data, {});
  std::uint32_t count = 0;
  for (const std::string_view key : {"proxyData", "proxyDatas"}) {
    const Node* list = json.array(&module, key, ids.proxy_data);
    if (list == nullptr) continue;
    for (const Node& each : list->items) {
      const Node* url = json.string(&each, "uri");
      if (url == nullptr || count++ == kMostInnerMembers) {
        facts.open(ids.proxy_data);
        if (url != nullptr) return;
        continue;
      }
      Item* item = facts.add(ids.proxy_data, json.at(*url));
      json.state_text(ids.proxy_url, &each, "uri", item);
      json.state_text(ids.proxy_read, &each, "requiredReadPermission", item);
      json.state_text(ids.proxy_write, &each, "requiredWritePermission", item);
    }
  }
}

}  // namespace hegui::read::harmony
