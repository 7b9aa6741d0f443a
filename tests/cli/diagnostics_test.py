"""Diagnostics in both languages: every code has its row of words, `explain` knows it, and a Chinese reader is told title and next step first."""
import json
import re
import unittest

from support import AS_OF, ROOT, WithFolder, run

# Texts and comments, in which a number is no code.
TEXT = re.compile(r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|//[^\n]*', re.S)
# The ways in which sources write a code: `Code kName{1201}`, `error({1201}, …)`; `constexpr std::uint16_t kName = 1201, kOther = 1202;`; and as an
# argument before others, `fail(1201, …)`, `fail(entry, 1201, …)`.
FORMS = [re.compile(r"\{(\d{4})\}"), re.compile(r"[(,]\s*(\d{4}),"), re.compile(r"\bk\w+ = (\d{4})\b")]
CONSTANTS = re.compile(r"\bconstexpr std::uint16_t k\w+ = [^;]*;")
CODES = re.compile(r"[123459]\d{3}$")
# 2001-01-01, from which property lists count; in braces as a code is.
YEAR = "year{2001}"


def used():
    """Each code that the sources give, with the files that do."""
    found = {}
    for top in ("lib", "cmd"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix not in (".cc", ".h") or path.parent.name == "codes":
                continue
            text = TEXT.sub('""', path.read_text(encoding="utf-8")).replace(YEAR, "")
            parts = [text, text, " ".join(CONSTANTS.findall(text))]
            for form, part in zip(FORMS, parts):
                for number in form.findall(part):
                    if CODES.match(number):
                        found.setdefault(f"HG{number}", set()).add(path.relative_to(ROOT).as_posix())
    return found


def rows():
    return {f"HG{number}" for path in (ROOT / "lib/codes").glob("*_rows.cc") for number in re.findall(r"^    \{(\d{4}),", path.read_text(encoding="utf-8"), re.M)}


class Table(unittest.TestCase):
    def test_every_code_has_a_row_and_every_row_a_code(self):
        codes, words = used(), rows()
        self.assertGreater(len(codes), 150, "the scan finds codes")
        self.assertEqual({code: files for code, files in codes.items() if code not in words}, {}, "codes without a row in lib/codes")
        self.assertEqual(words - set(codes), set(), "rows of no code")

    def test_the_scan_knows_the_ways_codes_are_written(self):
        for code, file in (("HG1203", "lib/read/syntax/tree.cc"), ("HG1506", "lib/read/syntax/plist_parts.h"), ("HG3009", "lib/policy/codes.h"),
                           ("HG1420", "lib/read/format/mini_program.cc"), ("HG1402", "lib/read/format/json_facts.cc"), ("HG2103", "lib/cel/check_calls.cc"),
                           ("HG1132", "lib/read/format/android_manifest_components.cc"), ("HG1160", "lib/read/syntax/dex.cc"), ("HG1025", "lib/read/container/zip.cc"),
                           ("HG2007", "lib/cel/parse.cc"), ("HG4002", "cmd/hegui/selection.cc"), ("HG5203", "lib/store/database.h")):
            self.assertIn(file, used().get(code, set()), code)


class Explain(unittest.TestCase):
    def test_a_code_is_explained_in_either_language(self):
        for word in ("HG1010", "hg1010"):
            status, out, err = run("explain", word, "--lang", "zh")
            self.assertEqual((status, err), (0, ""))
            self.assertEqual(out, "HG1010\n诊断信息的编号\n输入的格式无法识别\n\n怎么办\n  给出受支持的清单、安装包或申报，文本存为 UTF-8\n")
        self.assertEqual(run("explain", "HG1010", "--lang", "en")[1],
                         "HG1010\na code of diagnostics\nAn input is of no format that can be read\n\nWhat to do\n"
                         "  give a manifest, package or declaration of a supported format, text as UTF-8\n")

    def test_an_unknown_code_is_answered_with_the_nearest(self):
        for language, near in (("zh", "名称相近的有 `HG1010`"), ("en", "did you mean `HG1010`?")):
            status, out, err = run("explain", "HG10100", "--lang", language)
            self.assertEqual((status, out), (2, ""))
            self.assertIn(near, err)


class Pointers(WithFolder):
    def test_a_pointer_of_git_lfs_is_told_as_one(self):
        pointer = self.write("app.apk", "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 12345\n" % ("0" * 64))
        status, out, _ = run("check", pointer, *AS_OF, "--lang", "en")
        self.assertEqual(status, 2)
        self.assertIn("app.apk:1:1: error[HG1011]: this is a pointer of Git LFS, not the file that it stands for", out)
        self.assertIn("help: fetch the file itself with `git lfs pull`", out)


class Languages(WithFolder):
    def setUp(self):
        super().setUp()
        self.broken = self.write("app/src/main/AndroidManifest.xml", '<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="a">\n  <application android:x="1" android:x="2"/>\n</manifest>\n')
        self.arguments = ("check", self.broken, *AS_OF, "--fail-on", "none")

    def told(self, language, form):
        return run(*self.arguments, "--lang", language, "--format", form)[1]

    def test_english_is_as_it_was(self):
        self.assertIn(f"{self.broken}:2:30: error[HG1102]: attribute `android:x` is given twice\n  2 | ", self.told("en", "text"))
        for form in ("text", "markdown", "json", "sarif", "csv", "junit"):
            self.assertNotIn("XML 元素的属性重复", self.told("en", form), form)

    def test_chinese_has_title_and_next_step(self):
        text = self.told("zh", "text")
        self.assertIn(f"{self.broken}:2:30: 错误[HG1102]: XML 元素的属性重复：attribute `android:x` is given twice\n  2 | ", text)
        self.assertIn("\n  处理：只保留一个", text)
        self.assertIn("- **HG1102** XML 元素的属性重复：attribute \\`android:x\\` is given twice", self.told("zh", "markdown"))

    def test_standard_error_speaks_the_language_too(self):
        for language, start in (("zh", "不存在: 错误[HG1001]: 文件或文件夹不存在，或无法读取：cannot open: "), ("en", "不存在: error[HG1001]: cannot open: ")):
            self.assertTrue(run("facts", "不存在", "--lang", language)[2].startswith(start), language)
            profile = run("check", self.broken, "--profile", "none-such", "--lang", language)[2]
            self.assertIn("HG4002", profile)
            self.assertEqual("没有叫这个名称的检查方案" in profile, language == "zh")
        self.write("hegui.config.toml", "no-such = 1\n")
        self.assertIn("错误[HG5501]: 配置中没有这个选项：", run("check", self.broken, "--lang", "zh")[2])

    def test_the_page_has_each_side_in_its_language(self):
        for language in ("zh", "en"):
            page = self.told(language, "html")
            self.assertEqual(page.count("XML 元素的属性重复："), 1, "on the Chinese side alone")
            self.assertEqual(page.count("attribute `android:x` is given twice"), 2)

    def test_programs_are_told_the_same_in_either_language(self):
        zh, en = (json.loads(self.told(language, "json")) for language in ("zh", "en"))
        self.assertEqual(zh["issues"], en["issues"])
        zh, en = (json.loads(self.told(language, "sarif"))["runs"][0] for language in ("zh", "en"))
        self.assertEqual(zh["invocations"], en["invocations"])
        self.assertEqual([code["shortDescription"]["text"] for code in zh["tool"]["driver"]["notifications"]], ["XML 元素的属性重复"], "what the code means is told beside")

    def test_a_fleet_is_told_so_too(self):
        results = self.folder / "results.jsonl"
        run("batch", self.broken, "-o", str(results))
        lines = results.read_text(encoding="utf-8").splitlines()
        results.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
        for form in ("text", "markdown", "html"):
            out = run("report", str(results), "--format", form, "--lang", "zh")[1]
            self.assertIn("批量检查的结果不完整：the lines of a batch break off", out, form)
        self.assertIn("error[HG5402]: the lines", run("report", str(results), "--lang", "en")[1])


class Complaints(WithFolder):
    def test_what_a_command_line_asks_for_wrongly_is_told_in_either_language(self):
        taken = self.write("taken.json", "{}")
        for arguments, zh, en in (
                (["check", ".", "--as-of", "soon"], "--as-of 须为 YYYY-MM-DD 形式的日期，不能是 `soon`", "--as-of wants a day as YYYY-MM-DD, not `soon`"),
                (["check", ".", "--fail-on", "worst"], "--fail-on 须为 critical、high、medium、low 或 none，单独写或写作 PILLAR=…，不能是 `worst`",
                 "--fail-on wants critical, high, medium, low or none, alone or as PILLAR=…, not `worst`"),
                (["check", ".", "--min-score", "securty=90"], "--min-score：没有叫 `securty` 的方面；是否指 `security`？", "--min-score: no pillar is called `securty`; did you mean `security`?"),
                (["check", ".", "--format", "json", "--format", "csv"], "标准输出只能有一种格式：请为其余格式写明 -o", "only one format can go to standard output: give the others -o FILE"),
                (["report", taken, "-o", "a", "-o", "b"], "-o 多于 --format：请为每个 -o 写明 --format", "more -o than --format: give each -o FILE its --format"),
                (["batch", taken, "--shard", "3/2"], "--shard 须写作 K/N，K 为 1 到 N，不能是 `3/2`", "--shard wants K/N with K from 1 to N, not `3/2`"),
                (["batch", "-", "-"], "标准输入只能读一次：- 只写一个", "standard input can be read once: name - once"),
                (["batch", taken, "-0"], "-0 用于标准输入的列表：请以 - 作路径", "-0 is about a list on standard input: name - as a path"),
                (["diff", taken], "diff 需要 OLD 和 NEW，或 --against REV 和要比较的内容；见 hegui diff --help", "diff wants OLD and NEW, or --against REV and what to compare; see hegui diff --help"),
                (["diff", "--against", "HEAD", "-"], "--against 比较文件；标准输入没有更早的版本", "--against compares files; standard input has no earlier revision"),
                (["clauses", "none-such"], "没有叫 `none-such` 的文件；`hegui clauses` 列出全部", "no instrument is called `none-such`; `hegui clauses` lists all of them"),
                (["policy", "new", "A B"], "`A B` 不能作规则编号，请用字母、数字和连字符", "`A B` is no rule id; write letters, digits and hyphens"),
                (["init", "-o", taken], f"{taken} 已存在，而只有 TOML 可以补写；可用 --force 覆盖，或用 -o 指定其他文件", f"{taken} exists and only TOML is completed; --force replaces it, -o FILE names another")):
            for language, said in (("zh", f"hegui：{zh}\n"), ("en", f"hegui: {en}\n")):
                self.assertEqual(run(*arguments, "--lang", language, stdin=b"", env={"CI": "1"})[::2], (2, said))
        for language, said in (("zh", "hegui：没有叫 `permision` 的材料；是否指 `permissions`？；可用的有 "), ("en", "hegui: no paper is called `permision`; did you mean `permissions`?; there are: ")):
            self.assertTrue(run("generate", "permision", taken, "--lang", language)[2].startswith(said), language)


if __name__ == "__main__":
    unittest.main()
