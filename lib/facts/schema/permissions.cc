// What the product asks of the device and whom else it lets in: permissions and third-party SDKs.
#include "facts/schema_groups.h"

namespace hegui::facts {
namespace {

using enum FactType;
constexpr SourceMask D = kDeclaration;
// Manifests that list permissions; the app.json5 and project.config.json beside them do not.
constexpr SourceMask M = kAnyManifest & ~(kHarmonyApp | kMiniProject);

constexpr Row kRows[] = {
    {"permissions", Records, D | M, "申请的系统权限", "permissions it asks for"},
    {"permissions[].name", String, D | M, "权限名", "the permission as the platform names it"},
    {"permissions[].platform", String, D | M, "所属平台", "platform it belongs to", "android|ios|harmonyos|wechat|alipay|douyin|feishu|baidu|quick-app"},
    {"permissions[].requested", Bool, M, "清单中是否申请", "whether a manifest requests it"},
    {"permissions[].declared", Bool, D, "申报中是否列明", "whether the declaration lists it"},
    {"permissions[].min_sdk", Int, kAndroidManifest, "自该系统版本起申请", "lowest API level it is requested on", {}, "API level"},
    {"permissions[].max_sdk", Int, kAndroidManifest, "至该系统版本止申请", "highest API level it is requested on", {}, "API level"},
    {"permissions[].title", String, kAnyInput, "权限中文名", "what the permission gives, for a person"},
    {"permissions[].kind", String, kAnyInput, "权限级别(dangerous、special 等)", "how the platform grants it: dangerous, special, user_grant …"},
    {"permissions[].group", String, kAnyInput, "权限组", "permission group"},
    {"permissions[].risk", String, kAnyInput, "对用户的风险(high、medium、low)", "risk to the user: high, medium or low"},
    {"permissions[].sensitive", Bool, kAnyInput, "是否可获取个人信息且需用户授权", "whether it opens personal information and the user must grant it"},
    {"permissions[].categories", Strings, kAnyInput, "可获取的个人信息类别", "categories of personal information it opens"},
    {"permissions[].necessary", Bool, kAnyInput, "是否属于该类型App的必要信息所需", "whether the necessary information of the app type calls for it"},
    {"permissions[].needed_for", Strings, kAnyInput, "必要信息清单中需要该权限的信息项", "items of the lists of necessary information that would call for it"},
    {"permissions[].collected", Bool, kAnyInput, "申报收集的信息中是否有该权限打开的类别", "whether the declaration lists collected information of a kind it opens"},
    {"permissions[].missing_on", Strings, kAnyInput, "没有申请同类权限的其他平台", "platforms of the same product that ask for nothing of its kind, where location, contacts, microphone or calendar can be compared"},
    {"permissions[].purpose", String, D | kIos | kHarmony | kMiniProgram | kCrossPlatform | kQuickApp, "申请目的", "why it is asked for"},
    {"permissions[].purpose_quality", String, D | kIos | kHarmony | kMiniProgram | kCrossPlatform | kQuickApp, "目的说明的质量(missing、placeholder、vague、identical、fine)", "what the purpose is worth: missing, placeholder (it says nothing), vague, identical (one text for unlike permissions) or fine"},
    {"permissions[].used_when", String, kHarmony, "声明的使用时机(inuse、always)", "when it is used as the manifest says: inuse or always"},
    {"permissions[].used_by", Strings, kHarmony, "声明使用该权限的组件", "components that use it as the manifest says"},
    {"permissions[].feature", String, D, "对应的业务功能", "the function that needs it"},
    {"permissions[].mandatory", Bool, D, "拒绝后是否无法使用App", "whether refusing it blocks the app"},
    {"permissions[].asks_user", Bool, D, "快应用中只有部分功能需授权的接口，是否使用了其中需授权的", "of an interface of a quick app of which only some functions ask the user, whether one of these is used"},
    {"permissions[].requested_at", String, D, "申请时机", "when it is requested", "launch|on-use|registration"},
    {"permissions[].notice_at_request", Bool, D, "申请时是否同步告知目的", "whether the purpose is told when asking"},
    {"permissions[].reprompts", Bool, D, "拒绝后是否频繁弹窗", "whether a refused permission is asked for again and again"},
    {"permissions[].reset_on_update", Bool, D, "更新时是否恢复默认授权", "whether an update resets the user's choice"},
    {"permissions[].in_policy", String, kPolicyText, "隐私政策文本是否提到(named、omitted、unclear)", "whether the policy's text speaks of it or of what it opens: named, omitted, or unclear where no words are known for it"},
    {"sdks", Records, D | kDex | kDependencies | kIosPackage, "接入的第三方SDK", "third-party SDKs"},
    {"sdks[].slug", String, kAnyInput, "SDK标识", "stable id of a known SDK"},
    {"sdks[].name", String, D | kDex | kDependencies | kIosPackage, "SDK名称", "name of the SDK"},
    {"sdks[].provider", String, kAnyInput, "提供方", "who provides it"},
    {"sdks[].version", String, D | kDependencies | kIosPackage, "版本", "its version"},
    {"sdks[].declared", Bool, D, "申报中是否列明", "whether the declaration lists it"},
    {"sdks[].detected", Bool, kDex | kDependencies | kIosPackage, "代码或依赖中是否发现", "whether code or dependencies show it"},
    {"sdks[].declared_as", String, D, "在申报中的名称", "name of the declaration's entry that stands for an SDK found under another name"},
    {"sdks[].kind", String, kAnyInput, "SDK类型", "what it is for: push, statistics, advertising, map-location, ui-library …"},
    {"sdks[].categories", Strings, kAnyInput, "可能获取的个人信息类别", "categories of personal information its provider may get in the usual configuration; empty when none"},
    {"sdks[].purpose", String, D, "使用目的", "what it is for"},
    {"sdks[].items", Strings, D, "收集的个人信息", "personal information it collects"},
    {"sdks[].policy_url", String, D, "隐私政策链接", "address of its privacy policy"},
    {"sdks[].in_policy", String, kPolicyText, "隐私政策文本是否提到(named、omitted、unclear)", "whether the policy's text names it: named, omitted, or unclear where its list stands elsewhere or no name is known"},
    {"sdks[].starts_after_consent", Bool, D, "是否在用户同意后初始化", "whether it starts only after consent"},
};

}  // namespace

std::span<const Row> permission_rows() { return kRows; }

}  // namespace hegui::facts
