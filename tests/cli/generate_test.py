#!/usr/bin/env python3
"""`hegui generate` as a person meets it: every paper in every format and language, gaps marked, nothing from an input taken for markup.

HEGUI names the binary; the working directory is the repository's root.
"""
import csv
import io
import os
import pathlib
import plistlib
import subprocess
import tempfile
import unittest
from html.parser import HTMLParser

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HEGUI = os.environ["HEGUI"]
DEMO = [f"{ROOT}/testdata/demo/ride/hegui.toml"]
DAY = ["--as-of", "2026-11-23"]
TABLES = ["permissions", "collected", "shared", "self-assessment", "app-filing"]
GAP = {"zh": "待补", "en": "to be filled in"}
HOSTILE = '=cmd|"/c calc"!A1 <script>alert(1)</script> [x](javascript:1) -->|* `'


def run(*arguments):
    done = subprocess.run([HEGUI, *arguments], capture_output=True, cwd=ROOT, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def table(kind, *paths, lang="zh"):
    status, out, err = run("generate", kind, *paths, "--format", "csv", "--lang", lang, *DAY)
    assert status == 0, err
    return list(csv.DictReader(io.StringIO(out.lstrip("\ufeff"))))


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


class WithFolder(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory()
        self.addCleanup(self.holder.cleanup)
        self.folder = pathlib.Path(self.holder.name)

    def declaration(self, text):
        path = self.folder / "hegui.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)


class Papers(WithFolder):
    def test_every_table_in_every_format_and_language_is_the_same_twice(self):
        for kind in TABLES:
            for lang in ("zh", "en"):
                for form in ("markdown", "html", "csv"):
                    call = ("generate", kind, *DEMO, "--format", form, "--lang", lang, *DAY)
                    first, second = run(*call), run(*call)
                    self.assertEqual(first[0], 0, first[2])
                    self.assertEqual(first, second)
                    self.assertIn(GAP[lang], first[1], f"{kind} {form}")

    def test_permissions_tell_their_purpose_and_mark_what_is_open(self):
        rows = {row["权限"]: row for row in table("permissions", *DEMO)}
        camera = rows["android.permission.CAMERA"]
        self.assertEqual((camera["申请目的"], camera["拒绝后能否使用"], camera["申请时机"]), ("扫描车内二维码付款", "是", "使用该功能时"))
        undeclared = [row for row in rows.values() if row["申请目的"] == "【待补】"]
        self.assertTrue(undeclared)
        self.assertNotIn("android.permission.INTERNET", rows, "nobody grants it")

    def test_collected(self):
        rows = table("collected", *DEMO, lang="en")
        self.assertEqual(rows[1]["Category"], "telephone number of the device")
        self.assertEqual(rows[1]["Kept for"], "1095 days")
        self.assertEqual(rows[1]["Legal ground"], "contract")
        self.assertEqual(rows[1]["Frequency"], "【to be filled in】")

    def test_nothing_declared_is_a_gap_and_a_declared_nothing_is_none(self):
        bare = self.declaration('[subject]\nname = "x"\n')
        self.assertEqual(set(table("shared", bare)[0].values()), {"【待补】"})
        none = self.declaration('sharing = []\nsdks = []\ncollection = []\n[subject]\nname = "x"\n')
        self.assertEqual(table("shared", none), [])
        self.assertIn("不向第三方提供", run("generate", "shared", none, "--lang", "zh", *DAY)[1])
        self.assertIn("no personal information is collected", run("generate", "collected", none, "--lang", "en", *DAY)[1])

    def test_sdks_and_recipients_stand_in_one_list(self):
        path = self.declaration(
            '[subject]\nname = "x"\n[[sdks]]\nname = "微信 OpenSDK"\npurpose = "分享"\n'
            '[[sharing]]\nrecipient = "示例物流"\nrole = "processor"\nitems = ["姓名", "地址"]\n')
        rows = {row["第三方"]: row for row in table("shared", path)}
        self.assertIn("【待补】 通常涉及：", rows["微信 OpenSDK"]["共享的个人信息"])
        self.assertEqual(rows["示例物流"]["共享的个人信息"], "姓名、地址")
        self.assertEqual(rows["示例物流"]["类型"], "受托处理者")

    def test_the_self_assessment_has_every_behaviour_with_what_the_rules_found(self):
        rows = {row["序号"]: row for row in table("self-assessment", *DEMO)}
        self.assertEqual(len(rows), 31)
        self.assertEqual(list(rows)[:4], ["1.1", "1.2", "1.3", "1.4"])
        self.assertEqual(rows["3.4"]["结论"], "违规")
        self.assertTrue(rows["3.4"]["待办"])
        self.assertEqual(rows["1.3"]["结论"], "符合")
        for row in rows.values():
            self.assertTrue(row["结论"], row)

    def test_the_filing_checklist_tells_what_is_known(self):
        rows = {row["事项"].split(";")[0]: row for row in table("app-filing", *DEMO)}
        self.assertIn("京ICP备12345678号-2A", rows["备案号"]["已知情况"])
        self.assertIn("【待补】", rows["公钥和签名MD5值"]["已知情况"])
        self.assertIn("subject.certificate_md5", rows["公钥和签名MD5值"]["已知情况"])

    def test_a_checklist_of_ones_own(self):
        pack = self.folder / "own"
        pack.mkdir()
        (pack / "pack.toml").write_text('[pack]\nid = "own"\ntitle = { zh = "自有", en = "Own" }\n', encoding="utf-8")
        (pack / "list.toml").write_text(
            '[[checklist]]\nname = "launch"\ntitle = { zh = "上线", en = "Launch" }\n'
            '[[checklist.line]]\ntitle = { zh = "名称", en = "Name" }\nfacts = ["subject.name"]\n', encoding="utf-8")
        status, out, err = run("generate", "launch", *DEMO, "--policy", str(pack), "--lang", "en", *DAY)
        self.assertEqual(status, 0, err)
        self.assertIn("示例出行", out)
        (pack / "list.toml").write_text(
            '[[checklist]]\nname = "launch"\ntitle = { zh = "上线", en = "Launch" }\n'
            '[[checklist.line]]\ntitle = { zh = "名称", en = "Name" }\nfacts = ["subject.nmae"]\nrules = ["UR-0"]\n', encoding="utf-8")
        status, _, err = run("generate", "launch", *DEMO, "--policy", str(pack))
        self.assertEqual(status, 2)
        self.assertIn("did you mean `subject.name`?", err)
        self.assertIn("unknown rule `UR-0`", err)


class PrivacyManifest(WithFolder):
    def manifest(self, text, *more):
        status, out, err = run("generate", "privacy-manifest", self.declaration(text), *more, *DAY)
        self.assertEqual(status, 0, err)
        return out, plistlib.loads(out.encode())

    def test_it_is_a_property_list_with_what_is_known_and_gaps_as_comments(self):
        text, plist = self.manifest(
            '[subject]\nname = "x"\n[[collection]]\nitem = "手机号码"\ncategory = "phone-number"\npurpose = "注册 -- 登录 -->"\n'
            '[[collection]]\nitem = "姓名"\ncategory = "basic-profile"\n')
        types = [record["NSPrivacyCollectedDataType"] for record in plist["NSPrivacyCollectedDataTypes"]]
        self.assertEqual(types, ["NSPrivacyCollectedDataTypePhoneNumber"])
        self.assertNotIn("NSPrivacyTracking", plist, "nobody said whether it tracks")
        self.assertIn("NSPrivacyCollectedDataTypeName | ", text, "which type a name is has to be chosen")
        self.assertEqual(plist["NSPrivacyAccessedAPITypes"], [])

    def test_what_a_privacy_manifest_says_stays(self):
        old = self.folder / "PrivacyInfo.xcprivacy"
        old.write_bytes(plistlib.dumps({
            "NSPrivacyTracking": False, "NSPrivacyTrackingDomains": ["t.example.com"],
            "NSPrivacyCollectedDataTypes": [{"NSPrivacyCollectedDataType": "NSPrivacyCollectedDataTypeUserID",
                                             "NSPrivacyCollectedDataTypeLinked": True, "NSPrivacyCollectedDataTypeTracking": False,
                                             "NSPrivacyCollectedDataTypePurposes": ["NSPrivacyCollectedDataTypePurposeAnalytics"]}],
            "NSPrivacyAccessedAPITypes": [{"NSPrivacyAccessedAPIType": "NSPrivacyAccessedAPICategoryUserDefaults",
                                           "NSPrivacyAccessedAPITypeReasons": ["CA92.1"]}]}))
        _, plist = self.manifest('[subject]\nname = "x"\n', str(old))
        self.assertIs(plist["NSPrivacyTracking"], False)
        self.assertEqual(plist["NSPrivacyTrackingDomains"], ["t.example.com"])
        self.assertEqual(plist["NSPrivacyCollectedDataTypes"], [{
            "NSPrivacyCollectedDataType": "NSPrivacyCollectedDataTypeUserID", "NSPrivacyCollectedDataTypeTracking": False,
            "NSPrivacyCollectedDataTypePurposes": ["NSPrivacyCollectedDataTypePurposeAnalytics"]}])
        self.assertEqual(plist["NSPrivacyAccessedAPITypes"][0]["NSPrivacyAccessedAPITypeReasons"], ["CA92.1"])

    def test_nothing_in_it_ends_a_comment_or_a_string(self):
        for name in (HOSTILE, "--->", "]]>", "<!--", "&amp;", "a\u0001b\ufffeb"):
            quoted = name.replace("\\", "\\\\").replace('"', '\\"').replace("\u0001", "\\u0001")
            _, plist = self.manifest(f'[subject]\nname = "x"\n[[collection]]\nitem = "{quoted}"\ncategory = "phone-number"\npurpose = "{quoted}"\n'
                                     f'[[collection]]\nitem = "{quoted}"\n')
            self.assertEqual(len(plist["NSPrivacyCollectedDataTypes"]), 1)


class Hostile(WithFolder):
    def test_no_format_takes_an_input_for_markup(self):
        quoted = HOSTILE.replace('"', '\\"')
        path = self.declaration(
            f'[subject]\nname = "{quoted}"\nversion = "{quoted}"\n[operator]\nname = "{quoted}"\n'
            f'[[permissions]]\nname = "{quoted}"\nplatform = "android"\npurpose = "{quoted}"\nfeature = "{quoted}"\n'
            f'[[collection]]\nitem = "{quoted}"\ncategory = "{quoted}"\npurpose = "{quoted}"\n'
            f'[[sdks]]\nname = "{quoted}"\npurpose = "{quoted}"\n[[sharing]]\nrecipient = "{quoted}"\npurpose = "{quoted}"\n'
            f'[[filings]]\nkind = "app-filing"\nnumber = "{quoted}"\n')
        for kind in TABLES:
            page = run("generate", kind, path, "--format", "html", *DAY)[1]
            tags = Tags()
            tags.feed(page)
            self.assertNotIn("script", tags.tags)
            self.assertIn(HOSTILE, tags.text)
            for row in csv.reader(io.StringIO(run("generate", kind, path, "--format", "csv", *DAY)[1].lstrip("\ufeff"))):
                for cell in row:
                    self.assertNotIn(cell[:1], ("=", "+", "-", "@", "\t", "\r"))
            text = run("generate", kind, path, "--format", "markdown", *DAY)[1]
            self.assertNotIn("<script", text.replace("\\<script", ""))
            columns = {line.replace("\\|", "").count("|") for line in text.splitlines() if line.startswith("|")}
            self.assertEqual(len(columns), 1, "no bar of an input divides a row")


class Usage(WithFolder):
    def test_the_ending_of_the_file_says_the_format(self):
        for ending, start in ((".html", "<!doctype html>"), (".csv", "\ufeff"), (".md", "# ")):
            target = self.folder / f"out{ending}"
            status, out, err = run("generate", "collected", *DEMO, "-o", str(target), "--lang", "en", *DAY)
            self.assertEqual(status, 0, err)
            self.assertIn("to be filled in", out)
            self.assertTrue(target.read_text(encoding="utf-8").startswith(start))

    def test_what_is_wrong_is_told_with_the_next_step(self):
        status, _, err = run("generate", "permision", *DEMO)
        self.assertEqual(status, 2)
        self.assertIn("did you mean `permissions`?", err)
        self.assertIn("app-filing", err)
        self.assertEqual(run("generate", "permissions")[0], 2)
        status, _, err = run("generate", "privacy-manifest", *DEMO, "--format", "csv")
        self.assertEqual(status, 2)
        self.assertIn("leave out --format", err)
        self.assertEqual(run("generate", "permissions", "/no/such/file")[0], 2)
        self.assertEqual(run("generate", "permissions", *DEMO, "--as-of", "soon")[0], 2)
        self.assertEqual(run("generate", "permissions", *DEMO, "-o", "/no/such/folder/x.md")[0], 2)

    def test_help_has_examples(self):
        status, out, _ = run("generate", "--help")
        self.assertEqual(status, 0)
        for word in (*TABLES, "privacy-manifest", "Examples:"):
            self.assertIn(word, out)


if __name__ == "__main__":
    unittest.main()
