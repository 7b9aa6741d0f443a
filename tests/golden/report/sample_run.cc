// The words are invented; only their shapes and lengths are those of real packs.
#include "sample_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "result/fingerprint.h"

namespace hegui::result::sample {
namespace {

using check::Verdict;
using policy::Severity;

Place text_place(std::string file, std::uint32_t line, std::string excerpt, std::string_view part) {
  const std::size_t at = excerpt.find(part);
  const auto column = static_cast<std::uint32_t>(utf8::length(std::string_view(excerpt).substr(0, at))) + 1;
  return {std::move(file),    line,   column, static_cast<std::uint32_t>(utf8::length(part)),
          std::move(excerpt), column, {}};
}

Place element_place(std::string file, std::string element) {
  return {std::move(file), 0, 0, 0, {}, 0, std::move(element)};
}

std::vector<Clause> clauses() {
  const TextView opinions{"移动互联网发展意见", "Opinions on the Mobile Internet"};
  const TextView act{"个人信息示范法", "Model Personal Information Act"};
  const TextView guide{"应用违规认定方法", "Method for Recognising App Violations"};
  return {
      {"ops:15", "ops", opinions, "15", {"保护用户权益", "Protecting users' rights"}, {}, "v", {}},
      {"ops:16", "ops", opinions, "16", {"网络安全防护", "Network security"}, {}, "v", {}},
      {"mpia:17",
       "mpia",
       act,
       "17",
       {"处理前的告知", "Notice before processing"},
       {"以显著方式告知。", "Tell clearly."},
       "v",
       {0}},
      {"mpia:19", "mpia", act, "19(1)", {"保存期限", "Retention"}, {}, "v", {0}},
      {"method:2.1", "method", guide, "2.1", {"未明示收集目的", "Purposes not stated"}, {}, "p", {0}},
      {"method", "method", guide, "", guide, {}, "p", {1}},
  };
}

std::vector<Rule> rules() {
  const auto rule = [](std::string id, std::string name, Severity severity, std::string pillar, TextView title,
                       TextView fix, std::vector<std::uint32_t> cited) {
    Rule out;
    out.id = std::move(id);
    out.name = std::move(name);
    out.severity = severity;
    out.weight = policy::default_weight(severity);
    out.pillar = std::move(pillar);
    out.basis = "v";
    out.title = title;
    out.fix = fix;
    out.clauses = std::move(cited);
    return out;
  };
  std::vector<Rule> all{
      rule("MA-002", "filing-missing", Severity::Medium, "market-access", {"未办理备案", "Not filed"},
           {"办理备案后写入 [[filings]]。", "File the app and state the number in [[filings]]."}, {5}),
      rule("MA-009", "minor-mode-missing", Severity::Low, "market-access", {"无未成年人模式", "No mode for minors"},
           {"提供未成年人模式。", "Offer a mode for minors."}, {0}),
      rule(
          "SE-004", "cleartext-traffic", Severity::Critical, "security", {"允许明文通信", "Cleartext traffic allowed"},
          {"将 android:usesCleartextTraffic 设为 false，并为每个服务器地址启用 HTTPS；确需例外的域名写入网络安全配置。",
           "Set android:usesCleartextTraffic to false and serve every address by HTTPS; put the domains that must be "
           "excepted into the network security configuration."},
          {1, 5}),
      rule("SE-011", "signature-scheme-old", Severity::Low, "security", {"签名方案过旧", "Old signature scheme"},
           {"用 v2 以上方案签名。", "Sign with scheme v2 or newer."}, {1}),
      rule("SE-020", "backup-allowed", Severity::Medium, "security", {"允许备份应用数据", "App data may be backed up"},
           {"将 android:allowBackup 设为 false。", "Set android:allowBackup to false."}, {1}),
      rule("UR-017", "permission-purpose-missing", Severity::High, "user-rights",
           {"权限未说明用途", "Permissions without a purpose"},
           {"在 hegui.toml 为该权限写明用途和业务功能，或删除该权限。",
            "State the purpose and the function in hegui.toml for the permission, or drop it."},
           {0, 2, 4}),
      rule("UR-021", "retention-missing", Severity::Medium, "user-rights", {"未说明保存期限", "Retention not stated"},
           {"为该数据写明 retention_days。", "State retention_days for the data."}, {0, 3}),
      rule("UR-022", "purpose-vague", Severity::High, "user-rights", {"用途表述笼统", "Vague purpose"},
           {"写明具体业务功能，不用“等”“改善体验”。", "Name the function; no \"etc.\" or \"better experience\"."},
           {0, 2}),
      rule("UR-030", "sdk-undeclared", Severity::Medium, "user-rights", {"SDK 未列入清单", "SDK not listed"},
           {"将该 SDK 写入 [[sdks]]。", "List the SDK in [[sdks]]."}, {0, 2}),
      rule("UR-041", "deletion-missing", Severity::Low, "user-rights", {"无注销途径", "No way to delete the account"},
           {"提供注销途径。", "Offer account deletion."}, {2}),
      rule("SE-030", "debuggable", Severity::Critical, "security", {"可调试", "Debuggable"},
           {"关闭调试。", "Turn debugging off."}, {1}),
      rule("UR-042", "policy-missing", Severity::Critical, "user-rights", {"无隐私政策", "No privacy policy"},
           {"公布隐私政策。", "Publish a policy."}, {0, 2}),
      rule("UR-043", "consent-missing", Severity::High, "user-rights", {"未经同意", "No consent"},
           {"先征得同意。", "Ask first."}, {2}),
      rule("UR-050", "draft-labelling", Severity::Medium, "user-rights", {"征求意见稿：未标识", "Draft: not labelled"},
           {"关注该稿的生效。", "Watch the draft."}, {2}),
  };
  all.back().notice = true;
  all.back().weight = 0;
  all[5].why = {"用户无从判断为何索取。", "Users cannot tell why it is asked for."};
  all[2].references = {"MASVS-NETWORK-1", "CWE-319"};
  return all;
}

Run base_run() {
  Run run;
  run.tool_version = "0.1.0";
  run.as_of = *parse_date("2026-11-23");
  run.policy_digest = std::string(64, 'a');
  run.clauses = clauses();
  run.rules = rules();
  return run;
}

std::uint32_t rule_index(const Run& run, std::string_view id) {
  return static_cast<std::uint32_t>(std::ranges::find(run.rules, id, &Rule::id) - run.rules.begin());
}

Finding finding(const Run& run, std::string_view rule, Verdict verdict, std::string item, Text message,
                std::vector<Place> places) {
  Finding out;
  out.rule = rule_index(run, rule);
  out.verdict = verdict;
  out.item = std::move(item);
  out.message = std::move(message);
  out.places = std::move(places);
  out.fingerprint = fingerprint(rule, "com.example.ride", out.item);
  return out;
}

// Scores, groups, gains and repairs from the verdicts that are set, as assembling a result does.
void finish(const Run& run, Subject& subject) {
  std::vector<score::Entry> entries;
  std::map<std::string, std::vector<score::Entry>> pillars, cited;
  for (std::size_t i = 0; i < run.rules.size(); ++i) {
    const Rule& rule = run.rules[i];
    entries.push_back({subject.verdicts[i].verdict, rule.severity, rule.weight});
    if (entries.back().verdict == Verdict::NotApplicable) continue;
    pillars[rule.pillar].push_back(entries.back());
    for (const std::uint32_t clause : rule.clauses) cited[run.clauses[clause].id].push_back(entries.back());
  }
  subject.score = score::score(entries);
  subject.grade = score::grade(subject.score, entries);
  const std::map<std::string, TextView> titles{{"user-rights", {"用户权益", "User rights"}},
                                               {"market-access", {"市场准入", "Market access"}},
                                               {"security", {"安全", "Security"}}};
  for (const char* id : {"user-rights", "market-access", "security"})
    if (pillars.contains(id)) subject.pillars.push_back({id, titles.at(id), score::score(pillars[id])});
  for (const auto& [id, members] : cited) subject.clauses.push_back({id, {}, score::score(members)});
  for (std::uint32_t i = 0; i < run.rules.size(); ++i) {
    subject.verdicts[i].gain = score::gain(subject.score, entries, i);
    if (subject.verdicts[i].gain > 0 && subject.verdicts[i].verdict == Verdict::Fail) subject.repairs.push_back(i);
  }
  std::ranges::stable_sort(subject.repairs, std::ranges::greater{},
                           [&](std::uint32_t i) { return subject.verdicts[i].gain; });
}

Subject described(const Run& run, Verdict verdict) {
  Subject subject;
  subject.name = "示例出行";
  subject.version = "5.2.0";
  subject.id = "com.example.ride";
  subject.kind = "app";
  subject.platforms = {"android", "ios", "harmonyos"};
  subject.inputs = {{"app/src/main/AndroidManifest.xml", "android-manifest", std::string(64, 'b'), 4096}};
  subject.verdicts.resize(run.rules.size());
  for (RuleVerdict& each : subject.verdicts) each.verdict = verdict;
  return subject;
}

void add_declaration(Subject& subject) {
  subject.declared = true;
  subject.inputs.push_back({"hegui.toml", "declaration", {}, 812});
}

const char* const kManifest = "app/src/main/AndroidManifest.xml";

void add_failures(const Run& run, Subject& subject) {
  subject.findings.push_back(
      finding(run, "SE-004", Verdict::Fail, "", {"应用允许明文 HTTP 通信", "The app allows cleartext HTTP"},
              {text_place(kManifest, 22, "    <application android:usesCleartextTraffic=\"true\"",
                          "android:usesCleartextTraffic=\"true\""),
               element_place("ride.apk!AndroidManifest.xml", "/manifest/application@usesCleartextTraffic")}));
  static constexpr const char* kPermissions[] = {
      "READ_CONTACTS", "CAMERA",           "RECORD_AUDIO",  "ACCESS_FINE_LOCATION", "ACCESS_BACKGROUND_LOCATION",
      "READ_SMS",      "SEND_SMS",         "READ_CALL_LOG", "BODY_SENSORS",         "READ_CALENDAR",
      "GET_ACCOUNTS",  "READ_PHONE_STATE", "CALL_PHONE",    "BLUETOOTH_SCAN"};
  std::uint32_t line = 7;
  for (const char* name : kPermissions) {
    const std::string permission = fmt::format("android.permission.{}", name);
    const std::string excerpt = fmt::format("    <uses-permission android:name=\"{}\" />", permission);
    subject.findings.push_back(finding(
        run, "UR-017", Verdict::Fail, permission,
        {fmt::format("权限 {} 未说明用途", permission), fmt::format("The purpose of {} is not stated", permission)},
        {text_place(kManifest, line++, excerpt, std::string_view(excerpt).substr(4))}));
  }
  subject.findings.push_back(
      finding(run, "UR-022", Verdict::Fail, "定位",
              {"“定位”的用途“为了改善您的体验等”表述笼统", "The purpose of 定位 is vague: 为了改善您的体验等"},
              {text_place("hegui.toml", 31, "\tpurpose = \"为了改善您的体验等\"  # 定位", "\"为了改善您的体验等\"")}));
  subject.findings.push_back(
      finding(run, "UR-030", Verdict::Fail, "evil\x1b[31m\u202Egpj.sdk",
              {"SDK evil\x1b[31m\u202Egpj.sdk 未列入清单", "SDK evil\x1b[31m\u202Egpj.sdk is not listed"},
              {text_place("build.gradle", 9, "  implementation 'evil\x1b[31m'", "'evil\x1b[31m'")}));
  subject.findings.push_back(
      finding(run, "UR-050", Verdict::Fail, "", {"征求意见稿要求标识", "A draft asks for a label"}, {}));
}

void add_rest(const Run& run, Subject& subject) {
  Finding backup =
      finding(run, "SE-020", Verdict::Waived, "", {"允许备份应用数据", "App data may be backed up"},
              {text_place(kManifest, 23, "        android:allowBackup=\"true\"", "android:allowBackup=\"true\"")});
  backup.waiver = Waiver{"备份已加密 <internal>", "li.si", "2027-01-31", "https://example.com/waiver?a=1&b=2"};
  subject.findings.push_back(std::move(backup));
  for (const char* item : {"手机号", "通讯录"}) {
    Finding retention =
        finding(run, "UR-021", Verdict::Unknown, item, {"未说明保存期限", "Retention is not stated"}, {});
    retention.missing = {"data[].retention_days"};
    subject.findings.push_back(std::move(retention));
  }
  Finding deletion = finding(run, "UR-041", Verdict::Unknown, "",
                             {"注销途径不明", "Whether accounts can be deleted is not known"}, {});
  deletion.missing = {"rights.account_deletion"};
  subject.findings.push_back(std::move(deletion));
  Finding signature =
      finding(run, "SE-011", Verdict::Unknown, "", {"签名方案不明", "The signature scheme is not known"}, {});
  signature.error = "no such key";
  subject.findings.push_back(std::move(signature));
  subject.issues.push_back({{1250},
                            Level::Warning,
                            "`purpos` is no key of a permission",
                            text_place("hegui.toml", 12, "  purpos = \"拍照\"", "purpos"),
                            {{text_place("hegui.toml", 10, "[[permissions]]", "[[permissions]]"), "in this table"}},
                            "did you mean `purpose`?"});
}

}  // namespace

Run demo() {
  Run run = base_run();
  Subject subject = described(run, Verdict::Pass);
  add_declaration(subject);
  const auto set = [&](std::string_view id, Verdict verdict) -> RuleVerdict& {
    RuleVerdict& row = subject.verdicts[rule_index(run, id)];
    row.verdict = verdict;
    return row;
  };
  for (const char* id : {"SE-004", "UR-017", "UR-022", "UR-030", "UR-050"}) set(id, Verdict::Fail);
  for (const char* id : {"UR-021", "UR-041", "SE-011"}) set(id, Verdict::Unknown);
  set("SE-020", Verdict::Waived);
  set("MA-009", Verdict::NotJudged).decided_by = {"subject.services"};
  add_failures(run, subject);
  add_rest(run, subject);
  finish(run, subject);
  run.subjects.push_back(std::move(subject));
  return run;
}

Run bare() {
  Run run = base_run();
  Subject subject = described(run, Verdict::NotJudged);
  subject.name = subject.id;
  subject.version.clear();
  subject.platforms = {"android"};
  for (std::size_t i = 0; i < run.rules.size(); ++i) {
    if (run.rules[i].pillar == "security")
      subject.verdicts[i].verdict = Verdict::Pass;
    else
      subject.verdicts[i].decided_by = {i % 2 == 0 ? "subject.services" : "permissions[].purpose"};
  }
  finish(run, subject);
  run.subjects.push_back(std::move(subject));
  return run;
}

Run clean() {
  Run run = base_run();
  Subject subject = described(run, Verdict::Pass);
  subject.name = "Clean & <Tidy>";
  subject.id = "com.example.tidy";
  subject.verdicts.back().verdict = Verdict::NotApplicable;
  add_declaration(subject);
  finish(run, subject);
  run.subjects.push_back(std::move(subject));
  return run;
}

Run unreadable() {
  Run run = base_run();
  Subject subject;
  subject.name = "broken.apk";
  subject.verdicts.resize(run.rules.size());
  subject.issues.push_back({{1020},
                            Level::Error,
                            "the archive ends before its directory",
                            {"broken.apk", 0, 0, 0, {}, 0, {}},
                            {},
                            "download it again"});
  finish(run, subject);
  run.subjects.push_back(std::move(subject));
  return run;
}

Run fleet() {
  Run run = demo();
  Run other = clean();
  run.subjects.push_back(std::move(other.subjects.front()));
  return run;
}

}  // namespace hegui::result::sample
