// The attributes of a manifest that facts are made of, by the name people write and the number the platform knows them
// by (core/res/res/values/public.xml of the platform; the numbers never change).
#pragma once

#include <cstdint>
#include <string_view>

namespace hegui::read::android {

inline constexpr std::string_view kAndroidNamespace = "http://schemas.android.com/apk/res/android";
inline constexpr std::string_view kToolsNamespace = "http://schemas.android.com/tools";

struct Attr {
  std::string_view name;
  std::uint32_t resource;
};

namespace attr {
inline constexpr Attr kLabel{"label", 0x01010001};
inline constexpr Attr kName{"name", 0x01010003};
inline constexpr Attr kPermission{"permission", 0x01010006};
inline constexpr Attr kReadPermission{"readPermission", 0x01010007};
inline constexpr Attr kWritePermission{"writePermission", 0x01010008};
inline constexpr Attr kProtectionLevel{"protectionLevel", 0x01010009};
inline constexpr Attr kSharedUserId{"sharedUserId", 0x0101000b};
inline constexpr Attr kEnabled{"enabled", 0x0101000e};
inline constexpr Attr kDebuggable{"debuggable", 0x0101000f};
inline constexpr Attr kExported{"exported", 0x01010010};
inline constexpr Attr kTaskAffinity{"taskAffinity", 0x01010012};
inline constexpr Attr kGrantUriPermissions{"grantUriPermissions", 0x0101001b};
inline constexpr Attr kPriority{"priority", 0x0101001c};
inline constexpr Attr kLaunchMode{"launchMode", 0x0101001d};
inline constexpr Attr kResource{"resource", 0x01010025};
inline constexpr Attr kScheme{"scheme", 0x01010027};
inline constexpr Attr kHost{"host", 0x01010028};
inline constexpr Attr kPath{"path", 0x0101002a};
inline constexpr Attr kPathPrefix{"pathPrefix", 0x0101002b};
inline constexpr Attr kPathPattern{"pathPattern", 0x0101002c};
inline constexpr Attr kMinSdkVersion{"minSdkVersion", 0x0101020c};
inline constexpr Attr kVersionCode{"versionCode", 0x0101021b};
inline constexpr Attr kVersionName{"versionName", 0x0101021c};
inline constexpr Attr kTargetSdkVersion{"targetSdkVersion", 0x01010270};
inline constexpr Attr kMaxSdkVersion{"maxSdkVersion", 0x01010271};
inline constexpr Attr kTestOnly{"testOnly", 0x01010272};
inline constexpr Attr kAllowBackup{"allowBackup", 0x01010280};
inline constexpr Attr kFullBackupContent{"fullBackupContent", 0x010104eb};
inline constexpr Attr kUsesCleartextTraffic{"usesCleartextTraffic", 0x010104ec};
inline constexpr Attr kAutoVerify{"autoVerify", 0x010104ee};
inline constexpr Attr kNetworkSecurityConfig{"networkSecurityConfig", 0x01010527};
inline constexpr Attr kCompileSdkVersion{"compileSdkVersion", 0x01010572};
inline constexpr Attr kVersionCodeMajor{"versionCodeMajor", 0x01010576};
inline constexpr Attr kRequestLegacyExternalStorage{"requestLegacyExternalStorage", 0x01010603};
inline constexpr Attr kDataExtractionRules{"dataExtractionRules", 0x0101063e};
inline constexpr Attr kSharedUserMaxSdkVersion{"sharedUserMaxSdkVersion", 0x0101064d};
inline constexpr Attr kIntentMatchingFlags{"intentMatchingFlags", 0x010106a9};
}  // namespace attr

}  // namespace hegui::read::android
