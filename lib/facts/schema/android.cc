// What an Android manifest and package say.
#include "facts/schema_groups.h"

namespace hegui::facts {
namespace {

using enum FactType;
constexpr SourceMask A = kAndroidManifest;

constexpr Row kRows[] = {
    {"android.package", String, A, "包名", "package name"},
    {"android.version_name", String, A, "版本名", "version name"},
    {"android.version_code", Int, A, "版本号", "version code"},
    {"android.label", String, A, "应用名称", "application label, resolved where it can be"},
    {"android.min_sdk", Int, A, "最低系统版本", "lowest API level it installs on; 1 when a built manifest does not say", {}, "API level"},
    {"android.target_sdk", Int, A, "目标系统版本", "API level it is made for; the lowest level when a built manifest does not say", {}, "API level"},
    {"android.compile_sdk", Int, A, "编译系统版本", "API level it was compiled with", {}, "API level"},
    {"android.debuggable", Bool, A, "是否可调试", "whether it can be debugged; false by default"},
    {"android.test_only", Bool, A, "是否仅供测试", "whether it is for tests only; false by default"},
    {"android.allow_backup", Bool, A, "是否允许备份", "whether backup is allowed; true by default"},
    {"android.backup_rules", Bool, A, "是否限定备份范围", "whether rules limit what is backed up"},
    {"android.backup_paths", Records, A, "备份规则中的路径", "what the rules of backup and transfer include and exclude"},
    {"android.backup_paths[].section", String, A, "所属一节", "cloud-backup, device-transfer or, of older rules, full-backup"},
    {"android.backup_paths[].included", Bool, A, "是否包含", "whether it is included; else it is excluded"},
    {"android.backup_paths[].domain", String, A, "数据域", "where it lies: root, file, database, sharedpref, external …"},
    {"android.backup_paths[].path", String, A, "路径", "path within the domain"},
    {"android.cleartext_traffic", Bool, A | kNetworkConfig, "是否允许明文流量", "whether plain HTTP is allowed, platform default included"},
    {"android.cleartext_explicit", Bool, A, "是否显式声明明文流量", "whether the manifest itself says so"},
    {"android.network_security_config", String, A, "网络安全配置", "reference to the network security configuration"},
    {"android.shared_user_id", String, A, "共享用户ID", "shared user id"},
    {"android.shared_user_max_sdk", Int, A, "共享用户ID生效的最高系统版本", "highest API level on which a new installation shares that user id", {}, "API level"},
    {"android.legacy_storage", Bool, A, "是否请求传统存储", "whether legacy external storage is requested"},
    {"android.has_application", Bool, A, "是否含 application 元素", "whether there is an application element; a library often has none"},
    {"android.uses_features", Strings, A, "使用的硬件特性", "hardware and software features used"},
    {"android.url_schemes", Strings, A, "深度链接协议", "schemes of deep links"},
    {"android.components", Records, A, "四大组件", "activities, services, receivers and providers"},
    {"android.components[].name", String, A, "组件类名", "class name"},
    {"android.components[].kind", String, A, "组件类型", "activity, activity-alias, service, receiver or provider"},
    {"android.components[].exported", Bool, A, "是否导出", "whether other apps can start it, platform default included"},
    {"android.components[].exported_explicit", Bool, A, "是否显式声明导出", "whether the manifest itself says so"},
    {"android.components[].enabled", Bool, A, "是否启用", "whether it is enabled"},
    {"android.components[].permission", String, A, "访问所需权限", "permission that callers need"},
    {"android.components[].read_permission", String, A, "读权限", "permission to read a provider"},
    {"android.components[].write_permission", String, A, "写权限", "permission to write a provider"},
    {"android.components[].grants_uri", Bool, A, "是否授予URI权限", "whether a provider grants URI permissions"},
    {"android.components[].launcher", Bool, A, "是否启动入口", "whether it is the launcher entry"},
    {"android.components[].intent_filters", Int, A, "意图过滤器数量", "number of intent filters"},
    {"android.components[].actions", Strings, A, "意图动作", "actions it answers"},
    {"android.components[].schemes", Strings, A, "数据协议", "data schemes it answers"},
    {"android.components[].hosts", Strings, A, "数据主机", "data hosts it answers"},
    {"android.components[].auto_verify", Bool, A, "是否验证链接", "whether its web links are verified"},
    {"android.components[].task_affinity", String, A, "任务亲和性", "task affinity"},
    {"android.components[].launch_mode", String, A, "启动模式", "launch mode"},
    {"android.components[].granted_paths", Strings, A, "授予URI权限的路径", "paths of a provider opened by grant-uri-permission, as path=, pathPrefix= or pathPattern= and the value"},
    {"android.components[].priority", Int, A, "意图过滤器的最高优先级", "highest priority of its intent filters"},
    {"android.defined_permissions", Records, A, "自定义权限", "permissions it defines"},
    {"android.defined_permissions[].name", String, A, "权限名", "name"},
    {"android.defined_permissions[].protection_level", String, A, "保护级别", "protection level: normal, dangerous, signature …"},
    {"android.intent_matching_flags", Strings, A, "意图匹配标志", "intentMatchingFlags of the application; empty when it has none"},
    {"android.signature_schemes", Strings, kPackage, "签名方案", "signature schemes present: v1, v2, v3, v4"},
    {"android.signing_certificates", Records, kPackage, "签名证书", "certificates that signed it"},
    {"android.signing_certificates[].subject", String, kPackage, "证书主体", "subject of the certificate"},
    {"android.signing_certificates[].key_algorithm", String, kPackage, "密钥算法", "kind of key: RSA, DSA or EC"},
    {"android.signing_certificates[].key_bits", Int, kPackage, "密钥长度", "length of the key", {}, "bits"},
    {"android.signing_certificates[].signature_algorithm", String, kPackage, "证书签名算法", "algorithm the certificate is signed with, as SHA256withRSA"},
    {"android.signing_certificates[].not_before", Date, kPackage, "有效期起", "first day of validity"},
    {"android.signing_certificates[].not_after", Date, kPackage, "有效期至", "last day of validity"},
    {"android.file_provider_paths", Records, A, "FileProvider共享的路径", "folders that a FileProvider shares"},
    {"android.file_provider_paths[].kind", String, A, "路径类型", "kind of folder: files-path, external-path, root-path …"},
    {"android.file_provider_paths[].path", String, A, "路径", "path within it; empty when none is given"},
    {"android.nsc_trusts_user", Bool, kNetworkConfig, "是否信任用户证书", "whether user-installed certificates are trusted"},
    {"android.nsc_cleartext_domains", Strings, kNetworkConfig, "允许明文的域名", "domains plain HTTP is allowed for"},
    {"android.nsc_overrides_pins", Bool, kNetworkConfig, "是否有证书绕过固定", "whether certificates outside debug-overrides override pins"},
    {"android.nsc_pin_sets", Records, kNetworkConfig, "证书固定", "pin sets"},
    {"android.nsc_pin_sets[].name", String, kNetworkConfig, "域名", "first domain it stands for"},
    {"android.nsc_pin_sets[].pins", Int, kNetworkConfig, "SHA-256 pin数量", "number of pins with digest SHA-256"},
    {"android.nsc_pin_sets[].expires", Date, kNetworkConfig, "固定到期日", "day the pins expire"},
};

}  // namespace

std::span<const Row> android_rows() { return kRows; }

}  // namespace hegui::facts
