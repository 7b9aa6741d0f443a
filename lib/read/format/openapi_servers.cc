#include "read/format/openapi_servers.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace hegui::read::openapi {
namespace {

using facts::fact;
using tree::Node;
using tree::NodeKind;

constexpr std::size_t kMostFilled = 64;     // ways to fill in one address
constexpr std::size_t kMaxAddress = 2'000;  // bytes of one that is filled in

struct Ids {
  facts::FactId servers = fact("api.servers");
  facts::FactId plain = fact("api.plain_http_servers");
};

const Ids& ids() {
  static const Ids instance;
  return instance;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

// The four numbers of an address in digits, or nothing.
bool parse_ipv4(std::string_view host, unsigned (&parts)[4]) {
  for (int part = 0; part < 4; ++part) {
    const char* const end = host.data() + host.size();
    const auto [stop, problem] = std::from_chars(host.data(), end, parts[part]);
    if (problem != std::errc{} || parts[part] > 255) return false;
    host.remove_prefix(static_cast<std::size_t>(stop - host.data()));
    if (part < 3 && !host.starts_with('.')) return false;
    if (part < 3) host.remove_prefix(1);
  }
  return host.empty();
}

// RFC 1918, RFC 6890 and RFC 5737: this machine, private networks, and addresses for documents.
bool inside(const unsigned (&ip)[4]) {
  return ip[0] == 127 || ip[0] == 10 || ip[0] == 0 || (ip[0] == 192 && ip[1] == 168) ||
         (ip[0] == 172 && ip[1] >= 16 && ip[1] < 32) || (ip[0] == 169 && ip[1] == 254) ||
         (ip[0] == 100 && ip[1] >= 64 && ip[1] < 128) || (ip[0] == 192 && ip[1] == 0 && ip[2] == 2) ||
         (ip[0] == 198 && ip[1] == 51 && ip[2] == 100) || (ip[0] == 203 && ip[1] == 0 && ip[2] == 113);
}

// Hosts nobody outside reaches: names without a dot, RFC 2606 and RFC 6761 names, private addresses, IPv6 of this link.
bool inside(std::string_view host) {
  if (host.starts_with('['))
    return host.starts_with("[::1]") || host.starts_with("[fe80") || host.starts_with("[fc") ||
           host.starts_with("[fd") || host.starts_with("[2001:db8");
  unsigned ip[4] = {};
  if (parse_ipv4(host, ip)) return inside(ip);
  if (host.find('.') == host.npos) return true;
  static constexpr std::string_view kEndings[] = {
      ".localhost", ".local", ".internal", ".test",        ".example",    ".invalid",    ".lan",
      ".intranet",  ".corp",  ".home",     ".localdomain", "example.com", "example.org", "example.net"};
  return std::ranges::any_of(kEndings, [&](std::string_view ending) {
    if (!host.ends_with(ending)) return false;
    return ending.front() == '.' || host.size() == ending.size() || host[host.size() - ending.size() - 1] == '.';
  });
}

// The values a variable of an address may take: those listed, else the one that stands when nobody chooses.
std::vector<std::string_view> values_of(const Node& variable) {
  std::vector<std::string_view> out;
  if (const Node* listed = variable.find("enum"); listed != nullptr)
    for (const Node& each : listed->items)
      if (each.is(NodeKind::String)) out.push_back(each.text);
  if (const Node* usual = variable.find("default"); out.empty() && usual != nullptr && usual->is(NodeKind::String))
    out.push_back(usual->text);
  return out;
}

// The address with every `{name}` filled in, in all ways; nothing when there is none, one is not described, or it
// would be too many or too long.
std::vector<std::string> fill(std::string_view address, const Node* variables) {
  if (variables == nullptr || address.find('{') == address.npos) return {};
  std::vector<std::string> out{""};
  while (!address.empty()) {
    const std::size_t open = std::min(address.find('{'), address.size());
    for (std::string& each : out) each += address.substr(0, open);
    if (open == address.size()) return out;
    const std::size_t close = address.find('}', open);
    const Node* variable =
        close == address.npos ? nullptr : variables->find(address.substr(open + 1, close - open - 1));
    const std::vector<std::string_view> values =
        variable == nullptr ? std::vector<std::string_view>{} : values_of(*variable);
    if (values.empty() || out.size() * values.size() > kMostFilled) return {};
    std::vector<std::string> longer;
    for (const std::string& each : out)
      for (const std::string_view value : values) longer.push_back(each + std::string(value));
    out = std::move(longer);
    if (std::ranges::any_of(out, [](const std::string& each) { return each.size() > kMaxAddress; })) return {};
    address.remove_prefix(close + 1);
  }
  return out;
}

class Servers {
 public:
  Servers(Description& description, facts::FactBuilder& facts) : description_(description), facts_(facts) {}

  void state() {
    const Node& root = description_.root();
    facts_.state_list(ids().servers, {});
    facts_.state_list(ids().plain, {});
    if (description_.swagger()) {
      state_host(root);
    } else {
      const bool any = state_list(root.find("servers"), description_.document());
      if (const Node* paths = root.find("paths"); paths != nullptr)
        for (const tree::Member& path : paths->members)
          state_path(description_.follow(path.value, description_.document()));
      if (!any) untold();
    }
  }

 private:
  // Swagger 2.0: one host, any of several schemes.
  void state_host(const Node& root) {
    const Node* host = root.find("host");
    if (host == nullptr || !host->is(NodeKind::String) || host->text.empty()) return untold();
    const Span span = description_.document().span(*host);
    const std::string rest = fmt::format("//{}{}", host->text, text_of(root, "basePath"));
    const Node* schemes = root.find("schemes");
    if (schemes == nullptr || schemes->items.empty()) return state_address(rest, span);
    for (const Node& scheme : schemes->items)
      if (scheme.is(NodeKind::String))
        state_address(fmt::format("{}:{}", lower(scheme.text), rest), description_.document().span(scheme));
  }

  void state_path(const Target& path) {
    if (path.node == nullptr) return untold();
    state_list(path.node->find("servers"), *path.document);
    for (const tree::Member& operation : path.node->members)
      state_list(operation.value.find("servers"), *path.document);
  }

  bool state_list(const Node* servers, const tree::Document& document) {
    if (servers == nullptr || !servers->is(NodeKind::Array)) return false;
    for (const Node& server : servers->items)
      if (const Node* url = server.find("url"); url != nullptr && url->is(NodeKind::String))
        state_server(server, *url, document.span(*url));
    return !servers->items.empty();
  }

  // An address with places to fill in is each address that its variables allow.
  void state_server(const Node& server, const Node& url, const Span& span) {
    const std::vector<std::string> filled = fill(url.text, server.find("variables"));
    if (filled.empty()) return state_address(url.text, span);
    if (std::ranges::any_of(filled, [](const std::string& each) { return each.find("//") == each.npos; })) untold();
    if (stated_++ >= facts::kMaxMembers) return untold();
    facts_.append(ids().servers, facts_.keep(url.text), span);
    for (const std::string& each : filled) state_transport(each, span);
  }

  void state_address(std::string_view address, const Span& span) {
    if (address.find("//") == address.npos) return untold();  // relative to the document
    if (stated_++ >= facts::kMaxMembers) return untold();
    facts_.append(ids().servers, facts_.keep(address), span);
    state_transport(address, span);
  }

  void state_transport(std::string_view address, const Span& span) {
    const Transport transport = transport_of(address);
    if (transport == Transport::Plain) facts_.append(ids().plain, facts_.keep(address), span);
    if (transport == Transport::Untold) facts_.open(ids().plain);
  }

  void untold() {
    facts_.open(ids().servers);
    facts_.open(ids().plain);
  }

  Description& description_;
  facts::FactBuilder& facts_;
  std::size_t stated_ = 0;
};

}  // namespace

Transport transport_of(std::string_view address) {
  const std::size_t slashes = address.find("//");
  if (slashes == address.npos) return Transport::Untold;
  const std::string scheme = lower(address.substr(0, slashes));
  if (scheme == "https:" || scheme == "wss:") return Transport::Guarded;
  if (scheme.find('{') != scheme.npos || scheme.empty()) return Transport::Untold;
  if (scheme != "http:" && scheme != "ws:") return Transport::Guarded;
  std::string_view authority = address.substr(slashes + 2);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  if (const std::size_t user = authority.rfind('@'); user != authority.npos) authority.remove_prefix(user + 1);
  if (authority.empty() || authority.find_first_of("{}<>$ ") != authority.npos) return Transport::Untold;
  std::string host = lower(authority);
  if (!host.starts_with('[')) host.resize(std::min(host.find(':'), host.size()));
  while (host.ends_with('.')) host.pop_back();
  return inside(host) ? Transport::Inside : Transport::Plain;
}

void state_servers(Description& description, facts::FactBuilder& facts) { Servers(description, facts).state(); }

}  // namespace hegui::read::openapi
