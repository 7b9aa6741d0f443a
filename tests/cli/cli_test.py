"""The command line's contract: exit status, standard output and error kept apart, the same bytes for the same input."""
import json
import pathlib
import unittest
import zipfile

from support import DEMO, MANIFEST, ROOT, WithFolder, run


class Check(WithFolder):
    def test_demo_is_judged_and_fails_the_gate(self):
        status, out, err = run("check", DEMO, "--lang", "zh")
        self.assertEqual(status, 1, err)
        self.assertIn("示例出行", out)
        self.assertIn("READ_CONTACTS", out)
        self.assertIn("用户权益", out)
        self.assertEqual(err, "")

    def test_a_path_alone_means_check(self):
        self.assertEqual(run(DEMO)[1], run("check", DEMO)[1])

    def test_same_input_same_bytes(self):
        for form in ("text", "json"):
            self.assertEqual(run("check", DEMO, "--format", form), run("check", DEMO, "--format", form))

    def test_what_takes_effect_within_90_days_is_announced_with_its_day(self):
        def notes(day, *more):
            out = run("check", DEMO, "--as-of", day, "--fail-on", "none", "--format", "json", *more)[1]
            return [issue["message"] for issue in json.loads(out)["issues"] if issue["code"] == "HG4020"]
        self.assertTrue(any("2026-06-01" in note and "2026-06-01" == note[:10] for note in notes("2026-05-01")))
        self.assertTrue(any(note.startswith("2026-07-15") for note in notes("2026-07-14")), "the day before")
        self.assertFalse(any(note.startswith("2026-07-15") for note in notes("2026-07-15")), "in force now")
        self.assertFalse(any(note.startswith("2026-07-15") for note in notes("2026-04-15")), "91 days before")
        self.assertTrue(any(note.startswith("2026-07-15") for note in notes("2026-04-16")), "90 days before")
        self.assertEqual(notes("2026-05-01", "--select", "UR-001"), [], "rules left out announce nothing")

    def test_the_day_chooses_the_clauses(self):
        declaration = self.write("hegui.toml", """[subject]
kind = "app"
features = ["companion-ai"]
services = ["food-delivery"]
[cross_border]
used = true
persons = 999999
sensitive_persons = 0
important_data = false
mechanism = "standard-contract"
[operator]
name = "示例公司"
cii = false
person_count = 20000000
[audit]
last_date = 2026-01-10
[[licences]]
kind = "telecom-licence"
number = "京B2-20210001"
holder = "示例公司"
expires = 2026-12-31
""")
        def verdicts(day, declaration=declaration):
            out = json.loads(run("check", declaration, "--as-of", day, "--fail-on", "none", "--format", "json")[1])
            return {rule: verdict for verdict, rules in out["subjects"][0]["verdicts"].items() for rule in rules}
        before, after = verdicts("2026-07-14"), verdicts("2026-07-15")
        self.assertEqual((before["MA-103"], after["MA-103"]), ("not-applicable", "unknown"), "companion AI")
        self.assertEqual((verdicts("2026-05-31")["MA-058"], verdicts("2026-06-01")["MA-058"]), ("not-applicable", "unknown"), "catering")
        self.assertEqual((verdicts("2026-12-31")["MA-013"], verdicts("2027-01-01")["MA-013"]), ("pass", "fail"), "expiry")
        self.assertEqual((verdicts("2026-09-30")["MA-122"], verdicts("2026-11-23")["MA-122"]), ("pass", "unknown"), "renewal window")
        self.assertEqual((verdicts("2028-01-10")["UR-086"], verdicts("2028-01-12")["UR-086"]), ("pass", "fail"), "two years above 10 million")
        self.assertEqual(after["UR-091"], "pass", "standard contract below a million")
        text = pathlib.Path(declaration).read_text()
        million = self.write("million/hegui.toml", text.replace("999999", "1000000"))
        self.assertEqual(verdicts("2026-11-23", million)["UR-091"], "fail", "a million needs the assessment")
        sensitive = self.write("sensitive/hegui.toml", text.replace("sensitive_persons = 0", "sensitive_persons = 10000"))
        self.assertEqual(verdicts("2026-11-23", sensitive)["UR-091"], "fail", "ten thousand with sensitive items")

    def test_every_profile_selects_rules_and_a_copy_is_ones_own(self):
        profiles = sorted((ROOT / "policy/base/profiles").glob("*.toml"))
        self.assertGreaterEqual({path.stem for path in profiles}, {"app", "mini-program", "website", "service", "store-submission",
                                                                    "miit-inspection", "security-only", "minors"})
        whole = json.loads(run("check", DEMO, "--fail-on", "none", "--format", "json")[1])["subjects"][0]["verdicts"]["not-applicable"]
        for path in profiles:
            status, out, err = run("check", DEMO, "--profile", path.stem, "--fail-on", "none", "--format", "json")
            self.assertEqual((status, err), (0, ""), path.stem)
            self.assertGreaterEqual(len(json.loads(out)["subjects"][0]["verdicts"]["not-applicable"]), len(whole), path.stem)
        self.write("own/pack.toml", '[pack]\nid = "own"\ntitle = { zh = "自有", en = "Own" }\nversion = "1"\norder = 8\n')
        self.write("own/mine.toml", profiles[0].read_text(encoding="utf-8").replace('name = "app"', 'name = "mine"'))
        status, _, err = run("check", DEMO, "--policy", str(self.folder / "own"), "--profile", "mine", "--fail-on", "none")
        self.assertEqual((status, err), (0, ""))

    def test_gates(self):
        self.assertEqual(run("check", DEMO, "--fail-on", "none")[0], 0)
        self.assertEqual(run("check", DEMO, "--fail-on", "none", "--min-score", "100")[0], 1)
        self.assertEqual(run("check", DEMO, "--fail-on", "none", "--strict")[0], 1)

    def test_the_reason_for_failing_is_the_last_line(self):
        status, out, _ = run("check", DEMO)
        self.assertEqual(status, 1)
        self.assertIn("exit 1", out.strip().splitlines()[-1])

    def test_json_names_places_clauses_and_both_languages(self):
        status, out, _ = run("check", DEMO, "--format", "json")
        report = json.loads(out)
        self.assertEqual(status, 1)
        finding = next(f for f in report["subjects"][0]["findings"] if "READ_CONTACTS" in f.get("item", ""))
        self.assertTrue(finding["message"]["zh"] and finding["message"]["en"])
        self.assertTrue(any("AndroidManifest.xml" in place["file"] and place["line"] == 12 for place in finding["places"]), finding)

    def test_a_finding_of_one_member_of_a_list_has_the_place_of_that_member(self):
        plist = self.write("Info.plist", """<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
<key>CFBundlePackageType</key><string>APPL</string>
<key>NSAppTransportSecurity</key><dict><key>NSExceptionDomains</key><dict>
<key>a.example</key><dict><key>NSExceptionAllowsInsecureHTTPLoads</key><true/></dict>
<key>b.example</key><dict><key>NSExceptionAllowsInsecureHTTPLoads</key><true/></dict>
</dict></dict>
</dict></plist>
""")
        _, out, _ = run("check", plist, "--no-config", "--format", "json")
        found = json.loads(out)["subjects"][0]["findings"]
        lines = {each["item"]: {place["line"] for place in each["places"]} for each in found if each.get("item", "").endswith(".example")}
        self.assertEqual(lines, {"a.example": {5}, "b.example": {6}})

    def test_several_outputs(self):
        target = self.folder / "报告 一.json"
        status, out, _ = run("check", DEMO, "--format", "json", "-o", str(target), "--format", "text")
        self.assertEqual(status, 1)
        self.assertIn("com.example.ride", out)
        json.loads(target.read_text())
        self.assertEqual(run("check", DEMO, "--format", "json", "--format", "text")[0], 2)

    def test_standard_input(self):
        status, out, _ = run("check", "-", stdin=MANIFEST.encode())
        self.assertEqual(status, 1)
        self.assertIn("com.example.cli", out)

    def test_select_and_ignore(self):
        everything = json.loads(run("check", DEMO, "--format", "json")[1])
        security = json.loads(run("check", DEMO, "--format", "json", "--select", "security")[1])
        rules = {rule["id"]: rule["pillar"] for rule in security["rules"]}
        self.assertTrue(security["subjects"][0]["findings"])
        for finding in security["subjects"][0]["findings"]:
            self.assertEqual(rules[finding["rule"]], "security")
        without = json.loads(run("check", DEMO, "--format", "json", "--ignore", "security")[1])
        count = lambda report: len(report["subjects"][0]["findings"])
        self.assertEqual(count(everything), count(security) + count(without))
        status, _, err = run("check", DEMO, "--select", "securty")
        self.assertEqual(status, 2)
        self.assertIn("did you mean `security`?", err)

    def test_a_profile_is_a_selection(self):
        report = json.loads(run("check", DEMO, "--profile", "release", "--format", "json")[1])
        severity = {rule["id"]: rule["severity"] for rule in report["rules"]}
        self.assertTrue(report["subjects"][0]["findings"])
        for finding in report["subjects"][0]["findings"]:
            self.assertIn(severity[finding["rule"]], {"critical", "high"})
        status, _, err = run("check", DEMO, "--profile", "relase")
        self.assertEqual(status, 2)
        self.assertIn("release", err)

    def test_as_of_must_be_a_day(self):
        status, _, err = run("check", DEMO, "--as-of", "2026-02-30")
        self.assertEqual(status, 2)
        self.assertIn("YYYY-MM-DD", err)
        self.assertEqual(run("check", DEMO, "--as-of", "2026-03-01")[0], 1)

    def test_no_colour_unless_asked(self):
        self.assertNotIn("\x1b", run("check", DEMO)[1])
        self.assertIn("\x1b", run("check", DEMO, "--color", "always")[1])

    def test_quiet_and_verbose(self):
        quiet, normal, verbose = (len(run("check", DEMO, *flag)[1]) for flag in (["-q"], [], ["-v"]))
        self.assertLess(quiet, normal)
        self.assertLess(normal, verbose)

    def test_a_bare_manifest_says_that_it_is_one(self):
        path = self.write("AndroidManifest.xml", MANIFEST)
        _, out, _ = run("check", path)
        self.assertIn("hegui init", out)


class Waivers(WithFolder):
    WAIVER = '[[waiver]]\nrule = "{rule}"\nreason = "internal test build"\nowner = "Li"\nexpires = {expires}\n'

    def check(self, rule, expires):
        manifest = self.write("AndroidManifest.xml", MANIFEST)
        declaration = self.write("hegui.toml", self.WAIVER.format(rule=rule, expires=expires))
        status, out, err = run("check", manifest, declaration, "--select", "SEC-060", "--as-of", "2026-11-24", "--format", "json")
        return status, json.loads(out)["subjects"][0]

    def test_a_waiver_in_force_turns_the_failure(self):
        status, subject = self.check("SEC-060", "2026-12-31")
        self.assertEqual(status, 0)
        self.assertEqual([finding["verdict"] for finding in subject["findings"]], ["waived"])
        self.assertEqual(subject["findings"][0]["waiver"]["owner"], "Li")
        self.assertEqual(subject["issues"], [])

    def test_expired_stale_and_unknown_waivers_do_nothing_and_are_told(self):
        for rule, expires, code in (("SEC-060", "2026-11-23", "HG4011"), ("SEC-061", "2026-12-31", "HG4012"), ("SEC-06O", "2026-12-31", "HG4010")):
            status, subject = self.check(rule, expires)
            self.assertEqual(status, 1, rule)
            self.assertEqual(subject["findings"][0]["verdict"], "fail")
            self.assertEqual([issue["code"] for issue in subject["issues"]], [code])


class Folders(WithFolder):
    def setUp(self):
        super().setUp()
        self.write(".gitignore", "/old/\n")
        for name in ("one", "two", "old", "build"):
            self.write(f"{name}/AndroidManifest.xml", MANIFEST.replace("com.example.cli", f"com.example.{name}"))

    def check(self, *options):
        status, out, err = run("check", ".", "--fail-on", "none", *options, cwd=self.folder)
        self.assertEqual((status, err), (0, ""))
        return out

    def test_what_was_taken_and_left_is_told(self):
        told = ".: 2 files read of 2 products, each judged by itself; left out: 1 ignored by .gitignore, 1 build output"
        self.assertIn(told + " (-v lists them)", " ".join(self.check().split()))
        verbose = self.check("-v")
        self.assertIn(told, " ".join(verbose.split()))
        for line in ("  + one/AndroidManifest.xml", "  - old  .gitignore:1", "  - build  build output"):
            self.assertIn(line + "\n", verbose)
        self.assertIn("读取 2 个文件，属于 2 个产品", self.check("--lang", "zh"))
        self.assertNotIn("left out", self.check("-q"))

    def test_reports_hold_it(self):
        report = json.loads(self.check("--format", "json"))
        self.assertEqual(report["folders"], [{
            "path": ".", "subjects": 2, "taken": ["one/AndroidManifest.xml", "two/AndroidManifest.xml"],
            "left": [{"path": "build", "why": "build-output"},
                     {"path": "old", "why": "ignored", "rule": ".gitignore:1"}]}])
        stored = self.write("stored.json", json.dumps(report))
        self.assertEqual(run("diff", stored, str(self.folder), "--format", "json")[0], 0, "it is read back")

    def test_what_is_named_is_read_though_ignored(self):
        self.assertIn("com.example.old", self.check("old/AndroidManifest.xml"))


class BadInput(WithFolder):
    def assert_refused(self, name, content, *, also=()):
        path = self.write(name, content)
        good = self.write("good/AndroidManifest.xml", MANIFEST)
        status, out, err = run("check", path, good, "--fail-on", "none")
        self.assertEqual(status, 2, (name, out, err))
        self.assertIn("error[HG", err + out)
        self.assertIn("com.example.cli", out, "the readable input is still checked")
        for word in also:
            self.assertIn(word, err + out)

    def test_unreadable_inputs_are_told_and_the_rest_is_checked(self):
        self.assert_refused("empty.xml", b"")
        self.assert_refused("garbage.bin", bytes(range(256)) * 8)
        self.assert_refused("truncated.xml", MANIFEST[:200])
        self.assert_refused("latin1.xml", MANIFEST.replace("READ", "RE\xc4D").encode("latin-1"))
        self.assert_refused("deep.xml", b"<manifest>" + b"<a>" * 100_000)
        self.assert_refused("not.apk", b"PK\x03\x04" + b"\0" * 64)

    def test_limits_are_adjustable(self):
        path = self.write("AndroidManifest.xml", MANIFEST)
        package = self.folder / "x.apk"
        with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("AndroidManifest.xml", MANIFEST + " " * 70_000)
        for options, refused in (([], False), (["--max-entry-size", "64KiB"], True), (["--max-entry-size=1MiB"], False)):
            status, out, err = run("facts", str(package), *options)
            self.assertEqual(status == 2, refused, (options, err))
            self.assertEqual("HG1026" in err, refused, err)
        self.assertIn("HG1003", run("check", path, "--max-input-size", "10")[1])
        self.assertEqual(run("check", path, "--max-input-size", "many")[0], 2)
        self.write("hegui.config.toml", 'max-input-size = "10B"\n')
        self.assertIn("HG1003", run("check", path, "--fail-on", "none")[1])

    def test_a_missing_file(self):
        status, out, err = run("check", str(self.folder / "none.xml"))
        self.assertEqual((status, err), (2, ""), "the report tells it, once")
        self.assertIn("none.xml", out)
        self.assertIn("No such file", out)
        status, out, err = run("check", str(self.folder / "none.xml"), "--format", "json")
        self.assertEqual(status, 2)
        self.assertIn("No such file", err)

    def test_an_unknown_key_in_a_declaration_is_an_error_with_a_suggestion(self):
        self.assert_refused("hegui.toml", '[subject]\nnmae = "x"\n', also=["hegui.toml:2:1", "did you mean `name`?"])

    def test_a_wrong_type_in_a_declaration(self):
        self.assert_refused("hegui.toml", "[policy]\ntaps_from_home = true\n", also=["hegui.toml:2:18"])

    def test_a_declaration_that_the_toml_library_takes_for_impossible(self):
        self.assert_refused("hegui.toml", "a = [1,}\n", also=["hegui.toml:1:8"])

    def test_derived_facts_are_not_for_the_declaration_to_say(self):
        self.assert_refused("hegui.toml", '[[permissions]]\nname = "x"\nsensitive = false\n', also=["hegui.toml:3:1"])

    def test_an_empty_folder(self):
        self.assertEqual(run("check", str(self.folder))[0], 2)


class Packs(WithFolder):
    RULE = """[[rule]]
id = "XX-001"
name = "own-rule"
severity = "low"
basis = "v"
clauses = ["opinions:14"]
require = '''{condition}'''
title = {{ zh = "标题", en = "title" }}
message = {{ zh = "消息", en = "message" }}
fix = {{ zh = "修复", en = "fix" }}

[[rule.example]]
expect = "pass"
facts.android.debuggable = false

[[rule.example]]
expect = "fail"
facts.android.debuggable = true
"""

    def pack(self, condition):
        self.write("own/pack.toml", '[pack]\nid = "own"\ntitle = { zh = "自有", en = "Own" }\nabout = { zh = "自有规则", en = "own rules" }\nversion = "1"\n')
        self.write("own/rules/own-rule.toml", self.RULE.format(condition=condition))
        return str(self.folder / "own")

    def test_a_pack_of_ones_own_is_added(self):
        folder = self.pack("!android.debuggable")
        self.assertEqual(run("policy", "check", folder)[0], 0)
        self.assertEqual(run("policy", "test", folder)[0], 0)
        self.assertIn("XX-001", run("rules", "--policy", folder)[1])

    def test_a_misspelt_fact_is_refused_with_its_place(self):
        folder = self.pack("!android.debugable")
        status, out, err = run("check", DEMO, "--policy", folder)
        self.assertEqual(status, 2)
        self.assertEqual(out, "")
        self.assertIn("own-rule.toml:7:23: error[HG2101]", err)
        self.assertIn("did you mean `android.debuggable`?", err)

    def test_a_wrong_example_fails_the_test(self):
        folder = self.pack("android.debuggable")
        self.assertEqual(run("policy", "test", folder)[0], 1)


class Listings(WithFolder):
    def test_facts_name_permissions(self):
        status, out, _ = run("facts", DEMO, "--format", "json")
        self.assertEqual(status, 0)
        names = {item["name"] for item in json.loads(out)["permissions"]}
        self.assertIn("android.permission.READ_CONTACTS", names)

    def test_all_articles_of_the_root_document_are_in_the_catalogue(self):
        rows = json.loads(run("clauses", "opinions", "--format", "json")[1])
        self.assertEqual({row["id"] for row in rows} & {f"opinions:{n}" for n in range(1, 25)}, {f"opinions:{n}" for n in range(1, 25)})
        for row in rows:
            self.assertIn(row["coverage"], {"automated", "from-declaration", "needs-person", "addressed-to-state", "none"})

    def test_at_least_45_rules_over_three_pillars(self):
        rows = json.loads(run("rules", "--format", "json")[1])
        self.assertGreaterEqual(len(rows), 45)
        for pillar in ("user-rights", "market-access", "security"):
            self.assertGreaterEqual(sum(row["pillar"] == pillar for row in rows), 10)

    def test_words_of_a_declaration_that_rules_ask_for_by_name_are_held_against_the_vocabulary(self):
        def said(line):
            status, out, err = run("check", self.write("hegui.toml", f'[subject]\nname = "x"\n{line}\n'))
            return status, out + err

        for line, place, help_ in (
            ('services = ["nwes"]', "3:13", "did you mean `news`?"),
            ('services = ["news", "新闻"]', "3:21", "did you mean `news`?"),
            ('features = ["forum"]', "3:13", "it is a word for `subject.services`"),
            ('services = ["xyzzy"]', "3:13", "one of: app-distribution, "),
            ('app_type = "ride-hail"', "3:12", "did you mean `ride-hailing`?"),
            ('[[filings]]\nkind = "icp-filling"\nnumber = "1"', "4:8", "did you mean `icp-filing`?"),
            ('[[collection]]\nitem = "x"\ncategory = "conntacts"', "5:12", "did you mean `contacts`?"),
        ):
            status, told = said(line)
            self.assertEqual(status, 2, line)
            for part in ("HG1252", place, help_):
                self.assertIn(part, told, line)
        for line in ('app_type = ""', 'services = ["map"]\nfeatures = ["map"]', '[[licences]]\nkind = "vpn-licence"\nnumber = "1"'):
            self.assertNotIn("HG1252", said(line)[1], line)

    def test_explain(self):
        for word in ("opinions:15", "READ_CONTACTS", "permissions[].purpose", "opinions"):
            self.assertEqual(run("explain", word)[0], 0, word)
        self.assertEqual(run("explain", "nothing-like-this")[0], 2)

    def test_explain_answers_for_numbers_and_words_of_trades(self):
        number = run("explain", "京ICP备12345678号-2A", "--lang", "zh")[1]
        for said in ("APP备案号", "北京", "京ICP备12345678号"):
            self.assertIn(said, number)
        trade = run("explain", "网约车", "--lang", "zh")[1]
        for said in ("ride-hailing-licence", "MA-050", "网络约车类", "行踪轨迹"):
            self.assertIn(said, trade)
        self.assertIn("Fujian", run("explain", "91350100M000100Y43", "--lang", "en")[1])
        self.assertIn("MA-027", run("explain", "psb-filing", "--lang", "en")[1])
        self.assertEqual(run("explain", "91350100M000100Y44")[0], 2, "a wrong check character is no code")
        self.assertIn("uscc", run("explain", "统一社会信用代码", "--lang", "zh")[1])

    def test_explain_answers_for_interfaces(self):
        for word in ("getInstalledPackages", "android.content.pm.PackageManager.getInstalledPackages"):
            interface = run("explain", word, "--lang", "en")[1]
            for part in ("(installed-apps)", "android.permission.QUERY_ALL_PACKAGES", "UR-133"):
                self.assertIn(part, interface, word)

    def test_explain_answers_for_articles_by_the_words_people_use(self):
        for word in ("pipl:17", "PIPL art 17", "pipl article 17", "《个人信息保护法》第17条", "个人信息保护法第十七条"):
            self.assertEqual(run("explain", word, "--lang", "zh")[1].split()[0], "pipl:17", word)
        every = run("explain", "第九百九十九条", "--lang", "zh")
        self.assertEqual(every[0], 2, "no instrument has an article of this number here")
        sevenths = run("explain", "art 7", "--lang", "en")[1]
        self.assertIn("opinions:7", sevenths)
        self.assertIn("pipl:7", sevenths)
        self.assertEqual(run("explain", "no such law art 7")[0], 2)

    def test_explain_finds_an_article_by_its_number_before_the_renumbering(self):
        for word in ("csl:41", "网络安全法第四十一条"):
            text = run("explain", word, "--lang", "zh")[1]
            self.assertEqual(text.split()[0], "csl:43", word)
            self.assertIn("csl:41", text)
        both = run("explain", "csl:23", "--lang", "en")[1]
        self.assertEqual(both.split()[0], "csl:23")
        self.assertIn("csl:25", both[both.index("Had this number before") :])

    def test_init_writes_a_declaration_that_reads_back(self):
        target = self.folder / "hegui.toml"
        status, _, err = run("init", f"{DEMO}/AndroidManifest.xml", "-o", str(target))
        self.assertEqual(status, 0, err)
        self.assertIn("com.example.ride", target.read_text())
        before = target.read_text()
        self.assertEqual(run("init", "-o", str(target))[0], 0, "an existing file is completed")
        self.assertEqual(target.read_text(), before, "nothing is missing")
        status, _, err = run("check", str(target), f"{DEMO}/AndroidManifest.xml", "--fail-on", "none")
        self.assertEqual(status, 0, err)

    def test_schemas_are_json(self):
        for what in ("declaration", "facts", "report"):
            self.assertIn("$schema", json.loads(run("schema", what)[1]))

    def test_usage_errors(self):
        self.assertEqual(run()[0], 2)
        self.assertEqual(run("check")[0], 2)
        self.assertEqual(run("check", DEMO, "--no-such-flag")[0], 2)
        self.assertEqual(run("rules", "--replace-policy")[0], 2, "without --policy it would replace nothing")
        self.assertEqual(run("--help")[0], 0)
        for command in ("check", "facts", "rules", "clauses", "explain", "init", "generate", "policy", "schema"):
            status, out, _ = run(command, "--help")
            self.assertEqual(status, 0)
            self.assertIn("hegui", out)


if __name__ == "__main__":
    unittest.main()
