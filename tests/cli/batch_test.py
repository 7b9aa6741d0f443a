"""Batches, stores and fleet reports from the outside: the same bytes for any number of threads, nothing finished lost, bad inputs told."""
import base64
import hashlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import unittest
import zipfile

import support
from support import HEGUI, ROOT

MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:a="http://schemas.android.com/apk/res/android" package="com.example.app{n}">
  <uses-sdk a:minSdkVersion="24" a:targetSdkVersion="{target}"/>
  <uses-permission a:name="android.permission.READ_CONTACTS"/>
  <application a:debuggable="{debuggable}" a:allowBackup="false"/>
</manifest>
"""


def run(*arguments, stdin=None, env=None):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **(env or {})}
    done = subprocess.run([HEGUI, *arguments], input=stdin, capture_output=True, env=environment, timeout=300)
    return done.returncode, done.stdout, done.stderr.decode()


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


def subjects(out):
    return [line for line in lines(out) if line["type"] == "subject"]


class WithFolder(support.WithFolder):
    def manifest(self, n, name=None, target=34):
        debuggable = "true" if n % 3 == 0 else "false"
        return self.write(name or f"apps/{n % 7}/app{n:04}.xml", MANIFEST.format(n=n, target=target, debuggable=debuggable))

    def fleet(self, count):
        for n in range(count):
            self.manifest(n)
        return str(self.folder / "apps")

    def store(self):
        return str(self.folder / "results.db")

    def ask(self, sql, store=None):
        with sqlite3.connect(store or self.store()) as database:
            return database.execute(sql).fetchall()


class Lines(WithFolder):
    def test_same_bytes_for_any_number_of_threads(self):
        apps = self.fleet(150)
        self.write("apps/broken.apk", b"PK\x03\x04" + b"\0" * 64)
        outputs = {run("batch", apps, "--jobs", str(jobs), "-q")[1] for jobs in (1, 2, 8)}
        self.assertEqual(len(outputs), 1)
        found = lines(outputs.pop())
        self.assertEqual(found[0]["type"], "run")
        self.assertEqual(found[-1], {"type": "end", "seen": 151, "subjects": 151, "shard": {"index": 1, "of": 1}, "complete": True})
        self.assertEqual([line["id"] for line in found[1:-1] if line["id"]], [f"com.example.app{n}" for n in sorted(range(150), key=lambda n: (n % 7, n))])

    def test_a_line_agrees_with_check(self):
        path = self.manifest(3)
        batch = subjects(run("batch", path, "-q")[1])[0]
        check = json.loads(run("check", path, "--format", "json")[1])["subjects"][0]
        for key in ("name", "id", "kind", "platforms", "inputs", "score", "findings", "issues", "repairs", "gains"):
            self.assertEqual(batch[key], check[key], key)
        for verdict in ("pass", "fail", "unknown", "not-judged", "waived"):
            self.assertEqual(batch["verdicts"][verdict], check["verdicts"][verdict])
        self.assertEqual(batch["facts"]["android"]["target_sdk"], 34)
        self.assertEqual(batch["facts"]["permissions"][0]["name"], "android.permission.READ_CONTACTS")

    def test_lists(self):
        paths = [self.manifest(n, f"list/名 {n}\n.xml" if n == 1 else f"list/{n}.xml") for n in range(3)]
        names = lambda out: [line["id"] for line in subjects(out)]
        everything = [f"com.example.app{n}" for n in range(3)]
        self.assertEqual(names(run("batch", "-0", "-", "-q", stdin="\0".join(paths).encode())[1]), everything)
        self.assertEqual(names(run("batch", "-", "-q", stdin="\n".join([paths[0], "", paths[2]]).encode())[1]), everything[::2])
        inline = [{"path": "a.xml", "content": pathlib.Path(paths[1]).read_text()},
                  {"path": "b.xml", "content_base64": base64.b64encode(pathlib.Path(paths[2]).read_bytes()).decode()}, {"path": paths[0]}]
        status, out, _ = run("batch", "-", "-q", stdin="\n".join(map(json.dumps, inline)).encode())
        self.assertEqual((status, names(out)), (0, [everything[1], everything[2], everything[0]]))
        self.assertEqual(subjects(out)[0]["inputs"][0]["path"], "a.xml")
        status, out, _ = run("batch", "-", "-q", stdin=b'{"path": "x", "content": 3}\n{"path"\n{}\n')
        self.assertEqual(status, 2)
        self.assertEqual([line["issues"][0]["code"] for line in subjects(out)], ["HG5301"] * 3)

    def test_results_come_as_the_list_does(self):
        paths = [self.manifest(n) for n in range(3)]
        process = subprocess.Popen([HEGUI, "batch", "-", "-q", "--store", self.store(), "-o", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process.stdout.readline()
        for n, path in enumerate(paths):
            process.stdin.write(path.encode() + b"\n")
            process.stdin.flush()
            # The list goes on only when this one has been judged, told and kept.
            self.assertEqual(json.loads(process.stdout.readline())["id"], f"com.example.app{n}")
            self.assertEqual(self.ask("SELECT count(*) FROM subject"), [(n + 1,)])
        out, _ = process.communicate(timeout=60)
        self.assertEqual((process.returncode, json.loads(out)["subjects"]), (0, 3))

    def test_copies_stand_for_the_inputs_they_are_of(self):
        path, copy = self.manifest(1), str(self.folder / "copy")
        plain = subjects(run("batch", path, "-q")[1])
        shutil.move(path, copy)
        listed = json.dumps({"path": path, "file": copy}).encode()
        self.assertEqual(subjects(run("batch", "-", "-q", stdin=listed)[1]), plain)
        os.remove(copy)
        status, out, _ = run("batch", "-", "-q", stdin=listed)
        self.assertEqual((status, subjects(out)[0]["name"], subjects(out)[0]["issues"][0]["code"]), (2, path, "HG1001"))
        self.assertNotIn("copy", out.decode().split("\n")[1])
        # A declaration's copy has lost the files that the declaration names.
        text = self.write("hegui.toml", 'manifests = ["app.xml"]\n[subject]\nname = "x"\nkind = "app"\n')
        self.manifest(2, "app.xml")
        self.assertEqual(subjects(run("batch", text, "-q")[1])[0]["id"], "com.example.app2")
        self.assertEqual(subjects(run("batch", "-", "-q", stdin=json.dumps({"path": "there", "file": text}).encode())[1])[0]["id"], "")

    def test_archives_are_looked_into(self):
        path = self.folder / "all.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for n in range(3):
                archive.writestr(f"in/{n}.xml", MANIFEST.format(n=n, target=34, debuggable="false"))
            archive.writestr("in/notes.txt", "no manifest")
        status, out, _ = run("batch", str(path), "-q")
        self.assertEqual((status, [line["id"] for line in subjects(out)]), (0, [f"com.example.app{n}" for n in range(3)]))
        self.assertTrue(subjects(out)[0]["inputs"][0]["path"].endswith("all.zip!in/0.xml"))

    def test_tables_of_others_are_no_declarations(self):
        self.manifest(1, "app/a.xml")
        self.write("app/Cargo.toml", '[package]\nname = "x"\n[dependencies]\nserde = "1"\n')
        self.write("app/gradle/libs.toml", '[versions]\nkotlin = "2.0"\n')
        self.write("app/declared.toml", '[subject]\nname = "x"\nkind = "app"\n')
        status, out, _ = run("batch", str(self.folder / "app"), "-q")
        self.assertEqual((status, [line["name"] for line in subjects(out)]), (0, ["com.example.app1", "x"]))
        # Who names a file means it.
        status, out, _ = run("batch", str(self.folder / "app/Cargo.toml"), "-q")
        self.assertEqual((status, len(subjects(out))), (2, 1))

    def test_other_things_by_the_names_of_manifests_are_left_out(self):
        self.manifest(1, "app/a.xml")
        self.write("app/cloud/config.json", '{"permissions": {"openapi": ["wxacode.get"]}}')
        self.write("app/mini/app.json", '{"pages": ["pages/a"], "window": ')
        status, out, err = run("batch", str(self.folder / "app"))
        self.assertEqual((status, [line["name"].rsplit("/", 1)[-1] for line in subjects(out)]), (2, ["com.example.app1", "app.json"]))
        self.assertIn("left out of folders: 1 files of no known format", err)

    def test_groups(self):
        self.manifest(1, "apps/a.xml")
        self.manifest(2, "apps/b.xml")
        self.manifest(1, "apps/c.xml")
        _, out, _ = run("batch", str(self.folder / "apps"), "--group", "package", "-q")
        self.assertEqual([(line["id"], len(line["inputs"])) for line in subjects(out)], [("com.example.app1", 2), ("com.example.app2", 1)])
        for n in (1, 2):
            self.manifest(n, f"projects/p{n}/app/src/main/AndroidManifest.xml")
            self.write(f"projects/p{n}/build.gradle", "")
        _, out, _ = run("batch", str(self.folder / "projects"), "--group", "project", "-q")
        self.assertEqual([line["id"] for line in subjects(out)], ["com.example.app1", "com.example.app2"])

    def test_gates_and_exit_status(self):
        apps = self.fleet(6)
        self.assertEqual(run("batch", apps, "-q")[0], 0)
        self.assertEqual(run("batch", apps, "-q", "--fail-on", "low")[0], 1)
        self.assertEqual(run("batch", apps, "-q", "--min-score", "100")[0], 1)
        self.assertEqual(run("batch", str(self.folder / "none"), "-q")[0], 2)
        os.mkdir(self.folder / "empty")
        status, _, err = run("batch", str(self.folder / "empty"))
        self.assertEqual(status, 2)
        self.assertIn("no input", err)
        for wrong in (["--shard", "0/2"], ["--shard", "3/2"], ["--resume"], ["-0"], ["--jobs", "0"]):
            self.assertEqual(run("batch", apps, *wrong)[0], 2, wrong)


class Shards(WithFolder):
    def test_shards_part_the_inputs_and_report_misses_none(self):
        apps = self.fleet(60)
        whole = {line["id"] for line in subjects(run("batch", apps, "-q")[1])}
        parts, files = [], []
        for k in (1, 2, 3):
            files.append(str(self.folder / f"part-{k}.jsonl"))
            self.assertEqual(run("batch", apps, "-q", "--shard", f"{k}/3", "-o", files[-1])[0], 0)
            parts.append({line["id"] for line in subjects(pathlib.Path(files[-1]).read_bytes())})
        self.assertEqual(set.union(*parts), whole)
        self.assertEqual(sum(map(len, parts)), len(whole))
        self.assertTrue(all(parts))
        status, out, _ = run("report", *files)
        self.assertEqual(status, 0)
        self.assertIn("60 subjects", out.decode())
        status, out, _ = run("report", *files[:2])
        self.assertEqual(status, 2)
        self.assertIn("shards are missing: 3/3", out.decode())
        self.assertIn("there 2 times", run("report", *files, files[0])[1].decode())
        cut = pathlib.Path(files[0]).read_bytes().splitlines(keepends=True)
        pathlib.Path(files[0]).write_bytes(b"".join(cut[:-1]))
        status, out, _ = run("report", *files)
        self.assertEqual(status, 2)
        self.assertIn("break off", out.decode())

    def test_added_inputs_move_no_others(self):
        apps = self.fleet(20)
        before = {line["id"] for line in subjects(run("batch", apps, "-q", "--shard", "1/3")[1])}
        for n in range(20, 40):
            self.manifest(n, f"apps/0/a{n}.xml")
        after = {line["id"] for line in subjects(run("batch", apps, "-q", "--shard", "1/3")[1])}
        self.assertEqual({name for name in after if int(name[len("com.example.app"):]) < 20}, before)


class Store(WithFolder):
    def test_unchanged_inputs_are_not_judged_again(self):
        apps = self.fleet(30)
        plain = run("batch", apps, "-q", "--as-of", "2026-11-24")[1]
        arguments = ["batch", apps, "--store", self.store(), "-o", "-", "--as-of", "2026-11-24"]
        first, second = run(*arguments), run(*arguments)
        self.assertEqual(first[1], plain)
        self.assertEqual(second[1], plain)
        self.assertNotIn("unchanged", first[2])
        self.assertIn("30 unchanged", second[2])
        self.manifest(5, target=20)
        self.assertIn("29 unchanged", run(*arguments)[2])
        self.assertEqual(run(*arguments[:-1], "2027-11-24")[2].count("unchanged"), 0)
        self.assertNotIn("unchanged", run(*arguments, "--select", "security")[2])
        self.assertEqual(run("batch", apps, "-q", "--store", self.store())[1], b"", "without -o the store is the output")

    def test_a_declaration_is_judged_again_when_its_evidence_is_gone(self):
        evidence = self.write("review.txt", "reviewed")
        path = self.write("hegui.toml", '[subject]\nname = "x"\nkind = "app"\n[policy]\nurl = "https://example.com/p"\n[[evidence]]\nfact = "policy.url"\n'
                          f'file = "review.txt"\nsha256 = "{hashlib.sha256(b"reviewed").hexdigest()}"\nwho = "Li"\nwhen = 2026-01-02\n')
        arguments = ["batch", path, "--store", self.store(), "-o", "-", "--as-of", "2026-11-24"]
        judged = lambda: ["url" in line["facts"].get("policy", {}) for line in subjects(run(*arguments)[1])]
        self.assertEqual((judged(), judged()), ([True], [True]))
        self.assertIn("1 unchanged", run(*arguments)[2])
        os.remove(evidence)
        self.assertEqual(judged(), [False])

    def test_tables_say_what_the_lines_say(self):
        apps = self.fleet(10)
        out = run("batch", apps, "--store", self.store(), "-o", "-", "-q")[1]
        rows = dict(self.ask("SELECT app, score FROM subject"))
        for line in subjects(out):
            self.assertEqual(rows[line["id"]], line["score"]["points"])
            failed = {rule for rule, in self.ask(f"SELECT rule FROM verdict JOIN subject ON subject.id = subject WHERE app = '{line['id']}' AND verdict = 'fail'")}
            self.assertEqual(failed, set(line["verdicts"]["fail"]))
            facts, digest = self.ask(f"SELECT facts, inputs FROM subject WHERE app = '{line['id']}'")[0]
            self.assertEqual((json.loads(facts), digest), (line["facts"], line["inputs"][0]["sha256"]))
            self.assertEqual(digest, hashlib.sha256(pathlib.Path(line["inputs"][0]["path"]).read_bytes()).hexdigest())
            findings = self.ask(f"SELECT rule, item, finding.line FROM finding JOIN subject ON subject.id = subject WHERE app = '{line['id']}'")
            self.assertEqual(sorted(map(str, findings)), sorted(str((f["rule"], f.get("item", ""), f["places"][0].get("line") if f["places"] else None)) for f in line["findings"]))
        self.assertEqual(self.ask("SELECT DISTINCT name FROM permission"), [("android.permission.READ_CONTACTS",)])
        self.assertEqual(self.ask("SELECT complete, seen, subjects FROM run"), [(1, 10, 10)])
        self.assertEqual(self.ask("SELECT policy FROM context"), [(lines(out)[0]["policy"]["sha256"],)])

    def test_the_questions_in_its_documentation(self):
        apps = self.fleet(5)
        for _ in range(2):
            run("batch", apps, "--store", self.store(), "-q")
        text = (ROOT / "lib/store/README.md").read_text()
        questions = re.findall(r"```sql\n(.*?)```", text, re.S)
        self.assertGreaterEqual(len(questions), 6)
        for question in questions:
            self.ask(question)
        documented = set(re.findall(r"^\| `(\w+)` \|", text, re.M))
        self.assertEqual({name for name, in self.ask("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")}, documented)


class Report(WithFolder):
    def test_formats(self):
        apps = self.fleet(30)
        self.write("apps/evil.xml", MANIFEST.format(n=0, target=34, debuggable="true").replace("com.example.app0", "com.&lt;script&gt;x"))
        source = str(self.folder / "r.jsonl")
        run("batch", apps, "-q", "-o", source)
        run("batch", apps, "-q", "--store", self.store())
        for form in ("text", "html", "csv", "markdown"):
            status, out, err = run("report", source, "--format", form)
            self.assertEqual((status, err), (0, ""))
            self.assertEqual(run("report", self.store(), "--format", form)[1], out, "lines and store say the same")
            self.assertIn("31" if form != "csv" else "com.example.app7", out.decode())
        html = run("report", source, "--format", "html", "--lang", "zh")[1].decode()
        self.assertIn("<svg", html)
        self.assertIn("READ_CONTACTS", html)
        for forbidden in ("http://", "https://", "src="):
            self.assertNotIn(forbidden, html)
        self.assertEqual(html.count("<script"), 1, "its own")
        self.assertEqual(len(run("report", source, "--format", "csv")[1].decode().splitlines()), 32)

    def test_pillars_and_clauses_are_called_by_their_names(self):
        apps, source = self.fleet(9), str(self.folder / "r.jsonl")
        run("batch", apps, "-q", "-o", source)
        for lang, pillar, clause in ("zh", "安全", "《中华人民共和国网络安全法》第24条 "), ("en", "Security", "Cybersecurity Law art. 24 ("):
            for form in ("text", "markdown", "html"):
                out = run("report", source, "--format", form, "--lang", lang)[1].decode()
                out = out.replace("\\", "")  # of Markdown
                for name in pillar, clause:
                    self.assertRegex(out, rf"(?m)(^|[ >|]){re.escape(name)}", (form, lang))
                for slug in "user-rights", "csl:24":
                    self.assertNotIn(f">{slug}<", out)
                    self.assertNotRegex(out, rf"(?m)(^|[ |]){slug}( |$)")

    def test_results_of_before_there_were_titles(self):
        apps, source = self.fleet(3), self.folder / "r.jsonl"
        run("batch", apps, "-q", "-o", str(source))
        first, rest = source.read_text().split("\n", 1)
        old = {key: value for key, value in json.loads(first).items() if key != "pillars"}
        source.write_text(json.dumps(old, ensure_ascii=False, separators=(",", ":")) + "\n" + rest)
        status, out, _ = run("report", str(source))
        self.assertEqual(status, 0)
        self.assertIn("  security\n", out.decode())

    def test_where(self):
        apps = self.fleet(9)
        source = str(self.folder / "r.jsonl")
        run("batch", apps, "-q", "-o", source)
        count = lambda condition: len(run("report", source, "--format", "csv", "--where", condition)[1].decode().splitlines()) - 1
        self.assertEqual(count("name == 'com.example.app4'"), 1)
        self.assertEqual(count("'android' in platforms && size(failed) >= 0"), 9)
        self.assertEqual(count("'android.permission.READ_CONTACTS' in permissions && score < 0.0"), 0)
        self.assertEqual(count("inputs.exists(i, i.contains('/0/'))"), 2)
        status, _, err = run("report", source, "--where", "scor < 3.0")
        self.assertEqual(status, 2)
        self.assertIn("did you mean `score`?", err)

    def test_trend(self):
        apps = self.fleet(12)
        old, new = str(self.folder / "old.jsonl"), str(self.folder / "new.jsonl")
        run("batch", apps, "-q", "-o", old)
        run("batch", apps, "-q", "--store", self.store())
        shutil.rmtree(self.folder / "apps/1")
        for n in (2, 4, 5):
            self.write(f"apps/{n % 7}/app{n:04}.xml", MANIFEST.format(n=n, target=34, debuggable="true"))
        self.manifest(99)
        run("batch", apps, "-q", "-o", new)
        run("batch", apps, "-q", "--store", self.store())
        out = run("report", new, "--against", old)[1].decode()
        self.assertIn("10 subjects in both, 1 added, 2 gone", out)
        self.assertRegex(out, r"\d newly failing, 0 repaired")
        self.assertEqual(run("report", f"{self.store()}#2", "--against", f"{self.store()}#1")[1].decode(), out)
        status, _, err = run("report", f"{self.store()}#7")
        self.assertEqual(status, 2)
        self.assertIn("HG5208", err)
        self.assertIn("<svg", run("report", new, "--against", old, "--format", "html")[1].decode())

    def test_other_lines_are_refused(self):
        for text in ("", "{}\n", "no json\n", '{"type":"subject"}\n'):
            status, _, err = run("report", self.write("x.jsonl", text))
            self.assertEqual(status, 2)
            self.assertIn("HG5401", err)


if __name__ == "__main__":
    unittest.main()
