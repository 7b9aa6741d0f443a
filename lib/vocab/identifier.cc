#include "vocab/identifier.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <mutex>

namespace hegui::vocab {
namespace {

constexpr std::string_view kCreditCode = "uscc-mod31";  // name of its check digit's rule

std::string digits_of(std::string_view text) {
  std::string out;
  std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return c >= '0' && c <= '9'; });
  return out;
}

// GB 32100-2015: the 18th character is fixed by the 17 before it.
bool fits_credit_code(std::string_view code) {
  static constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  static constexpr std::array<unsigned, 17> kWeights = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
  if (code.size() != kWeights.size() + 1) return false;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kAlphabet.find(code[i]) * kWeights[i];
  return kAlphabet[(31 - sum % 31) % 31] == code.back();
}

// ISO 2108: the weighted sum of 13 digits is a multiple of ten.
bool fits_isbn(std::string_view number) {
  const std::string digits = digits_of(number);
  unsigned sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += static_cast<unsigned>(digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return digits.size() == 13 && sum % 10 == 0;
}

// ISO 7064 MOD 11,10 over all digits.
bool fits_mod11_10(std::string_view number) {
  const std::string digits = digits_of(number);
  if (digits.empty()) return false;
  unsigned product = 10;
  for (const char digit : digits.substr(0, digits.size() - 1)) {
    const unsigned sum = (product + static_cast<unsigned>(digit - '0')) % 10;
    product = 2 * (sum == 0 ? 10 : sum) % 11;
  }
  return (product + static_cast<unsigned>(digits.back() - '0')) % 10 == 1;
}

// The character a number is narrowed to; 0 drops it.
char32_t narrow(char32_t c) {
  if (c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x200B || c == 0x3000 || c == 0xFEFF) return 0;
  const bool letter_or_digit =
      (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
  if (letter_or_digit || c == 0xFF0D || c == 0xFF0E || c == 0xFF1A) return c - 0xFEE0;
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return '-';
  return c;
}

}  // namespace

struct Identifiers::Pattern {
  std::once_flag once;
  std::unique_ptr<const re2::RE2> regex;
};

std::string narrow_number(std::string_view number) {
  std::string out;
  for (std::size_t at = 0; at < number.size();) {
    const auto byte = static_cast<unsigned char>(number[at]);
    const std::size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    const std::string_view raw = number.substr(at, size);
    at += raw.size();
    char32_t c = byte < 0x80 ? byte : byte & (0x7Fu >> size);
    for (const char next : raw.substr(1)) c = (c << 6) | (static_cast<unsigned char>(next) & 0x3Fu);
    const char32_t narrowed = narrow(c);
    if (narrowed == c)
      out += raw;
    else if (narrowed != 0)
      out += static_cast<char>(narrowed);
  }
  static constexpr std::string_view kIcp = "ICP";
  const auto same = [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 32 : a) == b; };
  const auto icp = std::ranges::search(out, kIcp, same);
  std::ranges::copy(kIcp.substr(0, icp.size()), icp.begin());
  return out;
}

Identifiers::Identifiers(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {
  for (std::size_t i = 0; i < vocabulary_.identifiers().size(); ++i) patterns_.push_back(std::make_unique<Pattern>());
}

Identifiers::~Identifiers() = default;

const IdentifierRow* Identifiers::find(std::string_view kind) const {
  const std::vector<const IdentifierRow*> rows = rows_of(kind);
  return rows.empty() ? nullptr : rows.front();
}

std::vector<const IdentifierRow*> Identifiers::rows_of(std::string_view kind) const {
  std::vector<const IdentifierRow*> rows;
  for (const IdentifierRow& row : vocabulary_.identifiers()) {
    if (vocabulary_.text(row.slug) == kind)
      rows.insert(rows.begin(), &row);
    else if (std::ranges::any_of(vocabulary_.texts(row.kinds),
                                 [&](image::Text word) { return vocabulary_.text(word) == kind; }))
      rows.push_back(&row);
  }
  return rows;
}

const re2::RE2& Identifiers::regex(const IdentifierRow& row) const {
  Pattern& pattern = *patterns_[static_cast<std::size_t>(&row - vocabulary_.identifiers().data())];
  std::call_once(pattern.once, [&] {
    const std::string_view text = vocabulary_.text(row.pattern);
    pattern.regex = std::make_unique<const re2::RE2>(re2::StringPiece(text.data(), text.size()), re2::RE2::Quiet);
  });
  return *pattern.regex;
}

bool Identifiers::matches(const IdentifierRow& row, std::string_view number) const {
  if (number.size() < row.min_length || number.size() > row.max_length) return false;
  return re2::RE2::FullMatch(re2::StringPiece(number.data(), number.size()), regex(row));
}

std::string Identifiers::normalise(const IdentifierRow& row, std::string_view number) const {
  std::string text = row.chinese != 0 ? narrow_number(number) : std::string(number);
  // Credit codes are written in capitals, and may be copied otherwise.
  if (vocabulary_.text(row.check) == kCreditCode)
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

Form Identifiers::judge(const IdentifierRow& row, std::string_view number) const {
  const std::string text = normalise(row, number);
  const Form form = matches(row, text) ? check(row, text) : Form::Malformed;
  return form == Form::Malformed && row.certainty != Certainty::Certain ? Form::Doubtful : form;
}

Form Identifiers::judge(std::string_view kind, std::string_view number) const {
  // The best that a row of the kind says of it.
  Form best = Form::Unknown;
  for (const IdentifierRow* row : rows_of(kind)) {
    const Form form = judge(*row, number);
    if (form == Form::WellFormed) return form;
    if (best == Form::Unknown || form == Form::Doubtful) best = form;
  }
  return best;
}

std::optional<NumberParts> Identifiers::parts(std::string_view kind, std::string_view number) const {
  for (const IdentifierRow* row : rows_of(kind))
    if (auto found = parts(*row, number)) return found;
  return std::nullopt;
}

std::optional<NumberParts> Identifiers::parts(const IdentifierRow& row, std::string_view number) const {
  const std::string text = normalise(row, number);
  const re2::RE2& pattern = regex(row);
  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) + 1);
  const re2::StringPiece whole(text.data(), text.size());
  if (text.size() < row.min_length || text.size() > row.max_length) return std::nullopt;
  if (!pattern.Match(whole, 0, text.size(), re2::RE2::ANCHOR_BOTH, groups.data(), static_cast<int>(groups.size())))
    return std::nullopt;
  const auto group = [&](const char* name) -> std::string_view {
    const auto& names = pattern.NamedCapturingGroups();
    const auto found = names.find(name);
    if (found == names.end()) return {};
    const re2::StringPiece& piece = groups[static_cast<std::size_t>(found->second)];
    return {piece.data(), piece.size()};
  };
  NumberParts out;
  const std::string_view province = group("province"), division = group("division");
  for (const ProvinceRow& one : vocabulary_.provinces()) {
    if (!province.empty() &&
        (vocabulary_.text(one.telecom_name) == province || vocabulary_.text(one.police_name) == province))
      out.province = &one;
    if (!division.empty() && division.starts_with(vocabulary_.text(one.division))) out.division = &one;
  }
  const std::string_view year = group("year"), short_year = group("yy");
  for (const char digit : year.empty() ? short_year : year) out.year = out.year * 10 + (digit - '0');
  if (year.empty() && !short_year.empty()) out.year += 2000;
  out.entity = group("entity");
  return out;
}

std::vector<const IdentifierRow*> Identifiers::recognise(std::string_view number) const {
  std::vector<const IdentifierRow*> out;
  for (const IdentifierRow& row : vocabulary_.identifiers())
    if (row.loose == 0 && judge(row, number) == Form::WellFormed) out.push_back(&row);
  std::ranges::stable_sort(out, std::greater{}, &IdentifierRow::certainty);
  return out;
}

Form Identifiers::check(const IdentifierRow& row, std::string_view number) const {
  const std::string_view rule = vocabulary_.text(row.check);
  // Genuine codes of the first years break the rule.
  if (rule == kCreditCode) return fits_credit_code(number) ? Form::WellFormed : Form::Doubtful;
  if (rule == "gb2260-prefix") return check_division(number);
  if (rule == "ean13") return fits_isbn(number) ? Form::WellFormed : Form::Malformed;
  if (rule == "gbt17710-mod11-10") return fits_mod11_10(number) ? Form::WellFormed : Form::Malformed;
  return Form::WellFormed;
}

Form Identifiers::check_division(std::string_view number) const {
  const std::string digits = digits_of(number);
  for (const ProvinceRow& province : vocabulary_.provinces()) {
    if (!digits.starts_with(vocabulary_.text(province.division))) continue;
    const bool names_one = std::ranges::any_of(vocabulary_.provinces(), [&](const ProvinceRow& other) {
      return number.starts_with(vocabulary_.text(other.telecom_name)) ||
             number.starts_with(vocabulary_.text(other.police_name));
    });
    const bool names_this = number.starts_with(vocabulary_.text(province.telecom_name)) ||
                            number.starts_with(vocabulary_.text(province.police_name));
    // Whoever files with a central body may have the number of another province.
    return names_one && !names_this ? Form::Doubtful : Form::WellFormed;
  }
  return Form::Malformed;
}

}  // namespace hegui::vocab
