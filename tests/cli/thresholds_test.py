"""Duties by declared volumes and ages, and by the day: small declarations at, just below and just above each limit, and the day before and after."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

DAY = "2026-11-23"
EXPORT = '[operator]\ncii = false\n[cross_border]\nused = true\nimportant_data = false\nmechanism = "{}"\npersons = {}\nsensitive_persons = {}\n'
AUDIT = "[operator]\nperson_count = {}\n[audit]\nlast_date = 2023-01-01\n"


class Thresholds(unittest.TestCase):
    def setUp(self):
        self.held = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.held.name) / "hegui.toml"

    def tearDown(self):
        self.held.cleanup()

    def report(self, declaration, day=DAY, *more):
        self.path.write_text('[subject]\nname = "示例"\nkind = "app"\n' + declaration, encoding="utf-8")
        done = subprocess.run([os.environ["HEGUI"], "check", str(self.path), "--as-of", day, "--fail-on", "none", "--format", "json", *more],
                              capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def verdict(self, rule, declaration, day=DAY):
        verdicts = self.report(declaration, day)["subjects"][0]["verdicts"]
        return next((verdict for verdict, rules in verdicts.items() if rule in rules), None)

    def hold(self, rule, cases, day=DAY):
        for expected, declaration in cases:
            self.assertEqual(self.verdict(rule, declaration, day), expected, f"{rule}\n{declaration}")

    # Minors: under fourteen the guardian consents; minors at all bring their own audit every year.

    def test_information_of_children_under_fourteen_needs_the_guardian_and_rules_of_its_own(self):
        for rule, field in (("UR-070", "guardian_consent"), ("UR-071", "special_rules")):
            self.hold(rule, (
                ("not-applicable", f"[minors]\nserves_minors = true\nserves_under_14 = false\n{field} = false\n"),
                ("fail", f"[minors]\nserves_minors = true\nserves_under_14 = true\n{field} = false\n"),
                ("pass", f"[minors]\nserves_minors = true\nserves_under_14 = true\n{field} = true\n"),
                ("unknown", "[minors]\nserves_minors = true\nserves_under_14 = true\n"),
                ("not-judged", "[minors]\nserves_minors = true\n"),
            ))

    def test_marketing_to_minors_by_machines_is_held_against_both_ages(self):
        self.hold("UR-074", (
            ("not-applicable", "[minors]\nserves_minors = false\nserves_under_14 = false\nautomated_marketing = true\n"),
            ("fail", "[minors]\nserves_minors = true\nserves_under_14 = false\nautomated_marketing = true\n"),
            ("fail", "[minors]\nserves_minors = false\nserves_under_14 = true\nautomated_marketing = true\n"),
            ("pass", "[minors]\nserves_minors = true\nserves_under_14 = true\nautomated_marketing = false\n"),
        ))

    def test_the_audit_on_minors_is_due_every_year(self):
        declaration = "[minors]\nserves_minors = true\nserves_under_14 = false\n[audit]\nminors_last_date = 2025-06-01\nminors_reported = true\n"
        self.hold("UR-075", (("pass", declaration),), "2026-06-02")
        self.hold("UR-075", (("fail", declaration),), "2026-06-03")

    def test_games_and_live_streams_need_a_minors_mode_whatever_the_product_is(self):
        for what in ('app_type = "online-game"', 'app_type = ""\nservices = ["game"]', 'app_type = ""\nservices = []\nfeatures = ["live"]'):
            self.hold("UR-073", (("fail", f"{what}\n[minors]\nmode = false\n"), ("pass", f"{what}\n[minors]\nmode = true\n"), ("unknown", what)))
        self.hold("UR-073", (("not-applicable", 'app_type = ""\nservices = ["payment"]\nfeatures = []\n[minors]\nmode = false\n'),))

    # Export of personal information: which route the number of persons asks for.

    def test_the_number_of_persons_chooses_the_route_of_export(self):
        self.hold("UR-091", (
            ("pass", EXPORT.format("none", 99_999, 0)),
            ("fail", EXPORT.format("none", 100_000, 0)),
            ("pass", EXPORT.format("standard-contract", 100_000, 0)),
            ("pass", EXPORT.format("certification", 999_999, 0)),
            ("fail", EXPORT.format("standard-contract", 1_000_000, 0)),
            ("pass", EXPORT.format("security-assessment", 1_000_000, 0)),
        ))

    def test_sensitive_information_lowers_the_limits_of_export(self):
        self.hold("UR-091", (
            ("fail", EXPORT.format("none", 10, 1)),
            ("pass", EXPORT.format("standard-contract", 10, 1)),
            ("pass", EXPORT.format("standard-contract", 9_999, 9_999)),
            ("fail", EXPORT.format("standard-contract", 10_000, 10_000)),
            ("pass", EXPORT.format("security-assessment", 10_000, 10_000)),
        ))

    def test_important_data_and_critical_infrastructure_need_the_assessment_at_any_number(self):
        small = EXPORT.format("standard-contract", 10, 0)
        self.hold("UR-091", (
            ("pass", small),
            ("fail", small.replace("important_data = false", "important_data = true")),
            ("fail", small.replace("cii = false", "cii = true")),
            ("pass", small.replace("cii = false", "cii = true").replace("standard-contract", "security-assessment")),
            ("not-applicable", "[cross_border]\nused = false\n"),
        ))

    def test_an_exemption_has_to_be_named(self):
        many = EXPORT.format("exempt", 5_000_000, 0)
        self.hold("UR-091", (("pass", many + 'exemption = "contract"\n'), ("fail", many + 'exemption = ""\n'), ("unknown", many)))

    def test_a_missing_number_accuses_nobody(self):
        self.hold("UR-091", (("unknown", EXPORT.format("none", 10, 0).replace("persons = 10\n", "", 1)),))

    # Audits and officers: by the number of persons whose information is processed.

    def test_the_audit_is_due_the_sooner_the_more_persons(self):
        for persons, last, first in ((10_000_001, "2025-01-01", "2025-01-02"), (10_000_000, "2027-01-01", "2027-01-02"), (999_999, "2028-01-02", "2028-01-03")):
            self.hold("UR-086", (("pass", AUDIT.format(persons)),), last)
            self.hold("UR-086", (("fail", AUDIT.format(persons)),), first)

    def test_an_officer_is_named_from_one_million_persons(self):
        for persons, officer, expected in ((999_999, "", "not-applicable"), (1_000_000, "", "fail"), (1_000_000, "张某", "pass")):
            self.hold("UR-087", ((expected, f'[operator]\nperson_count = {persons}\nprotection_officer = "{officer}"\nprotection_officer_reported = true\n'),))

    def test_faces_are_filed_from_one_hundred_thousand(self):
        for count, filed, expected in ((99_999, "false", "not-applicable"), (100_000, "false", "fail"), (100_000, "true", "pass")):
            self.hold("UR-079", ((expected, f"[biometric]\nface_used = true\nface_count = {count}\nfiled = {filed}\n"),))

    def test_a_listing_abroad_is_reviewed_above_one_million_persons(self):
        for persons, expected in ((1_000_000, "not-applicable"), (1_000_001, "fail")):
            self.hold("MA-032", ((expected, f'[operator]\nperson_count = {persons}\nlisting_abroad = "planned"\ncybersecurity_review = ""\n'),))

    # The day: what is not in force yet is announced with its date, and does not count.

    def test_a_clause_counts_from_its_day_and_is_announced_for_ninety_days_before(self):
        declaration = 'app_type = ""\nfeatures = ["companion-ai"]\n[ai]\ndisclosure = false\nsession_reminder_minutes = 0\n'
        self.hold("MA-103", (("not-applicable", declaration),), "2026-07-14")
        self.hold("MA-103", (("fail", declaration),), "2026-07-15")

        def announced(day):
            notes = [issue for issue in self.report(declaration, day)["issues"] if issue["code"] == "HG4020" and issue["message"].startswith("2026-07-15")]
            return [(note["level"], "MA-103" in note["help"]) for note in notes]

        self.assertEqual(announced("2026-04-15"), [], "91 days before")
        self.assertEqual(announced("2026-04-16"), [("note", True)], "90 days before")
        self.assertEqual(announced("2026-07-14"), [("note", True)], "the day before")
        self.assertEqual(announced("2026-07-15"), [], "in force")

    def test_a_title_is_judged_by_the_day(self):
        declaration = '[[licences]]\nkind = "telecom-licence"\nnumber = "京B2-20210001"\nholder = "示例"\nissued = 2021-06-01\nexpires = 2026-06-01\n'
        self.hold("MA-013", (("pass", declaration),), "2026-06-01")
        self.hold("MA-013", (("fail", declaration),), "2026-06-02")


if __name__ == "__main__":
    unittest.main()
