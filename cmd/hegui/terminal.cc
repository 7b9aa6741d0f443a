#include "terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "report/excerpt.h"

namespace hegui::cli {

bool in_ci() {
  const char* value = std::getenv("CI");
  const std::string_view said = value == nullptr ? "" : value;
  return !said.empty() && said != "false" && said != "0";
}

int terminal_width() {
  winsize size{};
  if (!in_ci() && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 100;
}

namespace {

// A terminal that does more than print, with a person before it.
bool is_live(int descriptor) {
  const char* kind = std::getenv("TERM");
  return !in_ci() && (kind == nullptr || std::string_view(kind) != "dumb") && ::isatty(descriptor) == 1;
}

}  // namespace

bool use_colour(const Common& common) {
  if (common.colour) return *common.colour;
  const char* refused = std::getenv("NO_COLOR");
  return (refused == nullptr || *refused == '\0') && is_live(STDOUT_FILENO);
}

bool can_redraw() { return is_live(STDERR_FILENO); }

std::optional<Date> today(const Common& common) {
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr && *epoch != '\0') {
    const std::string_view text = epoch;
    std::int64_t seconds = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    // The last second of the year 9999.
    constexpr std::int64_t kLast = 253402300799;
    if (failure == std::errc{} && end == text.data() + text.size() && seconds >= 0 && seconds <= kLast)
      return Date{static_cast<std::int32_t>(seconds / 86400)};
    complain(common, "SOURCE_DATE_EPOCH 须为 1970 年以来的秒数",
             "SOURCE_DATE_EPOCH must be a number of seconds since 1970");
    return std::nullopt;
  }
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  using namespace std::chrono;
  const sys_days day = year{local.tm_year + 1900} / month{static_cast<unsigned>(local.tm_mon + 1)} /
                       std::chrono::day{static_cast<unsigned>(local.tm_mday)};
  return Date{static_cast<std::int32_t>(day.time_since_epoch().count())};
}

namespace {

// An empty view may look at nothing, which fwrite must not be given.
void write(std::string_view text, std::FILE* to) {
  if (!text.empty()) std::fwrite(text.data(), 1, text.size(), to);
}

}  // namespace

void print(std::string_view text) { write(text, stdout); }

void print_error(std::string_view text) { write(text, stderr); }

void print(const Common& common, const Diagnostic& diagnostic) {
  print_error(report::render(diagnostic, common.language));
}

std::string or_meant(const Common& common, std::string_view near) {
  if (near.empty()) return {};
  return common.language == Language::Zh ? fmt::format("；是否指 `{}`？", near)
                                         : fmt::format("; did you mean `{}`?", near);
}

bool flush_output() {
  const bool reached = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
  if (reached || errno == EPIPE) return true;
  print_error("hegui: standard output could not be written whole\n");
  return false;
}

}  // namespace hegui::cli
