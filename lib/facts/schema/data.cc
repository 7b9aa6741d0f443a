// Personal information: what is collected, why, with whom it is shared, and whether it leaves the country.
#include "facts/schema_groups.h"

namespace hegui::facts {
namespace {

using enum FactType;
constexpr SourceMask D = kDeclaration;
constexpr std::string_view kBases = "consent|contract|human-resources|legal-duty|emergency|news|public|law";

constexpr Row kRows[] = {
    {"collection", Records, D | kService | kIosPrivacy, "收集的个人信息", "personal information collected"},
    {"collection[].item", String, D | kService | kIosPrivacy, "信息项", "the item of information"},
    {"collection[].declared", Bool, D, "申报是否列明该类信息", "whether the declaration lists information of its kind"},
    {"collection[].own_line", Bool, D, "是否为声明自身所列的一条", "whether the declaration itself lists it, and not a service's description or a privacy manifest alone"},
    {"collection[].category", String, D | kIosPrivacy | kService, "信息类别", "its category"},
    {"collection[].sensitive", Bool, D, "是否为敏感个人信息", "whether it is sensitive"},
    {"collection[].purpose", String, D | kIosPrivacy, "处理目的", "why it is processed"},
    {"collection[].method", String, D, "收集方式", "how it is collected"},
    {"collection[].feature", String, D, "对应的业务功能", "the function that needs it"},
    {"collection[].basis", String, D, "合法性基础", "legal ground", kBases},
    {"collection[].mandatory", Bool, D, "拒绝提供是否无法使用", "whether refusing it blocks the product"},
    {"collection[].necessary", Bool, D, "是否为该功能所必需", "whether the function cannot do without it"},
    {"collection[].list_item", String, kAnyInput, "必要信息清单中的对应项", "the item of the lists of necessary information that it is"},
    {"collection[].in_necessary_list", Bool, kAnyInput, "是否属于该类型App的必要信息", "whether the list of necessary information names it for the app type"},
    {"collection[].necessary_when", String, kAnyInput, "仅在何种情形下必要", "the only case in which the list names it"},
    {"collection[].case_applies", Bool, D, "是否仅在该情形下收集", "whether it is collected in that case only"},
    {"collection[].separate_consent", Bool, D, "是否取得单独同意", "whether consent was given separately"},
    {"collection[].necessity_told", Bool, D, "是否告知必要性及影响", "whether necessity and effect were told"},
    {"collection[].frequency", String, D, "收集频率", "how often it is collected"},
    {"collection[].retention_days", Int, D, "保存期限", "how long it is kept", {}, "days"},
    {"collection[].retention_basis", String, D, "保存期限的依据", "why it is kept that long"},
    {"collection[].starts", String, D, "开始收集的时机", "when collection begins", "before-consent|after-consent|on-use"},
    {"collection[].in_policy", String, kPolicyText, "隐私政策文本是否提到(named、omitted、unclear)", "whether the policy's text speaks of it: named, omitted, or unclear where no words are known for it"},
    {"sharing", Records, D, "向第三方提供个人信息的情形", "personal information given to others"},
    {"sharing[].recipient", String, D, "接收方", "who receives it"},
    {"sharing[].contact", String, D, "接收方联系方式", "how to reach the recipient"},
    {"sharing[].role", String, D, "接收方角色", "the recipient's role", "processor|controller|joint"},
    {"sharing[].purpose", String, D, "提供目的", "why it is given"},
    {"sharing[].method", String, D, "处理方式", "how the recipient processes it"},
    {"sharing[].items", Strings, D, "提供的信息项", "items given"},
    {"sharing[].separate_consent", Bool, D, "是否取得单独同意", "whether consent was given separately"},
    {"sharing[].contract", Bool, D, "是否签订约定双方义务的合同", "whether a contract binds the recipient"},
    {"sharing[].record_years", Int, D, "处理记录保存年限", "how long records of it are kept", {}, "years"},
    {"sharing[].channel", String, D, "提供渠道", "where it is given from", "client|server|both"},
    {"sharing[].anonymised", Bool, D, "是否匿名化后提供", "whether it is anonymised first"},
    {"sharing[].embedded_app", Bool, D, "接收方是否为接入的第三方应用", "whether the recipient is a third-party app or mini program embedded in the product"},
    {"sharing[].sold", Bool, D, "是否以出售方式提供", "whether it is sold"},
    {"cross_border.used", Bool, D, "是否向境外提供个人信息", "whether personal information leaves the mainland"},
    {"cross_border.persons", Int, D, "当年累计向境外提供人数", "persons exported since 1 January", {}, "persons"},
    {"cross_border.sensitive_persons", Int, D, "其中敏感个人信息人数", "of these, with sensitive information", {}, "persons"},
    {"cross_border.important_data", Bool, D, "是否含重要数据", "whether important data is exported"},
    {"cross_border.mechanism", String, D, "出境合规路径", "the route taken", "security-assessment|standard-contract|certification|exempt|none"},
    {"cross_border.exemption", String, D, "豁免情形", "the exemption relied on"},
    {"cross_border.recipient", String, D, "境外接收方", "recipient abroad"},
    {"cross_border.notice", Bool, D, "是否告知出境事项", "whether persons were told"},
    {"cross_border.separate_consent", Bool, D, "是否取得单独同意", "whether consent was given separately"},
    {"storage.location", String, D, "存储地点", "where data is stored", "mainland|abroad|both"},
};

}  // namespace

std::span<const Row> data_rows() { return kRows; }

}  // namespace hegui::facts
