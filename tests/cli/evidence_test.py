"""Declared facts that are tied to files: they hold as long as these are there, unchanged and not expired."""
import hashlib
import json
import os
import pathlib
import unittest

from support import AS_OF, WithFolder, run


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


if __name__ == "__main__":
    unittest.main()
