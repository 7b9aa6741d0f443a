"""Names that mean harm, put wherever an input can name something, and every format written over them: each output is read by an
independent parser of its format, and nothing in it is the input's own."""
import csv
import html.parser
import io
import json
import os
import re
import unittest
import xml.etree.ElementTree

from support import WithFolder, run

MARK = "MARKED"
EVIL = MARK + "<script>alert(1)</script>\"'>]]>--><img src=x onerror=alert(2)>|`x`${x}%0A::error::boom@here[l](javascript:x)\\\u202etxt.\u2066"
NEWLINES = "\r\n::error::boom\n=cmd()\n# heading\n</details>\n- item\n\x1b[31m\x00"
FORMULAS = ["=cmd|' /C calc'!A0" + MARK, "+1" + MARK, "-1" + MARK, "@SUM(1)" + MARK, "\t=1" + MARK, "\r=1" + MARK]
# Characters that reorder text, and controls.
BIDIRECTIONAL = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def quoted(text):
    """As XML has it in an attribute; what XML forbids is left out."""
    kept = "".join(c for c in text if c >= " " or c in "\t\r\n")
    return "".join(c if c.isalnum() else f"&#{ord(c)};" for c in kept)


def manifest(name):
    permissions = "".join(f'<uses-permission a:name="{quoted(text)}"/>' for text in ["android.permission.READ_CONTACTS", *FORMULAS, name])
    return ('<?xml version="1.0" encoding="utf-8"?>\n<manifest xmlns:a="http://schemas.android.com/apk/res/android" '
            f'package="com.example.evil" a:versionName="{quoted(name)}">\n{permissions}\n<application a:label="{quoted(name)}" '
            f'a:debuggable="true"><activity a:name="{quoted(name)}" a:exported="true"/><provider a:name="{quoted(name)}" '
            f'a:authorities="{quoted(name)}" a:exported="true"/></application>\n</manifest>\n')


def declaration(name):
    text = json.dumps(name)
    formulas = "".join(f'[[sdks]]\nname = {json.dumps(each)}\nprovider = {json.dumps(each)}\n' for each in FORMULAS)
    return (f'[subject]\nkind = "app"\nname = {text}\nversion = {text}\n[operator]\nname = {text}\nuscc = {text}\n'
            f'[[permissions]]\nname = "android.permission.CAMERA"\nplatform = "android"\npurpose = {text}\nmandatory = true\n'
            f'[[collection]]\nitem = {text}\ncategory = "contacts"\npurpose = {text}\nretention_days = 10\n'
            f'[[sharing]]\nrecipient = {text}\npurpose = {text}\ncontract = false\n'
            f'[[sdks]]\nname = {text}\nprovider = {text}\n{formulas}'
            f'[[waiver]]\nrule = "SEC-060"\nreason = {text}\nowner = {text}\nexpires = 2099-01-01\nevidence = {text}\n')


class Page(html.parser.HTMLParser):
    """Which elements and attributes a page has."""

    TAGS = set("html head meta title style body main fieldset legend input label div span h1 h2 h3 h4 p b br a code pre mark ul li article header nav "
               "section details summary table thead tbody tr th td svg circle rect line text output script".split())
    ATTRIBUTES = set("lang charset name content http-equiv class id for type value checked hidden tabindex role style title href aria-label aria-live "
                     "aria-hidden placeholder open viewbox preserveaspectratio width height x y x1 y1 x2 y2 cx cy r pathlength stroke-dasharray".split())

    def __init__(self, text):
        super().__init__()
        self.scripts, self.strange = 0, []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.scripts += tag == "script"
        if tag not in self.TAGS:
            self.strange.append(tag)
        for name, value in attributes:
            if name not in self.ATTRIBUTES or (name == "href" and not value.startswith("#")):
                self.strange.append(f"{tag} {name}={value}")


class Hostile(WithFolder):
    def setUp(self):
        super().setUp()
        self.name = EVIL + NEWLINES
        # Any bytes but a slash and nought: a folder's name that is not even text.
        folder = os.fsencode(self.folder) + b"/" + (EVIL.replace("/", "") + "\n::error::boom\n|=1").encode()[:180] + b"\xff\xfe\x80"
        os.mkdir(folder)
        self.path = folder
        for name, text in ((b"AndroidManifest.xml", manifest(self.name)), (b"hegui.toml", declaration(self.name))):
            with open(folder + b"/" + name, "wb") as file:
                file.write(text.encode())
        with open(folder + b"/other.json", "wb") as file:
            file.write(b"{\"openapi\": \"\xff<script>\",")

    def output(self, *words):
        status, out, err = run(*words)
        self.assertNotIn("\x00", out)
        self.assertIsNone(BIDIRECTIONAL.search(err), err)
        self.assertIsNone(CONTROLS.search(err), err)
        self.assertIn(status, (0, 1, 2))
        return out

    def checked(self, form, *more):
        out = self.output("check", self.path, "--as-of", "2026-11-24", "--format", form, *more)
        self.assertIn(MARK, out, f"{form} says nothing of the names")
        return out

    def assert_shown_safely(self, text):
        self.assertIsNone(BIDIRECTIONAL.search(text))
        self.assertIsNone(CONTROLS.search(text))

    def assert_page(self, text):
        self.assert_shown_safely(text)
        page = Page(text)
        self.assertEqual((page.scripts, page.strange), (1, []))

    def assert_markdown(self, text):
        self.assert_shown_safely(text)
        # Code spans hold text as it is; a fence of n backticks ends at the next of n.
        bare = re.sub(r"(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
        bare = re.sub(r"\\.", "", bare)
        self.assertEqual(set(re.findall(r"<[^>\n]*>?", bare)) - {"<details>", "</details>", "<summary>", "</summary>"}, set())
        self.assertEqual(bare.count("<details>"), bare.count("</details>"))
        self.assertNotIn("](", bare)
        self.assertNotRegex(bare, r"@[a-z]")
        columns = 0
        for line in bare.splitlines():
            if line.startswith("|"):
                columns = columns or line.count("|")
                self.assertEqual(line.count("|"), columns, line)
            else:
                columns = 0
            self.assertNotRegex(line, r"^(::|=cmd|# )")

    def assert_table(self, text):
        self.assert_shown_safely(text)
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        for row in rows:
            for cell in row:
                self.assertNotRegex(cell, r"^[=+\-@\t\r]")
                self.assertNotRegex(cell, r"[\r\n]")

    def test_data(self):
        for form in ("json", "sarif", "gitlab"):
            out = self.checked(form)
            self.assertIsNone(CONTROLS.search(out), form)
            json.loads(out)
        for line in self.checked("jsonl").splitlines():
            json.loads(line)

    def test_junit(self):
        out = self.checked("junit")
        self.assert_shown_safely(out)
        root = xml.etree.ElementTree.fromstring(out)
        self.assertLessEqual({node.tag for node in root.iter()}, {"testsuites", "testsuite", "testcase", "failure", "skipped", "error"})
        self.assertEqual(int(root.get("tests")), len(list(root.iter("testcase"))))

    def test_pages(self):
        for language in ("zh", "en"):
            self.assert_page(self.checked("html", "--lang", language))

    def test_markdown(self):
        for language in ("zh", "en"):
            self.assert_markdown(self.checked("markdown", "--lang", language))

    def test_spreadsheets(self):
        self.assert_table(self.checked("csv"))

    def test_annotations(self):
        lines = self.checked("github").splitlines()
        for line in lines[:-1]:
            self.assertRegex(line, r"^::(error|warning|notice) (file=[^,:]*,)?(line=\d+,col=\d+,endColumn=\d+,)?title=[^,:]*::.")
        self.assertIn("exit", lines[-1].replace("退出码", "exit"))
        self.assert_shown_safely("\n".join(lines))
        failing = [finding for subject in json.loads(self.checked("json"))["subjects"] for finding in subject["findings"] if finding["verdict"] == "fail"]
        self.assertEqual(sum("::boom" in line.split("::", 2)[1] for line in lines[:-1]), 0)
        self.assertGreaterEqual(len(lines), len(failing))

    def test_terminals(self):
        for words in (["-v"], []):
            self.assert_shown_safely(self.checked("text", "--color", "never", *words) if words else self.checked("text"))

    def test_comparisons(self):
        old = self.write("old/AndroidManifest.xml", manifest("com.example.Plain"))
        for form, holds in (("html", self.assert_page), ("markdown", self.assert_markdown), ("text", self.assert_shown_safely), ("json", json.loads),
                            ("csv", self.assert_table)):
            out = self.output("diff", old, self.path, "--as-of", "2026-11-24", "--format", form)
            self.assertIn(MARK, out, form)
            holds(out)

    def test_fleets(self):
        lines = str(self.folder / "lines.jsonl")
        self.output("batch", self.path, "-q", "-o", lines)
        for form, holds in (("html", self.assert_page), ("markdown", self.assert_markdown), ("text", self.assert_shown_safely), ("csv", self.assert_table)):
            out = self.output("report", lines, "--format", form)
            self.assertIn(MARK, out, form)
            holds(out)


if __name__ == "__main__":
    unittest.main()
