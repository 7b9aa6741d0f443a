#include "read/syntax/script_json.h"

#include <algorithm>

#include "read/syntax/script_scanner.h"

namespace hegui::read {
namespace {

constexpr int kMostLevels = 50;
constexpr std::string_view kComputed = "\"${}\"";

class Writer {
 public:
  explicit Writer(std::string_view script) : script_(script) {}

  std::optional<ScriptJson> run() && {
    const std::optional<script::Exported> object = script::exported_object(script_);
    if (!object) return std::nullopt;
    put(0, object->brace, {});
    scan_ = script::Scanner(script_, object->brace);
    if (!read_object(0)) return std::nullopt;
    copy_to(scan_.at());
    return std::move(out_);
  }

 private:
  void copy_to(std::size_t at) {
    out_.text += script_.substr(copied_, at - copied_);
    copied_ = at;
  }

  // In place of a part of the script, with the ends of its lines.
  void put(std::size_t begin, std::size_t end, std::string_view with) {
    copy_to(begin);
    out_.text += with;
    out_.text.append(static_cast<std::size_t>(std::ranges::count(script_.substr(begin, end - begin), '\n')), '\n');
    copied_ = end;
  }

  // False ends the reading.
  bool read_object(int level) {
    scan_.take("{");
    for (bool any = false;; any = true) {
      scan_.skip_blanks();
      if (scan_.ended()) return false;
      if (scan_.take("}")) return true;
      const std::size_t begin = scan_.at();
      const bool spread = scan_.take("...");
      const std::string_view name = spread ? std::string_view{} : scan_.name();
      scan_.skip_blanks();
      if (name.empty() || scan_.peek() == '(') {
        if (spread && any) return false;
        scan_.skip_value();
        if (scan_.at() == begin) return false;
        out_.computed.push_back(script_.substr(begin, scan_.at() - begin));
        scan_.take(",");
        put(begin, scan_.at(), {});
        out_.open = true;
        continue;
      }
      if (level == 0) out_.members.push_back(name);
      if (scan_.take(":")) {
        if (!read_value(level + 1)) return false;
      } else {
        out_.computed.push_back(name);
        copy_to(scan_.at());
        out_.text.append(": ").append(kComputed);
      }
      scan_.skip_blanks();
      if (!scan_.take(",") && scan_.peek() != '}') return false;
    }
  }

  bool read_array(int level) {
    scan_.take("[");
    while (true) {
      scan_.skip_blanks();
      if (scan_.ended()) return false;
      if (scan_.take("]")) return true;
      if (!read_value(level + 1)) return false;
      scan_.skip_blanks();
      if (!scan_.take(",") && scan_.peek() != ']') return false;
    }
  }

  bool read_value(int level) {
    scan_.skip_blanks();
    const std::size_t begin = scan_.at();
    const char first = scan_.peek();
    if ((first == '{' || first == '[') && level < kMostLevels) {
      script::Scanner behind = scan_;
      behind.skip_brackets();
      const std::size_t end = behind.at();
      behind.skip_blanks();
      const std::size_t next = behind.at();
      const std::string_view word = behind.word();
      const bool typed = word == "as" || word == "satisfies";
      if (typed || std::string_view(",}])").find(behind.peek()) != std::string_view::npos) {
        if (!(first == '{' ? read_object(level) : read_array(level)) || scan_.at() != end) return false;
        if (typed) {
          scan_.skip_value();
          put(next, scan_.at(), {});
        }
        return true;
      }
    }
    if (scan_.skip_value()) return scan_.at() > begin;
    if (scan_.at() == begin) return false;
    const std::string_view value = script_.substr(begin, scan_.at() - begin), plain = plain_template(value);
    if (plain.empty()) out_.computed.push_back(value);
    put(begin, scan_.at(), plain.empty() ? std::string(kComputed) : "\"" + std::string(plain) + "\"");
    return true;
  }

  // What stands between back quotes where that alone is the value.
  static std::string_view plain_template(std::string_view value) {
    const std::size_t last = value.find_last_not_of(" \t\r\n");
    if (last == value.npos || last < 2 || value.front() != '`' || value[last] != '`') return {};
    const std::string_view text = value.substr(1, last - 1);
    return text.find_first_of("`\\\"$\n\r") == text.npos ? text : std::string_view{};
  }

  std::string_view script_;
  script::Scanner scan_{{}};
  std::size_t copied_ = 0;
  ScriptJson out_;
};

}  // namespace

std::optional<ScriptJson> exported_json(std::string_view script) { return Writer(script).run(); }

}  // namespace hegui::read
