// What a statement of a build script gives a setting, and what is written for the names it gives.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "read/syntax/gradle.h"

namespace hegui::read::gradle {

// The value a statement gives: a literal, or a name that stands for one elsewhere.
struct Given {
  const Token* literal = nullptr;
  std::string name;  // dots between its parts, calls left out
};

// Of `minSdk = 21`, `minSdkVersion(21)`, `minSdkVersion rootProject.ext.minSdk`, `minSdk =
// libs.versions.min.get().toInt()`, `versionName = project.property("version")`, without the first word. Nothing when
// it is computed.
Given given(std::span<const Token> tokens);

// `version = release(24)` without its first words, so that `24)` follows one token; a preview stays a call.
std::span<const Token> release_of(std::span<const Token> tokens);

std::string_view last_part(std::string_view name);

// `name = 1`, `name: 1`, `set("name", 1)`, `extra["name"] = 1`. Anything else that is assigned to it ends the search.
struct Definition {
  std::string_view wanted;
  const Token* literal = nullptr;

  // Of the statements of a script, one by one: false once what it stands for cannot be told.
  bool look_in(std::span<const Token> tokens);

 private:
  bool take(bool assigned, std::span<const Token> value);
};

}  // namespace hegui::read::gradle
