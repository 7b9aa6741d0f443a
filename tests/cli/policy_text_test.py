#!/usr/bin/env python3
"""The privacy policy's own text held against a declaration: what it mentions, omits and adds, each with its place, and nobody accused wrongly.

HEGUI names the binary.
"""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

HEGUI = os.environ["HEGUI"]
RULES = [f"UR-{n}" for n in range(141, 147)]

DECLARATION = """
sharing = []
[subject]
name = "示例便签"
kind = "app"
[operator]
name = "示例便签科技有限公司"
[policy]
file = "docs/policy.html"
[account]
registration = true
[[collection]]
item = "手机号"
category = "phone-number"
[[collection]]
item = "精确位置"
category = "location-precise"
[[collection]]
item = "心率"
category = "health"
[[collection]]
item = "便签颜色"
[[permissions]]
name = "android.permission.CAMERA"
platform = "android"
[[permissions]]
name = "android.permission.READ_CONTACTS"
platform = "android"
[[sdks]]
name = "极光推送"
[[sdks]]
name = "腾讯 Bugly"
"""

POLICY = """<!doctype html><html><head><title>示例便签隐私政策</title><style>p { color: red }</style></head><body>
<h1>隐私政策</h1><p>更新日期：2026年3月1日</p>
<p>为注册账号，我们收集您的<b>手机号</b>码。</p>
<p>我们不会收集您的健康信息、心率。</p>
<p>为添加图片，我们会使用您的相机权限。</p>
<p>为实现签到功能，我们收集您的精确位置信息。</p>
<p>我们接入极光推送SDK，用于发送提醒。</p>
<p>您可以查阅、复制、更正、删除您的个人信息，撤回您的同意。您可以随时注销您的账号。</p>
<p>您有权获取您的个人信息副本。您可以删除您的个人信息。您可以更正您的个人信息。</p>
<p>信息保存期限为六个月，超出后删除。</p>
<p>联系我们：privacy@notes.example.com</p>
</body></html>
"""


def run(*arguments):
    done = subprocess.run([HEGUI, *arguments], capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class PolicyText(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hegui policy 政策 "))
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "docs").mkdir()

    def write(self, declaration=DECLARATION, policy=POLICY, name="policy.html"):
        (self.folder / "hegui.toml").write_text(declaration.replace("policy.html", name), encoding="utf-8")
        if policy is not None:
            (self.folder / "docs" / name).write_bytes(policy if isinstance(policy, bytes) else policy.encode())
        return str(self.folder / "hegui.toml")

    def check(self, *arguments, **named):
        path = self.write(*arguments, **named)
        status, out, err = run("check", path, "--format", "json", "--fail-on", "none", "--as-of", "2026-11-23")
        report = json.loads(out)
        self.status, self.err = status, err
        self.report = report
        subject = report["subjects"][0]
        rules = [rule["id"] for rule in report["rules"]]
        found = {}
        for finding in subject["findings"]:
            rule = finding["rule"] if isinstance(finding["rule"], str) else rules[finding["rule"]]
            if rule in RULES and finding["verdict"] == "fail":
                found.setdefault(rule, []).append(finding)
        return found

    def facts(self):
        status, out, err = run("facts", str(self.folder / "hegui.toml"), "--format", "json")
        self.assertEqual(status, 0, err)
        return json.loads(out)

    @staticmethod
    def items(findings):
        return [finding["item"] for finding in findings]

    def test_what_the_text_omits_is_named_and_nothing_else(self):
        found = self.check()
        self.assertEqual(self.items(found["UR-141"]), ["心率"], "denied is not mentioned; what has no words is not judged")
        self.assertEqual(self.items(found["UR-142"]), ["android.permission.READ_CONTACTS"])
        self.assertEqual(self.items(found["UR-143"]), ["腾讯 Bugly"])
        self.assertNotIn("UR-144", found)
        self.assertNotIn("UR-145", found)
        self.assertNotIn("UR-146", found)

    def test_mentions_have_places_in_the_page(self):
        self.check()
        facts = self.facts()
        names = [(mention["kind"], mention["name"]) for mention in facts["policy"]["mentions"]]
        at = facts["origins"][f"policy.mentions[{names.index(('category', 'phone-number'))}]"][0]
        self.assertTrue(at["file"].endswith("docs/policy.html"))
        self.assertEqual((at["line"], at["column"]), (3, 19))
        self.assertEqual(facts["policy"]["updated"], "2026-03-01")
        self.assertIs(facts["policy"]["names_contact"], True)
        self.assertIs(facts["policy"]["retention_rule"], True)
        self.assertIs(facts["policy"]["lists_rights"], True)
        self.assertEqual([item.get("in_policy") for item in facts["collection"]], ["named", "named", "omitted", "unclear"])

    def test_omitted_rights_and_statements_are_named(self):
        short = "<h1>隐私政策</h1><p>为注册账号，我们收集您的手机号。</p><p>您可以更正您的个人信息。</p>"
        found = self.check(policy=short)
        self.assertIn("删除、", found["UR-144"][0]["message"]["zh"], "each report in its own language")
        self.assertIn("to delete, ", found["UR-144"][0]["message"]["en"])
        self.assertIn("注销账号", found["UR-144"][0]["message"]["zh"])
        self.assertNotIn("更正", found["UR-144"][0]["message"]["zh"])
        for word in ("联系方式", "保存期限", "更新日期"):
            self.assertIn(word, found["UR-145"][0]["message"]["zh"])

    def test_what_it_promises_beyond_the_declaration_is_a_notice(self):
        declaration = DECLARATION.replace('[[collection]]\nitem = "便签颜色"\n', "")
        found = self.check(declaration, POLICY.replace("</body>", "<p>我们收集您的步数、运动数据。我们接入友盟统计SDK。</p></body>"))
        titles = "".join(finding["message"]["en"] for finding in found.get("UR-146", []))
        self.assertIn("physical activity", titles)
        rule = next(rule for rule in self.report["rules"] if rule["id"] == "UR-146")
        self.assertTrue(rule["notice"])

    def test_a_condition_or_denial_promises_nothing(self):
        declaration = DECLARATION.replace('[[collection]]\nitem = "便签颜色"\n', "")
        found = self.check(declaration, POLICY.replace("</body>", "<p>我们不会收集您的步数。如果您同意，我们收集您的日历信息。</p></body>"))
        self.assertNotIn("UR-146", found)

    def test_a_list_of_sdks_on_another_page_accuses_nobody(self):
        found = self.check(policy=POLICY.replace("我们接入极光推送SDK，用于发送提醒。", "详见<a href='x'>第三方SDK目录</a>。"))
        self.assertNotIn("UR-143", found)

    def test_without_a_text_nothing_passes_and_nothing_fails(self):
        path = self.write(DECLARATION.replace('file = "docs/policy.html"\n', ""), None)
        out = run("check", path, "--format", "json", "--fail-on", "none")[1]
        report = json.loads(out)
        verdicts = report["subjects"][0]["verdicts"]
        for rule in RULES:
            self.assertIn(rule, verdicts["not-judged"] + verdicts["unknown"])

    def test_markdown_and_plain_text(self):
        text = "# 隐私政策\n\n更新日期：2026-03-01\n\n为注册账号，我们收集您的**手机号**码、[位置](https://x)信息。\n我们会使用您的相机权限，接入极光推送SDK。\n"
        for name in ("policy.md", "policy.txt"):
            found = self.check(policy=text if name.endswith(".md") else text.replace("[位置](https://x)", "位置"), name=name)
            self.assertEqual(self.items(found["UR-141"]), ["心率"], name)

    def test_english(self):
        text = ("Privacy Policy. Last updated: March 1, 2026. We collect your mobile phone number for the purpose of registration. "
                "We do not collect your heart rate. We use your location information. We use the camera permission to add pictures.\n")
        found = self.check(policy=text, name="policy.txt")
        self.assertEqual(self.items(found["UR-141"]), ["心率"])

    def test_what_is_no_text_or_missing_is_told_with_the_next_step(self):
        for content, word in ((b"\xff\xfe\x00\x01", "UTF-8"), ("隐私政策".encode("gbk"), "UTF-8"), (b"%PDF-1.7\n\x80\x81", "UTF-8")):
            path = self.write(policy=content)
            status, _, err = run("facts", path)
            self.assertEqual(status, 2)
            self.assertIn(word, err)
        path = self.write(policy=b"<p>" + b"a" * (9 << 20))
        status, _, err = run("facts", path)
        self.assertEqual(status, 2)
        self.assertIn("HG1283", err)
        (self.folder / "docs" / "policy.html").unlink()
        status, _, err = run("facts", path)
        self.assertEqual(status, 2)
        self.assertIn("policy.file", err)

    def test_a_page_without_words_concludes_nothing(self):
        found = self.check(policy="<html><body><div id='app'></div><script>load()</script></body></html>")
        self.assertEqual(found, {})
        self.assertIn("HG1282", json.dumps(self.report))


if __name__ == "__main__":
    unittest.main()
