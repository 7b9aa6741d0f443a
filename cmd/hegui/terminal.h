// Standard output and error as the commands use them: whole writes, colour only where a person looks, today's date.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/diagnostic.h"
#include "options.h"

namespace hegui::cli {

// Columns of the terminal on standard output; 100 when there is none to ask, and always in a pipeline.
int terminal_width();
// Whether standard output may carry colour: as asked, else on a terminal outside pipelines and without NO_COLOR.
bool use_colour(const Common& common);
// Whether a pipeline runs this rather than a person: CI is set to anything but `false` or `0`.
bool in_ci();
// Whether standard error is a terminal that can be drawn over, outside pipelines.
bool can_redraw();
// The day that verdicts are given for when none is asked for: that of SOURCE_DATE_EPOCH in UTC where it is set, else
// today in local time. Nothing when SOURCE_DATE_EPOCH is no number of seconds, which has been printed then.
std::optional<Date> today(const Common& common);

void print(std::string_view text);
void print_error(std::string_view text);
void print(const Common& common, const Diagnostic& diagnostic);  // to standard error
// What a command line asks for and cannot have, to standard error: `hegui: …` in the language, both with the same
// values.
template <class... Args>
void complain(const Common& common, fmt::format_string<const Args&...> zh, fmt::format_string<const Args&...> en,
              const Args&... args) {
  const bool chinese = common.language == Language::Zh;
  print_error(fmt::format("hegui{}{}\n", chinese ? "：" : ": ", fmt::format(chinese ? zh : en, args...)));
}
// `; did you mean `near`?` to stand behind a complaint; empty where nothing is near.
std::string or_meant(const Common& common, std::string_view near);
// False when something printed did not reach standard output (a full disk; a closed pipe counts as reached).
bool flush_output();

// The one of the two that the language asks for.
template <class T>
const T& in_language(const Common& common, const T& zh, const T& en) {
  return common.language == Language::Zh ? zh : en;
}

}  // namespace hegui::cli
