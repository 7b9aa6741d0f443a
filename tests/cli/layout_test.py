"""What lies in a folder is a product, a part of one, or of something that is not judged - and each is told."""
import json
import unittest

from support import AS_OF, WithFolder, run


class Layout(WithFolder):
    def check(self):
        status, out, err = run("check", ".", "--fail-on", "none", "--format", "json", *AS_OF, cwd=self.folder)
        self.assertEqual(status, 0, err)
        report = json.loads(out)
        self.left = {each["path"]: each["why"] for each in report["folders"][0]["left"]}
        return report["subjects"]

    def inputs(self):
        return [[each["path"] for each in subject["inputs"]] for subject in self.check()]


class Harmony(Layout):
    def test_a_manifest_in_both_spellings_is_one_product(self):
        name = '{"app": {"bundleName": "com.example.shop", "versionName": "%s"}}'
        self.write("AppScope/app.json", name % "1.0")
        self.write("AppScope/app.json5", name % "2.0")
        self.write("entry/src/main/module.json5", '{"module": {"name": "entry", "type": "entry"}}')
        subjects = self.check()
        self.assertEqual([each["version"] for each in subjects], ["2.0"])
        self.assertEqual(self.left, {"AppScope/app.json": "other-notation"})
        _, text, _ = run("check", ".", "--fail-on", "none", "--lang", "en", cwd=self.folder)
        self.assertIn("1 the same in another notation", " ".join(text.split()))


if __name__ == "__main__":
    unittest.main()
