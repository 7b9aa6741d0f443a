// Titles to operate: filings, licences, and the duties tied to a kind of service.
#include "facts/schema_groups.h"

namespace hegui::facts {
namespace {

using enum FactType;
constexpr SourceMask D = kDeclaration;

constexpr Row kRows[] = {
    {"filings", Records, D, "备案", "filings made"},
    {"filings[].kind", String, D, "备案类型", "what was filed: icp-filing, app-filing, algorithm-filing, generative-ai-filing, psb-filing …"},
    {"filings[].number", String, D, "备案号", "its number"},
    {"filings[].well_formed", Bool, kAnyInput, "备案号格式是否正确", "whether the number has the form of its kind"},
    {"filings[].doubtful", Bool, kAnyInput, "备案号格式是否可疑", "whether the number has an unusual form, though genuine ones like it exist"},
    {"filings[].reads_as", String, kAnyInput, "号码格式所属类型", "the kind whose form the number has: its own, or the one it is mistaken for"},
    {"filings[].province", String, kAnyInput, "备案号所属省份", "province the number names"},
    {"filings[].area_fits", Bool, kAnyInput, "区划代码与省份简称是否一致", "whether its division code lies in the province it names"},
    {"filings[].entity_number", String, kAnyInput, "主体备案号", "the part of the number that names the filer in all of its filings"},
    {"filings[].holder", String, D, "备案主体", "who made it"},
    {"filings[].holder_uscc", String, D, "备案主体的统一社会信用代码", "unified social credit code of who made it"},
    {"filings[].holder_matches", Bool, kAnyInput, "备案主体是否为经营者", "whether the operator or its entity in China made it"},
    {"filings[].issued", Date, D, "备案日期", "day it was granted"},
    {"filings[].expires", Date, D, "有效期至", "last day it holds"},
    {"filings[].name", String, D, "备案的产品名称", "product name as filed"},
    {"filings[].name_matches", Bool, kAnyInput, "备案的产品名称是否与产品名称一致", "whether the product name as filed is that of the product"},
    {"filings[].packages", Strings, D, "备案的包名", "package names as filed"},
    {"filings[].domains", Strings, D, "备案的域名", "domains as filed"},
    {"filings[].certificate_md5", String, D, "备案的证书MD5", "certificate MD5 as filed"},
    {"filings[].certificate_matches", Bool, kAnyInput, "备案的证书MD5是否与签名证书一致", "whether the filed certificate MD5 is that of the signing certificate"},
    {"filings[].displayed", Bool, D, "是否公示备案号", "whether the number is displayed"},
    {"filings[].link", String, D, "备案号链接", "where the displayed number links to"},
    {"licences", Records, D, "许可证", "licences held"},
    {"licences[].kind", String, D, "许可证类型", "what it is: icp-licence, edi-licence, news-licence, game-publication-number, payment-licence …"},
    {"licences[].number", String, D, "许可证号", "its number"},
    {"licences[].well_formed", Bool, kAnyInput, "证号格式是否正确", "whether the number has the form of its kind"},
    {"licences[].doubtful", Bool, kAnyInput, "证号格式是否可疑", "whether the number has an unusual form, though genuine ones like it exist"},
    {"licences[].holder", String, D, "持证主体", "who holds it"},
    {"licences[].holder_uscc", String, D, "持证主体的统一社会信用代码", "unified social credit code of who holds it"},
    {"licences[].holder_matches", Bool, kAnyInput, "持证主体是否为经营者", "whether the operator or its entity in China holds it"},
    {"licences[].product_name", String, D, "许可所载产品名称", "product name that it states"},
    {"licences[].product_operator", String, D, "许可所载运营单位", "operator of the product that it states"},
    {"licences[].product_matches", Bool, kAnyInput, "所载名称和运营单位是否与产品一致", "whether it states this product and this operator"},
    {"licences[].territory", Strings, D, "许可覆盖的省份", "provinces it covers; 全国 or nation-wide for all"},
    {"licences[].scope", Strings, D, "许可范围", "services it covers"},
    {"licences[].issued", Date, D, "发证日期", "day it was granted"},
    {"licences[].expires", Date, D, "有效期至", "last day it holds"},
    {"licences[].renewal_applied", Date, D, "申请续期日期", "day renewal was applied for"},
    {"licences[].annual_report_year", Int, D, "最近年报年度", "year of the last annual report", {}, "year"},
    {"licences[].displayed", Bool, D, "是否公示许可证", "whether it is displayed"},
    {"content.review", Bool, D, "是否有内容审核制度", "whether content is reviewed"},
    {"content.officer", Bool, D, "是否设内容管理负责人", "whether a person answers for content"},
    {"content.handles_illegal", Bool, D, "是否停止传输、删除、记录并报告违法信息", "whether illegal content is stopped, deleted, recorded and reported"},
    {"content.platform_rules", Bool, D, "是否公开平台规则", "whether platform rules are published"},
    {"content.annual_report_year", Int, D, "最近网络信息内容生态治理年报的年度", "year the last published report on content governance is about", {}, "year"},
    {"content.record_days", Int, D, "发布内容记录保存天数", "how long content, time and address of publication are recorded", {}, "days"},
    {"content.block_strangers", Bool, D, "是否可屏蔽陌生人", "whether users can block strangers"},
    {"content.one_key_protection", Bool, D, "是否有网络暴力一键防护", "whether there is one-key protection against online violence"},
    {"ai.generates", Bool, D, "是否提供生成合成内容", "whether it generates content"},
    {"ai.explicit_labels", Bool, D, "是否添加显式标识", "whether visible labels are added"},
    {"ai.implicit_labels", Bool, D, "是否添加隐式标识", "whether metadata labels are added"},
    {"ai.model_disclosed", Bool, D, "是否公示模型名称及备案号", "whether model name and filing number are displayed"},
    {"ai.disclosure", Bool, D, "是否显著提示正在与人工智能交互", "whether users are told that they talk to an AI"},
    {"ai.session_reminder_minutes", Int, D, "连续使用提醒时长", "length of use after which users are reminded", {}, "minutes"},
    {"ai.detects_labels", Bool, D, "是否核验所传播内容的生成合成标识", "whether labels of generated content that it spreads are detected and shown"},
    {"ai.own_model", Bool, D, "是否自行训练或微调模型", "whether it trains or fine-tunes a model of its own"},
    {"ai.training_data_managed", Bool, D, "训练数据是否纳入安全管理", "whether the security of training data is managed"},
    {"algorithm.management_system", Bool, D, "是否建立算法安全管理制度", "whether there are systems to manage its algorithms"},
    {"algorithm.disclosed", Bool, D, "是否公示算法原理", "whether the algorithm's principle is disclosed"},
    {"game.real_name_system", Bool, D, "是否接入实名认证系统", "whether the real-name system is connected"},
    {"game.minor_hours", Bool, D, "是否限制未成年人游戏时段", "whether minors' hours are limited"},
    {"game.age_rating_displayed", Bool, D, "是否公示适龄提示", "whether the age rating is displayed"},
    {"live.host_real_name", Bool, D, "主播是否实名", "whether hosts are verified"},
    {"live.record_days", Int, D, "直播内容保存天数", "how long live content is kept", {}, "days"},
    {"elderly.ads", Bool, D, "适老化模式是否含广告", "whether the mode for the elderly has advertising"},
    {"elderly.inducing_buttons", Bool, D, "适老化模式是否含诱导按钮", "whether the mode for the elderly has inducing buttons"},
    {"elderly.entry", String, D, "适老化模式入口位置", "where the mode for the elderly is entered"},
    {"accessibility.standard", String, D, "符合的无障碍标准", "accessibility standard that it meets"},
    {"accessibility.tested", Date, D, "无障碍测试日期", "day of the accessibility test"},
    {"accessibility.text_scaling", Bool, D, "文字是否可缩放", "whether its text can be scaled"},
    {"elderly.mode", Bool, D, "是否提供适老化模式", "whether there is a mode for the elderly"},
    {"network.ipv6", Bool, D, "是否支持IPv6", "whether IPv6 is supported"},
};

}  // namespace

std::span<const Row> filing_rows() { return kRows; }

}  // namespace hegui::facts
