#include "report/explain/platform.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "check/concern.h"
#include "derive/permissions.h"

namespace hegui::report::explain {
namespace {

using vocab::MarkKind;
using vocab::PermissionRow;
using vocab::SdkRow;
using vocab::SensitiveApiRow;

std::string_view last_part(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

std::vector<std::string> categories(const World& world, image::Range range) {
  std::vector<std::string> out;
  for (const image::Text slug : world.vocabulary().texts(range)) out.push_back(world.category(world.text(slug)));
  return out;
}

std::vector<std::string_view> slugs(const World& world, image::Range range) {
  std::vector<std::string_view> out;
  for (const image::Text slug : world.vocabulary().texts(range)) out.push_back(world.text(slug));
  return out;
}

std::vector<std::string> strings(const World& world, image::Range range) {
  const std::vector<std::string_view> views = slugs(world, range);
  return {views.begin(), views.end()};
}

bool in(const World& world, image::Range range, std::string_view word) {
  return std::ranges::any_of(world.vocabulary().texts(range), [&](image::Text one) { return world.text(one) == word; });
}

// Class or module and member, with dots: as code.sensitive_calls[].api says it of Android.
std::string dotted(const World& world, const SensitiveApiRow& row) {
  std::string out(world.text(row.owner));
  if (out.starts_with('L') && out.ends_with(';')) out = out.substr(1, out.size() - 2);
  std::ranges::replace(out, '/', '.');
  return out.empty() ? std::string(world.text(row.name)) : fmt::format("{}.{}", out, world.text(row.name));
}

std::string_view platform(const World& world, std::string_view slug) {
  if (slug == "android") return "Android";
  if (slug == "ios") return "iOS";
  if (slug == "harmonyos") return "HarmonyOS";
  if (slug == "alipay") return world.say("支付宝小程序", "Alipay mini programs");
  if (slug == "douyin") return world.say("抖音小程序", "Douyin mini programs");
  if (slug == "feishu") return world.say("飞书小程序", "Feishu gadgets");
  if (slug == "baidu") return world.say("百度智能小程序", "Baidu smart programs");
  return slug == "wechat" ? world.say("微信小程序", "WeChat mini programs") : slug;
}

// A product of which only that is known: that a manifest asks for this permission.
facts::FactSet asking_for(const World& world, const PermissionRow& row) {
  const auto source = std::make_shared<Source>("explain", std::string());
  const Span nowhere{source.get(), 0, 0};
  facts::FactBuilder builder(source, "explain", facts::kAnyManifest);
  builder.append(facts::fact("subject.platforms"), world.text(row.platform), nowhere);
  facts::Item* item = builder.add(facts::fact("permissions"), nowhere);
  builder.set(facts::fact("permissions[].name"), world.text(row.name), nowhere, item);
  builder.set(facts::fact("permissions[].platform"), world.text(row.platform), nowhere, item);
  builder.set(facts::fact("permissions[].requested"), true, nowhere, item);
  facts::FactSet facts = std::move(builder).finish();
  derive::describe_permissions(facts, world.vocabulary());
  return facts;
}

// A product of which only that is known: that this SDK was found in it.
facts::FactSet built_with(const World& world, const SdkRow& row) {
  const auto source = std::make_shared<Source>("explain", std::string());
  const Span nowhere{source.get(), 0, 0};
  facts::FactBuilder builder(source, "explain", facts::kDependencies);
  facts::Item* item = builder.add(facts::fact("sdks"), nowhere);
  builder.set(facts::fact("sdks[].slug"), world.text(row.slug), nowhere, item);
  builder.set(facts::fact("sdks[].name"), world.text(row.title.zh), nowhere, item);
  builder.set(facts::fact("sdks[].kind"), world.text(row.kind), nowhere, item);
  builder.set(facts::fact("sdks[].detected"), true, nowhere, item);
  builder.state_list(facts::fact("sdks[].categories"), nowhere, item);
  for (const image::Text category : world.vocabulary().texts(row.categories))
    builder.append(facts::fact("sdks[].categories"), world.text(category), nowhere, item);
  return std::move(builder).finish();
}

std::string_view risk(const World& world, std::string_view word) {
  const auto severity = policy::parse_severity(word);
  return severity ? world.severity(*severity) : word;
}

void permission(Sheet& sheet, const PermissionRow& row) {
  const World& world = sheet.world;
  const std::string_view name = world.text(row.name);
  sheet.head(name, world.text(row.platform), world.local(row.title));
  if (row.prefix != 0) sheet.plain(world.say("一族权限的开头", "How the names of a family begin"));
  sheet.line(world.say("级别：", "kind:"), world.text(row.kind));
  sheet.line(world.say("权限组：", "group:"), world.text(row.group));
  sheet.line(world.say("风险：", "risk:"), risk(world, world.text(row.risk)));
  sheet.line(world.say("自该版本起：", "since:"), world.text(row.since));
  sheet.line(world.say("可获取的个人信息：", "opens personal information:"), categories(world, row.categories));
  sheet.plain(world.local(row.advice));
  sheet.line(world.say("来源：", "source:"),
             fmt::format("{}{}", world.source(world.text(row.verified)),
                         row.categories.count > 0
                             ? world.say("；可获取的信息为本工具的归纳", "; what it opens is our own reading")
                             : ""));
  std::vector<std::string> interfaces;
  for (const SensitiveApiRow& one : world.vocabulary().sensitive_apis())
    if (in(world, one.permissions, name) && interfaces.size() < 8) interfaces.push_back(dotted(world, one));
  sheet.line(world.say("需要它的接口（部分）：", "interfaces that need it, some:"), interfaces);
  sheet.paragraph(world.say("申报", "To declare it"),
                  fmt::format("[[permissions]] name = \"{}\", platform = \"{}\", purpose, feature, mandatory", name,
                              world.text(row.platform)));
  std::vector<std::string_view> words = slugs(world, row.categories);
  words.push_back(name);
  sheet.rules_naming(words, check::rules_over(world.policy, asking_for(world, row), facts::fact("permissions")));
}

void find_permissions(const World& world, std::string_view word, std::vector<Entry>& out) {
  for (const PermissionRow& row : world.vocabulary().permissions()) {
    const std::string_view name = world.text(row.name);
    Match how_far = match(word, {name, last_part(name), world.text(row.title.zh), world.text(row.title.en)});
    if (row.prefix != 0 && how_far == Match::No && word.size() > name.size() && word.starts_with(name))
      how_far = Match::Exact;
    if (how_far == Match::No) continue;
    out.push_back({how_far, std::string(name), std::string(platform(world, world.text(row.platform))),
                   world.local(row.title), [&row](Sheet& sheet) { permission(sheet, row); }});
  }
}

std::string_view mark_name(const World& world, MarkKind kind) {
  switch (kind) {
    case MarkKind::ClassPrefix:
      return world.say("Android 类名前缀：", "Android class prefixes:");
    case MarkKind::WeakClassPrefix:
      return world.say("Android 类名前缀（仅供参考）：", "Android class prefixes, a hint only:");
    case MarkKind::NativeLibrary:
      return world.say("本地库：", "native libraries:");
    case MarkKind::Gradle:
      return "Gradle:";
    case MarkKind::Pod:
      return "CocoaPods:";
    case MarkKind::IosFramework:
      return world.say("iOS 框架：", "iOS frameworks:");
    case MarkKind::Npm:
      return "npm:";
    case MarkKind::Ohpm:
      return "ohpm:";
    case MarkKind::Pub:
      return "pub:";
    case MarkKind::WechatPlugin:
      return world.say("小程序插件：", "mini program plugins:");
  }
  return {};
}

std::string_view confidence(const World& world, std::string_view word) {
  if (word == "high")
    return world.say("标志可信：有多个来源，或一个来源且不会混淆",
                     "marks are trusted: several sources, or one that cannot be mistaken");
  if (word == "medium") return world.say("标志较可信", "marks are fairly trusted");
  if (word == "low") return world.say("标志来源较少", "marks have a weak source");
  return world.say("没有可用于识别的前缀", "no prefix tells it");
}

void sdk(Sheet& sheet, std::uint32_t index) {
  const World& world = sheet.world;
  const vocab::Vocabulary& vocabulary = world.vocabulary();
  const SdkRow& row = vocabulary.sdks()[index];
  sheet.head(world.local(row.title), world.text(row.slug), world.say("第三方SDK", "a third-party SDK"));
  sheet.line(
      world.say("提供方：", "provider:"),
      fmt::format("{}{}", world.local(row.provider), row.domestic != 0 ? world.say("（境内）", " (in China)") : ""));
  sheet.line(world.say("类型：", "kind:"), world.text(row.kind));
  if (row.tracker != 0)
    sheet.plain(world.say("跨应用画像、统计或投放广告", "Profiles, measures or advertises across apps"));
  if (const SdkRow* parent = vocabulary.find_sdk(world.text(row.parent)))
    sheet.line(world.say("属于：", "part of:"),
               fmt::format("{} ({})", world.local(parent->title), world.text(parent->slug)));
  sheet.line(world.say("可能获取的个人信息：", "personal information its provider may get:"),
             categories(world, row.categories));
  sheet.line(world.say("申请的权限：", "permissions it asks for:"), strings(world, row.permissions));
  sheet.line(world.say("隐私政策：", "privacy policy:"), world.text(row.privacy_url));
  std::map<MarkKind, std::vector<std::string>> marks;
  for (int kind = 0; kind <= static_cast<int>(MarkKind::WechatPlugin); ++kind)
    for (const vocab::SdkMarkRow& mark : vocabulary.marks(static_cast<MarkKind>(kind)))
      if (mark.sdk == index) marks[mark.kind].emplace_back(world.text(mark.value));
  for (const auto& [kind, values] : marks) sheet.line(mark_name(world, kind), values);
  sheet.line(world.say("来源：", "source:"),
             fmt::format(
                 "{}{}", confidence(world, world.text(row.confidence)),
                 world.say("；信息和权限为本工具的归纳，随版本和配置变化",
                           "; information and permissions are our own reading, and change with version and settings")));
  const std::string_view slug = world.text(row.slug);
  sheet.rules_naming({&slug, 1}, check::rules_over(world.policy, built_with(world, row), facts::fact("sdks")));
}

// Whether `word` is a package, class or module that the mark stands for, or is a group that holds it. A star in the
// mark stands for any version.
Match match_mark(std::string_view mark, std::string_view word) {
  if (const std::size_t star = mark.find('*'); star != std::string_view::npos) {
    const std::string_view before = mark.substr(0, star), behind = mark.substr(star + 1);
    return word.size() >= before.size() + behind.size() && word.starts_with(before) && word.ends_with(behind)
               ? Match::Exact
               : Match::No;
  }
  if (mark == word || word.starts_with(std::string(mark) + '.') || word.starts_with(std::string(mark) + ':'))
    return Match::Exact;
  if (word.size() < 4 || !mark.starts_with(word) || mark.size() == word.size()) return Match::No;
  const char next = mark[word.size()];
  return next == '.' || next == ':' || next == '/' ? Match::Part : Match::No;
}

void find_sdks(const World& world, std::string_view word, std::vector<Entry>& out) {
  const vocab::Vocabulary& vocabulary = world.vocabulary();
  std::vector<Match> found(vocabulary.sdks().size(), Match::No);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const SdkRow& row = vocabulary.sdks()[i];
    found[i] = match(word, {world.text(row.slug), world.text(row.title.zh), world.text(row.title.en)});
  }
  if (const SdkRow* named = vocabulary.find_sdk_named(word))
    found[static_cast<std::size_t>(named - vocabulary.sdks().data())] = Match::Exact;
  // Of class prefixes that cover a name the longest counts.
  const SdkRow* of_class = vocabulary.find_sdk_of_class(MarkKind::ClassPrefix, word);
  if (of_class == nullptr) of_class = vocabulary.find_sdk_of_class(MarkKind::WeakClassPrefix, word);
  if (of_class != nullptr) found[static_cast<std::size_t>(of_class - vocabulary.sdks().data())] = Match::Exact;
  for (int kind = 0; kind <= static_cast<int>(MarkKind::WechatPlugin); ++kind) {
    const bool classes = kind <= static_cast<int>(MarkKind::WeakClassPrefix);
    for (const vocab::SdkMarkRow& mark : vocabulary.marks(static_cast<MarkKind>(kind))) {
      const Match how_far = match_mark(world.text(mark.value), word);
      if (classes && how_far == Match::Exact) continue;
      found[mark.sdk] = std::max(found[mark.sdk], how_far);
    }
  }
  for (std::uint32_t i = 0; i < found.size(); ++i)
    if (found[i] != Match::No)
      out.push_back({found[i], std::string(world.local(vocabulary.sdks()[i].title)),
                     std::string(world.text(vocabulary.sdks()[i].slug)), world.say("第三方SDK", "a third-party SDK"),
                     [i](Sheet& sheet) { sdk(sheet, i); }});
}

void interface(Sheet& sheet, const SensitiveApiRow& row) {
  const World& world = sheet.world;
  sheet.head(
      dotted(world, row), world.text(row.platform),
      world.say("可获取个人信息或控制设备的接口", "an interface that opens personal information or steers the device"));
  sheet.line(world.say("可获取的信息：", "opens:"), categories(world, row.categories));
  sheet.line(world.say("仅在参数为下列值时：", "only with the argument:"), world.text(row.argument));
  sheet.line(world.say("所需权限：", "permissions it needs:"), strings(world, row.permissions));
  sheet.line(world.say("来源：", "source:"), world.source(world.text(row.verified)));
  const std::vector<std::string_view> words = slugs(world, row.categories);
  sheet.rules_naming(std::span(words).first(std::min<std::size_t>(1, words.size())));
}

void find_interfaces(const World& world, std::string_view word, std::vector<Entry>& out) {
  for (const SensitiveApiRow& row : world.vocabulary().sensitive_apis()) {
    const std::string whole = dotted(world, row);
    const std::string_view name = world.text(row.name);
    const std::string_view owner = std::string_view(whole).substr(0, whole.size() - name.size());
    const std::string_view of = owner.empty() ? owner : owner.substr(0, owner.size() - 1);
    Match how_far = Match::No;
    if (word == whole || word == name || word == last_part(name) || world.text(row.slug) == word ||
        in(world, row.symbols, word))
      how_far = Match::Exact;
    else if (!of.empty() && (word == of || word == last_part(of)))
      how_far = Match::Part;
    if (how_far != Match::No)
      out.push_back({how_far, whole, std::string(platform(world, world.text(row.platform))),
                     world.say("接口", "an interface"), [&row](Sheet& sheet) { interface(sheet, row); }});
  }
}

}  // namespace

void find_platform(const World& world, std::string_view word, std::vector<Entry>& out) {
  find_permissions(world, word, out);
  find_sdks(world, word, out);
  find_interfaces(world, word, out);
}

}  // namespace hegui::report::explain
