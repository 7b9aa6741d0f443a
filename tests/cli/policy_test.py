"""The shipped policy against what it was made from: no proposal is lost, and no condition speaks of a service nobody can declare."""
import pathlib
import re
import tomllib
import unittest

POLICY = pathlib.Path(__file__).resolve().parent.parent.parent / "policy"
PROPOSALS = {"user-rights": ("UR", 98), "market-access": ("MA", 111), "security": ("SEC", 136)}


def rules():
    for path in sorted(POLICY.glob("*/rules/*.toml")):
        for rule in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]:
            yield path, rule


class Coverage(unittest.TestCase):
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
        known = {word["slug"] for word in words}
        asked = re.compile(r'"([a-z0-9-]+)" in subject\.(?:services|features)|subject\.(?:services|features)\.exists\(\w+, \w+ in \[([^\]]*)\]')
        seen = {}
        for path, rule in rules():
            conditions = [rule.get(key, "") for key in ("applies", "where", "require")]
            text = " ".join(conditions)
            if rule.get("each") == "subject.services":
                listed = ", ".join(re.findall(r'"[a-z0-9-]+"', conditions[1]))
                text += f" subject.services.exists(s, s in [{listed}])"
            for one, several in asked.findall(text):
                for word in [one] if one else re.findall(r'"([a-z0-9-]+)"', several):
                    seen.setdefault(word, path.name)
        self.assertGreater(len(seen), 50)
        self.assertEqual({word: rule for word, rule in seen.items() if word not in known}, {})


if __name__ == "__main__":
    unittest.main()
