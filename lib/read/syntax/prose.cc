#include "read/syntax/prose.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "base/utf8.h"
#include "vocab/policy_terms.h"

namespace hegui::read {
namespace {

// Elements that stand within a line of text.
constexpr std::string_view kInline[] = {"a",   "abbr", "b",  "bdi",  "bdo",   "big",  "cite",   "code",   "data",
                                        "del", "dfn",  "em", "font", "i",     "ins",  "kbd",    "label",  "mark",
                                        "o:p", "q",    "s",  "samp", "small", "span", "strike", "strong", "sub",
                                        "sup", "time", "tt", "u",    "var",   "wbr"};
// Elements whose content nobody reads.
constexpr std::string_view kSilent[] = {"script", "style", "template", "noscript", "svg", "textarea"};

struct Entity {
  std::string_view name;
  char32_t point;
};
constexpr Entity kEntities[] = {{"amp", '&'},      {"lt", '<'},        {"gt", '>'},       {"quot", '"'},
                                {"apos", '\''},    {"nbsp", ' '},      {"ensp", ' '},     {"emsp", ' '},
                                {"middot", 0xB7},  {"ldquo", 0x201C},  {"rdquo", 0x201D}, {"lsquo", 0x2018},
                                {"rsquo", 0x2019}, {"hellip", 0x2026}, {"mdash", 0x2014}, {"ndash", 0x2013},
                                {"bull", 0x2022},  {"copy", 0xA9},     {"reg", 0xAE},     {"times", 0xD7}};
constexpr std::size_t kLongestEntity = 12;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

bool has(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

class Writer {
 public:
  void put(char32_t point, std::size_t source) {
    const char32_t plain = vocab::normalised(point);
    if (plain == 0) return;
    if (prose_.runs.empty() || expected_ != source) start(source);
    const std::size_t before = prose_.text.size();
    utf8::append(prose_.text, plain);
    expected_ = source + (prose_.text.size() - before);
  }
  // Ends the line, unless it is empty.
  void end_line(std::size_t source) {
    if (prose_.text.empty() || prose_.text.back() == '\n') return;
    put('\n', source);
  }
  // One blank, however many there are.
  void blank(std::size_t source) {
    if (prose_.text.empty() || prose_.text.back() == '\n' || prose_.text.back() == ' ') return;
    put(' ', source);
  }
  Prose take() && { return std::move(prose_); }

 private:
  void start(std::size_t source) {
    prose_.runs.push_back({static_cast<std::uint32_t>(prose_.text.size()), static_cast<std::uint32_t>(source)});
  }

  Prose prose_;
  std::size_t expected_ = 0;
};

class Html {
 public:
  explicit Html(std::string_view text) : text_(text) {}

  Prose read() && {
    while (at_ < text_.size()) {
      if (text_[at_] == '<' && tag()) continue;
      if (text_[at_] == '&' && entity()) continue;
      const utf8::Decoded point = utf8::decode(text_, at_);
      if (point.value == ' ' || (point.value >= '\t' && point.value <= '\r'))
        out_.blank(at_);
      else
        out_.put(point.value, at_);
      at_ += point.size;
    }
    return std::move(out_).take();
  }

 private:
  // Passes what begins with `<`; false when it is text.
  bool tag() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<!--")) {
      pass("-->");
      return true;
    }
    if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?')) {
      pass(">");
      return true;
    }
    const std::size_t first = rest.size() > 1 && rest[1] == '/' ? 2 : 1;
    if (first >= rest.size() || !is_letter(rest[first])) return false;
    std::string name;
    for (std::size_t i = first;
         i < rest.size() && (is_letter(rest[i]) || rest[i] == ':' || (rest[i] >= '0' && rest[i] <= '9')); ++i)
      name += lower(rest[i]);
    if (!has(kInline, name)) out_.end_line(at_);
    at_ += first + name.size();
    pass_attributes();
    if (first == 1 && has(kSilent, name)) pass_content(name);
    return true;
  }

  void pass(std::string_view ending) {
    const std::size_t found = text_.find(ending, at_);
    at_ = found == std::string_view::npos ? text_.size() : found + ending.size();
  }

  // A quoted value may hold `>`.
  void pass_attributes() {
    char quote = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '>') {
        ++at_;
        return;
      } else if ((c == '"' || c == '\'') && text_[at_ - 1] == '=') {
        quote = c;
      }
    }
  }

  void pass_content(std::string_view name) {
    for (;;) {
      const std::size_t close = text_.find("</", at_);
      if (close == std::string_view::npos) {
        at_ = text_.size();
        return;
      }
      at_ = close + 2;
      const std::string_view rest = text_.substr(at_, name.size());
      if (std::ranges::equal(rest, name, {}, lower)) {
        pass(">");
        return;
      }
    }
  }

  bool entity() {
    const std::size_t end = text_.substr(at_, kLongestEntity).find(';');
    if (end == std::string_view::npos) return false;
    const std::string_view name = text_.substr(at_ + 1, end - 1);
    char32_t point = 0;
    if (name.starts_with('#')) {
      const bool hex = name.size() > 1 && lower(name[1]) == 'x';
      const std::string_view digits = name.substr(hex ? 2 : 1);
      std::uint32_t number = 0;
      const auto [stop, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number, hex ? 16 : 10);
      if (problem != std::errc{} || stop != digits.data() + digits.size() || number < ' ') return false;
      point = number;
    } else {
      const auto* known = std::ranges::find(kEntities, name, &Entity::name);
      if (known == std::end(kEntities)) return false;
      point = known->point;
    }
    if (point == ' ')
      out_.blank(at_);
    else
      out_.put(point, at_);
    at_ += end + 1;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Writer out_;
};

// The address of a link of Markdown that begins at `at` with `](`, or 0.
std::size_t link_size(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 2000;
  if (!text.substr(at).starts_with("](")) return 0;
  const std::string_view rest = text.substr(at, kLongest);
  const std::size_t end = rest.find_first_of(")\n");
  return end == std::string_view::npos || rest[end] == '\n' ? 0 : end + 1;
}

Prose plain(std::string_view text, bool markdown) {
  Writer out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded point = utf8::decode(text, at);
    const std::size_t link = markdown ? link_size(text, at) : 0;
    if (point.value == '\n' || point.value == '\r')
      out.end_line(at);
    else if (point.value == ' ' || point.value == '\t' || (markdown && point.value == '|'))
      out.blank(at);
    else if (link == 0 && !(markdown && std::u32string_view(U"*`#[").find(point.value) != std::u32string_view::npos))
      out.put(point.value, at);
    at += link != 0 ? link : point.size;
  }
  return std::move(out).take();
}

}  // namespace

std::uint32_t Prose::source_of(std::size_t at) const {
  const auto after = std::ranges::upper_bound(runs, at, {}, &Run::at);
  if (after == runs.begin()) return 0;
  const Run& run = *std::prev(after);
  return run.source + static_cast<std::uint32_t>(at - run.at);
}

Markup markup_of(std::string_view name, std::string_view text) {
  const std::string_view ending = name.substr(std::min(name.rfind('.'), name.size()));
  if (ending == ".md" || ending == ".markdown") return Markup::Markdown;
  if (ending == ".html" || ending == ".htm" || ending == ".xhtml") return Markup::Html;
  text.remove_prefix(text.starts_with(utf8::kByteOrderMark) ? utf8::kByteOrderMark.size() : 0);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text.size() > 1 && text[0] == '<' && (text[1] == '!' || is_letter(text[1])) ? Markup::Html : Markup::None;
}

Prose prose_of(std::string_view text, Markup markup) {
  return markup == Markup::Html ? Html(text).read() : plain(text, markup == Markup::Markdown);
}

}  // namespace hegui::read
