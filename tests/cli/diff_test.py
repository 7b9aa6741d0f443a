"""What changed: between two builds, stored results, and revisions of a repository."""
import json
import os
import pathlib
import shutil
import subprocess
import unittest

from support import AS_OF, MANIFEST, ROOT, WithFolder, last_line, run


class Diff(WithFolder):
    def setUp(self):
        super().setUp()
        self.old = self.write("old/AndroidManifest.xml", MANIFEST)
        self.new = self.write("new/AndroidManifest.xml", MANIFEST.replace("READ_CONTACTS", "CAMERA").replace('a:targetSdkVersion="34"', 'a:targetSdkVersion="35"')
                              .replace("/>\n</manifest>", '><activity a:name=".Share" a:exported="true"/></application>\n</manifest>').replace('a:debuggable="true"', 'a:debuggable="false"'))

    def test_what_changed_is_told(self):
        status, out, err = run("diff", self.old, self.new, *AS_OF, "--format", "json", "--fail-on", "none")
        self.assertEqual(status, 0, err)
        subject = json.loads(out)["subjects"][0]
        facts = {(fact["path"], fact.get("item")): (fact["before"], fact["after"]) for fact in subject["facts"]}
        self.assertEqual(facts[("android.target_sdk", None)], ("34", "35"))
        self.assertIsNone(facts[("permissions", "android.permission.READ_CONTACTS")][1])
        self.assertIsNone(facts[("permissions", "android.permission.CAMERA")][0])
        self.assertIn(("android.components", "com.example.cli.Share"), facts)
        self.assertIn("SEC-060", [fixed["rule"] for fixed in subject["fixed"]])
        self.assertTrue(subject["failed"])
        self.assertNotEqual(subject["before"]["score"], subject["after"]["score"])

    def test_the_forms_for_people_tell_the_same(self):
        for form in ("text", "markdown", "html"):
            status, out, err = run("diff", self.old, self.new, *AS_OF, "--format", form, "--fail-on", "none", "--lang", "zh")
            self.assertEqual(status, 0, err)
            plain = out.replace("\\", "").replace("&#39;", "'")
            for word in ("CAMERA", "READ_CONTACTS", "34", "35", "SEC-060", "已修复", "新的违规"):
                self.assertIn(word, plain, form)

    def test_clauses_turn(self):
        better = self.write("better/AndroidManifest.xml", MANIFEST.replace('a:debuggable="true"', 'a:debuggable="false"'))
        forth = json.loads(run("diff", self.old, better, *AS_OF, "--format", "json")[1])["subjects"][0]
        back = json.loads(run("diff", better, self.old, *AS_OF, "--format", "json")[1])["subjects"][0]
        self.assertTrue(back["clauses_failed"])
        self.assertTrue(forth["clauses_met"])
        self.assertLessEqual(set(forth["clauses_met"]), set(back["clauses_failed"]))
        self.assertIn("Clauses newly met", run("diff", self.old, better, *AS_OF)[1])

    def test_every_format_works(self):
        for form in ("jsonl", "sarif", "junit", "csv", "github", "gitlab"):
            self.assertIn(run("diff", self.old, self.new, *AS_OF, "--format", form)[0], (0, 1), form)

    def test_the_same_twice_is_no_change(self):
        status, out, _ = run("diff", self.old, self.old, *AS_OF)
        self.assertEqual(status, 0)
        self.assertIn("nothing changed", out)

    def test_gates_count_what_is_new(self):
        status, out, _ = run("diff", self.new, self.old, *AS_OF)
        self.assertEqual(status, 1)
        self.assertIn("new finding", last_line(out))
        self.assertEqual(run("diff", self.new, self.old, *AS_OF, "--fail-on", "none", "--max-drop", "0")[0], 1)
        self.assertEqual(run("diff", self.old, self.new, *AS_OF, "--fail-on", "none", "--max-drop", "0")[0], 0)

    def test_stored_results(self):
        stored = [str(self.folder / name) for name in ("1.json", "2.jsonl")]
        run("check", self.old, *AS_OF, "--format", "json", "-o", stored[0])
        run("check", self.new, *AS_OF, "--format", "jsonl", "-o", stored[1])
        direct = json.loads(run("diff", self.old, self.new, *AS_OF, "--format", "json", "--fail-on", "none")[1])
        for pair in ((stored[0], self.new), (self.old, stored[1]), stored):
            self.assertEqual(json.loads(run("diff", *pair, *AS_OF, "--format", "json", "--fail-on", "none")[1])["subjects"], direct["subjects"])

    def test_standard_input_is_one_side(self):
        status, out, err = run("diff", self.old, "-", *AS_OF, "--fail-on", "none", stdin=pathlib.Path(self.new).read_bytes())
        self.assertEqual(status, 0, err)
        self.assertIn("CAMERA", out)

    def test_usage(self):
        self.assertEqual(run("diff", self.old)[0], 2)
        for pair in ((self.old, str(self.folder / "none.xml")), (str(self.folder / "none.xml"), self.old)):
            status, out, _ = run("diff", *pair)
            self.assertEqual(status, 2)
            self.assertIn("exit 2", last_line(out))

    def test_hostile_names_stay_text(self):
        evil = MANIFEST.replace("READ_CONTACTS", "x&lt;script&gt;alert(1)&lt;/script&gt;")
        path = self.write("evil/AndroidManifest.xml", evil)
        page = run("diff", self.old, path, *AS_OF, "--format", "html")[1]
        self.assertEqual(page.count("<script"), 1, "its own")
        self.assertIn("&lt;script", page)
        self.assertNotRegex(run("diff", self.old, path, *AS_OF, "--format", "markdown")[1], r"(?<!\\)<script")


@unittest.skipUnless(shutil.which("git"), "git is not installed")
class Against(WithFolder):
    def git(self, *arguments):
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com",
                       "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com"}
        subprocess.run(["git", "-C", str(self.folder), *arguments], check=True, capture_output=True, env=environment)

    def setUp(self):
        super().setUp()
        self.git("init", "-q", "-b", "main")
        self.write("应用 一/AndroidManifest.xml", MANIFEST)
        self.write("hegui.toml", 'manifests = ["应用 一/AndroidManifest.xml"]\n[subject]\nname = "甲"\n')
        self.git("add", ".")
        self.git("commit", "-q", "-m", "first")
        self.write("应用 一/AndroidManifest.xml", MANIFEST.replace("READ_CONTACTS", "CAMERA"))

    def test_the_work_tree_against_a_revision(self):
        for paths, cwd in (([], self.folder), (["."], self.folder), (["hegui.toml"], self.folder), ([str(self.folder)], ROOT), (["应用 一"], self.folder)):
            status, out, err = run("diff", "--against", "HEAD", *paths, *AS_OF, "--fail-on", "none", cwd=cwd)
            self.assertEqual((status, err), (0, ""), paths)
            self.assertIn("+ permissions: android.permission.CAMERA", out, paths)
            self.assertIn("- permissions: android.permission.READ_CONTACTS", out)

    def test_what_was_not_there_yet_is_new(self):
        path = self.write("new/AndroidManifest.xml", MANIFEST.replace("com.example.cli", "com.example.second"))
        status, out, err = run("diff", "--against", "HEAD", path, *AS_OF, "--fail-on", "none")
        self.assertEqual((status, err), (0, ""))
        self.assertIn("new subject", out)

    def test_nothing_is_touched_and_no_option_gets_through(self):
        before = subprocess.run(["git", "-C", str(self.folder), "status", "--porcelain"], capture_output=True).stdout
        target = self.folder / "written"
        for revision in ("no-such-revision", f"--output={target}", "-h", "HEAD; touch x", ""):
            status, out, err = run("diff", f"--against={revision}", str(self.folder))
            self.assertEqual((status, out), (2, ""), revision)
            self.assertTrue("HG1008" in err or revision == "", err)
        self.assertFalse(target.exists())
        self.assertEqual(subprocess.run(["git", "-C", str(self.folder), "status", "--porcelain"], capture_output=True).stdout, before)

    def test_a_folder_outside_git(self):
        shutil.rmtree(self.folder / ".git")
        status, _, err = run("diff", "--against", "HEAD", ".", cwd=self.folder, env={"GIT_CEILING_DIRECTORIES": str(self.folder.parent)})
        self.assertEqual(status, 2)
        self.assertIn("HG1008", err)


if __name__ == "__main__":
    unittest.main()
