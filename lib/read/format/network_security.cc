// After XmlConfigSource of the platform: base-config, nested domain-configs that inherit, and debug-overrides, which a
// release ignores. The attributes of these elements carry no namespace and no resource number.
#include "read/format/network_security.h"

#include <algorithm>

#include "read/format/android_manifest_values.h"
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
                               kDomains = facts::fact("android.nsc_cleartext_domains"),
                               kOverrides = facts::fact("android.nsc_overrides_pins");
    facts_.state_list(pins_, {});
    Cleartext base;
    bool anchors = false;
    for (const xml::Element* child = root_.first; child != nullptr; child = child->next) {
      if (child->name == "base-config") {
        base.stated = permitted(*child, base.span);
        anchors = anchors || has_child(*child, "trust-anchors");
        look_for_user(*child);
        look_for_override(*child);
      }
    }
    for (const xml::Element* child = root_.first; child != nullptr; child = child->next)
      if (child->name == "domain-config") add_domains(*child, base.stated.value_or(false));
    domains_.state(facts_, kDomains, reader_.at(root_));
    facts_.set(kOverrides, static_cast<bool>(override_), override_ ? override_ : reader_.at(root_));
    if (user_) {
      facts_.set(kUser, true, user_);
    } else {
      facts_.set(kUser, !anchors && target_ && *target_ <= 23, reader_.at(root_));
    }
    return base;
  }

 private:
  std::optional<bool> permitted(const xml::Element& element, Span& span) {
    return flag(element, "cleartextTrafficPermitted", span);
  }

  std::optional<bool> flag(const xml::Element& element, std::string_view name, Span& span) {
    const xml::Attribute* found = reader_.find_plain(element, name);
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

  void look_for_override(const xml::Element& config) {
    for (const xml::Element* anchors = config.first; anchors != nullptr; anchors = anchors->next) {
      if (anchors->name != "trust-anchors") continue;
      for (const xml::Element* one = anchors->first; one != nullptr && !override_; one = one->next)
        if (Span span; one->name == "certificates" && flag(*one, "overridePins", span).value_or(false))
          override_ = span;
    }
  }

  // The pins of one domain-config itself; those nested in it inherit them and are not counted again.
  void add_pins(const xml::Element& config) {
    const xml::Element *pins = nullptr, *domain = nullptr;
    for (const xml::Element* child = config.first; child != nullptr; child = child->next) {
      if (child->name == "pin-set") pins = child;
      if (child->name == "domain" && domain == nullptr) domain = child;
    }
    if (pins == nullptr) return;
    if (pin_sets_++ >= facts::kMaxMembers) return facts_.open(pins_);
    facts::Item* item = facts_.add(pins_, reader_.at(*pins));
    if (domain != nullptr && !domain->text.empty())
      facts_.set(pins_name_, facts_.keep(domain->text), reader_.at(*domain), item);
    std::int64_t count = 0;
    for (const xml::Element* pin = pins->first; pin != nullptr; pin = pin->next) {
      const xml::Attribute* digest = pin->name == "pin" ? reader_.find_plain(*pin, "digest") : nullptr;
      if (digest != nullptr && digest->text == "SHA-256") ++count;
    }
    facts_.set(pins_count_, count, reader_.at(*pins), item);
    const xml::Attribute* expires = reader_.find_plain(*pins, "expiration");
    if (expires == nullptr) return;
    const Span at = reader_.at(*pins, *expires, expires->name);
    if (const std::optional<Date> day = parse_date(expires->text))
      facts_.set(pins_expires_, *day, at, item);
    else
      facts_.unknown(pins_expires_, at, item);
  }

  // Depth is bounded by the parser's limit on nesting.
  void add_domains(const xml::Element& config, bool inherited) {
    Span span;
    const bool allowed = permitted(config, span).value_or(inherited);
    look_for_user(config);
    look_for_override(config);
    add_pins(config);
    for (const xml::Element* child = config.first; child != nullptr; child = child->next) {
      if (child->name == "domain-config") add_domains(*child, allowed);
      if (child->name == "domain" && allowed && !child->text.empty())
        domains_.add({State::Readable, facts_.keep(child->text), reader_.at(*child)});
    }
  }

  const facts::FactId pins_ = facts::fact("android.nsc_pin_sets"),
                      pins_name_ = facts::fact("android.nsc_pin_sets[].name"),
                      pins_count_ = facts::fact("android.nsc_pin_sets[].pins"),
                      pins_expires_ = facts::fact("android.nsc_pin_sets[].expires");
  std::vector<Diagnostic> unused_;
  ValueReader reader_;
  facts::FactBuilder& facts_;
  const xml::Element& root_;
  std::optional<std::int64_t> target_;
  Members domains_{facts::kMaxMembers};
  Span user_;
  Span override_;  // of what overrides pins
  std::size_t pin_sets_ = 0;
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
