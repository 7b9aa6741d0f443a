"""What a team does every day: gates, baselines, comparisons, evidence, waivers, configuration, and files written whole."""
import hashlib
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import unittest

from cli_test import DEMO, HEGUI, MANIFEST, ROOT, WithFolder, run

AS_OF = ["--as-of", "2026-11-24"]
# One more failure than MANIFEST has.
WORSE = MANIFEST.replace("/>\n</manifest>", '><service a:name=".S" a:exported="true"/></application>\n</manifest>')


def last_line(text):
    return text.strip().splitlines()[-1]


class Gates(WithFolder):
    def test_the_reason_is_the_last_line_for_every_gate(self):
        cases = [
            (["--fail-on", "critical"], None),
            (["--fail-on", "none", "--min-score", "99.5"], "--min-score 99.5"),
            (["--fail-on", "none", "--min-score", "security=99"], "--min-score security=99"),
            (["--fail-on", "none", "--fail-on", "security=high"], "--fail-on security=high"),
            (["--fail-on", "none", "--strict"], "--strict"),
        ]
        for flags, reason in cases:
            status, out, _ = run("check", DEMO, *AS_OF, *flags)
            self.assertIn(f"exit {status}", last_line(out))
            if reason:
                self.assertEqual(status, 1, flags)
                self.assertIn(reason, last_line(out))

    def test_a_report_that_is_data_leaves_the_reason_to_standard_error(self):
        for form in ("json", "sarif", "junit", "csv", "html", "markdown"):
            status, out, err = run("check", DEMO, *AS_OF, "--format", form)
            self.assertEqual(status, 1)
            self.assertIn("exit 1", last_line(err), form)
        self.assertEqual(run("check", DEMO, *AS_OF, "--format", "json", "--fail-on", "none")[2], "")

    def test_a_pillar_has_its_own_severity(self):
        strict = run("check", DEMO, *AS_OF, "--fail-on", "high")[0]
        self.assertEqual(strict, 1)
        pillars = [f"{pillar}=none" for pillar in ("security", "user-rights", "market-access")]
        flags = [word for pillar in pillars for word in ("--fail-on", pillar)]
        self.assertEqual(run("check", DEMO, *AS_OF, "--fail-on", "high", *flags)[0], 0)

    def test_what_is_no_threshold_is_refused(self):
        for flags, word in ((["--min-score", "101"], "--min-score"), (["--min-score", "securty=80"], "did you mean `security`?"),
                            (["--fail-on", "grave"], "critical, high, medium, low or none"), (["--min-score", "security=x"], "security=x")):
            status, out, err = run("check", DEMO, *flags)
            self.assertEqual((status, out), (2, ""), flags)
            self.assertIn(word, err)

    def test_options_may_stand_before_paths(self):
        self.assertEqual(run("check", "--fail-on", "none", "--select", "security", "--min-score", "0", DEMO)[0], 0)

    def test_max_drop_needs_a_baseline(self):
        self.assertEqual(run("check", DEMO, "--max-drop", "1")[0], 2)


class Baseline(WithFolder):
    def setUp(self):
        super().setUp()
        self.manifest = self.write("AndroidManifest.xml", MANIFEST)
        self.baseline = str(self.folder / "hegui-baseline.json")

    def accept(self):
        status, out, err = run("check", self.manifest, *AS_OF, "--write-baseline", self.baseline)
        self.assertEqual(status, 0, (out, err))

    def check(self, path, *flags):
        status, out, err = run("check", path, *AS_OF, "--baseline", self.baseline, "--format", "json", *flags)
        self.assertIn(status, (0, 1), err)
        return status, json.loads(out)["subjects"][0]

    def test_what_was_accepted_does_not_fail_again(self):
        self.assertEqual(run("check", self.manifest, *AS_OF)[0], 1)
        self.accept()
        status, subject = self.check(self.manifest)
        self.assertEqual(status, 0)
        failures = [finding for finding in subject["findings"] if finding["verdict"] == "fail"]
        self.assertTrue(failures)
        self.assertEqual({finding["baseline"] for finding in failures}, {"known"})
        status, out, _ = run("check", self.manifest, *AS_OF, "--baseline", self.baseline)
        self.assertIn("known from the baseline", out)
        self.assertNotIn("✗", out)
        self.assertIn("✗", run("check", self.manifest, *AS_OF, "--baseline", self.baseline, "-v")[1])

    def test_moved_lines_and_renamed_files_are_the_same_findings(self):
        self.accept()
        moved = self.write("模块 二/AndroidManifest.xml", MANIFEST.replace("<application", "\n\n<!-- moved -->\n\n  <application"))
        self.assertEqual(self.check(moved)[0], 0)
        renamed = self.write("other name.xml", MANIFEST)
        self.assertEqual(self.check(renamed)[0], 0)

    def test_a_subject_without_a_name_is_the_same_under_another_path(self):
        config = MANIFEST.replace(' package="com.example.cli"', "")
        first = self.write("a.xml", config)
        self.assertEqual(run("check", first, *AS_OF, "--write-baseline", self.baseline)[0], 0)
        accepted = json.loads(pathlib.Path(self.baseline).read_text())
        self.assertTrue(accepted["subjects"][0]["findings"])
        status, subject = self.check(self.write("b/c.xml", config), "--fail-on", "low")
        self.assertEqual(status, 0)
        self.assertNotIn("new", {finding.get("baseline") for finding in subject["findings"]})

    def test_a_new_failure_fails_and_a_fixed_one_is_told(self):
        self.accept()
        worse = self.write("AndroidManifest.xml", WORSE)
        status, subject = self.check(worse, "--fail-on", "low")
        self.assertEqual(status, 1)
        self.assertIn("new", {finding.get("baseline") for finding in subject["findings"] if finding["verdict"] == "fail"})
        self.assertIn("new finding", last_line(run("check", worse, *AS_OF, "--baseline", self.baseline, "--fail-on", "low")[1]))
        better = self.write("better/AndroidManifest.xml", MANIFEST.replace('a:debuggable="true"', 'a:debuggable="false"'))
        status, subject = self.check(better)
        self.assertEqual(status, 0)
        self.assertIn("SEC-060", [fixed["rule"] for fixed in subject["fixed"]])
        self.assertIn("fixed since the baseline", run("check", better, *AS_OF, "--baseline", self.baseline)[1])
        sarif = json.loads(run("check", better, *AS_OF, "--baseline", self.baseline, "--format", "sarif")[1])
        self.assertEqual({result.get("baselineState") for result in sarif["runs"][0]["results"]}, {"absent"})
        sarif = json.loads(run("check", worse, *AS_OF, "--baseline", self.baseline, "--format", "sarif")[1])
        self.assertEqual({result.get("baselineState") for result in sarif["runs"][0]["results"]}, {"new", "unchanged"})

    def test_a_run_of_fewer_rules_fixes_nothing(self):
        self.accept()
        self.assertNotIn("fixed", self.check(self.manifest, "--select", "user-rights")[1])

    def test_a_json_report_is_a_baseline_too(self):
        report = str(self.folder / "report.json")
        run("check", self.manifest, *AS_OF, "--format", "json", "-o", report)
        status, _, err = run("check", self.manifest, *AS_OF, "--baseline", report)
        self.assertEqual(status, 0, err)

    def test_the_file_says_nothing_that_moves(self):
        self.accept()
        text = pathlib.Path(self.baseline).read_text()
        again = str(self.folder / "again.json")
        other = self.write("elsewhere/AndroidManifest.xml", MANIFEST.replace("\n", "\n\n"))
        run("check", other, *AS_OF, "--write-baseline", again)
        self.assertEqual(text, pathlib.Path(again).read_text())
        self.assertNotIn("AndroidManifest", text)

    def test_max_drop(self):
        self.accept()
        worse = self.write("AndroidManifest.xml", WORSE)
        flags = ["--baseline", self.baseline, "--fail-on", "none"]
        status, out, _ = run("check", worse, *AS_OF, *flags, "--max-drop", "0")
        self.assertEqual(status, 1)
        self.assertIn("--max-drop 0", last_line(out))
        self.assertEqual(run("check", worse, *AS_OF, *flags, "--max-drop", "100")[0], 0)
        self.assertEqual(run("check", worse, *AS_OF, *flags, "--max-drop", "security=0")[0], 1)
        self.assertEqual(run("check", worse, *AS_OF, *flags, "--max-drop", "market-access=0")[0], 0)

    def test_what_is_no_baseline_is_refused(self):
        for text in ("", "{}", "[1]", '{"format":"hegui-baseline","format_version":2,"subjects":[]}',
                     '{"format":"hegui-baseline","format_version":1,"subjects":[{}]}'):
            status, out, err = run("check", self.manifest, "--baseline", self.write("bad.json", text))
            self.assertEqual((status, out), (2, ""), text)
            self.assertIn("error[HG51", err)

    def test_nothing_is_accepted_that_could_not_be_read(self):
        broken = self.write("broken/AndroidManifest.xml", MANIFEST[:150])
        status, _, err = run("check", broken, "--write-baseline", self.baseline)
        self.assertEqual(status, 2)
        self.assertFalse(os.path.exists(self.baseline))
        self.assertIn("is not written", err)


class Outputs(WithFolder):
    def test_all_files_or_none(self):
        good, bad = self.folder / "a.html", self.folder / "no such folder" / "b.sarif"
        good.write_text("old")
        status, _, err = run("check", DEMO, "--format", "html", "-o", str(good), "--format", "sarif", "-o", str(bad))
        self.assertEqual(status, 2)
        self.assertIn("b.sarif", last_line(err.split("help:")[0]))
        self.assertEqual(good.read_text(), "old")
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["a.html"])

    @unittest.skipUnless(os.path.exists("/dev/full"), "there is no /dev/full")
    def test_a_full_disk_leaves_every_file_as_it_was(self):
        good, new = self.folder / "a.html", self.folder / "b.csv"
        good.write_text("old")
        status, out, err = run("check", DEMO, "--format", "html", "-o", str(good), "--format", "sarif", "-o", "/dev/full", "--format", "csv", "-o", str(new))
        self.assertEqual((status, out), (2, ""))
        self.assertIn("/dev/full", err)
        self.assertEqual(good.read_text(), "old")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["a.html"], "nothing new, nothing half-written")

    def test_a_link_is_followed_and_a_device_written_to(self):
        target = self.folder / "target.json"
        target.write_text("old")
        link = self.folder / "link.json"
        link.symlink_to(target)
        run("check", DEMO, "--format", "json", "-o", str(link), "--format", "sarif", "-o", "/dev/null")
        self.assertTrue(link.is_symlink())
        json.loads(target.read_text())
        self.assertTrue(pathlib.Path("/dev/null").is_char_device())


class Diff(WithFolder):
    def setUp(self):
        super().setUp()
        self.old = self.write("old/AndroidManifest.xml", MANIFEST)
        self.new = self.write("new/AndroidManifest.xml", MANIFEST.replace("READ_CONTACTS", "CAMERA").replace('a:targetSdkVersion="34"', 'a:targetSdkVersion="35"')
                              .replace("/>\n</manifest>", '><activity a:name=".Share" a:exported="true"/></application>\n</manifest>').replace('a:debuggable="true"', 'a:debuggable="false"'))

    def test_what_changed_is_told(self):
        status, out, err = run("diff", self.old, self.new, *AS_OF, "--format", "json", "--fail-on", "none")
        self.assertEqual(status, 0, err)
        subject = json.loads(out)["subjects"][0]
        facts = {(fact["path"], fact.get("item")): (fact["before"], fact["after"]) for fact in subject["facts"]}
        self.assertEqual(facts[("android.target_sdk", None)], ("34", "35"))
        self.assertIsNone(facts[("permissions", "android.permission.READ_CONTACTS")][1])
        self.assertIsNone(facts[("permissions", "android.permission.CAMERA")][0])
        self.assertIn(("android.components", "com.example.cli.Share"), facts)
        self.assertIn("SEC-060", [fixed["rule"] for fixed in subject["fixed"]])
        self.assertTrue(subject["failed"])
        self.assertNotEqual(subject["before"]["score"], subject["after"]["score"])

    def test_the_forms_for_people_tell_the_same(self):
        for form in ("text", "markdown", "html"):
            status, out, err = run("diff", self.old, self.new, *AS_OF, "--format", form, "--fail-on", "none", "--lang", "zh")
            self.assertEqual(status, 0, err)
            plain = out.replace("\\", "").replace("&#39;", "'")
            for word in ("CAMERA", "READ_CONTACTS", "34", "35", "SEC-060", "已修复", "新的违规"):
                self.assertIn(word, plain, form)

    def test_clauses_turn(self):
        better = self.write("better/AndroidManifest.xml", MANIFEST.replace('a:debuggable="true"', 'a:debuggable="false"'))
        forth = json.loads(run("diff", self.old, better, *AS_OF, "--format", "json")[1])["subjects"][0]
        back = json.loads(run("diff", better, self.old, *AS_OF, "--format", "json")[1])["subjects"][0]
        self.assertTrue(back["clauses_failed"])
        self.assertTrue(forth["clauses_met"])
        self.assertLessEqual(set(forth["clauses_met"]), set(back["clauses_failed"]))
        self.assertIn("Clauses newly met", run("diff", self.old, better, *AS_OF)[1])

    def test_every_format_works(self):
        for form in ("jsonl", "sarif", "junit", "csv", "github", "gitlab"):
            self.assertIn(run("diff", self.old, self.new, *AS_OF, "--format", form)[0], (0, 1), form)

    def test_the_same_twice_is_no_change(self):
        status, out, _ = run("diff", self.old, self.old, *AS_OF)
        self.assertEqual(status, 0)
        self.assertIn("nothing changed", out)

    def test_gates_count_what_is_new(self):
        status, out, _ = run("diff", self.new, self.old, *AS_OF)
        self.assertEqual(status, 1)
        self.assertIn("new finding", last_line(out))
        self.assertEqual(run("diff", self.new, self.old, *AS_OF, "--fail-on", "none", "--max-drop", "0")[0], 1)
        self.assertEqual(run("diff", self.old, self.new, *AS_OF, "--fail-on", "none", "--max-drop", "0")[0], 0)

    def test_stored_results(self):
        stored = [str(self.folder / name) for name in ("1.json", "2.jsonl")]
        run("check", self.old, *AS_OF, "--format", "json", "-o", stored[0])
        run("check", self.new, *AS_OF, "--format", "jsonl", "-o", stored[1])
        direct = json.loads(run("diff", self.old, self.new, *AS_OF, "--format", "json", "--fail-on", "none")[1])
        for pair in ((stored[0], self.new), (self.old, stored[1]), stored):
            self.assertEqual(json.loads(run("diff", *pair, *AS_OF, "--format", "json", "--fail-on", "none")[1])["subjects"], direct["subjects"])

    def test_standard_input_is_one_side(self):
        status, out, err = run("diff", self.old, "-", *AS_OF, "--fail-on", "none", stdin=pathlib.Path(self.new).read_bytes())
        self.assertEqual(status, 0, err)
        self.assertIn("CAMERA", out)

    def test_usage(self):
        self.assertEqual(run("diff", self.old)[0], 2)
        for pair in ((self.old, str(self.folder / "none.xml")), (str(self.folder / "none.xml"), self.old)):
            status, out, _ = run("diff", *pair)
            self.assertEqual(status, 2)
            self.assertIn("exit 2", last_line(out))

    def test_hostile_names_stay_text(self):
        evil = MANIFEST.replace("READ_CONTACTS", "x&lt;script&gt;alert(1)&lt;/script&gt;")
        path = self.write("evil/AndroidManifest.xml", evil)
        page = run("diff", self.old, path, *AS_OF, "--format", "html")[1]
        self.assertEqual(page.count("<script"), 1, "its own")
        self.assertIn("&lt;script", page)
        self.assertNotRegex(run("diff", self.old, path, *AS_OF, "--format", "markdown")[1], r"(?<!\\)<script")


@unittest.skipUnless(shutil.which("git"), "git is not installed")
class Against(WithFolder):
    def git(self, *arguments):
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com",
                       "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com"}
        subprocess.run(["git", "-C", str(self.folder), *arguments], check=True, capture_output=True, env=environment)

    def setUp(self):
        super().setUp()
        self.git("init", "-q", "-b", "main")
        self.write("应用 一/AndroidManifest.xml", MANIFEST)
        self.write("hegui.toml", 'manifests = ["应用 一/AndroidManifest.xml"]\n[subject]\nname = "甲"\n')
        self.git("add", ".")
        self.git("commit", "-q", "-m", "first")
        self.write("应用 一/AndroidManifest.xml", MANIFEST.replace("READ_CONTACTS", "CAMERA"))

    def test_the_work_tree_against_a_revision(self):
        for paths, cwd in (([], self.folder), (["."], self.folder), (["hegui.toml"], self.folder), ([str(self.folder)], ROOT), (["应用 一"], self.folder)):
            status, out, err = run("diff", "--against", "HEAD", *paths, *AS_OF, "--fail-on", "none", cwd=cwd)
            self.assertEqual((status, err), (0, ""), paths)
            self.assertIn("+ permissions: android.permission.CAMERA", out, paths)
            self.assertIn("- permissions: android.permission.READ_CONTACTS", out)

    def test_what_was_not_there_yet_is_new(self):
        path = self.write("new/AndroidManifest.xml", MANIFEST.replace("com.example.cli", "com.example.second"))
        status, out, err = run("diff", "--against", "HEAD", path, *AS_OF, "--fail-on", "none")
        self.assertEqual((status, err), (0, ""))
        self.assertIn("new subject", out)

    def test_nothing_is_touched_and_no_option_gets_through(self):
        before = subprocess.run(["git", "-C", str(self.folder), "status", "--porcelain"], capture_output=True).stdout
        target = self.folder / "written"
        for revision in ("no-such-revision", f"--output={target}", "-h", "HEAD; touch x", ""):
            status, out, err = run("diff", f"--against={revision}", str(self.folder))
            self.assertEqual((status, out), (2, ""), revision)
            self.assertTrue("HG1008" in err or revision == "", err)
        self.assertFalse(target.exists())
        self.assertEqual(subprocess.run(["git", "-C", str(self.folder), "status", "--porcelain"], capture_output=True).stdout, before)

    def test_a_folder_outside_git(self):
        shutil.rmtree(self.folder / ".git")
        status, _, err = run("diff", "--against", "HEAD", ".", cwd=self.folder, env={"GIT_CEILING_DIRECTORIES": str(self.folder.parent)})
        self.assertEqual(status, 2)
        self.assertIn("HG1008", err)


class Evidence(WithFolder):
    def check(self, *, content="审阅记录", sha256=None, extra="", fact="policy.url", state=True):
        self.write("证据/review.txt", content)
        digest = sha256 or hashlib.sha256("审阅记录".encode()).hexdigest()
        text = '[subject]\nname = "x"\nkind = "app"\n' + ('[policy]\nurl = "https://example.com/p"\n' if state else "")
        text += f'[[evidence]]\nfact = "{fact}"\nfile = "证据/review.txt"\nsha256 = "{digest}"\nwho = "Li"\nwhen = 2026-01-02\n{extra}'
        return self.report(self.write("hegui.toml", text))

    def report(self, path):
        status, out, err = run("check", path, *AS_OF, "--format", "json", "--fail-on", "none")
        self.assertIn(status, (0, 2), err)
        return status, json.loads(out), err

    def codes(self, answer):
        status, report, err = answer
        self.assertEqual(status, 0, err)
        subject = report["subjects"][0]
        return [issue["code"] for issue in subject["issues"]], "url" in subject["facts"].get("policy", {}), subject

    def test_a_file_that_is_as_it_was(self):
        self.assertEqual(self.codes(self.check())[:2], ([], True))
        self.assertEqual(self.codes(self.check(extra="valid_until = 2026-11-24\n"))[:2], ([], True), "the last day is a day of validity")

    def test_a_changed_file_makes_the_fact_unknown_and_says_where(self):
        codes, known, subject = self.codes(self.check(content="something else"))
        self.assertEqual((codes, known), (["HG1261"], False))
        issue = subject["issues"][0]
        self.assertIn(hashlib.sha256(b"something else").hexdigest(), issue["message"])
        self.assertEqual((pathlib.Path(issue["place"]["file"]).name, issue["place"]["line"]), ("hegui.toml", 6))
        unknown = [finding for finding in subject["findings"] if "policy.url" in finding.get("missing", [])]
        self.assertTrue(all(finding["verdict"] == "unknown" for finding in unknown))

    def test_a_missing_or_expired_file(self):
        self.assertEqual(self.codes(self.check(extra="valid_until = 2026-11-23\n"))[:2], (["HG1262"], False))
        answer = self.check()
        os.unlink(self.folder / "证据/review.txt")
        self.assertEqual(self.codes(self.report(str(self.folder / "hegui.toml")))[:2], (["HG1260"], False))
        del answer

    def test_facts_are_held_against_their_files_too(self):
        self.check(content="something else")
        status, out, err = run("facts", self.folder / "hegui.toml", "--format", "json")
        self.assertEqual(status, 0, err)
        self.assertIn("HG1261", err + out)
        self.assertNotIn("url", json.loads(out).get("policy", {}))

    def test_evidence_for_nothing(self):
        self.assertEqual(self.codes(self.check(state=False))[0], ["HG1263"])

    def test_an_item_of_a_list(self):
        self.write("e.txt", "a")
        text = ('[[sdks]]\nname = "A"\npurpose = "p"\n[[sdks]]\nname = "B"\npurpose = "q"\n'
                f'[[evidence]]\nfact = "sdks[].purpose"\nitem = "B"\nfile = "e.txt"\nsha256 = "{"0" * 64}"\nwho = "Li"\nwhen = 2026-01-02\n')
        codes, _, subject = self.codes(self.report(self.write("hegui.toml", '[subject]\nname = "x"\n' + text)))
        self.assertEqual(codes, ["HG1261"])
        purposes = {sdk["name"]: sdk.get("purpose") for sdk in subject["facts"]["sdks"]}
        self.assertEqual(purposes, {"A": "p", "B": None})

    def test_mistakes_are_told_at_their_place(self):
        for change, word in (({"fact": "policy.ulr"}, "did you mean `policy.url`?"), ({"fact": "sdks"}, "is a list"), ({"sha256": "abc"}, "64 hexadecimal digits"),
                             ({"extra": "vaild_until = 2026-01-01\n"}, "did you mean `valid_until`?"), ({"fact": "android.debuggable"}, "no fact that a declaration states")):
            status, out, err = self.check(**change)
            self.assertEqual(status, 2, change)
            self.assertIn(word, err)
            self.assertIn("hegui.toml:", err)

    def test_every_field_that_is_needed(self):
        full = {"fact": '"policy.url"', "file": '"e.txt"', "sha256": f'"{"0" * 64}"', "who": '"Li"', "when": "2026-01-02"}
        for missing in full:
            text = "[[evidence]]\n" + "".join(f"{key} = {value}\n" for key, value in full.items() if key != missing)
            status, _, err = run("check", self.write("hegui.toml", text))
            self.assertEqual(status, 2)
            self.assertIn(f"needs `{missing}`", err + run("check", str(self.folder / "hegui.toml"))[1])


class Waivers(WithFolder):
    def check(self, waiver, *flags):
        manifest = self.write("AndroidManifest.xml", MANIFEST.replace('<application', '<uses-permission a:name="android.permission.CAMERA"/>\n  <application'))
        declaration = self.write("hegui.toml", '[subject]\nname = "x"\n' + waiver)
        status, out, err = run("check", manifest, declaration, *AS_OF, "--format", "json", *flags)
        return status, json.loads(out), err

    def waiver(self, **fields):
        keys = {"rule": '"SEC-060"', "reason": '"test build"', "owner": '"Li"', "expires": "2026-12-31", **fields}
        return "[[waiver]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items() if value)

    def test_no_critical_is_hidden_without_an_owner_and_an_expiry(self):
        for field in ("owner", "expires", "reason", "rule"):
            for value in (None, '" \u3000"' if field != "expires" else '""'):
                status, report, err = self.check(self.waiver(**{field: value}))
                self.assertEqual(status, 2, (field, value))
                self.assertIn(field, err)
                subject = report["subjects"][0]
                self.assertIn("fail", [finding["verdict"] for finding in subject["findings"] if finding["rule"] == "SEC-060"])

    def test_a_broad_waiver_is_told(self):
        _, report, _ = self.check(self.waiver(expires="2028-01-01"), "--select", "SEC-060")
        self.assertEqual([issue["code"] for issue in report["subjects"][0]["issues"]], ["HG4013"])
        _, report, _ = self.check("", "--select", "user-rights")
        count = {}
        for finding in report["subjects"][0]["findings"]:
            if finding["verdict"] == "fail":
                count[finding["rule"]] = count.get(finding["rule"], 0) + 1
        rule = next((rule for rule, failures in sorted(count.items()) if failures > 1), None)
        self.assertIsNotNone(rule, "two permissions without a purpose")
        _, report, _ = self.check(self.waiver(rule=f'"{rule}"'), "--select", rule)
        issues = report["subjects"][0]["issues"]
        self.assertEqual([issue["code"] for issue in issues], ["HG4013"])
        self.assertIn(f"{count[rule]} failures", issues[0]["message"])

    def test_evidence_reaches_the_report(self):
        _, report, _ = self.check(self.waiver(evidence='"https://example.com/t/1"'), "--select", "SEC-060")
        waived = [finding for finding in report["subjects"][0]["findings"] if finding["verdict"] == "waived"]
        self.assertEqual([finding["waiver"]["evidence"] for finding in waived], ["https://example.com/t/1"])

    def test_strict_looks_at_waivers(self):
        self.check(self.waiver(expires="2026-01-01"), "--select", "SEC-060", "--fail-on", "none")
        status, out, _ = run("check", str(self.folder / "AndroidManifest.xml"), str(self.folder / "hegui.toml"), *AS_OF, "--select", "SEC-060", "--fail-on", "none", "--strict")
        self.assertEqual(status, 1)
        self.assertIn("1 waiver to look at", last_line(out))


class Configuration(WithFolder):
    def setUp(self):
        super().setUp()
        self.write("仓库/.git", "")
        self.manifest = self.write("仓库/应用 一/src/AndroidManifest.xml", MANIFEST)

    def status(self, *flags, **how):
        return run("check", self.manifest, *AS_OF, *flags, **how)[0]

    def test_the_nearest_wins_and_the_command_line_over_it(self):
        self.assertEqual(self.status(), 1)
        self.write("仓库/hegui.config.toml", 'fail-on = "none"\n')
        self.assertEqual(self.status(), 0)
        self.write("仓库/应用 一/hegui.config.toml", 'fail-on = ["none", "security=low"]\n')
        self.assertEqual(self.status(), 1)
        self.assertEqual(self.status("--fail-on", "none"), 0)
        self.assertEqual(self.status("--no-config"), 1)

    def test_a_table_of_the_declaration(self):
        self.write("仓库/hegui.toml", '[subject]\nname = "x"\n[hegui]\nfail-on = "none"\nlang = "zh"\n')
        status, out, err = run("check", str(self.folder / "仓库"), *AS_OF)
        self.assertEqual((status, err), (0, ""))
        self.assertIn("门槛", out)
        other = self.write("别处/ours.toml", '[subject]\nname = "x"\n[hegui]\nlang = "zh"\n')
        self.assertIn("门槛", run("check", other, *AS_OF)[1], "a declaration given by name is asked too")

    def test_not_above_the_repository(self):
        self.write("hegui.config.toml", 'fail-on = "none"\n')
        self.assertEqual(self.status(), 1)

    def test_paths_are_relative_to_the_file(self):
        self.write("仓库/hegui.config.toml", 'baseline = "基线.json"\n')
        baseline = str(self.folder / "仓库/基线.json")
        self.assertEqual(run("check", self.manifest, *AS_OF, "--no-config", "--write-baseline", baseline)[0], 0)
        self.assertEqual(self.status(), 0)

    def test_show_config(self):
        self.write("仓库/hegui.config.toml", '# ours\nfail-on = "none"\nmin-score = 12.5\nstrict = false\n')
        status, out, err = run("check", self.manifest, "--select", "security", "--show-config")
        self.assertEqual((status, err), (0, ""))
        self.assertRegex(out, r"fail-on = none  # .*hegui\.config\.toml:2:1")
        self.assertRegex(out, r"min-score = 12\.5  # .*:3:1")
        self.assertIn("select = security  # command line", out)
        self.assertIn("strict = -  # default", out)
        self.assertIn("# no configuration file", run("check", self.manifest, "--no-config", "--show-config")[1])

    def test_mistakes_are_told_at_their_place(self):
        for text, word in (('fail_on = "none"\n', "did you mean `fail-on`?"), ("min-score = {}\n", "min-score"), ("a = [\n", "error"), ('output = "x"\n', "no option that a configuration may give")):
            self.write("仓库/hegui.config.toml", text)
            status, out, err = run("check", self.manifest)
            self.assertEqual((status, out), (2, ""), text)
            self.assertIn("hegui.config.toml:", err)
            self.assertIn(word, err)
        self.write("仓库/hegui.config.toml", 'lang = "fr"\n')
        status, _, err = run("check", self.manifest)
        self.assertEqual(status, 2)
        self.assertIn("hegui.config.toml", err)

    def test_gates_are_for_check_and_diff(self):
        self.write("hegui.config.toml", 'fail-on = ["none", "security=low"]\nselect = ["SEC-060"]\n')
        status, _, err = run("batch", "-q", "--fail-on", "none", self.manifest, cwd=self.folder)
        self.assertEqual((status, err), (0, ""))
        self.assertGreater(len(run("rules", cwd=self.folder)[1].splitlines()), 40)

    def test_it_serves_other_commands_too(self):
        self.write("hegui.config.toml", 'lang = "zh"\nfail-on = "none"\n')
        self.assertNotEqual(run("explain", "SEC-060", cwd=self.folder)[1], run("explain", "SEC-060", "--no-config", cwd=self.folder)[1])


def run_in_terminal(*arguments, env=None):
    """Standard output of hegui when it is a terminal."""
    environment = {**{key: value for key, value in os.environ.items() if key not in ("CI", "NO_COLOR")}, "LC_ALL": "C.UTF-8", "TERM": "xterm", **(env or {})}
    controller, terminal = pty.openpty()
    process = subprocess.Popen([HEGUI, *arguments], stdout=terminal, stderr=subprocess.DEVNULL, cwd=ROOT, env=environment)
    os.close(terminal)
    out = b""
    while True:
        try:
            block = os.read(controller, 65536)
        except OSError:
            break
        if not block:
            break
        out += block
    os.close(controller)
    process.wait()
    return out.decode()


class Environment(WithFolder):
    def test_colour_on_a_terminal_only_for_people(self):
        self.assertIn("\x1b[", run_in_terminal("check", DEMO))
        for env in ({"NO_COLOR": "1"}, {"CI": "true"}, {"TERM": "dumb"}):
            self.assertNotIn("\x1b[", run_in_terminal("check", DEMO, env=env), env)
        self.assertIn("\x1b[", run_in_terminal("check", DEMO, env={"CI": "false", "NO_COLOR": ""}))
        self.assertIn("\x1b[", run("check", DEMO, "--color", "always", env={"NO_COLOR": "1"})[1])

    def test_source_date_epoch_is_the_day(self):
        day = lambda *flags, **env: json.loads(run("check", DEMO, "--format", "json", *flags, env=env)[1])["as_of"]
        self.assertEqual(day(SOURCE_DATE_EPOCH="1767225599"), "2025-12-31")
        self.assertEqual(day(SOURCE_DATE_EPOCH="1767225600"), "2026-01-01")
        self.assertEqual(day("--as-of", "2026-02-03", SOURCE_DATE_EPOCH="1767225600"), "2026-02-03")
        for wrong in ("yesterday", "-1", "99999999999999999999"):
            status, out, err = run("check", DEMO, env={"SOURCE_DATE_EPOCH": wrong})
            self.assertEqual((status, out), (2, ""))
            self.assertIn("SOURCE_DATE_EPOCH", err)

    def test_places_below_the_working_folder_are_told_without_a_dot(self):
        self.write("app/AndroidManifest.xml", MANIFEST)
        report = json.loads(run("check", ".", "--format", "json", cwd=self.folder)[1])
        self.assertEqual([given["path"] for given in report["subjects"][0]["inputs"]], ["app/AndroidManifest.xml"])

    def test_a_name_with_spaces_and_chinese_on_every_way(self):
        path = self.write("我的 应用/清单 文件.xml", MANIFEST)
        for arguments in (["check", path], ["facts", path], [path], ["diff", path, path]):
            status, out, err = run(*arguments)
            self.assertIn(status, (0, 1), (arguments, err))
        self.assertIn("清单 文件.xml:5:", run("check", path)[1])
        target = self.folder / "输出 目录"
        target.mkdir()
        run("check", path, "--format", "json", "-o", str(target / "结果 1.json"))
        json.loads((target / "结果 1.json").read_text())
        init = target / "申报 表.toml"
        self.assertEqual(run("init", path, "-o", str(init))[0], 0)
        self.assertEqual(run("check", str(init), "--fail-on", "none")[0], 0)

    def test_standard_input_among_files(self):
        declaration = self.write("hegui.toml", '[subject]\nname = "甲"\n')
        status, out, err = run("check", "-", declaration, "--fail-on", "none", stdin=MANIFEST.encode())
        self.assertEqual(status, 0, err)
        self.assertIn("甲", out)
        self.assertEqual(run("check", "-", stdin=b"")[0], 2)


class Documents(unittest.TestCase):
    def commands(self):
        return re.findall(r"^  ([a-z]+) ", run("--help")[1], re.M)

    def test_every_command_has_help_with_an_example(self):
        names = self.commands()
        self.assertIn("diff", names)
        for name in names:
            status, out, _ = run(name, "--help")
            self.assertEqual(status, 0)
            if name == "policy":
                out = run("policy", "check", "--help")[1] + run("policy", "test", "--help")[1]
            self.assertIn("Example", out, name)
            self.assertIn(f"  hegui {name}", out)

    def test_completions_and_manual_know_every_option(self):
        manual = run("man")[1].replace("\\-", "-")
        scripts = {shell: run("completion", shell)[1] for shell in ("bash", "zsh", "fish")}
        for name in self.commands():
            for option in set(re.findall(r"--[a-z][a-z-]+", re.sub(r"(?s)\n(Examples?|Exit status).*", "", run(name, "--help")[1]))):
                self.assertIn(option, manual)
                for shell, text in scripts.items():
                    self.assertIn(option[2:] if shell == "fish" else option, text, shell)

    def complete(self, *words):
        script = 'eval "$("$0" completion bash)"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hegui; printf "%s\\n" "${COMPREPLY[@]}"'
        done = subprocess.run(["bash", "--norc", "-c", script, HEGUI, *words], capture_output=True, text=True, cwd=ROOT)
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    @unittest.skipUnless(shutil.which("bash"), "bash is not installed")
    def test_bash_completes(self):
        self.assertIn("check", self.complete("hegui", ""))
        self.assertEqual(self.complete("hegui", "check", "--write-b"), ["--write-baseline"])
        self.assertIn("sarif", self.complete("hegui", "check", "x.xml", "--format", "s"))
        self.assertEqual(self.complete("hegui", "policy", "te"), ["test"])
        self.assertEqual(self.complete("hegui", "--lang", ""), ["zh", "en"])
        self.assertEqual(self.complete("hegui", "schema", "pol"), ["policy"])

    def test_the_other_shells_take_their_scripts(self):
        for shell, check in (("zsh", ["zsh", "-f", "-n"]), ("fish", ["fish", "--no-execute"])):
            with self.subTest(shell):
                if not shutil.which(shell):
                    self.skipTest(f"{shell} is not installed")
                done = subprocess.run([*check, "/dev/stdin"], input=run("completion", shell)[1], capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
        if shutil.which("fish"):
            done = subprocess.run(["fish", "--no-config", "-c", f"'{HEGUI}' completion fish | source; complete -C 'hegui check --write-b'; complete -C 'hegui schema '"],
                                  capture_output=True, text=True)
            self.assertIn("--write-baseline", done.stdout)
            self.assertIn("declaration", done.stdout)

    @unittest.skipUnless(shutil.which("groff"), "groff is not installed")
    def test_the_manual_is_one(self):
        done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-K", "utf8"], input=run("man")[1].encode(), capture_output=True)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        page = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", done.stdout.decode())
        for word in ("--write-baseline", "SOURCE_DATE_EPOCH", "hegui diff app-5.1.apk app-5.2.apk", "EXIT STATUS"):
            self.assertIn(word, page.replace("\u2010", "-").replace("\u2212", "-"))


if __name__ == "__main__":
    unittest.main()
