#include "paper/papers.h"

#include "report/words.h"

namespace hegui::paper {

std::string_view Sources::pick(std::string_view zh, std::string_view en) const {
  return report::pick(language, zh, en);
}

std::string Sources::text(vocab::LocalText text) const {
  return std::string(pick(policy.text(text.zh), policy.text(text.en)));
}

std::span<const Kind> kinds() {
  static constexpr Kind kKinds[] = {
      {"permissions", "权限申请目的表", "table of permissions and their purposes", permissions},
      {"collected", "已收集个人信息清单", "list of collected personal information", collected},
      {"shared", "与第三方共享个人信息清单", "list of personal information shared with third parties", shared},
      {"privacy-manifest", "PrivacyInfo.xcprivacy 草稿", "skeleton of PrivacyInfo.xcprivacy", nullptr,
       privacy_manifest}};
  return kKinds;
}

}  // namespace hegui::paper
