// toml++ 3.3 as hegui includes it, in the few files that read TOML. The library promises its compiler that some malformed documents
// cannot happen and asserts the same in debug builds; hostile files reach both. Here its assertions and assumptions are off, so that its own
// parser goes on to refuse such a document, and what it takes for unreachable is a TomlImpossible to catch.
#pragma once

namespace hegui {

// A document led the library where it believed no document could.
struct TomlImpossible {};

}  // namespace hegui

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/impl/preprocessor.h>
#undef TOML_ASSERT
#undef TOML_ASSERT_ASSUME
#undef TOML_ASSUME
#undef TOML_UNREACHABLE
#define TOML_ASSERT(expression) static_cast<void>(0)
#define TOML_ASSERT_ASSUME(expression) static_cast<void>(0)
#define TOML_ASSUME(...) static_cast<void>(0)
#define TOML_UNREACHABLE throw ::hegui::TomlImpossible {}
// In functions that cannot throw, what is unreachable depends on the library alone and not on a document: there the process ends.
#pragma GCC diagnostic push
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wterminate"
#endif
#include <toml++/toml.h>
#pragma GCC diagnostic pop
