// Which known SDK a class or a native library of an Android package belongs to.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "vocab/vocabulary.h"

namespace hegui::read::android {

// Class prefixes match whole segments, the longest wins. Weak prefixes and SDKs whose prefixes are of low confidence
// are no claim and never match; nor do prefixes of the product's own package, which is no third party.
class SdkMatcher {
 public:
  // `own_package` is the product's package name, empty when unknown. The vocabulary must outlive the matcher.
  SdkMatcher(const vocab::Vocabulary& vocabulary, std::string_view own_package);

  // The SDK a class belongs to by its descriptor (`Lcom/example/Main;`), or null. Classes asked for in the order of
  // their names cost little.
  const vocab::SdkRow* of_class(std::string_view descriptor);
  // The SDK that ships a library of this file name (`libexample.so`), or null.
  const vocab::SdkRow* of_library(std::string_view file) const;

 private:
  const vocab::SdkRow* of_package(std::string_view package) const;

  const vocab::Vocabulary& vocabulary_;
  std::vector<std::string> names_;                                       // prefixes, with slashes
  std::unordered_map<std::string_view, const vocab::SdkRow*> prefixes_;  // views into names_
  std::unordered_set<std::string_view> packages_with_marked_classes_;    // views into names_
  std::string last_package_;
  const vocab::SdkRow* last_ = nullptr;
  bool last_has_marked_classes_ = false;
};

}  // namespace hegui::read::android
