// Info.plist: what an iOS app is called, asks for, opens itself to, and how it may talk to the network.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <unordered_map>

#include "read/format/ios_values.h"

namespace hegui::read::ios {

// Why an Info.plist gives no facts: it is of a macOS bundle, an XCFramework or a file of debug symbols (HG1511);
// nothing when it is read. `for_phones`: it is known to be for telephones too.
std::optional<Diagnostic> refuse_info(const tree::Document& document, bool for_phones = false);

// Folders of the texts that users in mainland China see, the closest first.
inline constexpr std::array<std::string_view, 6> kMarketLanguages = {"zh-Hans-CN", "zh-Hans", "zh_CN",
                                                                     "zh-CN",      "zh",      "zh_Hans"};

// Whether the system shows the text under `key` when an app asks for something; keys of macOS alone it never shows.
bool is_usage_key(std::string_view key);

// Texts of InfoPlist.strings by key, for the language that users of the market see. The first table that has a key
// counts.
using Texts = std::unordered_map<std::string_view, const tree::Node*>;

// States all an Info.plist says. Where the build adds what the file leaves out, that is unknown, not absent. `texts`
// overrule the texts of the file, as the platform has it; the document they come from must be `translated`.
void state_info(Values& values, const Texts& texts, Values* translated);

// Of an extension inside an app: only what adds to the app's own facts.
void state_extension(Values& values);

}  // namespace hegui::read::ios
