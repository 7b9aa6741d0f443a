#include "read/format/secrets.h"

#include <string>

#include "base/utf8.h"
#include "vocab/secret.h"

namespace hegui::read {
namespace {

using facts::fact;
using facts::FactId;

constexpr std::size_t kShown = 4;  // characters of a secret that are told

}  // namespace

void state_secrets(facts::FactSet& facts, const Source& source, const vocab::Vocabulary& vocabulary) {
  static const FactId kSecrets = fact("code.secrets"), kKind = fact("code.secrets[].kind"),
                      kBeginning = fact("code.secrets[].shown"), kForClients = fact("code.secrets[].for_clients");
  const facts::SourceMask by = facts.states();
  facts::Cell& list = facts.cell(kSecrets);
  list.knowledge = facts::Knowledge::Known;
  for (const vocab::Secret& secret : vocab::find_secrets(vocabulary, source.text())) {
    if (list.count == facts::kMaxMembers) {
      list.open = true;
      break;
    }
    const facts::Origin* origin = nullptr;
    facts.add_origin(
        origin, {&source, static_cast<std::uint32_t>(secret.begin), static_cast<std::uint32_t>(secret.end), kWithheld},
        by);
    facts::Item* item = facts.add_item(list, kSecrets, origin);
    const auto set = [&](FactId field, value::Value value) {
      facts::Cell& cell = facts::FactSet::cell(*item, field);
      cell.knowledge = facts::Knowledge::Known;
      cell.value = value;
      cell.origins = origin;
    };
    const std::string_view text = source.text().substr(secret.begin, secret.end - secret.begin);
    set(kKind, value::Value::string(vocabulary.text(secret.form->slug)));
    set(kBeginning, value::Value::string(facts.arena().copy(utf8::masked(std::string(text.substr(0, kShown)) + "…"))));
    set(kForClients, value::Value::boolean(secret.form->client != 0));
  }
}

}  // namespace hegui::read
