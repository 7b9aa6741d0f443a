// Which known SDK a class or a native library of an Android package belongs to.
#pragma once

#include <string>
#include <string_view>

#include "vocab/vocabulary.h"

namespace hegui::read::android {

// Class prefixes match whole segments, the longest wins. Weak prefixes and SDKs whose prefixes are of low confidence
// are no claim and never match; nor do prefixes of the product's own package, which is no third party.
class SdkMatcher {
 public:
  // `own_package` is the product's package name, empty when unknown. The vocabulary must outlive the matcher.
  SdkMatcher(const vocab::Vocabulary& vocabulary, std::string_view own_package)
      : vocabulary_(vocabulary), own_package_(own_package) {}

  // The SDK a class belongs to by its descriptor (`Lcom/example/Main;`), or null. Classes asked for in the order of
  // their names cost little.
  const vocab::SdkRow* of_class(std::string_view descriptor);
  // The SDK that ships a library of this file name (`libexample.so`), or null.
  const vocab::SdkRow* of_library(std::string_view file) const;

 private:
  // All names here are written with dots. The SDK whose prefix is exactly this, if it counts here.
  const vocab::SdkRow* marked(std::string_view name) const;
  const vocab::SdkRow* of_package(std::string_view package) const;
  // Whether prefixes name classes of this package, which begin with a capital letter.
  bool has_marked_classes(const std::string& package) const;

  const vocab::Vocabulary& vocabulary_;
  std::string own_package_;
  std::string last_package_;
  const vocab::SdkRow* last_ = nullptr;
  bool last_has_marked_classes_ = false;
};

}  // namespace hegui::read::android
