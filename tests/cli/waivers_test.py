"""Failures that somebody answers for: until a day, one at a time, and told."""
import json
import unittest

from support import AS_OF, MANIFEST, WithFolder, last_line, run


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


if __name__ == "__main__":
    unittest.main()
