#include "read/format/ios_signing.h"

#include <algorithm>

#include "base/date.h"

namespace hegui::read::ios {
namespace {

using facts::fact;
using facts::FactId;
using tree::Member;
using tree::Node;
using tree::NodeKind;

constexpr std::string_view kTaskAllow = "get-task-allow", kApplication = "application-identifier",
                           kPush = "aps-environment", kGroups = "com.apple.security.application-groups";

bool is_desktop(std::string_view key) {
  if (key.starts_with("com.apple.security.")) return key != kGroups;
  return key.starts_with("com.apple.developer.endpoint-security") ||
         key.starts_with("com.apple.developer.system-extension") || key.starts_with("com.apple.developer.driverkit");
}

// Keys that stand in entitlements for either platform tell nothing.
bool is_mobile(std::string_view key) {
  if (key == "com.apple.developer.team-identifier" || is_desktop(key)) return false;
  return key == kTaskAllow || key == kApplication || key == kPush || key == "beta-reports-active" ||
         key.starts_with("com.apple.developer.");
}

// `ABCDE12345.com.example.app` without the team in front; empty for a pattern or another form.
std::string_view bundle_of(std::string_view application) {
  const std::size_t dot = application.find('.');
  if (dot != 10 || application.find('*') != application.npos || has_variable(application)) return {};
  return application.substr(dot + 1);
}

void state_kind(Values& values, const Node* allowed) {
  static const FactId kKind = fact("ios.profile_kind");
  facts::FactBuilder& facts = values.facts();
  const Node *all = values.find("ProvisionsAllDevices"), *devices = values.find("ProvisionedDevices");
  if (allowed != nullptr && values.flag(*allowed).value_or(false))
    facts.set(kKind, "development", values.at(*allowed));
  else if (all != nullptr && values.flag(*all).value_or(false))
    facts.set(kKind, "enterprise", values.at(*all));
  else if (devices != nullptr)
    facts.set(kKind, "ad-hoc", values.at(*devices));
  else
    facts.set(kKind, "app-store", values.at(values.root()));
}

}  // namespace

std::optional<Diagnostic> refuse_entitlements(const tree::Document& document) {
  const auto& members = document.root().members;
  const auto key = [](const Member& member) { return member.key; };
  if (!std::ranges::any_of(members, is_desktop, key) || std::ranges::any_of(members, is_mobile, key))
    return std::nullopt;
  const std::string path = document.binary() ? document.path(document.root()) : std::string{};
  return error({1511}, {&document.source(), 0, 0, path}, "these are entitlements of macOS only; those of iOS are read");
}

void state_entitlements(Values& values, const Node& list, bool applied) {
  static const FactId kId = fact("ios.bundle_id"), kAllow = fact("ios.get_task_allow"),
                      kEnvironment = fact("ios.push_environment"), kProtection = fact("ios.data_protection"),
                      kDomains = fact("ios.associated_domains");
  facts::FactBuilder& facts = values.facts();
  const Node* application = list.find(kApplication);
  if (application != nullptr && application->is(NodeKind::String) && !facts.is_known(kId)) {
    const std::string_view bundle = bundle_of(application->text);
    if (!bundle.empty() && bundle.size() <= 255) facts.set(kId, facts.keep(bundle), values.at(*application));
  }
  values.state_flag(kAllow, list.find(kTaskAllow));
  const Node* push = list.find(kPush);
  if (push != nullptr && !applied)
    facts.unknown(kEnvironment, values.at(*push));
  else
    values.state_text(kEnvironment, push);
  values.state_text(kProtection, list.find("com.apple.developer.default-data-protection"));
  const Node* domains = list.find("com.apple.developer.associated-domains");
  // A profile grants any domain by `*`; which ones the app names stands in its signature.
  const bool granted = applied && domains != nullptr && domains->is(NodeKind::String) && domains->text == "*";
  if (granted)
    facts.unknown(kDomains, values.at(*domains));
  else
    values.state_list(kDomains, domains);
}

void state_profile(Values& values) {
  static const FactId kExpires = fact("ios.profile_expires"), kTeam = fact("ios.profile_team");
  facts::FactBuilder& facts = values.facts();
  const Node* list = values.find("Entitlements");
  if (list != nullptr && list->is(NodeKind::Object)) state_entitlements(values, *list, true);
  state_kind(values, list == nullptr ? nullptr : list->find(kTaskAllow));
  values.state_text(kTeam, values.find("TeamName"));
  const Node* expires = values.find("ExpirationDate");
  if (expires == nullptr) return;
  const auto day = expires->is(NodeKind::DateTime) ? parse_date(expires->text.substr(0, 10)) : std::nullopt;
  if (day)
    facts.set(kExpires, *day, values.at(*expires));
  else
    facts.unknown(kExpires, values.at(*expires));
}

SourcePtr profile_list(const SourcePtr& profile) {
  constexpr std::string_view kEnd = "</plist>";
  const std::string_view bytes = profile->text();
  const std::size_t begin = bytes.find("<?xml");
  const std::size_t end = begin == bytes.npos ? begin : bytes.find(kEnd, begin);
  if (end == bytes.npos) return nullptr;
  return std::make_shared<const Source>(profile->name() + "!plist", bytes.substr(begin, end + kEnd.size() - begin),
                                        profile);
}

}  // namespace hegui::read::ios
