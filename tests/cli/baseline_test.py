"""What was accepted once: it does not fail again, is known by what it is and not by where it stands, and what is new or fixed is told."""
import json
import os
import pathlib
import unittest

from support import AS_OF, MANIFEST, WORSE, WithFolder, last_line, run


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


if __name__ == "__main__":
    unittest.main()
