"""What goes wrong around a batch, from the outside: inputs, stores and outputs that cannot be used. Each is told plainly, nothing finished is lost, and
the exit status is 2."""
import atexit
import functools
import json
import os
import pathlib
import resource
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
import unittest

from batch_test import HEGUI, MANIFEST, WithFolder, lines, run, subjects

NOBODY = 65534


@functools.cache
def open_binary():
    """The binary where everybody may run it: a home folder, where root often builds, lets nobody in."""
    folder = tempfile.TemporaryDirectory(prefix="hegui binary ")
    atexit.register(folder.cleanup)
    os.chmod(folder.name, 0o755)
    return shutil.copy(HEGUI, folder.name)


def as_nobody(*arguments, cwd=None):
    """As `run`, by a user whom permissions bind: root may read everything."""
    root = os.getuid() == 0
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if root else {}
    done = subprocess.run([open_binary() if root else HEGUI, *arguments], capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=300, cwd=cwd, **user)
    return done.returncode, done.stdout, done.stderr.decode()


class Trouble(WithFolder):
    def codes(self, out):
        return {line["inputs"][0]["path"] if line["inputs"] else line["name"]: [issue["code"] for issue in line["issues"]] for line in subjects(out)}

    def open_to_nobody(self):
        """The folder for NOBODY: it is his, and what is in it."""
        os.chmod(self.folder, 0o755)
        if os.getuid() == 0:
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


class Inputs(Trouble):
    def test_a_folder_of_all_kinds_of_entries(self):
        good = self.manifest(1)
        os.symlink(self.folder, self.folder / "apps/loop")
        os.symlink("there-and-back", self.folder / "apps/there-and-back")
        os.mkfifo(self.folder / "apps/fifo")
        listener = socket.socket(socket.AF_UNIX)
        self.addCleanup(listener.close)
        listener.bind(os.path.relpath(self.folder / "apps/s"))
        with open(os.fsencode(self.folder / "apps") + b"/\xff\xfe.xml", "wb") as file:
            file.write(MANIFEST.format(n=9, target=34, debuggable="false").encode())
        self.write("apps/line\nbreak.xml", MANIFEST.format(n=8, target=34, debuggable="false"))
        self.write("apps/cut.xml", MANIFEST[:150])
        self.write("apps/empty.xml", "")
        self.write("apps/readme.txt", "nothing to judge")
        status, out, err = run("batch", str(self.folder / "apps"), str(self.folder / "gone.xml"))
        self.assertEqual(status, 2)
        found = self.codes(out)
        self.assertEqual({line["id"] for line in subjects(out)} - {""}, {"com.example.app1", "com.example.app8", "com.example.app9"})
        self.assertEqual(found[str(self.folder / "gone.xml")], ["HG1001"])
        self.assertIn("HG1101", found[str(self.folder / "apps/cut.xml")])
        self.assertIn("2 files of no known format, 2 links, 2 special files", err)
        self.assertNotIn("readme.txt", out.decode())
        self.assertEqual(found[good], [])
        self.assertEqual(len(lines(out)), out.count(b"\n"), "every result is one line")

    def test_files_and_folders_that_may_not_be_read(self):
        self.manifest(1, "apps/1.xml")
        self.manifest(2, "apps/2.xml")
        self.manifest(3, "apps/closed/3.xml")
        self.open_to_nobody()
        os.chmod(self.folder / "apps/2.xml", 0)
        os.chmod(self.folder / "apps/closed", 0)
        self.addCleanup(os.chmod, self.folder / "apps/closed", 0o755)
        status, out, _ = as_nobody("batch", str(self.folder / "apps"))
        self.assertEqual(status, 2)
        self.assertEqual(self.codes(out), {str(self.folder / "apps/1.xml"): [], str(self.folder / "apps/2.xml"): ["HG1001"], str(self.folder / "apps/closed"): ["HG1001"]})
        told = {line["name"]: line["issues"][0]["message"] for line in subjects(out) if line["issues"]}
        self.assertEqual(set(told.values()), {"cannot open: Permission denied", "cannot list: Permission denied"})

    def test_a_list_of_all_kinds_of_paths(self):
        good, last = self.manifest(1), self.manifest(2)
        os.mkfifo(self.folder / "fifo")
        os.symlink("there-and-back", self.folder / "there-and-back")
        os.symlink(good, self.folder / "link.xml")
        paths = [good, "gone.xml", "fifo", "/dev/zero", "there-and-back", "link.xml", "", last + "/none", "x" * 5000, last]
        paths = [path if path in ("", good, last) or path.startswith("/") else str(self.folder / path) for path in paths]
        for arguments, text in ([], "\n".join(paths)), (["-0"], "\0".join(paths)), ([], "\n".join(json.dumps({"path": path}) for path in paths if path)):
            status, out, _ = run("batch", *arguments, "-", "-q", stdin=text.encode())
            self.assertEqual(status, 2)
            self.assertEqual([[issue["code"] for issue in line["issues"]] for line in subjects(out)],
                             [[], ["HG1001"], ["HG1002"], ["HG1002"], ["HG1001"], [], ["HG1001"], ["HG1001"], []])
            self.assertEqual([line["id"] for line in subjects(out)][::8], ["com.example.app1", "com.example.app2"])


class Outputs(Trouble):
    def test_a_file_is_whole_or_not_there(self):
        apps, target = self.fleet(3), self.folder / "out.jsonl"
        self.assertEqual(run("batch", apps, "-q", "-o", str(target))[0], 0)
        self.assertEqual(target.read_bytes(), run("batch", apps, "-q")[1])
        status, _, err = run("batch", apps, "-q", "-o", str(self.folder / "none/out.jsonl"))
        self.assertEqual((status, "HG5001" in err), (2, True))

    def test_a_link_is_followed_and_a_pipe_is_written_to(self):
        apps, target, link, pipe = self.fleet(3), self.folder / "out.jsonl", self.folder / "link", self.folder / "pipe"
        expected = run("batch", apps, "-q")[1]
        link.symlink_to(target)
        target.write_bytes(b"old")
        self.assertEqual(run("batch", apps, "-q", "-o", str(link))[0], 0)
        self.assertEqual((link.is_symlink(), target.read_bytes()), (True, expected))
        os.mkfifo(pipe)
        process = subprocess.Popen([HEGUI, "batch", apps, "-q", "-o", str(pipe)])
        self.assertEqual(pipe.read_bytes(), expected)
        self.assertEqual(process.wait(60), 0)
        self.assertTrue(pipe.is_fifo())

    @unittest.skipUnless(os.path.exists("/dev/full"), "there is no /dev/full here")
    def test_a_full_disk_is_told(self):
        apps = self.fleet(3)
        with open("/dev/full", "wb") as full:
            done = subprocess.run([HEGUI, "batch", apps], stdout=full, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"No space left", done.stderr)

    def limited(self, size, *arguments):
        """As `run`, where no file may grow beyond so many bytes, as with `ulimit -f`."""
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        done = subprocess.run([HEGUI, *arguments], capture_output=True, timeout=120, preexec_fn=limit)
        return done.returncode, done.stderr.decode()

    def test_a_file_that_may_not_grow_is_told(self):
        apps, target = self.fleet(40), str(self.folder / "out.jsonl")
        self.assertEqual(run("batch", apps, "-q", "-o", target)[0], 0)
        whole = pathlib.Path(target).read_bytes()
        status, err = self.limited(len(whole) // 2, "batch", apps, "-o", target)
        self.assertEqual((status, "error[HG5001]" in err, "File too large" in err), (2, True, True), err)
        self.assertEqual(pathlib.Path(target).read_bytes(), whole, "the file of before is still whole")
        for arguments in ["report", target, "--format", "html", "-o", str(self.folder / "fleet.html")], \
                ["check", apps, "--format", "html", "-o", str(self.folder / "check.html")]:
            status, err = self.limited(4096, *arguments)
            self.assertEqual((status, "error[HG5001]" in err), (2, True), err)
            self.assertFalse(os.path.exists(arguments[-1]))

    def test_a_store_that_may_not_grow_is_gone_on_with(self):
        apps = self.fleet(300)
        status, err = self.limited(1 << 20, "batch", apps, "--store", self.store())
        self.assertEqual((status, "error[HG5204]" in err, "--resume" in err), (2, True, True), err)
        count = self.ask("SELECT count(*) FROM subject")[0][0]
        self.assertLess(count, 300)
        status, _, err = run("batch", apps, "--store", self.store(), "--resume")
        self.assertEqual(status, 0, err)
        self.assertEqual(f"{count} unchanged" in err, count > 0)
        self.assertEqual(self.ask("SELECT complete, subjects FROM run"), [(1, 300)])

    def test_a_reader_that_goes_away_is_told(self):
        apps = self.fleet(400)
        process = subprocess.Popen([HEGUI, "batch", apps], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.read(1000)
        process.stdout.close()
        err = process.stderr.read().decode()
        process.stderr.close()
        self.assertEqual(process.wait(60), 2)
        self.assertIn("error[HG5001]", err)


class Stores(Trouble):
    def refused(self, apps, code, by=run):
        status, _, err = by("batch", apps, "--store", self.store(), "-q")
        self.assertEqual((status, f"error[{code}]" in err), (2, True), err)

    def test_what_is_no_store_of_ours(self):
        apps = self.fleet(2)
        self.write("results.db", "this is no database, it is far too much text for one" * 100)
        self.refused(apps, "HG5205")
        os.remove(self.store())
        self.ask("CREATE TABLE theirs (x)")
        self.refused(apps, "HG5207")
        os.remove(self.store())
        self.assertEqual(run("batch", apps, "--store", self.store(), "-q")[0], 0)
        self.ask("PRAGMA user_version = 99")
        self.refused(apps, "HG5206")
        self.assertEqual(run("batch", apps, "--store", str(self.folder / "none/results.db"), "-q")[0], 2)

    def test_a_store_that_may_not_be_written(self):
        apps = self.fleet(2)
        self.assertEqual(run("batch", apps, "--store", self.store(), "-q")[0], 0)
        self.open_to_nobody()
        os.chmod(self.store(), 0o444)
        self.refused(apps, "HG5202", as_nobody)
        self.assertEqual(self.ask("SELECT count(*) FROM subject"), [(2,)])
        self.assertEqual(as_nobody("report", self.store())[0], 0, "it can still be read")

    def test_a_store_that_somebody_holds(self):
        apps = self.fleet(2)
        self.assertEqual(run("batch", apps, "--store", self.store(), "-q")[0], 0)
        self.manifest(50)
        holder = sqlite3.connect(self.store(), isolation_level=None)
        self.addCleanup(holder.close)
        holder.execute("BEGIN IMMEDIATE")
        process = subprocess.Popen([HEGUI, "batch", apps, "--store", self.store(), "-q"], stderr=subprocess.PIPE)
        time.sleep(1)
        self.assertIsNone(process.poll(), "it waits")
        holder.execute("ROLLBACK")
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)
        holder.execute("BEGIN IMMEDIATE")
        self.manifest(51)
        self.refused(apps, "HG5203")  # after half a minute
        holder.execute("ROLLBACK")
        self.assertEqual(self.ask("SELECT count(*) FROM subject"), [(3,)])
        self.assertEqual(run("batch", apps, "--store", self.store(), "-q")[0], 0)
        self.assertEqual(self.ask("SELECT count(*) FROM subject"), [(4,)])

    @unittest.skipUnless(shutil.which("unshare"), "a small disk is made with unshare, which is not here")
    def test_a_store_whose_disk_is_full(self):
        apps = self.fleet(300)
        small, done = self.folder / "small", self.folder / "done"
        small.mkdir()
        script = 'mount -t tmpfs -o size=2m none "$1" || exit 77; "$2" batch "$3" --store "$1/results.db"; status=$?; cp "$1"/results.db* "$4"; exit $status'
        done.mkdir()
        ended = subprocess.run(["unshare", "--mount", *([] if os.getuid() == 0 else ["--map-root-user"]), "sh", "-c", script, "sh", small, HEGUI, apps, done], capture_output=True, timeout=120)
        if ended.returncode == 77 or ended.stderr.startswith(b"unshare:"):
            self.skipTest("no file system may be mounted here")
        self.assertEqual(ended.returncode, 2, ended.stderr)
        self.assertIn(b"error[HG5204]", ended.stderr)
        self.assertIn(b"--resume", ended.stderr)
        kept = str(done / "results.db")
        count = self.ask("SELECT count(*) FROM subject", kept)[0][0]
        status, _, err = run("batch", apps, "--store", kept, "--resume")
        self.assertEqual(status, 0, err)
        self.assertEqual(self.ask("SELECT complete, subjects FROM run", kept), [(1, 300)])
        self.assertEqual(count > 0, f"{count} unchanged" in err)

    def test_writers_that_make_one_store(self):
        apps = self.fleet(5)
        for attempt in range(12):
            store = f"{self.store()}.{attempt}"
            processes = [subprocess.Popen([HEGUI, "batch", apps, "--store", store, "-q"], stderr=subprocess.PIPE) for _ in range(3)]
            told = [process.communicate(timeout=120)[1] for process in processes]
            self.assertEqual(([process.returncode for process in processes], told), ([0] * 3, [b""] * 3))
            self.assertEqual(self.ask("SELECT count(*) FROM subject", store), [(5,)])

    def test_two_writers(self):
        apps = self.fleet(300)
        processes = [subprocess.Popen([HEGUI, "batch", apps, "--store", self.store(), "-q"]) for _ in range(2)]
        self.assertEqual([process.wait(120) for process in processes], [0, 0])
        self.assertEqual(self.ask("SELECT count(*), count(DISTINCT key) FROM subject"), [(300, 300)])
        self.assertEqual(self.ask("SELECT count(*) FROM run_subject GROUP BY run"), [(300,), (300,)])


if __name__ == "__main__":
    unittest.main()
