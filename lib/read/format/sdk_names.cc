#include "read/format/sdk_names.h"

namespace hegui::read {

void name_sdks(facts::FactSet& facts, const vocab::Vocabulary& vocabulary) {
  static const facts::FactId kSdks = facts::fact("sdks"), kSlug = facts::fact("sdks[].slug"),
                             kName = facts::fact("sdks[].name");
  for (facts::Item* item = facts.cell(kSdks).first; item != nullptr; item = item->next) {
    facts::Cell& slug = facts::FactSet::cell(*item, kSlug);
    const facts::Cell& name = facts::FactSet::cell(*item, kName);
    if (slug.knowledge == facts::Knowledge::Known || name.knowledge != facts::Knowledge::Known) continue;
    const vocab::SdkRow* row = vocabulary.find_sdk_named(name.value.as_text());
    if (row == nullptr) continue;
    slug.knowledge = facts::Knowledge::Known;
    slug.value = value::Value::string(facts.arena().copy(vocabulary.text(row->slug)));
    slug.origins = name.origins;
  }
}

}  // namespace hegui::read
