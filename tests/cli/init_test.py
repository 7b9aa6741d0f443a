#!/usr/bin/env python3
"""`hegui init`: a first draft, and run again a completion that keeps whatever stands there. HEGUI names the binary."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

HEGUI = os.environ["HEGUI"]

MANIFEST = """<manifest xmlns:a="http://schemas.android.com/apk/res/android" package="com.example.notes">
  <uses-permission a:name="android.permission.CAMERA"/>{}
  <application a:label="Notes"/>
</manifest>
"""
CONTACTS = '<uses-permission a:name="android.permission.READ_CONTACTS"/>'


class Init(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hegui init 起草 "))
        self.addCleanup(shutil.rmtree, self.folder)
        self.manifest("")
        self.target = self.folder / "hegui.toml"

    def manifest(self, more):
        (self.folder / "AndroidManifest.xml").write_text(MANIFEST.format(more), encoding="utf-8")

    def run_in(self, *arguments, stdin="", env=None):
        environment = {key: value for key, value in os.environ.items() if key != "CI"}
        done = subprocess.run([HEGUI, *arguments], cwd=self.folder, input=stdin.encode(), capture_output=True, timeout=60,
                              env={**environment, "LC_ALL": "C.UTF-8", **(env or {})})
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def test_a_question_names_the_clauses_that_ask(self):
        self.assertEqual(self.run_in("init", ".")[0], 0)
        text = self.target.read_text(encoding="utf-8")
        line = next(line for line in text.splitlines() if "whether the first run prompts to read it" in line)
        self.assertRegex(line, r"\[[a-z0-9-]+:[0-9.]+.*\]$")
        self.assertIn('name = "android.permission.CAMERA"', text)

    def test_run_again_it_adds_what_is_new_and_keeps_every_byte(self):
        self.run_in("init", ".")
        own = self.target.read_text(encoding="utf-8")
        own = own.replace('#url = ""', "url = 'https://notes.example.com/privacy'   # ours", 1).replace("[policy]", "# 法务核对过\n[policy]")
        self.target.write_text(own, encoding="utf-8")
        status, out, err = self.run_in("init", ".")
        self.assertEqual((status, err), (0, ""))
        self.assertIn("Nothing to add", out)
        self.assertEqual(self.target.read_text(encoding="utf-8"), own)

        self.manifest(CONTACTS)
        status, out, _ = self.run_in("init")
        self.assertEqual(status, 0)
        self.assertRegex(out, r"Added \d+ lines")
        more = self.target.read_text(encoding="utf-8")
        self.assertIn('name = "android.permission.READ_CONTACTS"', more)
        added = set(more.splitlines()) - set(own.splitlines())
        kept = [line for line in more.splitlines() if line not in added]
        self.assertEqual([line for line in own.splitlines()], self.without_insertion(own, more))
        self.assertTrue(kept)
        self.assertIn("Nothing to add", self.run_in("init")[1])
        self.assertEqual(self.target.read_text(encoding="utf-8"), more)
        self.assertEqual(self.run_in("facts", "hegui.toml")[0], 0)

    @staticmethod
    def without_insertion(own, more):
        """The lines of `more` that are those of `own`, in their order."""
        rest, kept = iter(more.splitlines()), []
        for line in own.splitlines():
            for candidate in rest:
                if candidate == line:
                    kept.append(line)
                    break
        return kept

    def test_a_hand_written_declaration_is_completed(self):
        own = '# ours\n\n[subject]\nname = "便签"  # as in the stores\n'
        self.target.write_text(own, encoding="utf-8")
        status, _, err = self.run_in("init", "AndroidManifest.xml")
        self.assertEqual(status, 0, err)
        text = self.target.read_text(encoding="utf-8")
        self.assertEqual(self.without_insertion(own, text), own.splitlines())
        self.assertTrue(text.startswith("# ours\n"))
        self.assertIn('"AndroidManifest.xml",', text)
        self.assertEqual(self.run_in("check", "hegui.toml", "--fail-on", "none")[0], 0)

    def test_a_declaration_with_mistakes_stays_as_it_is(self):
        self.target.write_text('[subject]\nnmae = "x"\n', encoding="utf-8")
        status, _, err = self.run_in("init", "AndroidManifest.xml")
        self.assertEqual(status, 2)
        self.assertIn("did you mean", err)
        self.assertEqual(self.target.read_text(encoding="utf-8"), '[subject]\nnmae = "x"\n')

    def test_force_begins_anew_and_other_notations_are_not_completed(self):
        self.target.write_text('[subject]\nname = "x"\n', encoding="utf-8")
        self.assertEqual(self.run_in("init", "AndroidManifest.xml", "--force")[0], 0)
        self.assertTrue(self.target.read_text(encoding="utf-8").startswith("# 合规申报"))
        (self.folder / "hegui.json").write_text('{"subject": {"name": "x"}}', encoding="utf-8")
        status, _, err = self.run_in("init", "AndroidManifest.xml", "-o", "hegui.json")
        self.assertEqual(status, 2)
        self.assertIn("--force", err)

    def test_questions_are_asked_and_answered(self):
        status, out, err = self.run_in("init", "AndroidManifest.xml", "--ask", "--lang", "en",
                                       stdin="yes\nmaybe\nno\n示例公司\n\nprivacy@example.com\n")
        self.assertEqual(status, 0, err)
        text = self.target.read_text(encoding="utf-8")
        self.assertIn('contact = "', text)
        self.assertNotIn("name of the product:", out, "the manifest says it")

    def test_nobody_is_asked_in_ci_or_through_a_pipe(self):
        status, out, _ = self.run_in("init", "AndroidManifest.xml", stdin="x\n")
        self.assertEqual(status, 0)
        self.assertNotIn("Press Enter", out)
        status, _, err = self.run_in("init", "AndroidManifest.xml", "--ask", env={"CI": "true"})
        self.assertEqual(status, 2)
        self.assertIn("--ask", err)


if __name__ == "__main__":
    unittest.main()
