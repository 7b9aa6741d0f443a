// Property lists on their own: what one is about, told by its keys, and its rows in the table of formats.
#pragma once

#include "read/format.h"

namespace hegui::read::ios {

// What a property list is about.
enum class Subject : std::uint8_t { Info, Entitlements, Privacy, Profile, Other };

// By its top keys; the file's name decides only where they say nothing.
Subject subject_of(std::span<const std::string_view> keys, std::string_view name);

bool recognises_entitlements(const Look& look);
bool recognises_privacy(const Look& look);
// Also a signed provisioning profile, which is no property list but holds one.
bool recognises_profile(const Look& look);
// Every property list that is none of the others, so that one which is not read is refused in words that fit.
bool recognises_info(const Look& look);

// Reads a property list of any of these subjects. Errors: those of its syntax, HG1510 it is about something else,
// HG1511 of another platform or of no app, HG1522 a profile without a property list. Warnings: HG1512, HG1513.
Checked<facts::FactSet> read_plist(const SourcePtr& source, const Context& context);

// As read_plist, where it is known that something for telephones is built with it, whatever else is: signs of macOS do
// not refuse it.
Checked<facts::FactSet> read_plist_for_phones(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::ios
