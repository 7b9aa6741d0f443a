"""The fictitious products of testdata/products: what a careful operator ships passes whole, and a careless one is told exactly its faults."""
import json
import os
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PRODUCTS = "testdata/products"

# Each fault was put in by hand and its finding read; a rule that joins or leaves a list is a change to explain.
FAULTS = {
    "ride": {
        "UR": "009 013 014 017 021 022 025 028 032 036 038 050 052 062 082 094 095 096 101 103 104 111 114 122 123 131 132",
        "MA": "001 013 017 018 064 113",
        "SEC": "008 060 062 064 069 073 080 104 111 113 114 115 118 120 122",
    },
    "genai": {
        "UR": "014 046 065 066 091 092 118 119 120 130 131 162",
        "MA": "017 030 097 099 102 103 106",
        "SEC": "127 128 129 130 131",
    },
    "news": {"UR": "059 064", "MA": "013 024 028 031 034 093 101 106 113", "SEC": "035"},
}


def verdicts(product, state):
    command = [os.environ["HEGUI"], "check", f"{PRODUCTS}/{product}/{state}", "--as-of", "2026-11-23", "--fail-on", "none", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=120)
    return done.returncode, json.loads(done.stdout)["subjects"], done.stderr


class Products(unittest.TestCase):
    maxDiff = None

    def test_the_careful_operator_fails_nothing_and_leaves_nothing_open(self):
        for product in FAULTS:
            status, subjects, err = verdicts(product, "good")
            self.assertEqual((status, len(subjects), err), (0, 1, ""), product)
            self.assertEqual(subjects[0]["verdicts"]["fail"], [], product)
            self.assertEqual(subjects[0]["verdicts"]["unknown"], [], product)
            self.assertGreater(len(subjects[0]["verdicts"]["pass"]), 100, product)

    def test_the_careless_operator_is_told_exactly_its_faults(self):
        for product, faults in FAULTS.items():
            status, subjects, err = verdicts(product, "bad")
            self.assertEqual((status, len(subjects), err), (0, 1, ""), product)
            expected = sorted(f"{pack}-{number}" for pack, numbers in faults.items() for number in numbers.split())
            self.assertEqual(sorted(subjects[0]["verdicts"]["fail"]), expected, product)


if __name__ == "__main__":
    unittest.main()
