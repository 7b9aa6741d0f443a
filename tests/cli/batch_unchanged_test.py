"""Files that a batch takes as unchanged without reading them, from the outside: only those whose size and times are what they were, and had rested."""
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import time
import unittest

from batch_test import HEGUI, MANIFEST, WithFolder, run, subjects

DAY = ["--as-of", "2026-11-24"]
REST = 2.6  # seconds; what changed less long ago is read each time
COUNT = 12
# A store as the first version made it.
FORMER = "DROP TRIGGER subject_deleted; DROP TABLE input; PRAGMA user_version = 1"


class WithRest(WithFolder):
    def setUp(self):
        super().setUp()
        self.apps = self.fleet(COUNT)

    def rest(self):
        time.sleep(REST)

    def batch(self, *arguments, paths=None, stdin=None, status=0):
        """Lines and how many inputs were unread, unchanged and judged; they must be those of a batch without a store."""
        paths = paths or [self.apps]
        options = [argument for argument in arguments if argument != "--checksum"]
        plain = run("batch", *paths, *options, *DAY, "-q", stdin=stdin)
        found = run("batch", *paths, *arguments, *DAY, "--store", self.store(), "-o", "-", stdin=stdin)
        self.assertEqual((found[0], found[1]), (status, plain[1]), found[2])
        count = lambda pattern: int((re.search(pattern, found[2]) or [0, "0"])[1])
        unread, unchanged = count(r"(\d+) of them by size and times, unread"), count(r"(\d+) unchanged")
        return unread, unchanged, count(r"(\d+) subjects") - unchanged

    def remembered(self):
        self.rest()
        self.assertEqual(self.batch(), (0, 0, COUNT))
        self.assertEqual(self.batch(), (COUNT, COUNT, 0))

    def path(self, n):
        return f"{self.apps}/{n % 7}/app{n:04}.xml"


class Unchanged(WithRest):
    def test_what_changed_a_moment_ago_is_read(self):
        soon = time.time() + 3600  # of the future: never rested, however slow this machine is
        for n in range(COUNT):
            os.utime(self.path(n), (soon, soon))
        self.assertEqual(self.batch(), (0, 0, COUNT))
        self.assertEqual(self.batch(), (0, COUNT, 0))
        self.assertEqual(self.ask("SELECT count(*) FROM input"), [(0,)])
        for n in range(COUNT):
            os.utime(self.path(n))
        self.rest()
        self.assertEqual(self.batch(), (0, COUNT, 0), "it was not remembered yet")
        self.assertEqual(self.batch(), (COUNT, COUNT, 0))
        self.assertEqual(self.batch("--checksum"), (0, COUNT, 0))
        for jobs in "1", "2", "8":
            self.assertEqual(self.batch("--jobs", jobs), (COUNT, COUNT, 0))

    def test_changes_of_all_kinds_are_seen(self):
        self.remembered()
        path = self.path(3)
        before = os.stat(path)
        text = pathlib.Path(path).read_text()
        pathlib.Path(path).write_text(text.replace('targetSdkVersion="34"', 'targetSdkVersion="22"'))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.assertEqual((os.stat(path).st_size, os.stat(path).st_mtime_ns), (before.st_size, before.st_mtime_ns), "size and time say nothing")
        self.assertEqual(self.batch(), (COUNT - 1, COUNT - 1, 1))
        # Another file of the same size and time by this name.
        shutil.copy2(self.path(5), self.folder / "copy")
        os.replace(self.folder / "copy", self.path(4))
        # Two names changed over.
        os.rename(self.path(6), self.folder / "six")
        os.rename(self.path(7), self.path(6))
        os.rename(self.folder / "six", self.path(7))
        # On a slow machine some have rested since they changed.
        rested = lambda fewest, most, *rest: [(n, *rest) for n in range(fewest, most + 1)]
        self.assertIn(self.batch(), rested(COUNT - 4, COUNT - 3, COUNT - 3, 3))
        os.utime(self.path(8))
        os.chmod(self.path(9), 0o600)
        self.assertIn(self.batch(), rested(COUNT - 6, COUNT - 2, COUNT, 0), "their bytes are the same")
        self.rest()
        self.assertIn(self.batch(), rested(COUNT - 6, COUNT, COUNT, 0))
        self.assertEqual(self.batch(), (COUNT, COUNT, 0))

    def test_names_links_and_files_that_go_away(self):
        self.remembered()
        os.link(self.path(1), f"{self.apps}/1/hard.xml")  # changes the times of both
        self.assertEqual(self.batch(), (COUNT - 1, COUNT, 1))
        self.rest()
        self.batch()
        self.assertEqual(self.batch(), (COUNT + 1, COUNT + 1, 0))
        os.remove(self.path(2))
        self.assertEqual(self.batch(), (COUNT, COUNT, 0))
        listed = "\n".join([self.path(2), self.path(3)]).encode()
        self.assertEqual(self.batch(paths=["-"], stdin=listed, status=2), (1, 1, 1))
        # A link is what it stands for.
        link = str(self.folder / "link.xml")
        os.symlink(self.path(3), link)
        self.assertEqual(self.batch(paths=[link]), (0, 0, 1))
        self.assertEqual(self.batch(paths=[link]), (1, 1, 0))
        os.remove(link)
        os.symlink(self.path(4), link)
        self.assertEqual(self.batch(paths=[link]), (0, 0, 1))
        # Another folder of the same names.
        shutil.copytree(self.apps, self.folder / "else/apps")
        self.manifest(3, "else/apps/3/app0003.xml", target=20)
        self.rest()
        inside = lambda folder: subprocess.run([HEGUI, "batch", "apps", "--store", self.store(), "-o", "-", *DAY], cwd=folder, capture_output=True)
        first, other = inside(self.folder), inside(self.folder / "else")
        self.assertNotEqual(first.stdout, other.stdout)
        self.assertEqual(inside(self.folder).stdout, first.stdout)

    def test_copies_by_the_name_of_what_they_are_of(self):
        listed = lambda *files: "\n".join(json.dumps({"path": f"there/{n}.xml", "file": file}) for n, file in enumerate(files)).encode()
        self.rest()
        self.assertEqual(self.batch(paths=["-"], stdin=listed(self.path(1), self.path(2))), (0, 0, 2))
        self.assertEqual(self.batch(paths=["-"], stdin=listed(self.path(1), self.path(2))), (2, 2, 0))
        self.assertEqual(self.batch(paths=["-"], stdin=listed(self.path(2), self.path(1))), (0, 0, 2))

    def test_declarations_are_read_each_time(self):
        text = self.write("p/hegui.toml", 'manifests = ["app.xml"]\n[subject]\nname = "x"\nkind = "app"\n')
        self.manifest(2, "p/app.xml")
        self.rest()
        copy = json.dumps({"path": text, "file": text}).encode()
        self.assertEqual(self.batch(paths=["-"], stdin=copy), (0, 0, 1))
        self.assertEqual(self.batch(paths=["-"], stdin=copy), (0, 1, 0))
        self.assertEqual(self.batch(paths=[text]), (0, 0, 1), "in its place it stands for its manifests too")
        self.assertEqual(self.batch(paths=[text]), (0, 1, 0))
        self.manifest(3, "p/app.xml")
        self.assertEqual(self.batch(paths=[text]), (0, 0, 1))

    def test_groups_are_read_each_time(self):
        self.rest()
        self.assertEqual(self.batch("--group", "package"), (0, 0, COUNT))
        self.assertEqual(self.batch("--group", "package"), (0, COUNT, 0))
        self.assertEqual(self.ask("SELECT count(*) FROM input"), [(0,)])

    def test_shards(self):
        self.rest()
        for _ in range(2):
            for k in "1/2", "2/2":
                found = self.batch("--shard", k)
                self.assertGreater(found[1] + found[2], 0)
        self.assertEqual((found[0], found[2]), (found[1], 0))
        self.assertEqual(self.ask("SELECT count(*) FROM input"), [(COUNT,)])

    def test_limits_decide_too(self):
        self.remembered()
        self.assertEqual(self.batch("--max-input-size", "100", status=2), (0, 0, COUNT))
        self.assertEqual(self.batch(), (COUNT, COUNT, 0))

    def test_names_that_are_no_text(self):
        odd = os.fsencode(self.folder / "odd") + b"\xff.xml"
        with open(odd, "wb") as file:
            file.write(MANIFEST.format(n=9, target=34, debuggable="false").encode())
        self.rest()
        self.assertEqual(self.batch(paths=["-"], stdin=odd), (0, 0, 1))
        self.assertEqual(self.batch(paths=["-"], stdin=odd), (0, 1, 0))

    def test_many_in_any_order(self):
        for n in range(COUNT, 700):
            self.manifest(n)
        self.rest()
        paths = [self.path(n) for n in range(700)]
        self.batch(paths=["-"], stdin="\n".join(paths).encode())
        for order in paths[::-1], paths[::3] + paths[1::3], paths[::2] + ["gone.xml"] + paths[:5]:
            listed = "\n".join(order).encode()
            unread = len(order) - ("gone.xml" in order)
            self.assertEqual(self.batch(paths=["-"], stdin=listed, status=2 * ("gone.xml" in order))[0], unread)
        self.assertEqual(self.ask("SELECT number FROM run_subject WHERE run = 2 ORDER BY subject"), [(699 - n,) for n in range(700)])


class Stores(WithRest):
    def test_a_store_of_the_former_version(self):
        self.remembered()
        with sqlite3.connect(self.store()) as database:
            database.executescript(FORMER)
        self.assertEqual(run("report", self.store())[0], 0)
        self.assertEqual(self.ask("PRAGMA user_version"), [(1,)], "reading changes nothing")
        writers = [subprocess.Popen([HEGUI, "batch", self.apps, *DAY, "--store", self.store()], stderr=subprocess.PIPE) for _ in range(3)]
        for writer in writers:
            self.assertIn(f"{COUNT} unchanged".encode(), writer.communicate(timeout=60)[1])
            self.assertEqual(writer.returncode, 0)
        self.assertEqual(self.ask("PRAGMA user_version"), [(2,)])
        self.assertEqual(self.batch(), (COUNT, COUNT, 0))
        self.assertEqual(self.ask("SELECT count(*) FROM subject"), [(COUNT,)])

    def test_a_run_of_the_former_version_is_resumed(self):
        self.remembered()
        with sqlite3.connect(self.store()) as database:
            database.executescript(FORMER + "; UPDATE run SET complete = 0, finished = NULL WHERE id = 2")
        status, _, err = run("batch", self.apps, *DAY, "--store", self.store(), "--resume")
        self.assertEqual((status, f"{COUNT} unchanged" in err), (0, True), err)
        self.assertEqual(self.ask("SELECT complete, subjects FROM run WHERE id = 2"), [(1, COUNT)])

    def test_results_that_somebody_deletes_are_judged_again(self):
        self.remembered()
        with sqlite3.connect(self.store()) as database:
            database.execute("DELETE FROM subject WHERE app IN ('com.example.app3', 'com.example.app11')")
        self.assertEqual(self.ask("SELECT count(*) FROM input"), [(COUNT - 2,)])
        self.assertEqual(self.batch(), (COUNT - 2, COUNT - 2, 2))
        self.assertEqual(self.batch(), (COUNT, COUNT, 0))

    def test_two_writers(self):
        self.rest()
        writers = [subprocess.Popen([HEGUI, "batch", self.apps, *DAY, "--store", self.store(), "-q"]) for _ in range(2)]
        self.assertEqual([writer.wait(60) for writer in writers], [0, 0])
        self.assertEqual(self.ask("SELECT count(*) FROM input JOIN subject ON subject.id = subject WHERE input.sha256 = subject.inputs"), [(COUNT,)])
        self.assertEqual(self.batch(), (COUNT, COUNT, 0))

    def test_what_a_row_repeats_is_what_its_subject_says(self):
        self.write("apps/cut.xml", MANIFEST[:150])
        self.rest()
        for _ in range(2):
            run("batch", self.apps, *DAY, "--store", self.store(), "-q")
        rows = self.ask("SELECT input.name, input.size, input.score IS subject.score, (input.worst, input.unreadable, input.errors, input.sha256) = "
                        "(subject.worst, subject.unreadable, subject.errors, subject.inputs) FROM input JOIN subject ON subject.id = subject")
        self.assertEqual(len(rows), COUNT + 1)
        for name, size, *same in rows:
            self.assertEqual((size, same), (os.path.getsize(name), [1, 1]))
        # … and gates go by it.
        self.assertEqual(run("batch", self.apps, *DAY, "--store", self.store(), "-q")[0], 2)
        os.remove(f"{self.apps}/cut.xml")
        for gate, status in (["--fail-on", "low"], 1), (["--min-score", "100"], 1), ([], 0):
            found = run("batch", self.apps, *DAY, "--store", self.store(), *gate)
            self.assertEqual((found[0], f"{COUNT} of them" in found[2]), (status, True), found[2])


if __name__ == "__main__":
    unittest.main()
