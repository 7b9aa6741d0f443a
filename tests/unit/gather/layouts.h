// Projects written as their files' paths, and the products that are found in them.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>

#include "gather/gather.h"

namespace hegui::gather {

inline std::string android(std::string_view package, std::string_view inside) {
  const std::string named = package.empty() ? "" : fmt::format(" package=\"{}\"", package);
  return fmt::format("<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\"{}>{}</manifest>", named,
                     inside);
}

inline constexpr std::string_view kApp = "<application android:label=\"x\"/>";
inline constexpr std::string_view kCamera = "<uses-permission android:name=\"android.permission.CAMERA\"/>";

inline std::string plist(std::string_view inside) {
  return fmt::format("<?xml version=\"1.0\"?><plist version=\"1.0\"><dict>{}</dict></plist>", inside);
}

inline std::string bundle(std::string_view id, std::string_view more = "<key>LSRequiresIPhoneOS</key><true/>") {
  return plist(fmt::format("<key>CFBundleIdentifier</key><string>{}</string>{}", id, more));
}

inline const std::string kExtension = bundle("$(PRODUCT_BUNDLE_IDENTIFIER)", "<key>NSExtension</key><dict/>");

class Layouts : public testing::Test {
 protected:
  void add(const std::string& path, std::string text) { files_.add("p/" + path, std::move(text)); }

  // `first input +number of others` of each product.
  std::vector<std::string> products() {
    gathered_ = gather(std::vector<std::string>{"p"}, files_, read::Context{}, nullptr);
    std::vector<std::string> out;
    for (const Product& product : gathered_.products)
      out.push_back(fmt::format("{} +{}", product.name.substr(2), product.facts.size() - 1));
    return out;
  }

  // Of the last `products()`: path to reason.
  std::map<std::string, std::string> left() const {
    std::map<std::string, std::string> out;
    for (const Folder& folder : gathered_.folders)
      for (const Left& each : folder.left) out[each.path.substr(2)] = name(each.why);
    return out;
  }

  std::vector<std::string> permissions(std::size_t product) const {
    std::vector<std::string> out;
    for (const facts::FactSet& facts : gathered_.products[product].facts)
      for (const facts::Item* item = facts.cell(facts::fact("permissions")).first; item != nullptr; item = item->next)
        out.emplace_back(facts::FactSet::cell(*item, facts::fact("permissions[].name")).value.as_text());
    return out;
  }

  MemoryFileSystem files_;
  Gathered gathered_;
};

using Names = std::vector<std::string>;
using Reasons = std::map<std::string, std::string>;

}  // namespace hegui::gather
