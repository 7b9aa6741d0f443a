"""Ends in the middle of a batch, from the outside: by signals, by kill -9 at any moment, beside another writer. Nothing finished is lost, nothing is
repeated, and what is gone on with ends with the bytes of a batch that nobody disturbed."""
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import time
import unittest

from batch_test import HEGUI, WithFolder, run

DAY = "2026-11-24"


class WithFleet(WithFolder):
    COUNT = 4000

    def setUp(self):
        super().setUp()
        for n in range(self.COUNT):
            self.manifest(n, f"apps/{n % 20}/app{n:04}.xml")
        self.apps = str(self.folder / "apps")
        time.sleep(2.6)  # what has rested is remembered by its times too

    def kept(self):
        """What is finished, by its key: where it stands and its bytes."""
        try:
            return {key: rest for key, *rest in self.ask("SELECT key, id, line FROM subject")}
        except sqlite3.OperationalError:
            return {}  # before there were tables


class Ends(WithFleet):
    def end_in_the_middle(self, number, *arguments):
        """Sends a signal once something is kept; gives the exit status and standard error."""
        process = subprocess.Popen([HEGUI, "batch", self.apps, "--store", self.store(), *arguments], stderr=subprocess.PIPE)
        while process.poll() is None:
            time.sleep(0.02)
            try:
                if os.path.exists(self.store()) and self.ask("SELECT count(*) FROM subject")[0][0] > 0:
                    process.send_signal(number)
                    break
            except sqlite3.OperationalError:
                continue
        err = process.stderr.read().decode()
        process.stderr.close()
        return process.wait(60), err

    def resume(self, kept):
        status, _, err = run("batch", self.apps, "--store", self.store(), "--resume")
        self.assertEqual(status, 0)
        self.assertIn(f"{len(kept):,} unchanged", err)
        after = dict(self.ask("SELECT key, id FROM subject"))
        self.assertEqual(len(after), self.COUNT)
        self.assertEqual({key: after[key] for key in kept}, kept)
        self.assertEqual(self.ask("SELECT complete, subjects FROM run"), [(1, self.COUNT)])
        self.assertEqual(self.ask("SELECT count(*) FROM run_subject")[0][0], self.COUNT)

    def test_killed_in_the_middle_and_resumed(self):
        status, _ = self.end_in_the_middle(signal.SIGKILL, "-q", "--jobs", "2")
        self.assertEqual(status, -signal.SIGKILL, "it was to be killed before its end")
        kept = dict(self.ask("SELECT key, id FROM subject"))
        self.assertTrue(0 < len(kept) < self.COUNT, len(kept))
        self.resume(kept)
        status, _, err = run("batch", self.apps, "--store", self.store(), "--resume")
        self.assertEqual(status, 2)
        self.assertIn("leave out --resume", err)

    def test_interrupted_it_says_how_to_go_on(self):
        for number in signal.SIGINT, signal.SIGTERM:
            with self.subTest(number):
                for name in os.listdir(self.folder):
                    if name.startswith("results.db"):
                        os.remove(self.folder / name)
                status, err = self.end_in_the_middle(number)
                self.assertEqual(status, 2, err)
                self.assertIn("run the same command with --resume", err)
                kept = dict(self.ask("SELECT key, id FROM subject"))
                self.assertEqual(int(re.search(r"stopped; ([\d,]+) results", err)[1].replace(",", "")), len(kept))
                self.assertEqual(self.ask("SELECT complete FROM run"), [(0,)])
                self.resume(kept)

    def test_interrupted_lines_are_whole(self):
        whole = run("batch", self.apps, "-q", "--jobs", "2")[1].splitlines(keepends=True)
        process = subprocess.Popen([HEGUI, "batch", self.apps, "--jobs", "2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        out = process.stdout.read(len(whole[0]) + 1)
        process.send_signal(signal.SIGINT)
        rest, err = process.communicate(timeout=60)
        found = (out + rest).splitlines(keepends=True)
        self.assertEqual(process.returncode, 2)
        self.assertIn(b"With --store FILE", err)
        self.assertEqual(found[:-1], whole[:len(found) - 1], "what was begun is finished, in order")
        end = json.loads(found[-1])
        self.assertEqual((end["type"], end["complete"], end["subjects"]), ("end", False, len(found) - 2))


class Kills(WithFleet):
    """kill -9 again and again, each run going on where the one before was ended."""
    COUNT = 800

    def begin(self, out, *more):
        arguments = ["batch", self.apps, "--store", self.store(), "-o", out, "-q", "--as-of", DAY, "--jobs", "2", *more]
        return subprocess.Popen([HEGUI, *arguments], stderr=subprocess.PIPE)

    def end(self, process):
        err = process.communicate(timeout=120)[1].decode()
        return process.returncode, err

    def unfinished(self):
        try:
            return self.ask("SELECT count(*) FROM run WHERE complete = 0")[0][0]
        except sqlite3.OperationalError:
            return 0

    def whole(self):
        """The bytes of a batch that nobody disturbs, and its seconds."""
        begun = time.monotonic()
        status, lines, err = run("batch", self.apps, "-q", "--as-of", DAY, "--jobs", "2", "--store", self.store() + ".whole", "-o", "-")
        self.assertEqual((status, err), (0, ""))
        return lines, time.monotonic() - begun

    def assert_sound(self):
        self.assertEqual(self.ask("PRAGMA integrity_check"), [("ok",)])
        try:
            remembered = self.ask("SELECT count(*), sum(input.sha256 = subject.inputs) FROM input LEFT JOIN subject ON subject.id = input.subject")[0]
        except sqlite3.OperationalError:
            return  # before there were tables
        self.assertEqual(remembered[0], remembered[1] or 0)

    def test_at_any_moment(self):
        lines, seconds = self.whole()
        out = str(self.folder / "out.jsonl")
        seed = random.randrange(1 << 32)
        chance = random.Random(seed)
        before, killed, ended = {}, 0, False
        for attempt in range(40):
            # The first attempts end while the store is made; the others anywhere.
            delay = chance.uniform(0, seconds / 10 if attempt < 6 else seconds / 3)
            resumed = ["--resume"] if self.unfinished() else []
            with self.subTest(seed=seed, attempt=attempt, delay=delay, resumed=resumed):
                process = self.begin(out, *resumed)
                time.sleep(delay)
                process.kill()
                status, err = self.end(process)
                self.assertIn(status, (0, -signal.SIGKILL), err)
                after = self.kept()
                self.assertEqual({key: after.get(key) for key in before}, before, "what is finished stays as it is")
                self.assertEqual(os.path.exists(out), status == 0, "a file is whole or not there")
                before = after
                killed += status != 0
                if os.path.exists(self.store()):
                    self.assert_sound()
            if status == 0:
                ended = True
                break
        self.assertGreaterEqual(killed, 4)
        if not ended:
            status, err = self.end(self.begin(out, *(["--resume"] if self.unfinished() else [])))
            self.assertEqual((status, err), (0, ""))
        with open(out, "rb") as file:
            self.assertEqual(file.read(), lines)
        self.assertEqual(self.ask("SELECT count(*), count(DISTINCT key) FROM subject"), [(self.COUNT, self.COUNT)])
        self.assertEqual(self.ask("SELECT count(*) FROM finding"), self.ask("SELECT count(*) FROM finding", self.store() + ".whole"), "nothing is kept twice")
        self.assertEqual(self.ask("SELECT subjects, seen FROM run WHERE complete = 1"), [(self.COUNT, self.COUNT)])

    def test_beside_another_writer(self):
        lines, seconds = self.whole()
        chance = random.Random(7)
        for attempt in range(4):
            with self.subTest(attempt=attempt):
                for name in os.listdir(self.folder):
                    if name.startswith(("results.db", "out")) and not name.startswith("results.db.whole"):
                        os.remove(self.folder / name)
                first, second = (self.begin(str(self.folder / f"out-{name}.jsonl")) for name in "ab")
                time.sleep(chance.uniform(0, seconds / 2))
                first.kill()
                self.assertEqual(self.end(second), (0, ""))
                status, err = self.end(first)
                self.assertIn(status, (0, -signal.SIGKILL), err)
                self.assertEqual((self.folder / "out-b.jsonl").read_bytes(), lines)
                self.assert_sound()
                self.assertEqual(self.ask("SELECT count(*), count(DISTINCT key) FROM subject"), [(self.COUNT, self.COUNT)])
                if self.ask("SELECT count(*) FROM run") == [(1,)]:
                    continue  # it was ended before it had begun
                if self.unfinished():
                    before = self.kept()
                    self.assertEqual(self.end(self.begin(str(self.folder / "out-a.jsonl"), "--resume")), (0, ""))
                    self.assertEqual(self.kept(), before, "all was there")
                self.assertEqual((self.folder / "out-a.jsonl").read_bytes(), lines)


if __name__ == "__main__":
    unittest.main()
