// What manifests of the other platforms and service descriptions say.
#include "facts/schema_groups.h"

namespace hegui::facts {
namespace {

using enum FactType;

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
    {"harmony.bundle_name", String, kHarmony, "Bundle名", "bundle name"},
    {"harmony.debug", Bool, kHarmony, "是否调试", "whether it is a debug build"},
    {"wechat.appid", String, kMiniProgram, "AppID", "app id"},
    {"wechat.url_check", Bool, kMiniProgram, "是否校验合法域名", "whether domains are checked"},
    {"wechat.plugins", Strings, kMiniProgram, "插件", "plugins used"},
    {"wechat.required_private_infos", Strings, kMiniProgram, "声明的隐私接口", "location interfaces declared"},
    {"api.title", String, kService, "接口名称", "name the description gives the service"},
    {"api.version", String, kService, "接口版本", "version of the description"},
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
