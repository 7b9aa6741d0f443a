// How the operator guards network and data.
#include "facts/schema_groups.h"

namespace hegui::facts {
namespace {

using enum FactType;
constexpr SourceMask D = kDeclaration;

constexpr Row kRows[] = {
    {"security.officer", String, D, "网络安全负责人", "person in charge of network security"},
    {"security.management_system", Bool, D, "是否有内部安全管理制度", "whether internal rules and procedures exist"},
    {"security.mlps_level", Int, D, "等级保护级别", "level of graded protection", {}, "level 1 to 5"},
    {"security.mlps_certificate", String, D, "等级保护备案证明编号", "number of the graded-protection filing"},
    {"security.mlps_test_date", Date, D, "最近等级测评日期", "day of the last graded test"},
    {"security.log_retention_days", Int, D, "网络日志留存天数", "how long network logs are kept", {}, "days"},
    {"security.encryption_in_transit", Bool, D, "传输是否加密", "whether transmission is encrypted"},
    {"security.encryption_at_rest", Bool, D, "存储是否加密", "whether storage is encrypted"},
    {"security.access_control", Bool, D, "是否有访问控制", "whether access is controlled"},
    {"security.training_date", Date, D, "最近安全培训日期", "day of the last security training"},
    {"security.dependency_scan_date", Date, D, "最近依赖漏洞扫描日期", "day of the last dependency scan"},
    {"incident.plan", Bool, D, "是否有应急预案", "whether there is an incident plan"},
    {"incident.drill_date", Date, D, "最近演练日期", "day of the last drill"},
    {"incident.report_hours", Int, D, "事件报告时限", "time within which incidents are reported", {}, "hours"},
    {"incident.notify_users", Bool, D, "是否通知受影响用户", "whether affected users are told"},
    {"vulnerability.channel", String, D, "漏洞接收渠道", "where vulnerabilities are reported to"},
    {"vulnerability.record_days", Int, D, "漏洞信息接收日志留存天数", "how long reports are kept", {}, "days"},
    {"crypto.algorithms", Strings, D, "使用的密码算法", "cryptographic algorithms in use"},
    {"data.classification", Bool, D, "是否分类分级", "whether data is classified and graded"},
    {"data.important", Bool, D, "是否处理重要数据", "whether important data is processed"},
    {"data.security_officer", String, D, "数据安全负责人", "person in charge of data security"},
    {"data.risk_assessment_date", Date, D, "最近风险评估日期", "day of the last risk assessment"},
    {"audit.last_date", Date, D, "最近个人信息保护合规审计日期", "day of the last compliance audit"},
    {"audit.minors_last_date", Date, D, "最近未成年人个人信息合规审计日期", "day of the last audit of minors' information"},
    {"audit.minors_reported", Bool, D, "未成年人审计情况是否报告网信部门", "whether that audit was reported to the cyberspace authority"},
    {"assessments", Records, D, "影响评估", "impact assessments made"},
    {"assessments[].kind", String, D, "评估事项", "what was assessed", "sensitive|automated-decision|sharing|entrusting|publication|cross-border|minors|face|opinion-capable|anthropomorphic-ai"},
    {"assessments[].date", Date, D, "评估日期", "day it was made"},
    {"assessments[].submitted", Bool, D, "是否向主管部门提交报告", "whether the report was handed in to the authority"},
    {"assessments[].kept_years", Int, D, "保存年限", "how long the report is kept", {}, "years"},
};

}  // namespace

std::span<const Row> safeguard_rows() { return kRows; }

}  // namespace hegui::facts
