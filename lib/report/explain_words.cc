#include "report/explain_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace hegui::report {
namespace {

using vocab::Form;
using vocab::LocalText;

// The shortest part of a title that still names it: two Chinese characters, or a word of Latin letters.
constexpr std::size_t kShortestPart = 6;

class Words {
 public:
  Words(const policy::Policy& policy, const vocab::Identifiers& identifiers, std::string_view word, bool chinese)
      : policy_(policy),
        identifiers_(identifiers),
        vocabulary_(identifiers.vocabulary()),
        word_(word),
        chinese_(chinese) {}

  std::string all() {
    for (const vocab::ServiceRow& row : vocabulary_.services())
      if (names(row.slug, row.title) || contains(row.words)) service(row);
    for (const vocab::AppTypeRow& row : vocabulary_.app_types())
      if (names(row.slug, row.title) || std::ranges::find(slugs_, text(row.slug)) != slugs_.end()) app_type(row);
    for (const vocab::CategoryRow& row : vocabulary_.categories())
      if (names(row.slug, row.title)) category(row);
    for (const vocab::ItemRow& row : vocabulary_.items())
      if (names(row.slug, row.title)) item(row);
    if (const vocab::SdkRow* row = vocabulary_.find_sdk(word_)) sdk(*row);
    if (const vocab::IdentifierRow* row = identifiers_.find(word_))
      kind(*row);
    else
      for (const vocab::IdentifierRow& each : vocabulary_.identifiers())
        if (names(each.slug, each.title)) kind(each);
    for (const vocab::SensitiveApiRow& row : vocabulary_.sensitive_apis())
      if (text(row.slug) == word_ || text(row.name) == word_ || contains(row.symbols) || word_ == dotted(row))
        interface(row);
    if (out_.empty())
      for (const vocab::IdentifierRow* row : identifiers_.recognise(word_)) number(*row);
    return std::move(out_);
  }

 private:
  std::string_view text(image::Text value) const { return vocabulary_.text(value); }
  std::string_view local(LocalText value) const { return text(chinese_ || value.en.size == 0 ? value.zh : value.en); }
  std::string_view say(std::string_view zh, std::string_view en) const { return chinese_ ? zh : en; }

  bool names(image::Text slug, LocalText title) const {
    if (text(slug) == word_ || text(title.zh) == word_ || text(title.en) == word_) return true;
    return word_.size() >= kShortestPart && (text(title.zh).contains(word_) || text(title.en).contains(word_));
  }
  bool contains(image::Range words) const {
    return std::ranges::any_of(vocabulary_.texts(words), [&](image::Text one) { return text(one) == word_; });
  }

  void head(std::string_view title, std::string_view slug, std::string_view what) {
    out_ += fmt::format("{}{}  ({})\n{}\n", out_.empty() ? "" : "\n", title, slug, what);
  }
  void line(std::string_view name, std::string_view value) {
    if (!value.empty()) out_ += fmt::format("{} {}\n", name, value);
  }

  // Titles of the kinds where the vocabulary knows them, their slugs otherwise.
  std::string kinds(image::Range slugs) const {
    std::string out;
    for (const image::Text slug : vocabulary_.texts(slugs)) {
      const vocab::IdentifierRow* row = identifiers_.find(text(slug));
      out += fmt::format("{}{}", out.empty() ? "" : say("、", ", "),
                         row == nullptr ? text(slug) : fmt::format("{} ({})", local(row->title), text(slug)));
    }
    return out;
  }

  // The rules whose conditions name the slug.
  void rules(std::string_view slug) {
    const std::string quoted = fmt::format("\"{}\"", slug);
    bool headed = false;
    for (const policy::RuleRow& rule : policy_.rules()) {
      const auto source = std::ranges::find(policy_.sources(), policy_.text(rule.source),
                                            [&](const policy::SourceRow& row) { return policy_.text(row.path); });
      if (source == policy_.sources().end()) continue;
      const std::string_view whole = policy_.text(source->text);
      if (!whole.substr(0, whole.find("[[rule.example]]")).contains(quoted)) continue;
      if (!headed) out_ += say("\n用到它的规则\n", "\nRules that speak of it\n");
      headed = true;
      out_ += fmt::format("  {} {}  {}\n", policy_.text(rule.id), policy_.text(rule.name), local(rule.title));
    }
  }

  void service(const vocab::ServiceRow& row) {
    slugs_.push_back(text(row.slug));
    head(local(row.title), text(row.slug),
         text(row.key) == "services" ? say("服务：填入 subject.services", "a service: a word of subject.services")
                                     : say("功能：填入 subject.features", "a function: a word of subject.features"));
    line(say("电信业务分类：", "telecom class:"), text(row.telecom));
    line(say("相关许可或备案：", "titles it may need:"), kinds(row.titles));
    rules(text(row.slug));
  }

  void app_type(const vocab::AppTypeRow& row) {
    head(local(row.title), text(row.slug),
         fmt::format(
             "{} {}",
             say("常见类型App，填入 subject.app_type，序号", "a common type of app, a word of subject.app_type, no."),
             row.number));
    line(say("基本功能：", "basic function:"), local(row.basic_function));
    line(say("必要个人信息（原文）：", "necessary information in the words of the list:"), text(row.words));
    if (row.necessary.count == 0)
      out_ += say("无须个人信息即可使用基本功能\n", "its basic function needs no personal information\n");
    for (const image::Text slug : vocabulary_.texts(row.necessary)) item_line(slug, {});
    for (const vocab::ConditionalItemRow& one : vocabulary_.conditional(row)) item_line(one.item, local(one.when));
  }

  void item_line(image::Text slug, std::string_view when) {
    const vocab::ItemRow* row = vocabulary_.find_item(text(slug));
    out_ += fmt::format("  {}  {}{}\n", text(slug), row == nullptr ? std::string_view{} : local(row->title),
                        when.empty() ? std::string()
                        : chinese_   ? fmt::format("（仅限：{}）", when)
                                     : fmt::format(" (only: {})", when));
  }

  std::string_view sensitivity(vocab::Sensitivity value) const {
    switch (value) {
      case vocab::Sensitivity::Yes:
        return say("是", "yes");
      case vocab::Sensitivity::Conditional:
        return say("视内容和用途而定", "according to content and use");
      case vocab::Sensitivity::No:
        break;
    }
    return say("否", "no");
  }

  void category(const vocab::CategoryRow& row) {
    head(local(row.title), text(row.slug),
         say("个人信息类别：填入 collection[].category",
             "a category of personal information: a word of collection[].category"));
    line(say("敏感：", "sensitive:"), sensitivity(row.sensitive));
  }

  void item(const vocab::ItemRow& row) {
    head(local(row.title), text(row.slug),
         say("必要个人信息清单中的信息项", "an item of the lists of necessary information"));
    line(say("类别：", "category:"), text(row.category));
    line(say("敏感：", "sensitive:"), sensitivity(row.sensitive));
  }

  void sdk(const vocab::SdkRow& row) {
    head(local(row.title), text(row.slug), say("第三方SDK", "a third-party SDK"));
    line(say("提供方：", "provider:"), local(row.provider));
    line(say("隐私政策：", "privacy policy:"), text(row.privacy_url));
  }

  // Class or module and member, with dots: as code.sensitive_calls[].api says it of Android.
  std::string dotted(const vocab::SensitiveApiRow& row) const {
    std::string out(text(row.owner));
    if (out.starts_with('L') && out.ends_with(';')) out = out.substr(1, out.size() - 2);
    std::ranges::replace(out, '/', '.');
    return out.empty() ? std::string(text(row.name)) : fmt::format("{}.{}", out, text(row.name));
  }

  void interface(const vocab::SensitiveApiRow& row) {
    head(dotted(row), text(row.platform),
         say("可获取个人信息或控制设备的接口", "an interface that opens personal information or steers the device"));
    std::string opens;
    for (const image::Text slug : vocabulary_.texts(row.categories)) {
      const vocab::CategoryRow* category = vocabulary_.find_category(text(slug));
      opens +=
          fmt::format("{}{}", opens.empty() ? "" : say("、", ", "),
                      category == nullptr ? text(slug) : fmt::format("{} ({})", local(category->title), text(slug)));
    }
    line(say("可获取的信息：", "opens:"), opens);
    line(say("仅在参数为下列值时：", "only with the argument:"), text(row.argument));
    std::string asks;
    for (const image::Text name : vocabulary_.texts(row.permissions))
      asks += fmt::format("{}{}", asks.empty() ? "" : say("、", ", "), text(name));
    line(say("所需权限：", "permissions it needs:"), asks);
    if (row.categories.count > 0) rules(text(vocabulary_.texts(row.categories).front()));
  }

  void kind(const vocab::IdentifierRow& row) {
    head(local(row.title), text(row.slug), say("一种编号", "a kind of official number"));
    line(say("核发：", "given by:"), text(row.issuer));
    for (const image::Text example : vocabulary_.texts(row.valid)) line(say("例：", "such as:"), text(example));
    line(say("格式的确定程度：", "how certain its form is:"), certainty(row.certainty));
    rules(text(row.slug));
  }

  std::string_view certainty(vocab::Certainty value) const {
    switch (value) {
      case vocab::Certainty::Certain:
        return say("有标准或大量样本", "laid down in a standard or seen in many samples");
      case vocab::Certainty::Observed:
        return say("仅由样本归纳，不符只作提示", "known from samples only, so a mismatch is a notice");
      case vocab::Certainty::Uncertain:
        break;
    }
    return say("样本很少，只用于识别", "few samples, for recognition only");
  }

  void number(const vocab::IdentifierRow& row) {
    head(word_, text(row.slug), local(row.title));
    line(say("核发：", "given by:"), text(row.issuer));
    if (const auto parts = identifiers_.parts(text(row.slug), word_)) {
      const vocab::ProvinceRow* province = parts->province != nullptr ? parts->province : parts->division;
      if (province != nullptr) line(say("省份：", "province:"), local(province->title));
      if (parts->year != 0) line(say("年份：", "year:"), fmt::format("{}", parts->year));
      line(say("主体号：", "names the filer:"), parts->entity);
    }
    line(say("格式的确定程度：", "how certain its form is:"), certainty(row.certainty));
    out_ += say("格式相符不等于真实有效，请在发号机关的系统中查询。\n",
                "The right form is no proof that the number exists: look it up at the authority that gives it.\n");
  }

  const policy::Policy& policy_;
  const vocab::Identifiers& identifiers_;
  const vocab::Vocabulary& vocabulary_;
  std::string_view word_;
  bool chinese_;
  std::string out_;
  std::vector<std::string_view> slugs_;  // of the services shown
};

}  // namespace

std::string explain_words(const policy::Policy& policy, const vocab::Identifiers& identifiers, std::string_view word,
                          bool chinese) {
  return Words(policy, identifiers, word, chinese).all();
}

}  // namespace hegui::report
