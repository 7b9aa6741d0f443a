// What the product tells and offers its users: policy, consent, rights, minors, automation, advertising.
#include "facts/schema_groups.h"

namespace hegui::facts {
namespace {

using enum FactType;
constexpr SourceMask D = kDeclaration;
constexpr SourceMask P = kDeclaration | kPolicyText;

constexpr Row kRows[] = {
    {"policy.present", Bool, P, "是否有隐私政策", "whether there is a privacy policy"},
    {"policy.url", String, D, "隐私政策地址", "address of the privacy policy"},
    {"policy.file", String, D, "隐私政策文本文件", "file that holds its text"},
    {"policy.updated", Date, P, "更新日期", "day of the last update"},
    {"policy.languages", Strings, D, "语言版本", "languages it is offered in"},
    {"policy.taps_from_home", Int, D, "自主界面起的点击次数", "taps from the main screen to the policy", {}, "taps"},
    {"policy.first_run_prompt", Bool, D, "首次运行是否提示阅读", "whether the first run prompts to read it"},
    {"policy.has_collection_rules", Bool, D, "是否写明收集使用规则", "whether it states the rules of collection and use"},
    {"policy.names_operator", Bool, D, "是否写明处理者名称", "whether it names the processor"},
    {"policy.names_contact", Bool, D, "是否写明联系方式", "whether it gives a contact"},
    {"policy.lists_items", Bool, D, "是否逐项列明目的方式范围", "whether purpose, method and scope stand item by item"},
    {"policy.lists_rights", Bool, D, "是否写明个人权利及行使方式", "whether it states rights and how to use them"},
    {"policy.retention_rule", Bool, D, "是否写明保存期限", "whether it states retention"},
    {"policy.change_notice", Bool, D, "规则变更是否通知用户", "whether users are told of changes"},
    {"policy.list_collected", Bool, D, "是否提供已收集个人信息清单", "whether the list of collected information is shown"},
    {"policy.list_shared", Bool, D, "是否提供与第三方共享清单", "whether the list of sharing with third parties is shown"},
    {"consent.form", String, D, "同意方式", "how consent is given", "explicit|implied|none"},
    {"consent.default_checked", Bool, D, "是否默认勾选同意", "whether the box is ticked beforehand"},
    {"consent.before_collection", Bool, D, "是否先征得同意再收集", "whether consent comes before collection"},
    {"consent.refusal_offered", Bool, D, "是否提供拒绝选项", "whether refusing is offered"},
    {"consent.collects_after_refusal", Bool, D, "拒绝后是否仍收集", "whether collection goes on after refusal"},
    {"consent.bundled", Bool, D, "是否一揽子要求同意", "whether several functions are bundled into one consent"},
    {"consent.reprompt_interval_hours", Int, D, "拒绝后再次询问间隔", "time before asking again after refusal", {}, "hours"},
    {"consent.withdraw_path", String, D, "撤回同意的途径", "how consent is withdrawn"},
    {"rights.access", Bool, D, "是否可查阅", "whether users can see their information"},
    {"rights.copy", Bool, D, "是否可复制", "whether they can copy it"},
    {"rights.correct", Bool, D, "是否可更正", "whether they can correct it"},
    {"rights.delete", Bool, D, "是否可删除", "whether they can delete it"},
    {"rights.transfer", Bool, D, "是否可转移", "whether they can have it transferred"},
    {"rights.channel", String, D, "行使权利的途径", "how rights are exercised"},
    {"rights.response_working_days", Int, D, "响应时限", "time to answer", {}, "working days"},
    {"account.registration", Bool, D, "是否有账号注册", "whether accounts are registered"},
    {"account.login_required", Bool, D, "是否须登录才能使用基本功能", "whether basic functions need a login"},
    {"account.real_name", Bool, D, "是否核验真实身份", "whether real identity is verified"},
    {"account.real_name_methods", Strings, D, "核验真实身份的方式", "ways to verify real identity", "phone|identity-number|network-id|bank-card|other"},
    {"account.rules_published", Bool, D, "是否公开账号管理规则", "whether rules on accounts are published"},
    {"account.ip_location_shown", Bool, D, "是否展示IP属地", "whether the location of the address is shown"},
    {"account.cancellation", Bool, D, "是否可注销账号", "whether accounts can be closed"},
    {"account.cancellation_working_days", Int, D, "注销处理时限", "time to close an account", {}, "working days"},
    {"account.cancellation_unreasonable", Bool, D, "注销是否设置不合理条件", "whether closing has unreasonable conditions"},
    {"complaints.channel", String, D, "投诉举报渠道", "complaint channel"},
    {"complaints.response_working_days", Int, D, "投诉处理时限", "time to answer complaints", {}, "working days"},
    {"personalisation.used", Bool, D, "是否个性化推荐", "whether content is personalised"},
    {"personalisation.off_switch", Bool, D, "是否可一键关闭", "whether it can be switched off"},
    {"automated_decision.used", Bool, D, "是否自动化决策", "whether decisions are automated"},
    {"automated_decision.explained", Bool, D, "是否可要求说明", "whether they are explained on request"},
    {"automated_decision.human_review", Bool, D, "是否可拒绝仅由自动化作出决定", "whether a person can be asked to decide"},
    {"pricing.personalised", Bool, D, "是否差别定价", "whether prices differ by person"},
    {"marketing.messages", Bool, D, "是否发送营销信息", "whether marketing messages are sent"},
    {"marketing.opt_in", Bool, D, "营销信息是否经同意", "whether they are sent with consent only"},
    {"marketing.cancel", Bool, D, "是否可退订", "whether they can be cancelled"},
    {"minors.serves_under_14", Bool, D, "是否向不满十四周岁未成年人提供服务", "whether it serves children under 14"},
    {"minors.serves_minors", Bool, D, "是否向未成年人提供服务", "whether it serves minors"},
    {"minors.guardian_consent", Bool, D, "是否取得监护人同意", "whether a guardian consents"},
    {"minors.special_rules", Bool, D, "是否有专门处理规则", "whether there are rules of their own for children"},
    {"minors.mode", Bool, D, "是否有未成年人模式", "whether there is a minors' mode"},
    {"minors.automated_marketing", Bool, D, "是否向未成年人自动化营销", "whether marketing to minors is automated"},
    {"biometric.face_used", Bool, D, "是否使用人脸识别", "whether face recognition is used"},
    {"biometric.alternative", Bool, D, "是否提供其他验证方式", "whether another way is offered"},
    {"biometric.separate_consent", Bool, D, "是否取得单独同意", "whether consent was given separately"},
    {"biometric.stored_on_device_only", Bool, D, "是否仅在设备内存储", "whether face data stays on the device"},
    {"ads.splash", Bool, D, "是否有开屏广告", "whether there is splash advertising"},
    {"ads.close_button", Bool, D, "广告是否可一键关闭", "whether advertising closes with one tap"},
    {"ads.shake_jump", Bool, D, "是否摇一摇跳转", "whether shaking leads away"},
    {"billing.auto_renew", Bool, D, "是否自动续费", "whether subscriptions renew automatically"},
    {"billing.reminder_days", Int, D, "续费提前提醒天数", "days of notice before renewal", {}, "days"},
    {"billing.cancel_path", String, D, "取消续费途径", "how renewal is cancelled"},
};

}  // namespace

std::span<const Row> rights_rows() { return kRows; }

}  // namespace hegui::facts
