// What the code and files of a package show: calls, addresses, keys, native libraries.
#include "facts/schema_groups.h"

namespace hegui::facts {
namespace {

using enum FactType;
constexpr SourceMask C = kDex;
constexpr SourceMask K = kDex | kPackage;
// What a person writes and an application carries.
constexpr SourceMask M = kAndroidManifest | kIos | kHarmony | kHarmonyApp | kMiniProgram | kMiniProject | kCrossPlatform;

constexpr Row kRows[] = {
    {"code.dex", Bool, C, "是否读出全部代码", "whether all the code that Android loads from the package could be read"},
    {"code.sensitive_calls", Records, C, "敏感接口调用", "calls of interfaces that open personal information"},
    {"code.sensitive_calls[].api", String, C, "接口", "the interface, as class and method"},
    {"code.sensitive_calls[].category", String, C, "信息类别", "category of information it opens"},
    {"code.sensitive_calls[].class", String, C, "首个调用类", "first class that calls it"},
    {"code.sensitive_calls[].sdk", String, C, "所属SDK", "SDK the class belongs to"},
    {"code.sensitive_calls[].methods", Int, C, "调用方法数", "number of methods that name it, of this SDK or of code that belongs to none", {}, "methods"},
    {"code.webview_debugging", Bool, C | kDeclaration, "是否无条件开启WebView调试", "whether web views are made debuggable outside a check for a debug build"},
    {"code.webview_file_access", Bool, C | kDeclaration, "WebView是否允许文件域访问", "whether a web view lets file addresses read files or other origins"},
    {"code.pinning", Bool, C | kDeclaration, "代码是否做证书固定", "whether the code pins certificates"},
    {"code.http_urls", Strings, K, "明文HTTP地址", "addresses over plain HTTP that are no names of namespaces, grammars or licences"},
    {"code.secrets", Records, M, "清单文本中具有密钥形式的值", "values in manifests as text that have the form of a known key or secret"},
    {"code.secrets[].kind", String, M, "形式", "its form"},
    {"code.secrets[].shown", String, M, "开头", "how it begins; the rest is withheld"},
    {"code.secrets[].for_clients", Bool, M, "该形式是否也用于客户端密钥", "whether keys meant for clients have this form too"},
    {"code.native_libs", Records, K, "原生库", "native libraries"},
    {"code.native_libs[].path", String, K, "文件", "path in the package"},
    {"code.native_libs[].nx", Bool, K, "栈是否不可执行", "whether its stack is not executable"},
};

}  // namespace

std::span<const Row> code_rows() { return kRows; }

}  // namespace hegui::facts
