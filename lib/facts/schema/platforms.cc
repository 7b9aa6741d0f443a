// What manifests of the other platforms and service descriptions say.
#include "facts/schema_groups.h"

namespace hegui::facts {
namespace {

using enum FactType;

constexpr Row kRows[] = {
    {"ios.bundle_id", String, kIos, "Bundle ID", "bundle identifier"},
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
    {"ios.background_modes", Strings, kIos, "后台模式", "background modes"},
    {"ios.get_task_allow", Bool, kIos, "是否允许调试", "whether a debugger may attach"},
    {"ios.push_environment", String, kIos, "推送环境", "push environment of a signed package: production or development"},
    {"ios.data_protection", String, kIos, "默认文件保护级别", "default protection of its files, as NSFileProtectionComplete"},
    {"ios.associated_domains", Strings, kIos, "关联域名", "associated domains, as applinks:www.example.com"},
    {"ios.tracking", Bool, kIosPrivacy, "是否跟踪", "whether it tracks users"},
    {"ios.tracking_domains", Strings, kIosPrivacy, "跟踪域名", "domains used for tracking"},
    {"harmony.bundle_name", String, kHarmony, "Bundle名", "bundle name"},
    {"harmony.debug", Bool, kHarmony, "是否调试", "whether it is a debug build"},
    {"harmony.asan_enabled", Bool, kHarmony, "是否启用内存检测", "whether a sanitizer is on: asanEnabled, tsanEnabled or hwasanEnabled"},
    {"harmony.api_release_type", String, kHarmony, "SDK发布类型", "release type of the SDK: Canary, Beta or Release, with its number"},
    {"harmony.test_runner", Bool, kHarmony, "是否含测试框架配置", "whether a module other than a test module has a test runner"},
    {"harmony.cleartext_traffic", Bool, kHarmony, "是否显式允许明文流量", "whether its network configuration allows plain HTTP, where it says so"},
    {"harmony.components", Records, kHarmony, "Ability组件", "abilities and extension abilities"},
    {"harmony.components[].name", String, kHarmony, "组件名", "name"},
    {"harmony.components[].kind", String, kHarmony, "组件类型", "ability, page, service, data, or the type of an extension ability"},
    {"harmony.components[].exported", Bool, kHarmony, "是否可被其他应用调用", "whether other apps can start it; false by default"},
    {"harmony.components[].permissions", Strings, kHarmony, "访问所需权限", "permissions that callers need"},
    {"harmony.components[].launcher", Bool, kHarmony, "是否启动入口", "whether it is an entry on the launcher"},
    {"harmony.components[].actions", Strings, kHarmony, "应答的动作", "actions it answers; empty when none"},
    {"harmony.components[].schemes", Strings, kHarmony, "数据协议", "schemes of addresses it answers; empty when none"},
    {"harmony.components[].web_hosts", Strings, kHarmony, "网页链接主机", "hosts of https links it answers; empty when none"},
    {"harmony.components[].domain_verify", Bool, kHarmony, "是否校验域名", "whether all its https links are verified; false by default"},
    {"harmony.components[].data_guarded", Bool, kHarmony, "共享数据的读写是否都需要权限", "whether an extension that shares data asks for a permission both to read and to write"},
    {"harmony.proxy_data", Records, kHarmony, "数据代理", "data offered by proxy"},
    {"harmony.proxy_data[].url", String, kHarmony, "数据地址", "its address"},
    {"harmony.proxy_data[].read_permission", String, kHarmony, "读权限", "permission to read it"},
    {"harmony.proxy_data[].write_permission", String, kHarmony, "写权限", "permission to write it"},
    {"wechat.appid", String, kMiniProgram, "AppID", "app id"},
    {"wechat.url_check", Bool, kMiniProgram, "是否校验合法域名", "whether domains are checked"},
    {"mini_program.debug", Bool, kMiniProgram, "是否开启调试模式", "whether debugging is switched on; false by default"},
    {"wechat.upload_source_map", Bool, kMiniProgram, "是否上传源码映射", "whether source maps are uploaded"},
    {"wechat.plugin_uses", Records, kMiniProgram, "插件使用", "plugins used, with version and provider"},
    {"wechat.plugin_uses[].name", String, kMiniProgram, "插件名", "name the program gives it"},
    {"wechat.plugin_uses[].version", String, kMiniProgram, "版本", "version as written"},
    {"wechat.plugin_uses[].provider", String, kMiniProgram, "提供者AppID", "app id of its provider"},
    {"cross_platform.cleartext", Bool, kCrossPlatform, "网页容器是否显式允许明文流量", "whether plain HTTP is allowed, where it says so"},
    {"wechat.plugins", Strings, kMiniProgram, "插件", "plugins used"},
    {"wechat.privacy_guideline", Bool, kDeclaration, "用户隐私保护指引是否列明所用接口", "whether the user privacy guideline lists every privacy interface in use"},
    {"wechat.asks_before_call", Bool, kDeclaration, "首次调用隐私接口前是否取得授权", "whether authorisation is asked before the first call of such an interface"},
    {"wechat.required_private_infos", Strings, kMiniProgram, "声明的隐私接口", "location interfaces declared"},
    {"api.title", String, kService, "接口名称", "name the description gives the service"},
    {"api.version", String, kService, "接口版本", "version of the description"},
    {"api.servers", Strings, kService, "服务地址", "server addresses"},
    {"api.plain_http_servers", Strings, kService, "明文服务地址", "servers over plain HTTP"},
    {"api.security_schemes", Records, kService, "认证方式", "ways of authentication"},
    {"api.security_schemes[].name", String, kService, "名称", "name in the document"},
    {"api.security_schemes[].kind", String, kService, "类型", "its type: apiKey, http, oauth2, openIdConnect, mutualTLS"},
    {"api.security_schemes[].location", String, kService, "密钥位置", "where an apiKey stands: query, header or cookie"},
    {"api.security_schemes[].scheme", String, kService, "HTTP认证方案", "scheme of http, lower case: basic, bearer …"},
    {"api.operations", Records, kService, "接口操作", "operations"},
    {"api.operations[].id", String, kService, "操作", "method and path"},
    {"api.operations[].secured", Bool, kService, "是否要求认证", "whether it demands authentication"},
    {"api.operations[].personal_fields", Strings, kService, "涉及的个人信息字段", "fields of personal information it takes"},
};

}  // namespace

std::span<const Row> platform_rows() { return kRows; }

}  // namespace hegui::facts
