// How an attribute's value is understood: after aapt2 for text, after TypedArray and XmlUtils of the platform for
// compiled documents.
#include "read/format/android_manifest_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace hegui::read::android {
namespace {

constexpr std::uint32_t kMaxWarnings = 50;

constexpr std::string_view kApplicationId = "${applicationId}";

// A value a build or the system fills in: a placeholder, a reference, a theme attribute.
bool filled_in_later(std::string_view text) {
  return text.find("${") != text.npos || (text.starts_with('@') && text != "@null") || text.starts_with('?');
}

std::optional<bool> parse_flag(std::string_view text) {
  if (text == "true" || text == "TRUE" || text == "True" || text == "1") return true;
  if (text == "false" || text == "FALSE" || text == "False" || text == "0") return false;
  return std::nullopt;
}

std::optional<std::int64_t> parse_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  int base = 10;
  if (text.starts_with("0x") || text.starts_with("0X")) {
    base = 16;
    text.remove_prefix(2);
  }
  std::int64_t value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (text.empty() || text.front() == '-' || status != std::errc{} || end != text.data() + text.size())
    return std::nullopt;
  return negative ? -value : value;
}

bool is_integer(std::uint8_t type) { return type >= axml::kFirstInteger && type <= axml::kLastInteger; }

std::int64_t as_signed(std::uint32_t data) { return static_cast<std::int32_t>(data); }

}  // namespace

bool Members::is_new(std::string_view text) {
  constexpr std::size_t kFew = 16;  // compared one by one, which is quicker than to hash them
  if (members_.size() < kFew)
    return std::ranges::find(members_, text, &Stated<std::string_view>::value) == members_.end();
  if (seen_.empty())
    for (const Stated<std::string_view>& member : members_) seen_.insert(member.value);
  return !seen_.contains(text);
}

void Members::add(const Stated<std::string_view>& member) {
  if (member.missing()) return;
  if (!member.readable()) {
    open_ = true;
  } else if (is_new(member.value)) {
    open_ = open_ || members_.size() == limit_;
    if (members_.size() == limit_) return;
    members_.push_back(member);
    if (!seen_.empty()) seen_.insert(member.value);
  }
}

void Members::state(facts::FactBuilder& facts, facts::FactId list, const Span& place, facts::Item* item) const {
  if (open_) facts.open(list, item);
  for (const Stated<std::string_view>& member : members_) facts.append(list, member.value, member.span, item);
  if (!members_.empty()) return;
  if (open_) {
    facts.unknown(list, place, item);
  } else {
    facts.state_list(list, {}, item);
  }
}

const xml::Attribute* ValueReader::find(const xml::Element& element, Attr attribute) const {
  for (const xml::Attribute& candidate : element.attributes) {
    if (document_->numbered()) {
      if (candidate.resource == attribute.resource) return &candidate;
    } else if (candidate.name == attribute.name && (document_->binary() || candidate.ns == kAndroidNamespace)) {
      return &candidate;
    }
  }
  return nullptr;
}

const xml::Attribute* ValueReader::find_plain(const xml::Element& element, std::string_view name) const {
  const auto found = std::ranges::find_if(element.attributes, [&](const xml::Attribute& candidate) {
    return candidate.ns.empty() && candidate.name == name;
  });
  return found == element.attributes.end() ? nullptr : &*found;
}

std::string_view ValueReader::marker(const xml::Element& element, std::string_view name) const {
  if (document_->binary()) return {};
  const auto found = std::ranges::find_if(element.attributes, [&](const xml::Attribute& candidate) {
    return candidate.ns == kToolsNamespace && candidate.name == name;
  });
  return found == element.attributes.end() ? std::string_view{} : found->text;
}

bool ValueReader::removed(const xml::Element& element) const {
  const std::string_view node = marker(element, "node");
  return node == "removeAll" || (node == "remove" && marker(element, "selector").empty());
}

bool ValueReader::kept_out(const xml::Element& element, Attr attribute) const {
  if (marker(element, "node") == "replace") return true;
  std::string_view names = marker(element, "remove");
  while (!names.empty()) {
    const std::size_t comma = std::min(names.find(','), names.size());
    std::string_view name = names.substr(0, comma);
    name.remove_prefix(name.rfind(':') + 1);  // without one nothing
    name = name.substr(0, name.find_last_not_of(" \t\r\n") + 1);
    if (name == attribute.name) return true;
    names.remove_prefix(std::min(comma + 1, names.size()));
  }
  return false;
}

Span ValueReader::at(const xml::Element& element) {
  const Source* source = document_->source().get();
  if (!document_->binary()) return {source, element.begin, element.end};
  if (placed_ != &element) {
    placed_ = &element;
    placed_at_ = {source, 0, 0, facts_.keep(document_->path(element))};
  }
  return placed_at_;
}

Span ValueReader::at(const xml::Element& element, const xml::Attribute& attribute, std::string_view name) {
  const Source* source = document_->source().get();
  if (!document_->binary()) return {source, attribute.begin, attribute.end};
  return {source, 0, 0, facts_.keep(xml::Document::path(at(element).element, name))};
}

Stated<std::string_view> ValueReader::own_name(const xml::Element& element, Attr attribute) {
  Stated<std::string_view> out = text(element, attribute);
  const xml::Attribute* found = find(element, attribute);
  if (out.state != State::Unreadable || found->kind != xml::ValueKind::Text) return out;
  const std::string_view rest = found->text.substr(std::min(kApplicationId.size(), found->text.size()));
  if (found->text.starts_with(kApplicationId) && rest.starts_with('.') && !filled_in_later(rest))
    out = {State::Readable, facts_.keep(found->text), out.span};
  return out;
}

Stated<std::string_view> ValueReader::read_text(const xml::Element& element, const xml::Attribute* found,
                                                std::string_view name) {
  if (found == nullptr) return {};
  Stated<std::string_view> out{State::Unreadable, {}, at(element, *found, name)};
  const auto known = [&](std::string_view text) {
    out.state = State::Readable;
    out.value = facts_.keep(text);
  };
  switch (found->kind) {
    case xml::ValueKind::Text: {
      if (document_->binary()) {
        known(found->text);
        break;
      }
      std::string text(found->text);
      if (!application_id_.empty())
        for (std::size_t at = text.find(kApplicationId); at != text.npos;
             at = text.find(kApplicationId, at + application_id_.size()))
          text.replace(at, kApplicationId.size(), application_id_);
      if (!filled_in_later(text)) known(text == "@null" ? "" : text);
      break;
    }
    case xml::ValueKind::Integer:
      known(fmt::format("{}", as_signed(found->data)));
      break;
    case xml::ValueKind::Boolean:
      known(found->data != 0 ? "true" : "false");
      break;
    case xml::ValueKind::Reference:
      if (const std::optional<arsc::Resolved> resolved = resolve_ ? resolve_(found->data) : std::nullopt) {
        if (resolved->type == axml::kString) known(resolved->text);
        if (is_integer(resolved->type)) known(fmt::format("{}", as_signed(resolved->data)));
      }
      break;
    case xml::ValueKind::Other:
    case xml::ValueKind::Unreadable:
      break;
  }
  return out;
}

Stated<std::string_view> ValueReader::text(const xml::Element& element, Attr attribute) {
  return read_text(element, find(element, attribute), attribute.name);
}

Stated<std::string_view> ValueReader::plain_text(const xml::Element& element, std::string_view name) {
  return read_text(element, find_plain(element, name), name);
}

Stated<bool> ValueReader::flag(const xml::Element& element, Attr attribute) {
  const xml::Attribute* found = find(element, attribute);
  if (found == nullptr) return {};
  if (found->kind == xml::ValueKind::Integer || found->kind == xml::ValueKind::Boolean)
    return {State::Readable, found->data != 0, at(element, *found, attribute.name)};
  if (found->kind == xml::ValueKind::Reference && resolve_) {
    const std::optional<arsc::Resolved> resolved = resolve_(found->data);
    if (resolved && is_integer(resolved->type))
      return {State::Readable, resolved->data != 0, at(element, *found, attribute.name)};
  }
  const Stated<std::string_view> words = read_text(element, found, attribute.name);
  Stated<bool> out{State::Unreadable, false, words.span};
  if (!words.readable()) return out;
  const std::optional<bool> value = parse_flag(words.value);
  if (value || document_->binary()) {
    out.state = State::Readable;
    out.value = value.value_or(false);  // the platform takes every other word for false
  } else {
    warn(1131, out.span,
         fmt::format("`{}` should be true or false, not `{}`; it counts as unknown", attribute.name,
                     utf8::printable(words.value.substr(0, 60))));
  }
  return out;
}

Stated<std::int64_t> ValueReader::read_number(const xml::Element& element, const xml::Attribute* found,
                                              std::string_view name) {
  if (found == nullptr) return {};
  if (found->kind == xml::ValueKind::Integer)
    return {State::Readable, as_signed(found->data), at(element, *found, name)};
  const Stated<std::string_view> words = read_text(element, found, name);
  Stated<std::int64_t> out{State::Unreadable, 0, words.span};
  if (!words.readable()) return out;
  if (const std::optional<std::int64_t> value = parse_number(words.value)) {
    out.state = State::Readable;
    out.value = *value;
  } else {
    warn(1131, out.span,
         fmt::format("`{}` should be a whole number, not `{}`; it counts as unknown", name,
                     utf8::printable(words.value.substr(0, 60))));
  }
  return out;
}

Stated<std::int64_t> ValueReader::number(const xml::Element& element, Attr attribute) {
  return read_number(element, find(element, attribute), attribute.name);
}

Stated<std::int64_t> ValueReader::plain_number(const xml::Element& element, std::string_view name) {
  return read_number(element, find_plain(element, name), name);
}

Stated<std::string_view> ValueReader::choice(const xml::Element& element, Attr attribute,
                                             std::span<const std::string_view> names) {
  const xml::Attribute* found = find(element, attribute);
  if (found != nullptr && found->kind == xml::ValueKind::Integer && found->data < names.size())
    return {State::Readable, names[found->data], at(element, *found, attribute.name)};
  return read_text(element, found, attribute.name);
}

void ValueReader::state_default(facts::FactId id, bool value, const xml::Element& element, Attr attribute,
                                facts::Item* item) {
  if (document_->binary() || kept_out(element, attribute))
    facts_.set(id, value, at(element), item);
  else
    facts_.assume(id, value::Value::boolean(value), at(element), item);
}

void ValueReader::state_flag(facts::FactId id, const xml::Element& element, Attr attribute, bool otherwise,
                             facts::Item* item) {
  const Stated<bool> stated = flag(element, attribute);
  if (stated.missing())
    state_default(id, otherwise, element, attribute, item);
  else
    state(id, stated, item);
}

void ValueReader::warn(std::uint16_t code, const Span& span, std::string message, std::string help) {
  if (warnings_++ < kMaxWarnings) issues_.push_back(warning({code}, span, std::move(message), std::move(help)));
}

}  // namespace hegui::read::android
