// After Apple's reference of privacy manifests. What Apple does not count as collecting (data that stays on the device
// or serves one request) does not stand here, so the list of collected information is never complete.
#include "read/format/ios_privacy.h"

#include <string>

namespace hegui::read::ios {
namespace {

using facts::fact;
using facts::FactId;
using tree::Node;
using tree::NodeKind;

constexpr std::string_view kPurpose = "NSPrivacyCollectedDataTypePurpose";

// The purposes as Apple names them, without what they all begin with: `AppFunctionality, Analytics`.
std::string purposes_of(const Node* list) {
  constexpr std::size_t kMost = 20;
  std::string out;
  if (list == nullptr || list->items.size() > kMost) return out;
  for (const Node& each : list->items) {
    if (!each.is(NodeKind::String) || each.text.size() > 200 || has_variable(each.text)) return {};
    if (!out.empty()) out += ", ";
    out += each.text.starts_with(kPurpose) ? each.text.substr(kPurpose.size()) : each.text;
  }
  return out;
}

}  // namespace

void PrivacyReader::state(Values& values, std::string_view bundle, bool whole) {
  static const FactId kTracking = fact("ios.tracking"), kDomains = fact("ios.tracking_domains");
  facts::FactBuilder& facts = values.facts();
  const Node* tracking = values.find("NSPrivacyTracking");
  if (whole)
    values.state_flag(kTracking, tracking);
  else if (tracking != nullptr && values.flag(*tracking).value_or(false))
    facts.set(kTracking, true, values.at(*tracking));
  values.state_list(kDomains, values.find("NSPrivacyTrackingDomains"));
  if (const Node* list = values.find("NSPrivacyCollectedDataTypes"))
    state_collected(values, *list);
  else
    facts.open(fact("collection"));  // the manifest of one bundle never says that nothing is collected
  if (const Node* list = values.find("NSPrivacyAccessedAPITypes")) state_interfaces(values, *list, bundle);
}

void PrivacyReader::state_collected(Values& values, const Node& list) {
  static const FactId kList = fact("collection");
  facts::FactBuilder& facts = values.facts();
  facts.state_list(kList, values.at(list));
  facts.open(kList);
  if (!list.is(NodeKind::Array)) return values.wrong_type(list, "an array of dictionaries");
  for (const Node& record : list.items) {
    if (!values.has_room(kList, record)) return;
    if (record.is(NodeKind::Object))
      state_record(values, record);
    else
      values.wrong_type(record, "a dictionary");
  }
}

void PrivacyReader::state_record(Values& values, const Node& record) {
  static const FactId kList = fact("collection"), kItem = fact("collection[].item"),
                      kCategory = fact("collection[].category"), kWhy = fact("collection[].purpose");
  facts::FactBuilder& facts = values.facts();
  const Node* type = record.find("NSPrivacyCollectedDataType");
  const auto name = type == nullptr ? std::nullopt : values.text(*type);
  if (name && !collected_.insert(*name).second) return;
  const Span place = values.at(type != nullptr ? *type : record);
  facts::Item* item = facts.add(kList, place);
  const vocab::PermissionRow* row =
      name && vocabulary_ != nullptr ? vocabulary_->find_permission("ios", *name) : nullptr;
  const auto categories = row == nullptr ? std::span<const image::Text>{} : vocabulary_->texts(row->categories);
  if (name)
    facts.set(kItem, *name, place, item);
  else
    facts.unknown(kItem, place, item);
  if (!categories.empty())
    facts.set(kCategory, facts.keep(vocabulary_->text(categories.front())), place, item);
  else
    facts.unknown(kCategory, place, item);
  const Node* why = record.find("NSPrivacyCollectedDataTypePurposes");
  if (const std::string purposes = purposes_of(why); !purposes.empty())
    facts.set(kWhy, facts.keep(purposes), values.at(*why), item);
  else
    facts.unknown(kWhy, place, item);
}

void PrivacyReader::state_interfaces(Values& values, const Node& list, std::string_view bundle) {
  static const FactId kList = fact("ios.required_reason_apis"), kCategory = fact("ios.required_reason_apis[].category"),
                      kReasons = fact("ios.required_reason_apis[].reasons"),
                      kBundle = fact("ios.required_reason_apis[].bundle");
  facts::FactBuilder& facts = values.facts();
  facts.state_list(kList, values.at(list));
  if (!list.is(NodeKind::Array)) {
    facts.open(kList);
    return values.wrong_type(list, "an array of dictionaries");
  }
  for (const Node& record : list.items) {
    if (!values.has_room(kList, record)) return;
    facts::Item* item = facts.add(kList, values.at(record));
    values.state_text(kCategory, record.find("NSPrivacyAccessedAPIType"), item);
    values.state_list(kReasons, record.find("NSPrivacyAccessedAPITypeReasons"), item);
    if (!bundle.empty()) facts.set(kBundle, bundle, values.at(record), item);
  }
}

}  // namespace hegui::read::ios
