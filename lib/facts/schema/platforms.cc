// What manifests of the other platforms and service descriptions say.
#include "facts/schema_groups.h"

namespace hegui::facts {
namespace {

using enum FactType;

constexpr Row kRows[] = {
    {"ios.bundle_id", String, kIos, "Bundle ID", "bundle identifier"},
    {"ios.name", String, kIos, "应用名称", "name below the icon, the simplified Chinese one where the package has it"},
    {"ios.version", String, kIos, "版本号", "version shown to users"},
    {"ios.build", String, kIos, "构建号", "build version"},
    {"ios.bundle_kinds", Strings, kIos, "包类型", "what its bundles are: application, framework, extension, watch-app or test"},
    {"ios.min_os", String, kIos, "最低系统版本", "lowest system version"},
    {"ios.sdk_version", String, kIos, "构建所用SDK版本", "version of the SDK it was built with, as 26.0"},
    {"ios.ats_arbitrary_loads", Bool, kIos, "是否关闭ATS", "whether App Transport Security is off for all"},
    {"ios.ats_exception_domains", Strings, kIos, "ATS明文例外域名", "domains exempt from transport security"},
    {"ios.ats_web_content", Bool, kIos, "网页内容是否不受ATS约束", "whether transport security is off for web content"},
    {"ios.ats_media", Bool, kIos, "媒体是否不受ATS约束", "whether transport security is off for media"},
    {"ios.ats_domains", Records, kIos, "ATS域名例外", "exceptions of transport security by domain"},
    {"ios.ats_domains[].name", String, kIos, "域名", "the domain"},
    {"ios.ats_domains[].minimum_tls", String, kIos, "最低TLS版本", "lowest TLS version, as TLSv1.2"},
    {"ios.ats_domains[].forward_secrecy", Bool, kIos, "是否要求前向保密", "whether forward secrecy is required; true by default"},
    {"ios.file_sharing", Bool, kIos, "是否开启文件共享", "whether its documents are shared with a computer"},
    {"ios.url_schemes", Strings, kIos, "URL协议", "URL schemes"},
    {"ios.queried_schemes", Strings, kIos, "查询的URL协议", "URL schemes of other apps it asks about"},
    {"ios.background_modes", Strings, kIos, "后台模式", "background modes"},
    {"ios.get_task_allow", Bool, kIosEntitlements, "是否允许调试", "whether a debugger may attach"},
    {"ios.push_environment", String, kIosEntitlements, "推送环境", "push environment of a signed package: production or development"},
    {"ios.data_protection", String, kIosEntitlements, "默认文件保护级别", "default protection of its files, as NSFileProtectionComplete"},
    {"ios.associated_domains", Strings, kIosEntitlements, "关联域名", "associated domains, as applinks:www.example.com"},
    {"ios.profile_kind", String, kIosPackage, "描述文件类型", "kind of its provisioning profile: development, ad-hoc, enterprise or app-store"},
    {"ios.profile_expires", Date, kIosPackage, "描述文件到期日", "day its provisioning profile expires"},
    {"ios.profile_team", String, kIosPackage, "描述文件所属团队", "team its provisioning profile belongs to"},
    {"ios.frameworks", Strings, kIosPackage, "内嵌动态框架", "frameworks embedded in the package"},
    {"ios.tracking", Bool, kIosPrivacy, "是否跟踪", "whether it tracks users"},
    {"ios.tracking_domains", Strings, kIosPrivacy, "跟踪域名", "domains used for tracking"},
    {"ios.required_reason_apis", Records, kIosPrivacy, "需声明理由的接口", "interfaces whose use needs a stated reason"},
    {"ios.required_reason_apis[].category", String, kIosPrivacy, "接口类别", "category of interfaces, as NSPrivacyAccessedAPICategoryUserDefaults"},
    {"ios.required_reason_apis[].reasons", Strings, kIosPrivacy, "理由代码", "codes of the reasons, as CA92.1"},
    {"ios.required_reason_apis[].bundle", String, kIosPrivacy, "声明者", "bundle of a package whose privacy manifest says it"},
    {"harmony.bundle_name", String, kHarmony, "Bundle名", "bundle name"},
    {"harmony.debug", Bool, kHarmony, "是否调试", "whether it is a debug build"},
    {"wechat.appid", String, kMiniProgram, "AppID", "app id"},
    {"wechat.url_check", Bool, kMiniProgram, "是否校验合法域名", "whether domains are checked"},
    {"wechat.plugins", Strings, kMiniProgram, "插件", "plugins used"},
    {"wechat.required_private_infos", Strings, kMiniProgram, "声明的隐私接口", "location interfaces declared"},
    {"api.servers", Strings, kService, "服务地址", "server addresses"},
    {"api.plain_http_servers", Strings, kService, "明文服务地址", "servers over plain HTTP"},
    {"api.operations", Records, kService, "接口操作", "operations"},
    {"api.operations[].id", String, kService, "操作", "method and path"},
    {"api.operations[].secured", Bool, kService, "是否要求认证", "whether it demands authentication"},
    {"api.operations[].personal_fields", Strings, kService, "涉及的个人信息字段", "fields of personal information it takes"},
};

}  // namespace

std::span<const Row> platform_rows() { return kRows; }

}  // namespace hegui::facts
