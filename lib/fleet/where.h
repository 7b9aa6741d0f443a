// `--where`: a CEL condition over one result.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hegui::fleet {

// What a condition can name, and with --format csv a row holds. Rules are told by id.
struct Result {
  std::string_view name, id, version, kind, grade;
  std::optional<double> score;  // nothing: unknown, so that no comparison with it holds
  double attainable = 0, evidence = 0;
  bool unreadable = false;
  std::vector<std::string_view> platforms, failed, unknown, waived, passed, clauses, permissions, sdks, inputs;
};

class Where {
 public:
  // Diagnostics are CEL's, with the place in the condition.
  static Checked<Where> compile(const std::string& condition);
  Where(Where&&) noexcept;
  Where& operator=(Where&&) noexcept;
  ~Where();

  // True only when the condition holds: unknown and errors are no. Not thread-safe.
  bool holds(const Result& result);

 private:
  struct Compiled;
  explicit Where(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace hegui::fleet
