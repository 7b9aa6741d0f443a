"""The shipped policy against what it was made from: no proposal is lost, and no condition speaks of a service nobody can declare."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import tomllib
import unittest

POLICY = pathlib.Path(__file__).resolve().parent.parent.parent / "policy"
PROPOSALS = {"user-rights": ("UR", 98), "market-access": ("MA", 111), "security": ("SEC", 136)}


def rules():
    for path in sorted(POLICY.glob("*/rules/*.toml")):
        for rule in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]:
            yield path, rule


def hegui(*arguments, cwd=None):
    done = subprocess.run([os.environ["HEGUI"], *arguments], cwd=cwd, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=120)
    return done.returncode, done.stdout, done.stderr


class Documentation(unittest.TestCase):
    def test_the_pages_of_rules_are_current(self):
        for language in ("zh", "en"):
            status, page, err = hegui("rules", "--format", "markdown", "--lang", language)
            self.assertEqual((status, err), (0, ""))
            path = POLICY / f"RULES.{language}.md"
            if os.environ.get("HEGUI_UPDATE"):
                path.write_text(page, encoding="utf-8")
            self.assertTrue(page == path.read_text(encoding="utf-8"), f"{path.name} is stale; HEGUI_UPDATE=1 writes it")


class Authoring(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hegui pack "))
        self.addCleanup(shutil.rmtree, self.folder)

    def test_a_new_rule_checks_and_passes_its_examples(self):
        pack = str(self.folder / "mine")
        self.assertEqual(hegui("policy", "new", "OWN-001", "-o", pack)[0], 0)
        self.assertEqual(hegui("policy", "new", "OWN-002", "--name", "second-rule", "-o", pack)[0], 0, "into the same pack")
        self.assertEqual(hegui("policy", "new", "OWN-002", "--name", "second-rule", "-o", pack)[0], 2, "an existing rule is kept")
        self.assertEqual(hegui("policy", "new", "a b", "-o", pack)[0], 2)
        self.assertEqual(hegui("policy", "check", pack)[0], 0)
        status, out, err = hegui("policy", "test", pack, "--uncovered")
        self.assertEqual(status, 0, err)
        self.assertFalse([line for line in err.splitlines() if "own-001" in line and "HG3020" in line], "its examples show every side")

    def test_a_pack_is_the_same_wherever_it_lies_and_whatever_its_folder_is_called(self):
        pack, demo = self.folder / "mine", str(POLICY.parent / "testdata/demo/ride")
        self.assertEqual(hegui("policy", "new", "OWN-001", "-o", str(pack))[0], 0)
        # One is called as a folder of the built-in policy.
        for name in "user-rights", "below/two/folders":
            shutil.copytree(pack, self.folder / name)
        digests = set()
        for where in str(pack), "mine", "user-rights", "./user-rights/", str(self.folder / "below"):
            status, out, err = hegui("check", demo, "--policy", where, "--format", "json", "--fail-on", "none", cwd=self.folder)
            self.assertEqual((status, err), (0, ""), where)
            digests.add(json.loads(out)["policy"]["sha256"])
        self.assertEqual(len(digests), 1)
        (pack / "pack.toml").write_text((pack / "pack.toml").read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
        self.assertNotIn(json.loads(hegui("check", demo, "--policy", str(pack), "--format", "json", "--fail-on", "none")[1])["policy"]["sha256"], digests)

    def test_the_rule_of_the_guide_works(self):
        guide = (POLICY / "README.md").read_text(encoding="utf-8")
        rule = re.search(r"```toml\n(.*?)```", guide, re.DOTALL).group(1)
        self.assertEqual(hegui("policy", "new", "OWN-001", "--name", "child-lock-missing", "-o", str(self.folder))[0], 0)
        path = self.folder / "rules" / "child-lock-missing.toml"
        path.write_text(rule, encoding="utf-8")
        status, out, err = hegui("policy", "test", str(self.folder), "--uncovered")
        self.assertEqual(status, 0, err)
        self.assertNotIn("child-lock-missing", err)

    def test_sides_of_conditions_without_an_example_are_named(self):
        self.assertEqual(hegui("policy", "new", "OWN-001", "-o", str(self.folder))[0], 0)
        path = self.folder / "rules" / "own-001.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("'''policy.present'''", "'''policy.present || policy.lists_items'''")
                        .replace("facts.policy.present = false", "facts.policy.present = false\nfacts.policy.lists_items = false"), encoding="utf-8")
        status, out, err = hegui("policy", "test", str(self.folder), "--uncovered")
        self.assertEqual(status, 0)
        hidden = [line for line in err.splitlines() if "own-001.toml" in line]
        self.assertEqual(len(hidden), 1, err[-600:])
        self.assertIn("HG3020", hidden[0])
        self.assertIn("is true", hidden[0])


class Coverage(unittest.TestCase):
    def test_the_examples_show_every_side_of_every_condition(self):
        status, out, err = hegui("policy", "test", "--uncovered")
        told = re.search(r"^(\d+) examples of (\d+) rules: 0 failed; (\d+) of (\d+) sides of conditions shown$", out, re.MULTILINE)
        self.assertTrue(told, out + err)
        self.assertEqual((status, told[3]), (0, told[4]), out)

    def test_every_proposal_became_rules_or_says_why_not(self):
        known = {rule["id"] for _, rule in rules()}
        for pack, (prefix, count) in PROPOSALS.items():
            table = tomllib.loads((POLICY / "coverage" / f"{pack}.toml").read_text(encoding="utf-8"))
            self.assertEqual(list(table["proposals"]), [f"{prefix}-{n:03}" for n in range(1, count + 1)])
            covered = set(table.get("further", {}))
            for proposal, became in table["proposals"].items():
                row = {"rule": became} if isinstance(became, str) else became
                targets = row.get("rules") or ([row["rule"]] if "rule" in row else [])
                self.assertTrue(targets or row.get("reason"), f"{proposal} became nothing and says not why")
                self.assertTrue(targets == [proposal] or row.get("reason"), f"{proposal} says not why it became {targets}")
                self.assertLessEqual(set(targets), known, proposal)
                covered |= set(targets)
            own = {rule["id"] for path, rule in rules() if path.parts[-3] == pack}
            if "further" in table:
                self.assertEqual(own - covered, set(), "rules that neither a proposal nor [further] names")


class Words(unittest.TestCase):
    def test_conditions_speak_of_known_services_and_features(self):
        words = tomllib.loads((POLICY / "base/vocabulary/services.toml").read_text(encoding="utf-8"))["service"]
        known = {(word["key"], word["slug"]) for word in words}
        asked = re.compile(r'"([a-z0-9-]+)" in subject\.(services|features)|subject\.(services|features)\.exists\(\w+, \(?\w+ in \[([^\]]*)\]')
        seen = {}
        for path, rule in rules():
            conditions = [rule.get(key, "") for key in ("applies", "where", "require")]
            text = " ".join(conditions)
            if rule.get("each") == "subject.services":
                listed = ", ".join(re.findall(r'\bit in \[([^\]]*)\]', conditions[1]))
                text += f" subject.services.exists(s, s in [{listed}])"
            for one, of_one, of_several, several in asked.findall(text):
                for word in [one] if one else re.findall(r'"([a-z0-9-]+)"', several):
                    seen.setdefault((of_one or of_several, word), path.name)
        self.assertGreater(len(seen), 50)
        self.assertEqual({word: rule for word, rule in seen.items() if word not in known}, {})


ARTICLES = [f"opinions:{n}" for n in range(1, 25)]


class Clauses(unittest.TestCase):
    def rows(self):
        return {row["id"]: row for row in json.loads(subprocess.run([os.environ["HEGUI"], "clauses", "--format", "json"], capture_output=True, check=True).stdout)}

    def test_an_article_that_can_be_checked_has_rules_and_another_says_why_not(self):
        rows = self.rows()
        told = {row["id"]: row for row in tomllib.loads((POLICY / "opinions/clauses.toml").read_text(encoding="utf-8"))["clause"]}
        for article in ARTICLES:
            if rows[article]["coverage"] in ("automated", "from-declaration"):
                cited = [rule["id"] for _, rule in rules() if article in rule["clauses"]]
                self.assertTrue(cited, article)
            else:
                self.assertTrue(rows[article]["coverage"] != "none" or "coverage" in told[article], article)

    @unittest.skipUnless(os.environ.get("HEGUI_REFERENCE"), "HEGUI_REFERENCE names no folder with the reference")
    def test_clauses_and_instruments_are_those_of_the_reference(self):
        reference = tomllib.loads((pathlib.Path(os.environ["HEGUI_REFERENCE"]) / "clauses.toml").read_text(encoding="utf-8"))
        for clause in reference["clause"]:
            if clause["id"].startswith("opinions:") and clause.get("checkable") in ("yes", "partly"):
                # Its own rules, or those of what makes it concrete.
                serving = {clause["id"], *clause.get("instruments", [])}
                self.assertTrue([rule["id"] for _, rule in rules() if serving & {c if c.startswith("opinions:") else c.split(":")[0] for c in rule["clauses"]}],
                                f"{clause['id']} is marked checkable")
        # Instruments have a row in the catalogue of the reference, or their title or slug in one of its pages.
        pages = "".join(page.read_text(encoding="utf-8") for page in pathlib.Path(os.environ["HEGUI_REFERENCE"]).glob("*.md"))
        titles = {row["slug"]: row["title"]["zh"] for path in POLICY.rglob("*.toml") for row in tomllib.loads(path.read_text(encoding="utf-8")).get("instrument", [])}
        known = {row["slug"] for row in reference["instrument"]} | {"opinions"}
        cited = {clause.split(":")[0] for _, rule in rules() for clause in rule["clauses"]}
        missing = {slug: titles[slug] for slug in cited - known
                   if slug.upper() not in pages and titles[slug].strip("《》").removeprefix("中华人民共和国") not in pages}
        self.assertEqual(missing, {}, "instruments that the reference does not have")


if __name__ == "__main__":
    unittest.main()
