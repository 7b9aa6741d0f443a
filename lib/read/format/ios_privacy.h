// PrivacyInfo.xcprivacy, the privacy manifest of an app or of one framework.
#pragma once

#include <string_view>
#include <unordered_set>

#include "read/format/ios_values.h"
#include "vocab/vocabulary.h"

namespace hegui::read::ios {

// Reads the privacy manifests of one input into its facts.
class PrivacyReader {
 public:
  // `vocabulary` may be null; categories are then unknown.
  explicit PrivacyReader(const vocab::Vocabulary* vocabulary) : vocabulary_(vocabulary) {}

  // `bundle`: the part of a package whose manifest it is, empty when there is no package. `whole`: it speaks for the
  // app itself; else (a framework) it only adds: a framework that does not track says nothing of the app. A type of
  // data that several manifests collect is one record.
  void state(Values& values, std::string_view bundle, bool whole);

 private:
  void state_collected(Values& values, const tree::Node& list);
  void state_record(Values& values, const tree::Node& record);
  void state_interfaces(Values& values, const tree::Node& list, std::string_view bundle);

  const vocab::Vocabulary* vocabulary_;
  std::unordered_set<std::string_view> collected_;  // texts that live with the facts
};

}  // namespace hegui::read::ios
