// Duties of platforms, stores and single trades.
#include "facts/schema_groups.h"

namespace hegui::facts {
namespace {

using enum FactType;
constexpr SourceMask D = kDeclaration;

constexpr Row kRows[] = {
    {"platform.merchant_registration", Bool, D, "是否核验登记平台内经营者", "whether merchants are verified and registered: identity, address, contact, permits"},
    {"platform.licence_review", Bool, D, "是否审查经营者许可证", "whether merchants' licences are reviewed"},
    {"platform.merchant_check_months", Int, D, "经营者信息复核间隔", "months between checks of merchants", {}, "months"},
    {"platform.merchant_display", Strings, D, "餐饮商户公示内容", "what is shown of catering merchants", "licence|address|storefront-name|photo|no-dine-in"},
    {"platform.reports_market_authority", Bool, D, "是否向市场监管部门报送经营者身份信息", "whether merchants' identity is reported to the market authority"},
    {"platform.reports_tax", Bool, D, "是否向税务部门报送涉税信息", "whether tax data of merchants is reported"},
    {"platform.record_days", Int, D, "商品和交易信息保存天数", "how long records of goods and transactions are kept", {}, "days"},
    {"store.identity_check", Bool, D, "是否核验开发者身份", "whether developers' identity is verified"},
    {"store.listing_review", Bool, D, "是否审核应用功能和用途", "whether function and purpose of apps are reviewed"},
    {"store.data_security_check", Bool, D, "是否核验应用的数据安全", "whether data security of apps is checked"},
    {"store.checks_filing", Bool, D, "是否拒绝未备案应用", "whether unfiled apps are turned away"},
    {"store.asks_ai_label", Bool, D, "上架时是否核验生成合成标识材料", "whether listing asks for the material on labels of generated content"},
    {"payment.agreement_displayed", Bool, D, "是否公示支付服务协议", "whether the payment agreement is shown"},
    {"payment_suppliers", Records, D, "接入的支付服务商", "suppliers of payment services"},
    {"payment_suppliers[].name", String, D, "服务商名称", "name of the supplier"},
    {"payment_suppliers[].kind", String, D, "服务商类型", "what it is", "bank|payment-institution|app-store|other"},
    {"payment_suppliers[].licence", String, D, "支付业务许可证号", "number of its payment licence"},
    {"partners", Records, D, "合作机构", "partner institutions"},
    {"partners[].name", String, D, "机构名称", "name of the institution"},
    {"partners[].kind", String, D, "机构类型", "what it is", "bank|consumer-finance|trust|micro-loan|carrier|other"},
    {"partners[].lists_operator", Bool, D, "是否将本平台列入公示名单", "whether its published list of platforms names the operator"},
    {"micro_dramas", Records, D, "微短剧", "micro-dramas offered"},
    {"micro_dramas[].name", String, D, "剧名", "title"},
    {"micro_dramas[].number", String, D, "发行许可证号或备案号", "number of its release licence or registration"},
    {"micro_dramas[].shown_at_head", Bool, D, "片头是否标注编号", "whether the number is shown at the head"},
    {"domains", Records, D, "使用的域名", "domains in use"},
    {"domains[].name", String, D, "域名", "the domain"},
    {"domains[].registrant", String, D, "注册人", "who registered it"},
    {"domains[].registrant_relation", String, D, "注册人与经营者的关系", "what the registrant is to the operator", "operator|shareholder|legal-representative|senior-manager|other"},
    {"drugs.categories", Strings, D, "所售药品类别", "classes of drugs on sale", "ordinary|prescription|vaccine|blood-product|narcotic|psychotropic|medical-toxic|radioactive|precursor"},
    {"iot.user_registration", Bool, D, "是否登记物联网卡用户", "whether users of IoT cards are registered"},
    {"iot.scene_limits", Bool, D, "是否限定功能、场景和设备", "whether cards are limited in function, scene and device"},
    {"ip.notice_channel", String, D, "知识产权通知渠道", "where notices of infringement go"},
    {"ip.counter_notice", Bool, D, "是否处理不侵权声明", "whether counter-notices are taken"},
};

}  // namespace

std::span<const Row> trade_rows() { return kRows; }

}  // namespace hegui::facts
