// What manifests of the other platforms and service descriptions say.
#include "facts/schema_groups.h"

namespace hegui::facts {
namespace {

using enum FactType;
constexpr SourceMask HA = kHarmonyApp;
constexpr SourceMask MP = kMiniProgram | kCrossPlatform;
constexpr SourceMask PR = kMiniProject | kCrossPlatform;

constexpr Row kRows[] = {
    {"ios.bundle_id", String, kIos, "Bundle ID", "bundle identifier"},
    {"ios.min_os", String, kIos, "最低系统版本", "lowest system version"},
    {"ios.ats_arbitrary_loads", Bool, kIos, "是否关闭ATS", "whether App Transport Security is off for all"},
    {"ios.ats_exception_domains", Strings, kIos, "ATS明文例外域名", "domains exempt from transport security"},
    {"ios.file_sharing", Bool, kIos, "是否开启文件共享", "whether its documents are shared with a computer"},
    {"ios.url_schemes", Strings, kIos, "URL协议", "URL schemes"},
    {"ios.background_modes", Strings, kIos, "后台模式", "background modes"},
    {"ios.get_task_allow", Bool, kIos, "是否允许调试", "whether a debugger may attach"},
    {"ios.tracking", Bool, kIosPrivacy, "是否跟踪", "whether it tracks users"},
    {"ios.tracking_domains", Strings, kIosPrivacy, "跟踪域名", "domains used for tracking"},
    {"harmony.bundle_name", String, HA, "Bundle名", "bundle name"},
    {"harmony.bundle_type", String, HA, "应用类型(app、atomicService 等)", "bundle type: app, atomicService …"},
    {"harmony.version_name", String, HA, "版本名", "version name"},
    {"harmony.version_code", Int, HA, "版本号", "version code"},
    {"harmony.min_api", Int, HA, "最低API版本", "lowest API version it runs on", {}, "API version"},
    {"harmony.target_api", Int, HA, "目标API版本", "API version it is made for", {}, "API version"},
    {"harmony.debug", Bool, HA, "是否调试", "whether it is a debug build"},
    {"harmony.modules", Strings, kHarmony, "模块", "names of its modules"},
    {"harmony.device_types", Strings, kHarmony, "支持的设备类型", "types of device it supports"},
    {"harmony.cleartext_traffic", Bool, kHarmony, "是否显式允许明文流量", "whether its network configuration allows plain HTTP, where it says so"},
    {"harmony.components", Records, kHarmony, "Ability组件", "abilities and extension abilities"},
    {"harmony.components[].name", String, kHarmony, "组件名", "name"},
    {"harmony.components[].kind", String, kHarmony, "组件类型", "ability, page, service, data, or the type of an extension ability"},
    {"harmony.components[].exported", Bool, kHarmony, "是否可被其他应用调用", "whether other apps can start it; false by default"},
    {"harmony.components[].permissions", Strings, kHarmony, "访问所需权限", "permissions that callers need"},
    {"harmony.components[].launcher", Bool, kHarmony, "是否启动入口", "whether it is an entry on the launcher"},
    {"mini_program.plugins", Strings, MP, "插件", "plugins used, by the provider's app id"},
    {"mini_program.background_modes", Strings, MP, "后台运行能力", "what it does in the background"},
    {"mini_program.subpackages", Strings, kMiniProgram, "分包", "root folders of its subpackages"},
    {"mini_program.debug", Bool, kMiniProgram, "是否开启调试模式", "whether debugging is switched on; false by default"},
    {"wechat.appid", String, PR, "AppID", "app id"},
    {"wechat.url_check", Bool, PR, "是否校验合法域名", "whether domains are checked"},
    {"wechat.plugins", Strings, MP, "插件", "plugins used"},
    {"wechat.required_private_infos", Strings, MP, "声明的隐私接口", "location interfaces declared"},
    {"wechat.privacy_check", Bool, MP, "是否启用隐私授权检查", "whether the check of privacy consent is switched on in app.json"},
    {"alipay.appid", String, PR, "支付宝小程序AppID", "app id of the Alipay mini program"},
    {"douyin.appid", String, PR, "抖音小程序AppID", "app id of the Douyin mini program"},
    {"douyin.url_check", Bool, PR, "抖音小程序是否校验合法域名", "whether domains are checked, Douyin"},
    {"baidu.appid", String, PR, "百度智能小程序AppID", "app id of the Baidu mini program"},
    {"baidu.url_check", Bool, PR, "百度智能小程序是否校验合法域名", "whether domains are checked, Baidu"},
    {"quick_app.features", Strings, kMiniProject, "快应用使用的接口", "interfaces a quick app declares"},
    {"quick_app.min_platform", Int, kMiniProject, "快应用最低平台版本", "lowest platform version of a quick app", {}, "platform version"},
    {"cross_platform.framework", String, PR, "跨端框架", "framework: uni-app, quick-app, cordova, capacitor or expo"},
    {"cross_platform.app_id", String, PR, "框架内的应用标识", "the id the framework gives the app"},
    {"cross_platform.modules", Strings, PR, "启用的原生模块和插件", "native modules and plugins it switches on"},
    {"cross_platform.sdk_configs", Strings, PR, "配置的第三方服务", "services of third parties it configures"},
    {"cross_platform.origins", Strings, PR, "网页容器可访问的来源", "origins its web view may reach"},
    {"cross_platform.cleartext", Bool, PR, "网页容器是否显式允许明文流量", "whether plain HTTP is allowed, where it says so"},
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
