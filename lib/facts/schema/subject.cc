// What the subject is and who answers for it.
#include "facts/schema_groups.h"

namespace hegui::facts {
namespace {

using enum FactType;
constexpr SourceMask D = kDeclaration;
constexpr std::string_view kKinds = "app|mini-program|quick-app|website|service|sdk|app-store";
constexpr std::string_view kOperatorKinds = "company|sole-trader|public-institution|government|social-organisation|individual|overseas";

constexpr Row kRows[] = {
    {"as_of", Date, 0, "判定所依据的日期", "the day verdicts are given for"},
    {"subject.name", String, D | kAnyManifest | kService, "产品名称", "name of the product"},
    {"subject.version", String, D | kAnyManifest | kService, "版本号", "version shown to users"},
    {"subject.kind", String, D | kAnyManifest | kService, "产品形态", "what the product is", kKinds},
    {"subject.platforms", Strings, D | kAnyManifest, "运行平台", "platforms it runs on", "android|ios|harmonyos|wechat|alipay|douyin|feishu|baidu|quick-app|web|server"},
    {"subject.package_names", Strings, D | kAnyManifest, "包名、Bundle ID 或 AppID", "package names, bundle ids or app ids"},
    {"subject.app_type", String, D, "常见类型(39类)中的所属类型", "which of the 39 common app types it is"},
    {"subject.necessary_items", Strings, kAnyInput, "该类型App的必要个人信息", "items that the list of necessary information names for the app type"},
    {"subject.services", Strings, D, "提供的服务(新闻、支付、直播、游戏等)", "services it offers, which decide the licences it needs"},
    {"subject.features", Strings, D, "特定功能(算法推荐、生成式人工智能、群聊等)", "functions that bring duties of their own"},
    {"subject.audience", Strings, D, "面向人群", "whom it is for", "public|internal|minors|elderly"},
    {"subject.build", String, D, "构建类型", "which build this is", "release|debug"},
    {"subject.distribution", Strings, D, "分发渠道", "where it is distributed"},
    {"subject.networked", Bool, D | kAnyManifest, "是否联网", "whether it uses the network"},
    {"subject.paid", Bool, D, "是否向用户收费", "whether users pay for information or functions"},
    {"subject.user_generated", Bool, D, "用户是否可发布内容", "whether users publish content"},
    {"subject.online_since", Date, D, "上线日期", "the day it went online"},
    {"subject.online_working_days", Int, D, "上线至今的工作日数（扣除节假日）", "working days since it went online, public holidays left out", {}, "working days"},
    {"subject.territories", Strings, D, "业务覆盖的省份", "provinces it is offered in; 全国 or nation-wide for all"},
    {"subject.map_supplier", String, D, "地图服务提供者", "who supplies its map"},
    {"subject.public_funds", Bool, D, "是否由财政资金建设", "whether it was built with public funds"},
    {"subject.basic_function", Bool, D, "是否为终端基本功能软件", "whether it is software for a basic function of the device"},
    {"subject.removable", Bool, D, "预置后是否可卸载", "whether it can be removed when pre-installed"},
    {"subject.own_domains", Strings, D, "自有域名", "domains the operator owns"},
    {"subject.certificate_md5", String, D | kPackage, "签名证书 MD5", "MD5 of the signing certificate"},
    {"operator.name", String, D, "经营者名称", "name of the operator"},
    {"operator.uscc", String, D, "统一社会信用代码", "unified social credit code of the operator"},
    {"operator.uscc_well_formed", Bool, kAnyInput, "统一社会信用代码格式是否正确", "whether the code has the standard form"},
    {"operator.uscc_doubtful", Bool, kAnyInput, "统一社会信用代码校验码是否不符", "whether its check character is wrong, as in some genuine early codes"},
    {"operator.kind", String, D, "经营者类型", "legal form of the operator", kOperatorKinds},
    {"operator.central_level", Bool, D, "是否为中央和国家机关及其直属单位", "whether it is a central organ of party or state, or a unit directly under one"},
    {"operator.contact", String, D, "联系方式", "how to reach the operator"},
    {"operator.province", String, D, "住所地(省)", "province of domicile"},
    {"operator.foreign_share", Double, D, "外资比例", "share held by foreign investors", {}, "percent"},
    {"operator.china_entity_name", String, D, "境外经营者在境内设立的机构或代表", "entity or representative in China of an overseas operator"},
    {"operator.business_licence_displayed", Bool, D, "是否公示营业执照信息", "whether the business licence is displayed"},
    {"operator.cii", Bool, D, "是否为关键信息基础设施运营者", "whether it operates critical information infrastructure"},
    {"operator.person_count", Int, D, "处理个人信息所涉人数", "persons whose information it processes", {}, "persons"},
    {"operator.registered_users", Int, D, "注册用户数", "registered users", {}, "persons"},
    {"operator.monthly_active", Int, D, "月活跃用户数", "users active in a month", {}, "persons"},
    {"operator.large_platform", Bool, D, "业务类型复杂、影响重大，是否属于大型网络平台", "whether its business is complex enough to make it a large platform"},
    {"operator.independent_body", Bool, D, "是否成立外部成员为主的监督机构", "whether a body of mainly outside members supervises it"},
    {"operator.social_report", Bool, D, "是否每年发布个人信息保护社会责任报告", "whether it publishes a yearly report on its protection of personal information"},
    {"operator.listing_abroad", String, D, "是否赴国外上市", "whether it is or will be listed abroad", "none|planned|done"},
    {"operator.listing_date", Date, D, "赴国外上市日期", "day of the listing abroad"},
    {"operator.cybersecurity_review", String, D, "网络安全审查申报或结论", "application for, or result of, the cybersecurity review"},
    {"operator.protection_officer", String, D, "个人信息保护负责人", "person in charge of personal information protection"},
    {"operator.protection_officer_reported", Bool, D, "是否报送个人信息保护负责人信息", "whether that person was reported to the authority"},
};

}  // namespace

std::span<const Row> subject_rows() { return kRows; }

std::span<const std::span<const Row>> schema_groups() {
  static const std::span<const Row> kGroups[] = {subject_rows(), permission_rows(), data_rows(),    rights_rows(),
                                                 filing_rows(),  trade_rows(),      safeguard_rows(), android_rows(), platform_rows(), code_rows()};
  return kGroups;
}

}  // namespace hegui::facts
