#!/usr/bin/env python3
"""The adapter on Spark with several worker processes (local-cluster): the Parquet equals the one-machine result row by row, also when a worker is
killed in the middle, and poisonous inputs are rows. Needs pyspark and Java (`scripts/setup spark` installs both); without them it says so and exits
with 77. HEGUI names the binary.

    HEGUI=build/release/cmd/hegui/hegui scripts/spark/spark_test.py
"""
import collections
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
os.environ["PYTHONPATH"] = os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])
if not shutil.which("java"):
    print("SKIPPED: Java is not here; scripts/setup spark installs it")
    sys.exit(77)
try:
    from pyspark.sql import SparkSession
except ImportError:
    installed = HERE.parent.parent / "build/spark/bin/python3"
    if installed.exists() and sys.prefix != str(installed.parent.parent):
        os.execv(installed, [installed, "-B", *sys.argv])
    print("SKIPPED: pyspark is not here; scripts/setup spark installs it into build/spark")
    sys.exit(77)

import hegui_spark  # noqa: E402

HEGUI = os.path.abspath(os.environ["HEGUI"])
DAY = "2026-11-24"
SUBJECTS = int(os.environ.get("HEGUI_SPARK_SUBJECTS", "200"))
MANIFEST = """<manifest xmlns:a="http://schemas.android.com/apk/res/android" package="com.example.app{n}">
  <uses-sdk a:minSdkVersion="24" a:targetSdkVersion="{target}"/>
  <uses-permission a:name="android.permission.READ_CONTACTS"/>
  <application a:debuggable="{debuggable}" a:allowBackup="false"/>
</manifest>
"""
PACK = '[pack]\nid = "own"\ntitle = { zh = "自有", en = "Own" }\norder = 20\n'
RULE = """[[rule]]
id = "OWN-1"
name = "own-target-too-old"
severity = "critical"
clauses = ["opinions:15"]
applies = "has(android.target_sdk)"
require = "android.target_sdk >= 30"
title = { zh = "目标版本过旧", en = "Target too old" }
message = { zh = "过旧", en = "too old" }
fix = { zh = "提高", en = "raise it" }
why = { zh = "自有", en = "own" }
[[rule.example]]
expect = "pass"
facts = { android.target_sdk = 34 }
[[rule.example]]
expect = "fail"
facts = { android.target_sdk = 20 }
"""


def manifest(n):
    return MANIFEST.format(n=n, target=20 + n % 15, debuggable="true" if n % 3 == 0 else "false")


def executor_of(process):
    """Process id of the executor (a Java process) below which a process runs."""
    while b"CoarseGrainedExecutorBackend" not in pathlib.Path(f"/proc/{process}/cmdline").read_bytes():
        process = int(pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    return process


def one_machine(paths, *options):
    """What `hegui batch` says of a list: rows of SUBJECT by their source, in order, and the line of the run."""
    done = subprocess.run([HEGUI, "batch", "-", "-q", "--as-of", DAY, *options], input="\n".join(paths).encode(), capture_output=True)
    lines = done.stdout.decode().split("\n")[:-1]
    assert lines[-1].startswith('{"type":"end"'), done.stderr
    run = json.loads(lines[0])
    rows = collections.OrderedDict()
    for line in lines[1:-1]:
        subject = json.loads(line)
        source = subject["inputs"][0]["path"] if subject["inputs"] else subject["name"]
        rows[source] = hegui_spark.row_of(source, line, run)
    return rows, run


class WithInputs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="hegui spark %20 合规 "))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.inputs = cls.folder / "in"
        for n in range(SUBJECTS):
            cls.write(f"{n % 10}/app{n:05}.xml", manifest(n))
        # Names and texts with what Python, but nobody else, takes for the end of a line; poison of the ordinary kinds.
        cls.write("0/line\u2028sep\x85arator.xml", manifest(1).replace("com.example", "com.\u2028\x85"))
        cls.write("0/cut.xml", MANIFEST[:120])
        cls.write("0/zip.apk", b"PK\x03\x04" + b"\0" * 64)
        cls.write("0/random.bin", bytes(range(256)) * 4)
        cls.write("0/deep.xml", "<manifest>" * 100_000)
        cls.write("0/empty.xml", "")
        # More than hegui takes in one line of a list, and more than goes into one call.
        cls.write("1/large.xml", manifest(2).replace("<application", f"<!--{'x' * (70 << 20)}--><application"))
        cls.paths = sorted(str(path) for path in cls.inputs.rglob("*") if path.is_file()) + [str(cls.inputs / "gone.xml")]

    @classmethod
    def write(cls, name, content):
        path = cls.inputs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def script(self, name, text):
        """A stand-in for the binary."""
        path = self.folder / name
        path.write_text("#!/bin/sh\n" + text)
        path.chmod(0o755)
        return str(path)


class Calls(WithInputs):
    """What an executor does, in this process."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.expected, run = one_machine(cls.paths)
        cls.job = hegui_spark.Job("", [], [], 60, run, cls.expected[cls.paths[-1]][-1])

    def judge(self, script, paths=None, patience=60):
        """Sources and lines by a stand-in, which finds the real binary in $1."""
        command = [self.script("stand-in", script), HEGUI, "batch", "-", "-q", "--as-of", DAY]
        job = self.job._replace(patience=patience)
        return list(hegui_spark.judge(command, job, [{"path": path} for path in paths or self.paths]))

    def assert_one_row_fails(self, found, victim, words, paths=None):
        self.assertEqual([source for source, _ in found], paths or self.paths)
        for source, line in found:
            if source != victim:
                self.assertEqual(line, self.expected[source][-1])
        row = dict(zip(hegui_spark.SUBJECT.fieldNames(), hegui_spark.row_of(victim, dict(found)[victim], self.job.run)))
        issue, = row["issues"]
        self.assertEqual(issue[:2], ("HG9002", "error"))
        self.assertIn(words, issue[2])
        self.assertEqual((row["name"], row["readable"], row["score"], row["as_of"]), (victim, False, None, DAY))

    def test_one_input_that_ends_hegui(self):
        victim = self.paths[17]
        found = self.judge(f'input=$(cat)\ncase "$input" in *{os.path.basename(victim)}*) kill -SEGV $$;; esac\nprintf "%s\\n" "$input" | "$@"\n')
        self.assert_one_row_fails(found, victim, "ended abnormally (-11)")

    def test_what_was_told_before_the_end_is_kept(self):
        victim, calls = self.paths[17], self.folder / "told"
        found = self.judge(f'input=$(cat)\necho >> "{calls}"\nbefore=$(printf "%s\\n" "$input" | sed "/{os.path.basename(victim)}/,\\$d")\n'
                           f'case "$input" in *{os.path.basename(victim)}*) printf "%s\\n" "$before" | "$@" | grep -v \'^{{"type":"end"\'; kill -ABRT $$;; esac\n'
                           f'printf "%s\\n" "$input" | "$@"\n')
        self.assert_one_row_fails(found, victim, "ended abnormally (-6)")
        self.assertEqual(calls.read_text().count("\n"), 3, "all, the one behind those that were told, the rest")

    def test_an_input_on_which_hegui_hangs(self):
        paths = self.paths[:4]
        script = f'input=$(cat)\ncase "$input" in *{os.path.basename(paths[1])}*) exec sleep 600;; esac\nprintf "%s\\n" "$input" | "$@"\n'
        self.assert_one_row_fails(self.judge(script, paths, patience=8), paths[1], "said nothing for 8 seconds", paths)

    def test_what_no_input_is_to_blame_for_stops(self):
        for script, words in ("echo 'no such option' >&2; exit 2", "no such option"), ("kill -TERM $$", "told to stop"), \
                ('"$@" | sed 1s/as_of/of_as/', "does not judge as the others do"), ('cat >/dev/null; exec "$@" --profile none </dev/null', "none"):
            with self.subTest(script):
                with self.assertRaises(hegui_spark.Stop) as stopped:
                    self.judge(script)
                self.assertIn(words, str(stopped.exception))

    def test_calls_are_bounded_by_number_and_bytes(self):
        count, size = hegui_spark.INPUTS_PER_CALL, hegui_spark.BYTES_PER_CALL
        parts = lambda inputs: [[path for path, _ in part] for part in hegui_spark.calls(inputs)]
        self.assertEqual([len(part) for part in parts((str(n), None) for n in range(2 * count + 1))], [count, count, 1])
        half = bytes(size // 2)
        self.assertEqual(parts([("a", half), ("b", half), ("c", b"x"), ("d", bytes(size + 1)), ("e", b"")]), [["a", "b"], ["c"], ["d"], ["e"]])
        self.assertEqual(parts([("a", None), (str(self.inputs), None), ("b.zip", None), ("c", None)]), [["a"], [str(self.inputs)], ["b.zip"], ["c"]])
        self.assertEqual(parts([]), [])


class Cluster(WithInputs):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Inputs of a list that hegui looks into.
        cls.write("../more/a.xml", manifest(1001))
        cls.write("../more/deeper/b.xml", manifest(1002))
        cls.write("../more/notes.txt", "no manifest")
        (cls.folder / "none").mkdir()
        with zipfile.ZipFile(cls.folder / "catalogue.zip", "w") as archive:
            for n in range(3):
                archive.writestr(f"x/{n}.xml", manifest(2000 + n))
        cls.listed = [*cls.paths[:40], str(cls.folder / "more"), *cls.paths[40:], str(cls.folder / "none"), str(cls.folder / "catalogue.zip")]
        cls.list = cls.folder / "paths.txt"
        cls.list.write_bytes("\n".join(["", *cls.listed[:9], "", cls.listed[9] + "\r", *cls.listed[10:]]).encode())
        cls.expected, cls.run_line = one_machine(cls.listed)
        assert len(cls.expected) == len(cls.paths) + 5
        cls.pack = cls.folder / "own rules"
        cls.pack.mkdir()
        (cls.pack / "pack.toml").write_text(PACK)
        (cls.pack / "old.toml").write_text(RULE)
        settings = {"spark.executor.memory": "1g", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
                    "spark.python.worker.reuse": "false", "spark.deploy.maxExecutorRetries": "-1",
                    # A busy machine is no dead one.
                    "spark.network.timeout": "600s", "spark.executor.heartbeatInterval": "60s"}
        builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("hegui")
        for name, value in settings.items():
            builder = builder.config(name, value)
        cls.spark = builder.getOrCreate()
        cls.spark.sparkContext.setLogLevel("ERROR")
        cls.job = cls.ship()

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    @classmethod
    def ship(cls, *options, packs=()):
        return hegui_spark.ship(cls.spark, HEGUI, [str(pack) for pack in packs], [*options, *([] if "--as-of" in options else ["--as-of", DAY])], 300)

    def assert_equal_row_by_row(self, frame, name, expected):
        target = str(self.folder / name)
        frame.write.parquet(target)
        rows = self.spark.read.parquet(target).collect()
        self.assertEqual(sorted(row.source for row in rows), sorted(expected))
        for row in rows:
            want = expected[row.source]
            self.assertEqual(row.line, want[-1])
            for at, field in enumerate(hegui_spark.SUBJECT.fieldNames()):
                value = row[field]
                if isinstance(value, list):
                    value = [tuple(item) if not isinstance(item, str) else item for item in value]
                self.assertEqual(value, want[at], field)

    def judged(self, job=None, **more):
        return hegui_spark.results(self.spark, job or self.job, str(self.list), **more)

    def test_a_list_equals_one_machine(self):
        self.assert_equal_row_by_row(self.judged(), "list", self.expected)

    def test_files_read_by_spark_equal_one_machine(self):
        there = {path: self.expected[path] for path in self.paths if os.path.exists(path)}
        frame = hegui_spark.results(self.spark, self.job, files=f"{self.inputs}/*".replace(" ", "?"))
        self.assert_equal_row_by_row(frame, "files", there)

    def test_packs_and_options_travel_with_the_job(self):
        job = self.ship("--select", "critical", packs=[self.pack])
        expected, run = one_machine(self.listed, "--select", "critical", "--policy", str(self.pack))
        self.assertEqual(job.run, run, "the digest of the policy does not tell where the packs lie")
        self.assertNotEqual(run["policy"], self.run_line["policy"])
        self.assertIn("OWN-1", {found[0] for row in expected.values() for found in row[13]})
        self.assert_equal_row_by_row(self.judged(job), "packs", expected)

    def test_what_is_wrong_with_the_job_ends_it(self):
        wrong = self.folder / "wrong rules"
        wrong.mkdir()
        (wrong / "pack.toml").write_text(PACK)
        (wrong / "old.toml").write_text(RULE.replace("android.target_sdk >= 30", "android.taget_sdk >= 30"))
        for options, packs, words in (["--profile", "relase"], [], "relase"), (["--as-of", "tomorrow"], [], "tomorrow"), (["--no-such"], [], "--no-such"), \
                ([], [wrong], f"{wrong}/old.toml:"):
            with self.subTest(words):
                with self.assertRaises(hegui_spark.Stop) as stopped:
                    self.ship(*options, packs=packs)
                self.assertIn(words, str(stopped.exception))

    def test_a_list_is_parted_evenly(self):
        sizes = hegui_spark.inputs_of(self.spark, str(self.list)).glom().map(len).collect()
        self.assertEqual(sum(sizes), len(self.listed))
        self.assertGreaterEqual(len(sizes), 4 * self.spark.sparkContext.defaultParallelism)
        self.assertLessEqual(max(sizes) - min(sizes), 2, sizes)

    def test_a_killed_worker_changes_nothing(self):
        calls = self.folder / "calls"
        killed = []

        def kill():
            # Once a call has begun its worker is in the middle of a task: the call takes some seconds.
            while not calls.exists() or not calls.read_text().endswith("\n"):
                time.sleep(0.05)
            os.kill(executor_of(calls.read_text().split()[1]), signal.SIGKILL)
            killed.append(calls.read_text().count("begun"))

        slow = self.script("slow-hegui", f'echo begun $$ >> "{calls}"\nsleep 2\nexec "{HEGUI}" "$@"\n')
        self.spark.sparkContext.addFile(slow)
        frame = self.judged(self.job._replace(hegui="slow-hegui"), partitions=8)
        reached = self.expected_calls(8)
        killer = threading.Thread(target=kill)
        killer.start()
        self.assert_equal_row_by_row(frame, "killed", self.expected)
        killer.join()
        self.assertEqual(len(killed), 1, "a worker was to be killed")
        self.assertLess(killed[0], reached, "it was to be killed before all was begun")
        self.assertGreater(calls.read_text().count("begun"), reached, "what it had begun is done again")

    def expected_calls(self, partitions):
        """Calls of a run of the list without trouble."""
        parted = hegui_spark.inputs_of(self.spark, str(self.list), partitions=partitions)
        return parted.mapPartitions(lambda part: [len(list(hegui_spark.calls(part)))]).sum()

    def test_the_tables_are_the_documented_ones(self):
        target = str(self.folder / "tables")
        subjects, unread = hegui_spark.write_tables(self.spark, self.judged(), target)
        self.assertEqual((subjects, unread), (len(self.expected), sum(not row[11] for row in self.expected.values())))
        table = lambda name: self.spark.read.parquet(f"{target}/{name}")
        readme = (HERE / "README.md").read_text()
        documented = [name for cell in re.findall(r"^\| ([a-z_, ]+) \| (?:string|array|boolean|map)", readme, re.M) for name in cell.split(", ")]
        self.assertEqual(table("subjects").columns, documented)
        self.assertEqual(sorted((row.source, row.rule, row.verdict) for row in table("verdicts").collect()),
                         sorted((path, rule, verdict) for path, row in self.expected.items() for rule, verdict in row[12].items()))
        self.assertEqual(sorted((row.source, row.rule, row.item, row.fingerprint) for row in table("findings").collect()),
                         sorted((path, found[0], found[3], found[8]) for path, row in self.expected.items() for found in row[13]))


class Program(WithInputs):
    """The program as it is started."""

    def start(self, *arguments, hegui=HEGUI):
        environment = {**os.environ, "PYSPARK_SUBMIT_ARGS": "--master local[2] --conf spark.task.cpus=2 --conf spark.ui.enabled=false pyspark-shell"}
        return subprocess.run([sys.executable, HERE / "hegui_spark.py", "--hegui", hegui, "--as-of", DAY, "--output", str(self.folder / "out"), *arguments],
                              env=environment, capture_output=True, text=True, timeout=600)

    def test_it_judges_with_the_threads_of_a_task(self):
        words = self.folder / "words"
        listed = self.folder / "paths.txt"
        listed.write_text("\n".join(self.paths[:20]))
        logging = self.script("logging-hegui", f'echo "$*" >> "{words}"\nexec "{HEGUI}" "$@"\n')
        done = self.start("--list", str(listed), "--select", "security", "--partitions", "2", hegui=logging)
        unread = sum(not row[11] for row in one_machine(self.paths[:20])[0].values())
        self.assertIn(f"hegui: 20 subjects, {unread} unreadable, in ", done.stderr)
        self.assertTrue((self.folder / "out/subjects/_SUCCESS").exists())
        for line in words.read_text().splitlines():
            self.assertIn("--select security --jobs 2", line)

    def test_it_ends_at_once_with_what_hegui_says(self):
        done = self.start("--files", f"{self.inputs}/*", "--profile", "relase")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("relase", done.stderr)
        self.assertNotIn("Traceback", done.stderr)
        self.assertFalse((self.folder / "out").exists())
        done = self.start("--files", f"{self.inputs}/*", "--policy", str(self.folder / "none"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("no folder of policy packs", done.stderr)
        done = self.start("--list", str(self.folder / "no-list.txt"))
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"hegui: .*no-list\.txt")
        self.assertNotIn("Traceback", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
