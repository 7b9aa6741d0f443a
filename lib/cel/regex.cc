#include "cel/regex.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <mutex>

#include "cel/functions.h"

namespace hegui::cel {
namespace {

constexpr std::size_t kLongest = 4096;     // bytes of a pattern
constexpr std::int64_t kMemory = 4 << 20;  // bytes RE2 may use for one
constexpr std::size_t kMostShared = 4096;  // patterns of all programs; past it the table starts anew

std::shared_ptr<const RE2> compile(std::string_view pattern, std::string& mistake) {
  if (pattern.size() > kLongest) {
    mistake = fmt::format("the pattern has {} bytes; the limit is {}", pattern.size(), kLongest);
    return nullptr;
  }
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMemory);
  auto compiled = std::make_shared<const RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
  if (compiled->ok()) return compiled;
  mistake = compiled->error();
  return nullptr;
}

// One table for all threads: the first that needs a pattern compiles it.
std::shared_ptr<const RE2> shared(std::string_view pattern, std::string& mistake) {
  static std::mutex mutex;
  static std::unordered_map<std::string_view, std::shared_ptr<const RE2>> table;
  const std::lock_guard lock(mutex);
  if (const auto it = table.find(pattern); it != table.end()) return it->second;
  auto compiled = compile(pattern, mistake);
  if (compiled == nullptr) return nullptr;
  if (table.size() >= kMostShared) table.clear();
  table.emplace(compiled->pattern(), compiled);
  return compiled;
}

}  // namespace

const RE2* RegexCache::find(std::string_view pattern, bool constant, std::string& mistake) {
  if (!constant) {
    if (last_ == nullptr || last_->pattern() != pattern) last_ = compile(pattern, mistake);
    return last_.get();
  }
  if (const auto it = constants_.find(pattern); it != constants_.end()) return it->second.get();
  auto compiled = shared(pattern, mistake);
  if (compiled == nullptr) return nullptr;
  if (constants_.size() >= kMostShared) constants_.clear();
  return constants_.emplace(compiled->pattern(), std::move(compiled)).first->second.get();
}

value::Value matches(Context& context, std::string_view text, std::string_view pattern, bool constant) {
  std::string mistake;
  const RE2* compiled = context.regexes().find(pattern, constant, mistake);
  if (compiled == nullptr) return context.fail("no regular expression: " + mistake);
  // RE2 is linear in the text: that is its cost here.
  if (!context.charge(text.size() / 16 + (constant ? 1 : 100))) return context.spent();
  return value::Value::boolean(RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *compiled));
}

std::string pattern_mistake(std::string_view pattern) {
  std::string mistake;
  compile(pattern, mistake);
  return mistake;
}

Scratch::Scratch(Budget budget) : budget_(budget), regexes_(std::make_unique<RegexCache>()) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

}  // namespace hegui::cel
