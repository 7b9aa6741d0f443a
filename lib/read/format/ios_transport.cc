// After Apple's NSAppTransportSecurity: when one of the three narrower keys stands beside it, whatever its value,
// NSAllowsArbitraryLoads counts as false since iOS 10. Exceptions by domain have three generations of names.
#include "read/format/ios_transport.h"

#include <algorithm>
#include <array>

namespace hegui::read::ios {
namespace {

using facts::fact;
using facts::FactId;
using tree::Member;
using tree::Node;
using tree::NodeKind;

// A key of one domain under any of its names, or null.
const Node* find_exception(const Node& domain, std::string_view name) {
  for (const std::string_view prefix : {"NSException", "NSTemporaryException", "NSThirdPartyException"})
    for (const Member& member : domain.members)
      if (member.key.starts_with(prefix) && member.key.substr(prefix.size()) == name) return &member.value;
  return nullptr;
}

class TransportReader {
 public:
  TransportReader(Values& values, bool whole) : values_(values), facts_(values.facts()), whole_(whole) {}

  void state() {
    static const FactId kAll = fact("ios.ats_arbitrary_loads"), kWeb = fact("ios.ats_web_content"),
                        kMedia = fact("ios.ats_media"), kPlain = fact("ios.ats_exception_domains"),
                        kDomains = fact("ios.ats_domains");
    const Node* security = values_.find("NSAppTransportSecurity");
    if (whole_) {
      const Span place = values_.at(security != nullptr ? *security : values_.root());
      for (const FactId list : {kPlain, kDomains}) facts_.state_list(list, place);
    }
    if (security == nullptr) return;
    if (!security->is(NodeKind::Object)) return refuse(*security, {kAll, kWeb, kMedia}, {kPlain, kDomains});
    state_all(kAll, *security);
    state_flag(kWeb, security->find("NSAllowsArbitraryLoadsInWebContent"));
    state_flag(kMedia, security->find("NSAllowsArbitraryLoadsForMedia"));
    const Node* domains = security->find("NSExceptionDomains");
    if (domains == nullptr) return;
    if (!domains->is(NodeKind::Object)) return refuse(*domains, {}, {kPlain, kDomains});
    for (const Member& domain : domains->members) {
      if (!values_.has_room(kPlain, domain.value) || !values_.has_room(kDomains, domain.value)) break;
      state_domain(domain);
    }
  }

 private:
  void state_all(FactId id, const Node& security) {
    static constexpr std::array<std::string_view, 3> kNarrower = {
        "NSAllowsArbitraryLoadsInWebContent", "NSAllowsArbitraryLoadsForMedia", "NSAllowsLocalNetworking"};
    const Node* all = security.find("NSAllowsArbitraryLoads");
    const bool narrowed =
        std::ranges::any_of(kNarrower, [&](std::string_view key) { return security.find(key) != nullptr; });
    if (all != nullptr && narrowed && whole_) return facts_.set(id, false, values_.at(*all));
    if (!narrowed) state_flag(id, all);
  }

  // An extension only adds what it loosens.
  void state_flag(FactId id, const Node* node) {
    if (node == nullptr) return;
    if (whole_) return values_.state_flag(id, node);
    if (values_.flag(*node).value_or(false)) facts_.set(id, true, values_.at(*node));
  }

  void state_domain(const Member& domain) {
    static const FactId kPlain = fact("ios.ats_exception_domains"), kDomains = fact("ios.ats_domains"),
                        kName = fact("ios.ats_domains[].name"), kTls = fact("ios.ats_domains[].minimum_tls"),
                        kSecrecy = fact("ios.ats_domains[].forward_secrecy");
    const Span place = values_.at(domain.value);
    facts::Item* item = facts_.add(kDomains, place);
    const bool named = domain.key.size() <= 253 && !has_variable(domain.key);
    const std::string_view name = facts_.keep(domain.key.substr(0, 253));
    if (named)
      facts_.set(kName, name, place, item);
    else
      facts_.unknown(kName, place, item);
    values_.state_text(kTls, find_exception(domain.value, "MinimumTLSVersion"), item);
    if (const Node* secrecy = find_exception(domain.value, "RequiresForwardSecrecy"))
      values_.state_flag(kSecrecy, secrecy, item);
    else
      facts_.set(kSecrecy, true, place, item);
    const Node* plain = find_exception(domain.value, "AllowsInsecureHTTPLoads");
    if (plain == nullptr) return;
    const auto allowed = values_.flag(*plain);
    if (allowed == false) return;
    if (allowed && named)
      facts_.append(kPlain, name, values_.at(*plain));
    else
      facts_.open(kPlain);
  }

  void refuse(const Node& node, std::initializer_list<FactId> flags, std::initializer_list<FactId> lists) {
    values_.wrong_type(node, "a dictionary");
    for (const FactId id : flags) facts_.unknown(id, values_.at(node));
    for (const FactId id : lists) facts_.open(id);
  }

  Values& values_;
  facts::FactBuilder& facts_;
  bool whole_;
};

}  // namespace

void state_transport(Values& values, bool whole) { TransportReader(values, whole).state(); }

}  // namespace hegui::read::ios
