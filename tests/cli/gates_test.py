"""What makes a check fail: thresholds for all and for one pillar, and the reason as the last line printed."""
import unittest

from support import AS_OF, DEMO, WithFolder, last_line, run


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


if __name__ == "__main__":
    unittest.main()
