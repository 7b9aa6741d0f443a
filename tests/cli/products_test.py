"""The fictitious products of testdata/products: what a careful operator ships passes whole, and a careless one is told exactly its faults."""
import json
import os
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PRODUCTS = "testdata/products"
NAMES = ("ride", "genai", "news")


def hegui(*arguments):
    done = subprocess.run([os.environ["HEGUI"], *arguments], capture_output=True, text=True, cwd=ROOT, env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=120)
    return done.returncode, done.stdout, done.stderr


def check(product, state):
    status, out, err = hegui("check", f"{PRODUCTS}/{product}/{state}", "--as-of", "2026-11-23", "--fail-on", "none", "--format", "json")
    report = json.loads(out)
    return status, report, err


def told(report):
    """A line for each failure: rule, item, and the line of the file that its first place shows."""
    lines = []
    for finding in report["subjects"][0]["findings"]:
        if finding["verdict"] != "fail":
            continue
        place = finding["places"][0]
        path = ROOT / place["file"]
        line = path.read_text(encoding="utf-8").splitlines()[place["line"] - 1].strip()
        lines.append(" · ".join([finding["rule"], finding.get("item", ""), f"{path.relative_to(ROOT / PRODUCTS).as_posix().split('/', 2)[2]}: {line}"]))
    return sorted(lines)


class Products(unittest.TestCase):
    maxDiff = None

    def test_the_careful_operator_fails_nothing_and_leaves_nothing_open(self):
        for product in NAMES:
            status, report, err = check(product, "good")
            verdicts = report["subjects"][0]["verdicts"]
            self.assertEqual((status, len(report["subjects"]), err), (0, 1, ""), product)
            self.assertEqual(verdicts["fail"], [], product)
            self.assertEqual(verdicts["unknown"], [], product)
            self.assertGreater(len(verdicts["pass"]), 100, product)

    # Each fault was put in by hand, and its finding read: that it is true, and that it shows the field that is judged. A line that joins or leaves
    # a list is a change to explain. HEGUI_UPDATE=1 writes the lists anew, to be read.
    def test_the_careless_operator_is_told_exactly_its_faults_where_they_are(self):
        for product in NAMES:
            status, report, err = check(product, "bad")
            self.assertEqual((status, len(report["subjects"]), err), (0, 1, ""), product)
            expected = ROOT / PRODUCTS / product / "bad.findings"
            if os.environ.get("HEGUI_UPDATE"):
                expected.write_text("\n".join(told(report)) + "\n", encoding="utf-8")
            self.assertEqual(told(report), expected.read_text(encoding="utf-8").splitlines(), product)

    def test_both_languages_tell_the_same_findings(self):
        for product in NAMES:
            ids = []
            for language in ("zh", "en"):
                text = hegui("check", f"{PRODUCTS}/{product}/bad", "--as-of", "2026-11-23", "--fail-on", "none", "--lang", language)[1]
                ids.append([line.split()[2] for line in text.splitlines() if line.startswith("✗")])
                self.assertNotIn("{", "".join(line for line in text.splitlines() if line.startswith("✗")), "no placeholder is left")
            self.assertEqual(ids[0], ids[1], product)
            self.assertGreater(len(ids[0]), 10, product)

    def test_a_report_speaks_its_own_language(self):
        words = (("ride", "网络约车类", "online ride hailing"), ("ride", "APP备案号", "app filing number"), ("genai", "证件类型和号码", "type and number of identity document"),
                 ("news", "注销账号", "to close the account"))
        for product, chinese, english in words:
            zh, en = (hegui("check", f"{PRODUCTS}/{product}/bad", "--as-of", "2026-11-23", "--fail-on", "none", "--lang", language)[1] for language in ("zh", "en"))
            zh, en = "".join(zh.split()), " ".join(en.split())
            self.assertIn(chinese, zh, product)
            self.assertNotIn("".join(english.split()), zh, product)
            self.assertIn(english, en, product)


if __name__ == "__main__":
    unittest.main()
