// Matching never backs up further than the last asterisk, so that no pattern costs more than its length times that of
// the path.
#include "gather/ignore.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace hegui::gather {
namespace {

constexpr Code kTooManyPatterns{1009};
constexpr std::size_t kMostPatterns = 10'000;

bool is_in(std::string_view characters, char c) { return characters.find(c) != std::string_view::npos; }

bool is_between(char c, char low, char high) {
  return static_cast<unsigned char>(c) >= static_cast<unsigned char>(low) &&
         static_cast<unsigned char>(c) <= static_cast<unsigned char>(high);
}

// Whether `c` is of a class such as `digit`; of a class that there is not, nothing is.
bool is_of(char c, std::string_view name) {
  const bool upper = is_between(c, 'A', 'Z'), lower = is_between(c, 'a', 'z'), digit = is_between(c, '0', '9');
  if (name == "alnum") return upper || lower || digit;
  if (name == "alpha") return upper || lower;
  if (name == "blank") return c == ' ' || c == '\t';
  if (name == "cntrl") return is_between(c, '\0', '\x1f') || c == '\x7f';
  if (name == "digit") return digit;
  if (name == "graph") return is_between(c, '!', '~');
  if (name == "lower") return lower;
  if (name == "print") return is_between(c, ' ', '~');
  if (name == "punct") return is_between(c, '!', '~') && !upper && !lower && !digit;
  if (name == "space") return is_in(" \t\n\v\f\r", c);
  if (name == "upper") return upper;
  return name == "xdigit" && (digit || is_between(c, 'A', 'F') || is_between(c, 'a', 'f'));
}

// One step of a pattern that stands for one byte: `[…]`, `?`, an escaped or a plain byte. Takes it off `pattern`;
// nothing when it is invalid.
std::optional<bool> take_one(std::string_view& pattern, char c) {
  const auto next = [&] {
    const char first = pattern.front();
    pattern.remove_prefix(1);
    return first;
  };
  const char first = next();
  if (first == '?') return true;
  if (first == '\\') return pattern.empty() ? std::nullopt : std::optional(next() == c);
  if (first != '[') return first == c;
  const bool negated = !pattern.empty() && is_in("!^", pattern.front());
  if (negated) next();
  bool found = false;
  for (bool begun = false;; begun = true) {
    if (pattern.empty()) return std::nullopt;
    char low = next();
    if (low == ']' && begun) return found != negated;
    if (low == '[' && pattern.starts_with(':')) {
      const std::size_t end = pattern.find(":]");
      if (end == std::string_view::npos) return std::nullopt;
      found = is_of(c, pattern.substr(1, std::max<std::size_t>(end, 1) - 1)) || found;
      pattern.remove_prefix(end + 2);
      continue;
    }
    const auto literal = [&](char& byte) {
      if (byte != '\\') return true;
      if (pattern.empty()) return false;
      byte = next();
      return true;
    };
    if (!literal(low)) return std::nullopt;
    char high = low;
    if (pattern.size() > 1 && pattern[0] == '-' && pattern[1] != ']') {
      next();
      high = next();
      if (!literal(high)) return std::nullopt;
    }
    found = is_between(c, low, high) || found;
  }
}

// A name, which has no slash, against a pattern without one.
bool matches(std::string_view pattern, std::string_view name) {
  std::string_view after_star, retry;  // the pattern past the last asterisk, and the name it was last tried on
  bool starred = false;
  while (true) {
    if (!pattern.empty() && pattern.front() == '*') {
      pattern.remove_prefix(1);
      after_star = pattern;
      retry = name;
      starred = true;
      continue;
    }
    if (name.empty() && pattern.empty()) return true;
    if (!name.empty() && !pattern.empty()) {
      const std::optional<bool> same = take_one(pattern, name.front());
      if (!same) return false;
      if (*same) {
        name.remove_prefix(1);
        continue;
      }
    }
    if (!starred || retry.empty()) return false;
    retry.remove_prefix(1);
    name = retry;
    pattern = after_star;
  }
}

// As `matches`, of whole paths: `**` stands for any number of folders, at the end for all that is below.
bool matches(std::span<const std::string> pattern, std::span<const std::string_view> path) {
  std::span<const std::string> after_stars;
  std::span<const std::string_view> retry;
  bool starred = false;
  while (true) {
    if (!pattern.empty() && pattern.front() == "**") {
      pattern = pattern.subspan(1);
      if (pattern.empty()) return !path.empty();
      after_stars = pattern;
      retry = path;
      starred = true;
      continue;
    }
    if (path.empty() && pattern.empty()) return true;
    if (!path.empty() && !pattern.empty() && matches(pattern.front(), path.front())) {
      pattern = pattern.subspan(1);
      path = path.subspan(1);
      continue;
    }
    if (!starred || retry.empty()) return false;
    retry = retry.subspan(1);
    path = retry;
    pattern = after_stars;
  }
}

template <class Text>
std::vector<Text> split(std::string_view path) {
  std::vector<Text> out;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    out.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

// Spaces at the end count only when escaped.
std::string_view without_trailing_spaces(std::string_view line) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\\' && at + 1 < line.size())
      ++at;
    else if (line[at] == ' ')
      continue;
    end = at + 1;
  }
  return line.substr(0, end);
}

}  // namespace

std::optional<IgnoreFile::Pattern> IgnoreFile::pattern(std::string_view line) {
  if (line.starts_with('#')) return std::nullopt;
  line = without_trailing_spaces(line);
  Pattern out;
  if (line.starts_with('!')) {
    out.negated = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    out.folders_only = true;
    line.remove_suffix(1);
  }
  out.anchored = line.find('/') != std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  if (line.empty()) return std::nullopt;
  out.segments = split<std::string>(line);
  return out;
}

Result<IgnoreFile> IgnoreFile::parse(const SourcePtr& source) {
  IgnoreFile out;
  out.name_ = source->name();
  std::string_view text = source->text();
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::uint32_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view words = text.substr(0, end);
    if (words.ends_with('\r')) words.remove_suffix(1);
    text.remove_prefix(std::min(end + 1, text.size()));
    std::optional<Pattern> read = pattern(words);
    if (!read) continue;
    if (out.patterns_.size() == kMostPatterns)
      return std::unexpected(
          error(kTooManyPatterns, {source.get(), 0, 0, "/"},
                fmt::format("there are more than {} patterns here; none of them is honoured", kMostPatterns),
                "name the inputs one by one"));
    read->line = line;
    out.patterns_.push_back(std::move(*read));
  }
  return out;
}

std::optional<IgnoreFile::Decision> IgnoreFile::decide(std::string_view path, bool is_folder) const {
  const std::vector<std::string_view> segments = split<std::string_view>(path);
  for (auto it = patterns_.rbegin(); it != patterns_.rend(); ++it) {
    if (it->folders_only && !is_folder) continue;
    if (it->anchored ? matches(it->segments, segments) : matches(it->segments.front(), segments.back()))
      return Decision{!it->negated, it->line};
  }
  return std::nullopt;
}

}  // namespace hegui::gather
