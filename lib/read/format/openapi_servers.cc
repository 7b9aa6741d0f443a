#include "read/format/openapi_servers.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace hegui::read::openapi {
namespace {

using facts::fact;
using tree::Node;
using tree::NodeKind;

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
      const bool any = state_list(root.find("servers"));
      if (const Node* paths = root.find("paths"); paths != nullptr)
        for (const tree::Member& path : paths->members) state_path(path.value);
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

  void state_path(const Node& path) {
    state_list(path.find("servers"));
    for (const tree::Member& operation : path.members) state_list(operation.value.find("servers"));
  }

  bool state_list(const Node* servers) {
    if (servers == nullptr || !servers->is(NodeKind::Array)) return false;
    for (const Node& server : servers->items)
      if (const Node* url = server.find("url"); url != nullptr && url->is(NodeKind::String))
        state_address(url->text, description_.document().span(*url));
    return !servers->items.empty();
  }

  void state_address(std::string_view address, const Span& span) {
    const Transport transport = transport_of(address);
    if (address.find("//") == address.npos) return untold();  // relative to the document
    if (stated_++ >= facts::kMaxMembers) return untold();
    address = facts_.keep(address);
    facts_.append(ids().servers, address, span);
    if (transport == Transport::Plain) facts_.append(ids().plain, address, span);
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
