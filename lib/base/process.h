// Running another program without a shell: an argument vector in, its output and exit status out.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/result.h"

namespace hegui {

struct Ran {
  int status = 0;  // exit status; 128 + n where signal n ended it
  std::string out, err;
};

// Runs arguments[0], found on PATH, with standard input empty and `environment` (`NAME=value`) added to this process's.
// Refused when it cannot be started (HG1006) or writes more than `max_output` bytes (HG1007); it is ended then.
Result<Ran> run_program(std::span<const std::string> arguments, std::span<const std::string> environment,
                        std::uint64_t max_output);

}  // namespace hegui
