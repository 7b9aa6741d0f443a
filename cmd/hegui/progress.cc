#include "progress.h"

#include <fmt/format.h>

#include <algorithm>

#include "terminal.h"

namespace hegui::cli {
namespace {

constexpr std::size_t kBar = 24;
constexpr auto kBetweenLines = std::chrono::seconds(10);
constexpr auto kBetweenDraws = std::chrono::milliseconds(200);
// From the line's beginning, what was there removed; what is wider than the window is cut, not wrapped.
constexpr std::string_view kRedraw = "\r\x1b[K\x1b[?7l", kDrawn = "\x1b[?7h", kRemove = "\r\x1b[K";

std::string clock(double seconds) {
  const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

std::string grouped(std::uint64_t number) {
  std::string out = fmt::format("{}", number);
  for (std::size_t at = out.size(); at > 3;) out.insert(at -= 3, ",");
  return out;
}

Progress::Progress(const Common& common, const Tally& tally, bool quiet)
    : common_(common),
      tally_(tally),
      quiet_(quiet),
      on_terminal_(!quiet && can_redraw()),
      begin_(std::chrono::steady_clock::now()),
      last_(begin_) {}

double Progress::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
}

std::string Progress::line() const {
  const std::uint64_t seen = tally_.seen, total = tally_.total, failing = tally_.failing,
                      unreadable = tally_.unreadable;
  const double passed = seconds(), rate = passed > 0 ? static_cast<double>(seen) / passed : 0;
  std::string out;
  if (total > 0 && on_terminal_) {
    const auto filled =
        static_cast<std::size_t>(std::min<double>(1, static_cast<double>(seen) / static_cast<double>(total)) * kBar);
    out = "[" + std::string(filled, '#') + std::string(kBar - filled, '.') + "] ";
  }
  out += total > 0 ? fmt::format("{}/{}", grouped(seen), grouped(total)) : grouped(seen);
  out += in_language<std::string>(common_, fmt::format("  每秒 {}", grouped(static_cast<std::uint64_t>(rate))),
                                  fmt::format("  {}/s", grouped(static_cast<std::uint64_t>(rate))));
  if (total > seen && rate > 0) {
    const std::string left = clock(static_cast<double>(total - seen) / rate);
    out += in_language<std::string>(common_, "  剩余 " + left, "  " + left + " left");
  }
  out += in_language<std::string>(common_, fmt::format("  违规 {}  不可读 {}", grouped(failing), grouped(unreadable)),
                                  fmt::format("  {} failing  {} unreadable", grouped(failing), grouped(unreadable)));
  return out;
}

void Progress::tick() {
  if (quiet_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ <
      (on_terminal_ ? std::chrono::milliseconds(kBetweenDraws) : std::chrono::milliseconds(kBetweenLines)))
    return;
  last_ = now;
  print_error(on_terminal_ ? fmt::format("{}{}{}", kRedraw, line(), kDrawn) : fmt::format("hegui: {}\n", line()));
  drawn_ = on_terminal_;
}

void Progress::clear() {
  if (drawn_) print_error(kRemove);
  drawn_ = false;
}

}  // namespace hegui::cli
