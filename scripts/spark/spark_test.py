#!/usr/bin/env python3
"""The adapter on Spark with several worker processes (local-cluster): the Parquet equals the one-machine result row by row, also when a worker is
killed in the middle, and poisonous inputs are rows. Needs pyspark and Java; HEGUI names the binary.

    HEGUI=build/release/cmd/hegui/hegui python3 scripts/spark/spark_test.py
"""
import json
import os
import pathlib
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
SUBJECTS = int(os.environ.get("HEGUI_SPARK_SUBJECTS", "600"))
MANIFEST = """<manifest xmlns:a="http://schemas.android.com/apk/res/android" package="com.example.app{n}">
  <uses-sdk a:minSdkVersion="24" a:targetSdkVersion="{target}"/>
  <uses-permission a:name="android.permission.READ_CONTACTS"/>
  <application a:debuggable="{debuggable}" a:allowBackup="false"/>
</manifest>
"""


def workers():
    """Process ids of this session's executors."""
    found = []
    for entry in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if any(word.endswith(b"CoarseGrainedExecutorBackend") for word in words) and APP.encode() in words:
            found.append(int(entry.parent.name))
    return found


class Cluster(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        global APP
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="hegui-spark-"))
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
        cls.spark = (SparkSession.builder.master("local-cluster[2,1,1024]").appName("hegui").config("spark.executor.memory", "512m")
                     .config("spark.ui.enabled", "false").config("spark.python.worker.reuse", "false").config("spark.deploy.maxExecutorRetries", "-1").getOrCreate())
        cls.spark.sparkContext.setLogLevel("ERROR")
        cls.spark.sparkContext.addFile(HEGUI)
        APP = cls.spark.sparkContext.applicationId

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

    def test_a_killed_worker_changes_nothing(self):
        killed = []

        def kill():
            time.sleep(1.5)
            found = workers()
            if found:
                os.kill(found[0], signal.SIGKILL)
                killed.append(found[0])

        # Slow enough that the worker dies in the middle of its work.
        slow = self.folder / "slow-hegui"
        slow.write_text(f'#!/bin/sh\nsleep 1\nexec "{HEGUI}" "$@"\n')
        self.spark.sparkContext.addFile(str(slow))
        killer = threading.Thread(target=kill)
        killer.start()
        frame = hegui_spark.results(self.spark, self.options(hegui="slow-hegui"), paths=str(self.folder / "paths.txt"))
        self.assert_equal_row_by_row(frame, "killed", self.expected)
        killer.join()
        self.assertEqual(len(killed), 1, "a worker was to be killed")

    def test_an_input_that_ends_hegui_is_one_row(self):
        poison = self.folder / "poisoned-hegui"
        victim = self.paths[17]
        poison.write_text(f'#!/bin/sh\ninput=$(cat)\ncase "$input" in *{os.path.basename(victim)}*) kill -SEGV $$;; esac\nprintf "%s\\n" "$input" | "{HEGUI}" "$@"\n')
        self.spark.sparkContext.addFile(str(poison))
        rows = hegui_spark.results(self.spark, self.options(hegui="poisoned-hegui"), paths=str(self.folder / "paths.txt")).collect()
        self.assertEqual(len(rows), len(self.paths))
        self.assertEqual([row.source for row in rows if row.issues and row.issues[0].code == "HG9002"], [victim])
        self.assertEqual({row.source: row.line for row in rows if row.source != victim}, {path: row[-1] for path, row in self.expected.items() if path != victim})


if __name__ == "__main__":
    unittest.main(verbosity=2)
