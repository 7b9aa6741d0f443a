"""The recipes of scripts/catalogues.md as they stand there, as far as one machine can run them: GNU parallel; Slurm, as a cluster of one node that is
started for the test; what Kubernetes would start, with the variable it sets. Every part is made, and together they are the whole."""
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import unittest

from batch_test import HEGUI, ROOT, WithFolder, run, subjects

PAGE = (ROOT / "scripts/catalogues.md").read_text()


class Recipes(WithFolder):
    def setUp(self):
        super().setUp()
        self.fleet(60)
        shutil.move(self.folder / "apps", self.folder / "manifests")
        for name in "bin", "out", "scratch":
            (self.folder / name).mkdir()
        os.symlink(HEGUI, self.folder / "bin/hegui")
        self.whole = {line["id"]: line for line in subjects(run("batch", str(self.folder / "manifests"), "-q", "--as-of", "2026-11-24")[1])}

    def recipe(self, language, place, mark=""):
        """A block of code below a heading, at home in this folder."""
        section = PAGE.split(f"## {place}\n")[1].split("\n## ")[0]
        code = re.search(rf"```{language}\n(.*?)```", section, re.S)[1]
        self.assertIn(mark, code)
        # The folder's name has blanks and the recipes' have none: a link without.
        link = f"/tmp/hegui-recipes-{os.getpid()}"
        if not os.path.islink(link):
            os.symlink(self.folder, link)
            self.addCleanup(os.remove, link)
        return code.replace("/data/", f"{link}/").replace("/scratch/", f"{link}/scratch/")

    def sh(self, code, **variables):
        path = f"{self.folder}/bin:{os.environ['PATH']}"
        done = subprocess.run(["bash", "-c", code], cwd=self.folder, env={**os.environ, "PATH": path, **variables}, capture_output=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def assert_whole(self, *parts):
        status, out, err = run("report", *map(str, parts), "--format", "csv")
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(len(out.splitlines()), len(self.whole) + 1)
        self.assertTrue(all(name in out.decode() for name in self.whole))

    @unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not here")
    def test_gnu_parallel(self):
        self.sh(self.recipe("sh", "GNU parallel", "seq 8 | parallel"))
        self.assert_whole(*sorted(self.folder.glob("part-*.jsonl")))
        self.assertIn("<svg", (self.folder / "fleet.html").read_text())

    @unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not here")
    def test_gnu_parallel_runs_again_what_failed(self):
        code = self.recipe("sh", "GNU parallel").splitlines()[0]
        # The third shard cannot write its part the first time.
        (self.folder / "part-3.jsonl.partial").mkdir()
        path = f"{self.folder}/bin:{os.environ['PATH']}"
        first = subprocess.run(["bash", "-c", code], cwd=self.folder, env={**os.environ, "PATH": path}, capture_output=True, timeout=120)
        self.assertEqual(first.returncode, 1)
        self.assertEqual(len(list(self.folder.glob("part-*.jsonl"))), 7)
        (self.folder / "part-3.jsonl.partial").rmdir()
        again = code.replace("parallel -j 8", "parallel --resume-failed -j 8")
        self.sh(again)
        self.assert_whole(*sorted(self.folder.glob("part-*.jsonl")))
        self.assertEqual(len((self.folder / "shards.log").read_text().splitlines()), 1 + 8 + 1, "one shard ran twice")

    @unittest.skipUnless(all(map(shutil.which, ("munged", "slurmctld", "slurmd", "sbatch"))) and os.getuid() == 0,
                         "Slurm (Debian: slurmctld, slurmd, slurm-client, munge) is not here, or this user may not start it")
    def test_slurm_array(self):
        script = self.folder / "job.sh"
        script.write_text(self.recipe("sh", "Slurm", "srun hegui"))
        with Slurm(self.folder / "bin") as slurm:
            # Fewer and narrower tasks than the recipe's: a command line wins over the script's own words.
            array = lambda tasks: slurm.run("sbatch", "--wait", "--cpus-per-task=2", f"--array={tasks}", f"--output={self.folder}/out/%a", str(script))
            done = array("1-4")
            told = "".join(path.read_text() for path in (self.folder / "out").iterdir())
            self.assertEqual((done.returncode, told), (0, ""), done.stderr)
            self.assert_whole(*sorted((self.folder / "scratch").glob("part-*.db")))
            # A task that is run again finds what it had finished. (The shard is a third of three now: Slurm counts the tasks.)
            before = self.kept(1)
            script.write_text(script.read_text().replace("$SLURM_ARRAY_TASK_COUNT", "4"))
            self.assertEqual(array("1").returncode, 0)
            self.assertEqual(self.kept(1), before)
        self.assert_whole(*sorted((self.folder / "scratch").glob("part-*.db")))

    def kept(self, part):
        return self.ask("SELECT id, key FROM subject", str(self.folder / f"scratch/part-{part}.db"))

    def test_kubernetes_indexed_job(self):
        manifest = self.recipe("yaml", "Kubernetes Indexed Job", "completionMode: Indexed")
        count = int(re.search(r"completions: (\d+)", manifest)[1])
        command = re.search(r"args: \['(.*)'\]", manifest)[1]
        for index in range(count):
            self.sh(command, JOB_COMPLETION_INDEX=str(index))
        self.assert_whole(*sorted((self.folder / "out").glob("part-*.jsonl")))

    @unittest.skipUnless(shutil.which("kubernetes-validate"), "kubernetes-validate (PyPI) is not here")
    def test_the_job_is_what_kubernetes_takes(self):
        manifest = self.folder / "job.yaml"
        manifest.write_text(self.recipe("yaml", "Kubernetes Indexed Job"))
        done = subprocess.run(["kubernetes-validate", "--strict", str(manifest)], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class Slurm:
    """A cluster of this machine alone, on the loopback interface; gone when it is left."""
    CONFIGURATION = """ClusterName=hegui
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
AuthInfo=socket={home}/munge/socket
SlurmUser=root
StateSaveLocation={home}/state
SlurmdSpoolDir={home}/spool
SlurmctldPidFile={home}/slurmctld.pid
SlurmdPidFile={home}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
SlurmdParameters=config_overrides
NodeName=localhost NodeAddr=127.0.0.1 CPUs=4 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
"""

    def __init__(self, programs):
        # A path without blanks, and short: one of its files is a socket.
        self.home = tempfile.mkdtemp(prefix="hegui-slurm-")
        self.environment = {**os.environ, "SLURM_CONF": f"{self.home}/slurm.conf", "PATH": f"{programs}:{os.environ['PATH']}"}
        self.processes = []

    def __enter__(self):
        try:
            return self.begin()
        except BaseException:
            self.__exit__()
            raise

    def begin(self):
        os.chmod(self.home, 0o755)
        for folder in "munge", "state", "spool":
            os.mkdir(f"{self.home}/{folder}")
        with open(f"{self.home}/munge/key", "wb") as key:
            key.write(os.urandom(128))
        os.chmod(f"{self.home}/munge/key", 0o400)
        listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
        ports = [listener.getsockname()[1] for listener in listeners]
        for listener in listeners:
            listener.close()
        with open(f"{self.home}/slurm.conf", "w") as file:
            file.write(self.CONFIGURATION.format(home=self.home, ports=ports))
        munge = f"{self.home}/munge"
        self.start("munged", "--foreground", f"--key-file={munge}/key", f"--socket={munge}/socket", f"--pid-file={munge}/pid", f"--log-file={munge}/log", f"--seed-file={munge}/seed")
        self.wait(lambda: os.path.exists(f"{munge}/socket"))
        self.start("slurmctld", "-D")
        self.start("slurmd", "-D", "-N", "localhost")
        self.wait(lambda: "idle" in self.run("sinfo", "--noheader").stdout)
        return self

    def start(self, *command):
        with open(f"{self.home}/log", "a") as log:
            self.processes.append(subprocess.Popen(command, stdout=log, stderr=log, env=self.environment))

    def wait(self, is_so):
        until = time.monotonic() + 60
        while not is_so():
            if time.monotonic() > until:
                with open(f"{self.home}/log") as log:
                    raise TimeoutError(log.read())
            time.sleep(0.2)

    def run(self, *command):
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=300)

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(60)
        shutil.rmtree(self.home)


if __name__ == "__main__":
    unittest.main()
