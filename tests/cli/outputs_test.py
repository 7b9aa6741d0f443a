"""Reports in files: all written whole or none, wherever the path leads."""
import json
import os
import pathlib
import unittest

from support import DEMO, WithFolder, last_line, run


class Outputs(WithFolder):
    def test_all_files_or_none(self):
        good, bad = self.folder / "a.html", self.folder / "no such folder" / "b.sarif"
        good.write_text("old")
        status, _, err = run("check", DEMO, "--format", "html", "-o", str(good), "--format", "sarif", "-o", str(bad))
        self.assertEqual(status, 2)
        self.assertIn("b.sarif", last_line(err.split("help:")[0]))
        self.assertEqual(good.read_text(), "old")
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["a.html"])

    @unittest.skipUnless(os.path.exists("/dev/full"), "there is no /dev/full")
    def test_a_full_disk_leaves_every_file_as_it_was(self):
        good, new = self.folder / "a.html", self.folder / "b.csv"
        good.write_text("old")
        status, out, err = run("check", DEMO, "--format", "html", "-o", str(good), "--format", "sarif", "-o", "/dev/full", "--format", "csv", "-o", str(new))
        self.assertEqual((status, out), (2, ""))
        self.assertIn("/dev/full", err)
        self.assertEqual(good.read_text(), "old")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["a.html"], "nothing new, nothing half-written")

    def test_a_link_is_followed_and_a_device_written_to(self):
        target = self.folder / "target.json"
        target.write_text("old")
        link = self.folder / "link.json"
        link.symlink_to(target)
        run("check", DEMO, "--format", "json", "-o", str(link), "--format", "sarif", "-o", "/dev/null")
        self.assertTrue(link.is_symlink())
        json.loads(target.read_text())
        self.assertTrue(pathlib.Path("/dev/null").is_char_device())

    def test_no_report_quotes_a_secret(self):
        secret = "fedcba9876543210fedcba9876543210"
        manifest = self.folder / "manifest.json"
        manifest.write_text('{"name": "示例", "appid": "__UNI__ABC", "app-plus": {"distribute": {"sdkConfigs": {"oauth": {"weixin": {\n'
                            f'"appid" : "wx0123456789abcdef",\n "appsecret" : "{secret}"' + '}}}}}}\n')
        _, out, err = run("check", str(manifest), "--select", "SEC-100", "--lang", "zh")
        self.assertIn("manifest.json:3:17", out)
        self.assertIn("微信 AppSecret", out)
        self.assertIn("fedc…", out)
        for kind in "text", "json", "jsonl", "sarif", "junit", "markdown", "csv", "github", "gitlab", "html":
            status, out, err = run("check", str(manifest), "--fail-on", "medium", "--format", kind)
            self.assertEqual(status, 1, err)
            self.assertIn("SEC-100", out, kind)
            self.assertNotIn(secret, out + err, kind)
        _, out, err = run("facts", str(manifest), "--format", "json")
        self.assertNotIn(secret, out + err)


if __name__ == "__main__":
    unittest.main()
