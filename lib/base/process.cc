#include "base/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

namespace hegui {
namespace {

constexpr Code kNotStarted{1006}, kTooMuch{1007};

// Both ends of a pipe, closed when they go.
class Pipe {
 public:
  Pipe() : open_(::pipe2(ends_.data(), O_CLOEXEC) == 0) {}
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  bool open() const { return open_; }
  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }
  void close_end(std::size_t which) {
    if (ends_[which] >= 0) ::close(ends_[which]);
    ends_[which] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
  bool open_;
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  out.reserve(texts.size() + 1);
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

std::vector<std::string> with_environment(std::span<const std::string> more) {
  std::vector<std::string> all(more.begin(), more.end());
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view name = std::string_view(*entry).substr(0, std::string_view(*entry).find('='));
    bool replaced = false;
    for (const std::string& each : more)
      replaced = replaced || std::string_view(each).substr(0, each.find('=')) == name;
    if (!replaced) all.emplace_back(*entry);
  }
  return all;
}

// 0, or why the program did not start.
int start(std::span<const std::string> arguments, std::span<const std::string> environment, const Pipe& out,
          const Pipe& err, pid_t& child) {
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, out.write_end(), STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, err.write_end(), STDERR_FILENO);
  std::vector<std::string> words(arguments.begin(), arguments.end()), names = with_environment(environment);
  const int failure =
      ::posix_spawnp(&child, words.front().c_str(), &actions, nullptr, pointers(words).data(), pointers(names).data());
  ::posix_spawn_file_actions_destroy(&actions);
  return failure;
}

// Reads both streams to their ends; false past `most` bytes.
bool drain(Pipe& out, Pipe& err, std::uint64_t most, Ran& ran) {
  std::array<pollfd, 2> waiting{pollfd{out.read_end(), POLLIN, 0}, pollfd{err.read_end(), POLLIN, 0}};
  std::array<char, 65536> block{};
  while (waiting[0].fd >= 0 || waiting[1].fd >= 0) {
    if (::poll(waiting.data(), waiting.size(), -1) < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      if (waiting[i].fd < 0 || waiting[i].revents == 0) continue;
      const ssize_t got = ::read(waiting[i].fd, block.data(), block.size());
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0)
        waiting[i].fd = -1;
      else
        (i == 0 ? ran.out : ran.err).append(block.data(), static_cast<std::size_t>(got));
    }
    if (ran.out.size() + ran.err.size() > most) return false;
  }
  return true;
}

}  // namespace

Result<Ran> run_program(std::span<const std::string> arguments, std::span<const std::string> environment,
                        std::uint64_t max_output) {
  const auto not_started = [&](int reason) {
    return std::unexpected(error(
        kNotStarted, {}, fmt::format("cannot run `{}`: {}", arguments.front(), std::strerror(reason)), "install it"));
  };
  Pipe out, err;
  if (!out.open() || !err.open()) return not_started(errno);
  pid_t child = 0;
  if (const int failure = start(arguments, environment, out, err, child); failure != 0) return not_started(failure);
  out.close_end(1);
  err.close_end(1);
  Ran ran;
  const bool whole = drain(out, err, max_output, ran);
  if (!whole) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!whole)
    return std::unexpected(
        error(kTooMuch, {}, fmt::format("`{}` wrote more than {} bytes", arguments.front(), max_output)));
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

}  // namespace hegui
