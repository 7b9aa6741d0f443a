#include "read/format/policy_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/date.h"
#include "base/utf8.h"
#include "read/syntax/prose.h"
#include "vocab/policy_terms.h"

namespace hegui::read {
namespace {

using facts::fact;
using facts::FactId;

constexpr Code kNotUtf8{1281}, kNoPolicy{1282}, kTooLarge{1283};
constexpr std::size_t kMostBytes = std::size_t{8} << 20, kMostText = std::size_t{1} << 20, kMostSentences = 20'000;
// What sentences that collect something say.
constexpr std::string_view kCollecting[] = {"收集", "采集", "获取", "读取", "collect", "gather", "obtain"};
// Of a sentence that denies or makes conditions nothing follows about what is collected.
constexpr std::string_view kHedging[] = {"不", "未", "除非", "如果", " not ", "n't", "unless", "without", " if "};
constexpr std::size_t kShortestName = 4;

std::string small(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool has_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// What people call a maker by: of a Chinese name the first two characters where it goes on for long, of a Latin one the
// first word. Policies seldom write the whole name of a product.
std::string brand_of(std::string_view name) {
  std::size_t end = 0, count = 0;
  while (end < name.size() && static_cast<unsigned char>(name[end]) >= 0x80) {
    end += utf8::decode(name, end).size;
    ++count;
  }
  if (count > 0) return std::string(count >= 4 ? utf8::slice(name, 0, 2) : name.substr(0, end));
  return std::string(name.substr(0, name.find_first_of(" (+-")));
}

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

struct Sentence {
  std::size_t begin = 0;  // in the prose
  std::string_view text;
  std::string small;  // ASCII letters in small
  std::string plain;  // as names of SDKs are compared
};

// At the signs that end a sentence, and at line ends.
std::vector<Sentence> sentences_of(std::string_view text) {
  std::vector<Sentence> out;
  std::size_t begin = 0;
  const auto cut = [&](std::size_t end) {
    const std::string_view one = text.substr(begin, end - begin);
    if (one.find_first_not_of(' ') != std::string_view::npos)
      out.push_back({begin, one, small(one), vocab::plain_sdk_name(one)});
  };
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded point = utf8::decode(text, at);
    const std::size_t next = at + point.size;
    // A full stop of Latin text has a blank behind it.
    const bool stop = point.value == '.' && (next == text.size() || text[next] == ' ' || text[next] == '\n');
    if (stop || point.value == U'。' || point.value == '!' || point.value == '?' || point.value == ';' ||
        point.value == '\n') {
      cut(next);
      begin = next;
    }
    at = next;
  }
  cut(text.size());
  return out;
}

// The first day written as 2026年3月1日, 2026-03-01, 2026/3/1 or 2026.3.1.
std::optional<Date> day_in(std::string_view text) {
  const auto number = [&](std::size_t& at) {
    int value = -1;
    const char* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data() + at, end, value);
    if (problem == std::errc{}) at = static_cast<std::size_t>(stop - text.data());
    return problem == std::errc{} ? value : -1;
  };
  const auto pass = [&](std::size_t& at, std::initializer_list<std::string_view> signs) {
    while (at < text.size() && text[at] == ' ') ++at;
    for (const std::string_view sign : signs) {
      if (!text.substr(at).starts_with(sign)) continue;
      at += sign.size();
      while (at < text.size() && text[at] == ' ') ++at;
      return true;
    }
    return false;
  };
  for (std::size_t at = text.find("20"); at != std::string_view::npos; at = text.find("20", at + 1)) {
    std::size_t to = at;
    const int year = number(to);
    if (year < 2000 || year > 2099 || !pass(to, {"年", "-", "/", "."})) continue;
    const int month = number(to);
    if (month < 1 || month > 12 || !pass(to, {"月", "-", "/", "."})) continue;
    const int day = number(to);
    if (day < 1 || day > 31) continue;
    if (const auto date = parse_date(fmt::format("{:04}-{:02}-{:02}", year, month, day))) return date;
  }
  return std::nullopt;
}

class Reader {
 public:
  Reader(const SourcePtr& source, const Prose& prose, std::vector<Sentence> sentences,
         const vocab::Vocabulary& vocabulary, vocab::PolicyTerms terms)
      : source_(source),
        prose_(prose),
        vocabulary_(vocabulary),
        terms_(terms),
        matcher_(terms),
        sentences_(std::move(sentences)),
        facts_(source, kPolicyTextFormat, facts::kPolicyText) {}

  // Nothing when the text speaks of no information and no purpose.
  std::optional<facts::FactSet> read() && {
    facts_.state_list(kList_, whole());
    for (std::size_t term = 0; term < terms_.rows().size(); ++term) mention_term(term);
    if (!information_ || !processing_) return std::nullopt;
    for (const vocab::SdkRow& row : vocabulary_.sdks()) mention_sdk(row);
    facts_.set(kPresent_, true, whole());
    return std::move(facts_).finish();
  }

 private:
  Span whole() const { return {source_.get(), 0, 0}; }

  Span span(const Sentence& sentence, const vocab::Mention& mention) const {
    const std::size_t begin = sentence.begin + mention.begin, end = sentence.begin + mention.end;
    const std::uint32_t last = end > begin ? prose_.source_of(end - 1) + 1 : prose_.source_of(begin);
    return {source_.get(), prose_.source_of(begin), last};
  }

  void mention_term(std::size_t term) {
    const vocab::PolicyTermRow& row = terms_.rows()[term];
    const std::string_view kind = vocabulary_.text(row.kind), slug = vocabulary_.text(row.slug);
    if (kind == "negation") return;
    const bool information = kind == "category";
    const Sentence* first = nullptr;
    std::optional<Span> place, collecting;
    for (const Sentence& sentence : sentences_) {
      const auto found = matcher_.find_affirmed(term, sentence.text);
      if (!found) continue;
      if (!place) first = &sentence, place = span(sentence, *found);
      if (!information) break;
      if (has_any(sentence.small, kCollecting) && !has_any(sentence.small, kHedging)) {
        collecting = span(sentence, *found);
        break;
      }
    }
    if (!place) return;
    information_ = information_ || information;
    processing_ = processing_ || collecting || slug == "purpose" || slug == "method";
    add(kind, slug, title_of(row), collecting ? *collecting : *place, collecting.has_value());
    if (slug == "update-date")
      if (const auto day = day_in(first->text)) facts_.set(fact("policy.updated"), *day, *place);
  }

  // The names of an SDK count where they stand as words; what varies only in blanks and signs, or names just the
  // company or its brand, keeps it from being missed but shows nothing.
  void mention_sdk(const vocab::SdkRow& row) {
    const auto small_text = [&](image::Text text) { return small(vocabulary_.text(text)); };
    const auto at = [&](std::initializer_list<std::string> names, auto find) -> bool {
      for (const std::string& name : names) {
        if (name.size() < kShortestName) continue;
        for (const Sentence& sentence : sentences_)
          if (const std::optional<vocab::Mention> found = find(sentence, name)) return tell(row, sentence, *found);
      }
      return false;
    };
    const auto by_word = [](const Sentence& sentence, const std::string& name) { return word(sentence.small, name); };
    const auto by_letters = [](const Sentence& sentence, const std::string& name) -> std::optional<vocab::Mention> {
      if (sentence.plain.find(name) == std::string::npos) return std::nullopt;
      return vocab::Mention{0, 0};
    };
    const std::string zh = small_text(row.title.zh), en = small_text(row.title.en);
    if (at({zh, en}, by_word)) return;
    if (at({vocab::plain_sdk_name(zh), vocab::plain_sdk_name(en)}, by_letters)) return;
    const std::string company_zh = small_text(row.provider.zh), company_en = small_text(row.provider.en);
    at({vocab::plain_sdk_name(company_zh), vocab::plain_sdk_name(company_en), vocab::plain_sdk_name(brand_of(zh)),
        vocab::plain_sdk_name(brand_of(en))},
       by_letters);
  }

  // Nothing is concluded from a name without a place of its own.
  bool tell(const vocab::SdkRow& row, const Sentence& sentence, const vocab::Mention& found) {
    const bool exact = found.end > found.begin;
    add("sdk", vocabulary_.text(row.slug), name_of(row.title),
        span(sentence, exact ? found : vocab::Mention{0, sentence.text.size()}),
        exact && sentence.small.find("sdk") != std::string::npos);
    return true;
  }

  // `name` in `text`, not as a part of a longer Latin word.
  static std::optional<vocab::Mention> word(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      const bool starts = at == 0 || !is_word_byte(text[at - 1]) || !is_word_byte(name.front());
      const bool ends = end == text.size() || !is_word_byte(text[end]) || !is_word_byte(name.back());
      if (starts && ends) return vocab::Mention{at, end};
    }
    return std::nullopt;
  }

  // In both languages: it is printed in either.
  std::string name_of(vocab::LocalText title) const {
    const std::string_view zh = vocabulary_.text(title.zh), en = vocabulary_.text(title.en);
    return zh == en || en.empty() ? std::string(zh) : fmt::format("{} ({})", zh, en);
  }

  std::string title_of(const vocab::PolicyTermRow& row) const {
    const std::string_view slug = vocabulary_.text(row.slug);
    if (row.title.zh.size != 0) return name_of(row.title);
    if (const vocab::CategoryRow* category = vocabulary_.find_category(slug);
        category != nullptr && vocabulary_.text(row.kind) == "category")
      return name_of(category->title);
    if (const vocab::ItemRow* item = vocabulary_.find_item(slug);
        item != nullptr && vocabulary_.text(row.kind) == "item")
      return name_of(item->title);
    return std::string(slug);
  }

  void add(std::string_view kind, std::string_view name, const std::string& title, const Span& place, bool collected) {
    facts::Item* item = facts_.add(kList_, place);
    facts_.set(kKind_, facts_.keep(kind), place, item);
    facts_.set(kName_, facts_.keep(name), place, item);
    facts_.set(kTitle_, facts_.keep(title), place, item);
    facts_.set(kCollected_, collected, place, item);
  }

  const FactId kList_ = fact("policy.mentions"), kKind_ = fact("policy.mentions[].kind"),
               kName_ = fact("policy.mentions[].name"), kTitle_ = fact("policy.mentions[].title"),
               kCollected_ = fact("policy.mentions[].collected"), kPresent_ = fact("policy.present");
  const SourcePtr& source_;
  const Prose& prose_;
  const vocab::Vocabulary& vocabulary_;
  const vocab::PolicyTerms terms_;
  const vocab::PolicyMatcher matcher_;
  const std::vector<Sentence> sentences_;
  facts::FactBuilder facts_;
  bool information_ = false, processing_ = false;  // what a policy must speak of to be one
};

Checked<facts::FactSet> refused(Diagnostic why) { return {std::nullopt, {std::move(why)}}; }

}  // namespace

Checked<facts::FactSet> read_policy_text(const SourcePtr& source, const vocab::Vocabulary& vocabulary,
                                         vocab::PolicyTerms terms) {
  const std::string_view text = source->text();
  const Span start{source.get(), 0, 0};
  if (text.size() > kMostBytes)
    return refused(
        error(kTooLarge, start, "the privacy policy is larger than 8 MiB", "save the page without its pictures"));
  if (const std::size_t bad = utf8::find_invalid(text); bad != std::string_view::npos) {
    const auto at = static_cast<std::uint32_t>(bad);
    return refused(error(kNotUtf8, {source.get(), at, at + 1}, "the privacy policy is not text in UTF-8",
                         "save it as HTML, Markdown or plain text in UTF-8"));
  }
  const Prose prose = prose_of(text, markup_of(source->name(), text));
  std::vector<Sentence> sentences;
  if (prose.text.size() <= kMostText) sentences = sentences_of(prose.text);
  if (prose.text.size() > kMostText || sentences.size() > kMostSentences)
    return refused(error(kTooLarge, start, "the privacy policy has more than 1 MiB of words, or 20,000 sentences",
                         "name the file that holds the policy alone"));
  if (auto facts = Reader(source, prose, std::move(sentences), vocabulary, terms).read())
    return {std::move(*facts), {}};
  return {
      facts::FactBuilder(source, kPolicyTextFormat, 0).finish(),
      {warning(kNoPolicy, start,
               "this does not read like a privacy policy: it speaks of no personal information or of no purpose",
               "a page that scripts fill in has to be saved from the browser; nothing is concluded from this file")}};
}

}  // namespace hegui::read
