#!/usr/bin/env python3
"""The adapter on Spark with several worker processes (local-cluster): the Parquet equals the one-machine result row by row, also when a worker is
killed in the middle, and poisonous inputs are rows. Needs pyspark and Java; HEGUI names the binary.

    HEGUI=build/release/cmd/hegui/hegui python3 scripts/spark/spark_test.py
"""
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

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
os.environ["PYTHONPATH"] = os.pathsep.join([str(pathlib.Path(__file__).resolve().parent), os.environ.get("PYTHONPATH", "")])

from pyspark.sql import SparkSession  # noqa: E402

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


def executor_of(process):
    """Process id of the executor (a Java process) below which a process runs."""
    while b"CoarseGrainedExecutorBackend" not in pathlib.Path(f"/proc/{process}/cmdline").read_bytes():
        process = int(pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    return process


class Cluster(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="hegui-spark-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        for n in range(SUBJECTS):
            path = cls.folder / f"in/{n % 10}/app{n:05}.xml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(MANIFEST.format(n=n, target=20 + n % 15, debuggable="true" if n % 3 == 0 else "false"))
        (cls.folder / "in/0/cut.xml").write_text(MANIFEST[:120])
        (cls.folder / "in/0/zip.apk").write_bytes(b"PK\x03\x04" + b"\0" * 64)
        (cls.folder / "in/0/random.bin").write_bytes(bytes(range(256)) * 4)
        cls.paths = sorted(str(path) for path in (cls.folder / "in").rglob("*") if path.is_file()) + [str(cls.folder / "in/gone.xml")]
        (cls.folder / "paths.txt").write_text("\n".join(cls.paths))
        whole = subprocess.run([HEGUI, "batch", "-", "-q", "--as-of", DAY], input="\n".join(cls.paths).encode(), capture_output=True)
        lines = whole.stdout.decode().splitlines()
        assert whole.returncode == 2 and len(lines) == len(cls.paths) + 2, whole
        run = json.loads(lines[0])
        cls.expected = {path: hegui_spark.row_of(path, line, run) for path, line in zip(cls.paths, lines[1:-1])}
        settings = {"spark.executor.memory": "512m", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
                    "spark.python.worker.reuse": "false", "spark.deploy.maxExecutorRetries": "-1",
                    # A busy machine is no dead one.
                    "spark.network.timeout": "600s", "spark.executor.heartbeatInterval": "60s"}
        builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("hegui")
        for name, value in settings.items():
            builder = builder.config(name, value)
        cls.spark = builder.getOrCreate()
        cls.spark.sparkContext.setLogLevel("ERROR")
        cls.spark.sparkContext.addFile(HEGUI)

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def options(self, **more):
        return {"hegui": os.path.basename(HEGUI), "policy": [], "profile": "", "as_of": DAY, "jobs": 1, "partitions": 8, "timeout": 300, **more}

    def assert_equal_row_by_row(self, frame, name, expected):
        target = str(self.folder / name)
        frame.write.parquet(target)
        rows = self.spark.read.parquet(target).collect()
        self.assertEqual(len(rows), len(expected))
        for row in rows:
            want = expected[row.source]
            self.assertEqual(row.line, want[-1])
            for at, field in enumerate(hegui_spark.SUBJECT.fieldNames()):
                value = row[field]
                if isinstance(value, list):
                    value = [tuple(item) if not isinstance(item, str) else item for item in value]
                self.assertEqual(value, want[at], field)

    def test_a_list_equals_one_machine(self):
        self.assert_equal_row_by_row(hegui_spark.results(self.spark, self.options(), paths=str(self.folder / "paths.txt")), "list", self.expected)

    def test_files_read_by_spark_equal_one_machine(self):
        there = {path: row for path, row in self.expected.items() if os.path.exists(path)}
        self.assert_equal_row_by_row(hegui_spark.results(self.spark, self.options(), files=str(self.folder / "in/*")), "files", there)

    def script(self, name, text):
        """A stand-in for the binary, shipped as the binary is."""
        path = self.folder / name
        path.write_text("#!/bin/sh\n" + text)
        self.spark.sparkContext.addFile(str(path))
        return self.options(hegui=name)

    def test_a_killed_worker_changes_nothing(self):
        calls = self.folder / "calls"
        killed = []

        def kill():
            # Once a call has begun its worker is in the middle of a task: the call takes some seconds.
            while not calls.exists() or not calls.read_text().endswith("\n"):
                time.sleep(0.05)
            os.kill(executor_of(calls.read_text().split()[1]), signal.SIGKILL)
            killed.append(calls.read_text().count("begun"))

        options = self.script("slow-hegui", f'echo begun $$ >> "{calls}"\nsleep 2\nexec "{HEGUI}" "$@"\n')
        killer = threading.Thread(target=kill)
        killer.start()
        frame = hegui_spark.results(self.spark, options, paths=str(self.folder / "paths.txt"))
        self.assert_equal_row_by_row(frame, "killed", self.expected)
        killer.join()
        self.assertEqual(len(killed), 1, "a worker was to be killed")
        self.assertLess(killed[0], options["partitions"], "it was to be killed before all was begun")
        self.assertGreater(calls.read_text().count("begun"), options["partitions"], "what it had begun is done again")

    def test_an_input_that_ends_hegui_is_one_row(self):
        victim = self.paths[17]
        options = self.script("poisoned-hegui", f'input=$(cat)\ncase "$input" in *{os.path.basename(victim)}*) kill -SEGV $$;; esac\n'
                              f'printf "%s\\n" "$input" | "{HEGUI}" "$@"\n')
        rows = hegui_spark.results(self.spark, options, paths=str(self.folder / "paths.txt")).collect()
        self.assertEqual(len(rows), len(self.paths))
        self.assertEqual([row.source for row in rows if row.issues and row.issues[0].code == "HG9002"], [victim])
        self.assertEqual({row.source: row.line for row in rows if row.source != victim}, {path: row[-1] for path, row in self.expected.items() if path != victim})

    def test_the_tables_are_the_documented_ones(self):
        target = str(self.folder / "tables")
        subjects, unread = hegui_spark.write_tables(self.spark, hegui_spark.results(self.spark, self.options(), paths=str(self.folder / "paths.txt")), target)
        self.assertEqual((subjects, unread), (len(self.paths), sum(not row[11] for row in self.expected.values())))
        table = lambda name: self.spark.read.parquet(f"{target}/{name}")
        readme = (pathlib.Path(__file__).resolve().parent / "README.md").read_text()
        documented = [name for cell in re.findall(r"^\| ([a-z_, ]+) \| (?:string|array|boolean|map)", readme, re.M) for name in cell.split(", ")]
        self.assertEqual(table("subjects").columns, documented)
        self.assertEqual(sorted((row.source, row.rule, row.verdict) for row in table("verdicts").collect()),
                         sorted((path, rule, verdict) for path, row in self.expected.items() for rule, verdict in row[12].items()))
        self.assertEqual(sorted((row.source, row.rule, row.item, row.fingerprint) for row in table("findings").collect()),
                         sorted((path, found[0], found[3], found[8]) for path, row in self.expected.items() for found in row[13]))


if __name__ == "__main__":
    unittest.main(verbosity=2)
