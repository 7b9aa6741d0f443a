// After XmlConfigSource of the platform: base-config, nested domain-configs that inherit, and debug-overrides, which a
// release ignores. The attributes of these elements carry no namespace and no resource number.
#include "read/format/network_security.h"

#include <algorithm>

#include "read/syntax/axml.h"
#include "read/syntax/xml.h"
#include "read/syntax/xml_text.h"

namespace hegui::read::android {
namespace {

constexpr std::string_view kRoot = "network-security-config";

class ConfigReader {
 public:
  ConfigReader(const xml::Document& document, std::optional<std::int64_t> target, facts::FactBuilder& facts)
      : reader_(document, {}, facts, unused_), facts_(facts), root_(document.root()), target_(target) {}

  Cleartext state() {
    static const facts::FactId kUser = facts::fact("android.nsc_trusts_user"),
                               kDomains = facts::fact("android.nsc_cleartext_domains");
    Cleartext base;
    bool anchors = false;
    for (const xml::Element* child = root_.first; child != nullptr; child = child->next) {
      if (child->name == "base-config") {
        base.stated = permitted(*child, base.span);
        anchors = anchors || has_child(*child, "trust-anchors");
        look_for_user(*child);
      }
    }
    for (const xml::Element* child = root_.first; child != nullptr; child = child->next)
      if (child->name == "domain-config") add_domains(*child, base.stated.value_or(false));
    domains_.state(facts_, kDomains, reader_.at(root_));
    if (user_) {
      facts_.set(kUser, true, user_);
    } else {
      facts_.set(kUser, !anchors && target_ && *target_ <= 23, reader_.at(root_));
    }
    return base;
  }

 private:
  std::optional<bool> permitted(const xml::Element& element, Span& span) {
    const xml::Attribute* found = reader_.find_plain(element, "cleartextTrafficPermitted");
    if (found == nullptr) return std::nullopt;
    if (found->kind == xml::ValueKind::Boolean || found->kind == xml::ValueKind::Integer) {
      span = reader_.at(element, *found, found->name);
      return found->data != 0;
    }
    if (found->text != "true" && found->text != "false") return std::nullopt;
    span = reader_.at(element, *found, found->name);
    return found->text == "true";
  }

  static bool has_child(const xml::Element& element, std::string_view name) {
    for (const xml::Element* child = element.first; child != nullptr; child = child->next)
      if (child->name == name) return true;
    return false;
  }

  void look_for_user(const xml::Element& config) {
    for (const xml::Element* anchors = config.first; anchors != nullptr && !user_; anchors = anchors->next) {
      if (anchors->name != "trust-anchors") continue;
      for (const xml::Element* certificates = anchors->first; certificates != nullptr && !user_;
           certificates = certificates->next) {
        const xml::Attribute* source = reader_.find_plain(*certificates, "src");
        if (source != nullptr && source->text == "user") user_ = reader_.at(*certificates, *source, "src");
      }
    }
  }

  // Depth is bounded by the parser's limit on nesting.
  void add_domains(const xml::Element& config, bool inherited) {
    Span span;
    const bool allowed = permitted(config, span).value_or(inherited);
    look_for_user(config);
    for (const xml::Element* child = config.first; child != nullptr; child = child->next) {
      if (child->name == "domain-config") add_domains(*child, allowed);
      if (child->name == "domain" && allowed && !child->text.empty())
        domains_.add({State::Readable, facts_.keep(child->text), reader_.at(*child)});
    }
  }

  std::vector<Diagnostic> unused_;
  ValueReader reader_;
  facts::FactBuilder& facts_;
  const xml::Element& root_;
  std::optional<std::int64_t> target_;
  Members domains_{facts::kMaxMembers};
  Span user_;
};

}  // namespace

bool is_network_config(const xml::Document& document) { return document.root().name == kRoot; }

Cleartext state_network_config(const xml::Document& document, std::optional<std::int64_t> target,
                               facts::FactBuilder& facts) {
  return ConfigReader(document, target, facts).state();
}

bool recognises_network_config(const Look& look) {
  if (look.form != Look::Form::Axml) return look.root == kRoot;
  std::string letters(look.source.text().substr(0, std::size_t{64} << 10));
  std::erase(letters, '\0');
  return letters.find(kRoot) != std::string::npos;
}

Checked<facts::FactSet> read_network_config(const SourcePtr& source, const Context& context) {
  Checked<xml::Document> document =
      axml::is_axml(source->text()) ? axml::parse(source, context.limits) : xml::parse(source, context.limits);
  if (!document) return {{}, std::move(document.issues)};
  if (!is_network_config(*document.value)) {
    document.issues.push_back(
        error({1150}, {source.get(), 0, 0, "/"},
              "the root element of a network security configuration is `network-security-config`"));
    return {{}, std::move(document.issues)};
  }
  facts::FactBuilder facts(source, "network-security-config", facts::kNetworkConfig);
  facts.keep(document.value->source());
  const Cleartext base = state_network_config(*document.value, std::nullopt, facts);
  if (base.stated) facts.set(facts::fact("android.cleartext_traffic"), *base.stated, base.span);
  if (!base.stated) facts.unknown(facts::fact("android.cleartext_traffic"), {source.get(), 0, 0});
  return {std::move(facts).finish(), std::move(document.issues)};
}

}  // namespace hegui::read::android
